#include "remit/analysis/duties.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>

#include "remit/analysis/bearers.h"
#include "remit/analysis/clauses.h"
#include "remit/analysis/conditions.h"
#include "remit/base/parallel.h"
#include "remit/text/letters.h"

namespace remit {
namespace {

constexpr std::uint32_t kLongestSentence = 8000;  // bytes; more is no prose
constexpr std::size_t kLongestSubject = 200;      // bytes in which a sentence names its subject

bool is_item(NodeType type) {
  return type == NodeType::Subparagraph || type == NodeType::Point || type == NodeType::Bullet ||
         type == NodeType::Paragraph;
}

std::string_view cut(std::string_view text, Span span) {
  return text.substr(span.begin, span.size());
}

/// The text of a list item, without the signs and the joining word at its end.
std::string_view item_text(std::string_view text, const std::vector<Mark>& marks,
                           std::uint32_t end) {
  const auto strip = [&] {
    while (end > 0 && std::string_view(" .;,:-").find(text[end - 1]) != std::string_view::npos)
      --end;
  };
  strip();
  for (auto mark = marks.rbegin(); mark != marks.rend(); ++mark) {
    if (mark->kind != Mark::Kind::Coordinator || mark->at.end != end) continue;
    end = mark->at.begin;
    strip();
  }
  return text.substr(0, end);
}

/// What a text says to the list below it.
struct LeadIn {
  Duty duty;                     ///< bearer, modality, conditions, consultees of its last clause
  bool has_modal = false;        ///< else: only conditions, or only a bearer
  bool content = false;          ///< "… ensure that:": modals in the items bind nobody
  bool bare_items = false;       ///< "The Council should:": items need no sign before them
  bool is_subject = false;       ///< nothing but a noun phrase: "Alleged breaches:"
  bool criteria = false;         ///< "… may speak once except:": its items are no duties
  std::size_t index = SIZE_MAX;  ///< of the clause's own duty, which goes where an item takes it up
};

/// Reads the passages of one section.
class DutyFinder {
 public:
  DutyFinder(const Tree& tree, const Grammar& grammar, const Parties& parties)
      : tree_(tree), grammar_(grammar), parties_(parties) {}

  std::vector<Duty> find(const std::vector<Passage>& passages, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const Passage& passage = passages[i];
      if (passage.in == Place::In::Heading) {
        node_parent_ = tree_.nodes[passage.node].parent;
        recent_ = parties_.subject_of(passage.text.substr(0, kLongestSubject));
        continue;
      }
      if (passage.in == Place::In::Cell && passage.row == 0) continue;  // a column's title
      const bool last = i + 1 == passages.size() || passages[i + 1].node != passage.node ||
                        passage.in == Place::In::Cell;
      const bool first = i == 0 || passages[i - 1].node != passage.node ||
                         passages[i - 1].in == Place::In::Heading;
      list_in_cell_ = i + 1 < passages.size() && same_cell(passage, passages[i + 1]) &&
                      (item_sign(passages[i + 1].text) || trimmed(passage.text).ends_with(':'));
      read(passage, first, last);
    }
    std::vector<Duty> out;
    for (std::size_t i = 0; i < duties_.size(); ++i)
      if (!taken_up_[i]) out.push_back(std::move(duties_[i]));
    return out;
  }

 private:
  void read(const Passage& passage, bool first, bool last) {
    const Node& node = tree_.nodes[passage.node];
    if (node.parent != node_parent_) recent_.clear();
    node_parent_ = node.parent;
    LeadIn* lead = nullptr;
    std::uint32_t sign = 0;  // bytes of an item's label
    if (first && passage.in == Place::In::Text && is_item(node.type)) lead = lead_of(node.parent);
    if (passage.in == Place::In::Cell && cell_lead_) {
      const auto found = item_sign(passage.text);
      if (same_cell(passage, *cell_of_lead_) && (found || cell_lead_->bare_items)) {
        lead = &*cell_lead_;
        lead->bare_items = !found;  // as the first item is, so are the others
        sign = found.value_or(0);
      } else {
        cell_lead_.reset();
      }
    }
    if (passage.in == Place::In::Text && node.type == NodeType::Text) leads_.erase(node.parent);
    const bool criterion = lead && lead->criteria;
    if (criterion) lead = nullptr;
    const bool breaks_off = last && (passage.in == Place::In::Text || list_in_cell_) &&
                            ends_open(passage.text) && !passage.text.empty();
    const std::vector<Mark> marks =
        read_marks(passage.text, passage.hints, grammar_, breaks_off || lead != nullptr);
    for (std::size_t s = 0; s < passage.sentences.size(); ++s) {
      Span sentence = passage.sentences[s];
      if (s == 0) sentence.begin = std::min(sentence.begin + sign, sentence.end);
      if (sentence.empty() || sentence.size() > kLongestSentence) continue;
      const auto from =
          std::lower_bound(marks.begin(), marks.end(), sentence.begin,
                           [](const Mark& mark, std::uint32_t at) { return mark.at.begin < at; });
      const auto to =
          std::lower_bound(from, marks.end(), sentence.end,
                           [](const Mark& mark, std::uint32_t at) { return mark.at.begin < at; });
      const std::vector<Mark> own(from, to);
      const bool closing = last && s + 1 == passage.sentences.size();
      read_sentence(passage, sentence, own, s == 0 ? lead : nullptr, closing, criterion);
    }
  }

  static bool same_cell(const Passage& a, const Passage& b) {
    return a.in == Place::In::Cell && b.in == Place::In::Cell && a.node == b.node &&
           a.row == b.row && a.column == b.column;
  }

  /// Bytes of the number or bullet that a paragraph of a cell begins with, and of the space behind
  /// it; 0 where it goes on in lower case; none where it is no item of a list.
  std::optional<std::uint32_t> item_sign(std::string_view text) const {
    for (const RuleKind kind : {RuleKind::Bullet, RuleKind::Marker})
      for (const RuleMatch& match : grammar_.match(kind, text)) {
        if (match.label.empty() || match.label.size() >= text.size()) continue;
        const std::string_view rest = trimmed(text.substr(match.label.size()));
        return static_cast<std::uint32_t>(rest.data() - text.data());
      }
    return is_lower(first_character(text)) ? std::optional<std::uint32_t>(0) : std::nullopt;
  }

  static bool ends_open(std::string_view text) {
    text = trimmed(text);
    return text.ends_with(':') || text.ends_with('-') || text.ends_with("–") || text.ends_with("—");
  }

  LeadIn* lead_of(NodeId parent) {
    const auto found = leads_.find(parent);
    return found == leads_.end() ? nullptr : &found->second;
  }

  /// Where the list below this node, or beside it, finds its lead-in.
  NodeId list_owner(NodeId id) const {
    const Node& node = tree_.nodes[id];
    if (!node.children.empty()) return id;
    return node.type == NodeType::Text ? node.parent : kNoNode;
  }

  bool has_items(NodeId id) const {
    const Node& node = tree_.nodes[id];
    for (const NodeId child : node.children)
      if (is_item(tree_.nodes[child].type)) return true;
    if (node.type != NodeType::Text) return false;
    const auto& siblings = node.parent == kNoNode ? tree_.roots : tree_.nodes[node.parent].children;
    const auto here = std::lower_bound(siblings.begin(), siblings.end(), id);
    return here != siblings.end() && here + 1 != siblings.end() &&
           is_item(tree_.nodes[*(here + 1)].type);
  }

  // ---- sentences -------------------------------------------------------------

  void read_sentence(const Passage& passage, Span sentence, const std::vector<Mark>& marks,
                     LeadIn* lead, bool closing, bool criterion) {
    if (cut(passage.text, sentence).ends_with('?')) return;  // "Will a guest be there?"
    const auto clauses = main_clauses(passage.text, sentence, marks);
    const bool opens_list =
        closing &&
        (passage.in == Place::In::Text ? has_items(passage.node)
                                       : list_in_cell_ && ends_open(cut(passage.text, sentence)));
    const bool barren = std::all_of(clauses.begin(), clauses.end(),
                                    [](const Clause& clause) { return clause.modal.binds_nobody; });
    // "(b) whether the rope must be long": it is what the lead-in's verb governs
    const bool governed = lead && lead->has_modal && !marks.empty() &&
                          marks.front().kind == Mark::Kind::Content &&
                          marks.front().at.begin == sentence.begin;
    if (barren || governed || (lead && lead->content)) {
      if (lead && read_item(passage, sentence, marks, *lead, opens_list)) return;
      if (!criterion && read_infinitives(passage, sentence)) return;
      if (opens_list) keep_bare_lead(passage, sentence, marks, lead);
      recent_ = parties_.subject_of(cut(passage.text, sentence).substr(0, kLongestSubject));
      return;
    }
    for (std::size_t i = 0; i < clauses.size(); ++i) {
      Duty duty = read_clause(passage, sentence, clauses[i], marks);
      if (lead && !duty.bearer && clauses[i].subject.empty()) {  // "(a) shall keep the key"
        duty.bearer = lead->duty.bearer;
        duty.bearer_ref = lead->duty.bearer_ref;
      }
      if (lead && !lead->has_modal)
        duty.conditions.insert(duty.conditions.begin(), lead->duty.conditions.begin(),
                               lead->duty.conditions.end());
      const bool leads_in = opens_list && i + 1 == clauses.size() &&
                            (ends_open(cut(passage.text, sentence)) || duty.action.empty());
      if (clauses[i].modal.binds_nobody) continue;
      if (!leads_in) {
        if (!duty.action.empty()) add(std::move(duty));
        continue;
      }
      keep_lead(passage, sentence, std::move(duty), ends_in_content(passage.text, sentence, marks));
    }
  }

  Duty read_clause(const Passage& passage, Span sentence, Clause clause,
                   const std::vector<Mark>& marks) {
    const std::string_view text = passage.text;
    if (clause.modal.before_subject && clause.subject.empty()) {
      const std::uint32_t begin = clause.modal.at.end;
      const std::uint32_t length = parties_.name_length(cut(text, {begin, clause.action.end}));
      clause.subject = {begin, begin + length};
      clause.action.begin = std::min(clause.subject.end, clause.action.end);
      cut_parenthesis(text, marks, clause);
    }
    const Limits limits = limits_of(text, clause, marks);
    Duty duty = blank_duty(passage, sentence);
    const std::string_view subject = trimmed(cut(text, clause.subject));
    set_bearer(duty, text, subject, clause);
    duty.modality = cut(text, clause.modal.printed);
    duty.rule = clause.modal.rule->id;
    duty.force = force_named(clause.modal.rule->type).value_or(Force::Obligation);
    if (parties_.is_negative(subject)) duty.force = Force::Prohibition;
    duty.action = trimmed(cut(text, limits.action));
    for (const Span condition : limits.conditions)
      duty.conditions.emplace_back(cut(text, condition));
    add_consultees(duty, text, subject, clause.fronts, limits.action, marks);
    return duty;
  }

  /// "Caiff y Clerc, ar ôl ymgynghori â'r Cyngor, …": what stands in commas behind a subject that
  /// follows its modal goes to the fronts.
  static void cut_parenthesis(std::string_view text, const std::vector<Mark>& marks,
                              Clause& clause) {
    const std::string_view action = cut(text, clause.action);
    const std::size_t open = action.find_first_not_of(' ');
    if (open == std::string_view::npos || action[open] != ',') return;
    const std::size_t close = action.find(',', open + 1);
    if (close == std::string_view::npos) return;
    const Span inside = {clause.action.begin + static_cast<std::uint32_t>(open) + 2,
                         clause.action.begin + static_cast<std::uint32_t>(close)};
    for (const Mark& mark : marks)
      if (mark.at.begin == inside.begin) clause.fronts.push_back({mark.kind, inside});
    clause.action.begin = inside.end + 1;
  }

  Duty blank_duty(const Passage& passage, Span sentence) const {
    Duty duty;
    duty.text = cut(passage.text, sentence);
    duty.place = place_of(tree_, passage, sentence);
    return duty;
  }

  void add(Duty duty) {
    duties_.push_back(std::move(duty));
    taken_up_.push_back(false);
  }

  // ---- bearers ---------------------------------------------------------------

  void set_bearer(Duty& duty, std::string_view text, std::string_view subject,
                  const Clause& clause) {
    if (subject.empty() || parties_.is_expletive(subject)) return;
    duty.bearer = subject;
    std::string ref =
        parties_.is_pronoun(subject) ? antecedent(text, clause) : parties_.ref_of(subject);
    if (!ref.empty()) duty.bearer_ref = ref;
    // "Deputies have no power and any decision must be made by the Mayor. They may ask"
    if (ref.empty() && !clause.before.empty()) ref = parties_.subject_of(cut(text, clause.before));
    recent_ = std::move(ref);
  }

  /// The party that a pronoun stands for: of the phrases before it, else of the clause before.
  std::string antecedent(std::string_view text, const Clause& clause) const {
    for (const FrontPhrase& front : clause.fronts) {
      std::string_view phrase = cut(text, front.at);
      phrase.remove_prefix(std::min(phrase.find(' '), phrase.size()));
      phrase = trimmed(phrase);
      if (std::string ref = parties_.subject_of(phrase); !ref.empty()) return ref;
      if (std::string ref = owner_in(phrase); !ref.empty()) return ref;
    }
    return recent_;
  }

  /// "If the Council's income …, it shall": the party that something is said to be of.
  std::string owner_in(std::string_view phrase) const {
    for (const std::string_view sign : {std::string_view("’s "), std::string_view("'s ")})
      if (const std::size_t at = phrase.find(sign); at != std::string_view::npos)
        return parties_.ref_of(phrase.substr(0, at));
    return {};
  }

  void add_consultees(Duty& duty, std::string_view text, std::string_view subject,
                      const std::vector<FrontPhrase>& fronts, Span action,
                      const std::vector<Mark>& marks) const {
    const auto take = [&](const std::vector<std::string>& names) {
      for (const std::string& name : names)
        if (std::find(duty.consultees.begin(), duty.consultees.end(), name) ==
            duty.consultees.end())
          duty.consultees.push_back(name);
    };
    for (const FrontPhrase& front : fronts)
      for (const Mark& mark : marks)
        if (mark.kind == Mark::Kind::Consultation && mark.at.begin >= front.at.begin &&
            mark.at.end <= front.at.end)
          take(parties_.all_in(cut(text, {mark.at.end, front.at.end})));
    for (std::size_t i = 0; i < marks.size(); ++i) {
      const Mark& mark = marks[i];
      if (mark.at.begin < action.begin || mark.at.end > action.end || mark.depth > 0) continue;
      const bool consults = mark.kind == Mark::Kind::Consults;
      if (!consults && mark.kind != Mark::Kind::Consultation) continue;
      const std::string_view printed = cut(text, mark.at);
      if (consults && printed.find(' ') != std::string_view::npos && !printed.ends_with("with")) {
        const std::string_view before = cut(text, {action.begin, mark.at.begin});
        take(parties_.known_in(trimmed(before).empty() ? subject : before));
        continue;
      }
      std::uint32_t end = action.end;
      for (std::size_t k = i + 1; k < marks.size() && end == action.end; ++k)
        if (marks[k].at.begin < action.end && marks[k].depth == 0 &&
            (ends_names(marks[k].kind) || ends_list(text, marks, k)))
          end = marks[k].at.begin;
      take(parties_.all_in(cut(text, {mark.at.end, end})));
    }
  }

  static bool ends_names(Mark::Kind kind) {
    return kind == Mark::Kind::Semicolon || kind == Mark::Kind::Verb ||
           kind == Mark::Kind::Content || kind == Mark::Kind::Relative ||
           kind == Mark::Kind::Condition || kind == Mark::Kind::Restriction ||
           kind == Mark::Kind::Limit;
  }

  /// A comma after which no further name comes.
  static bool ends_list(std::string_view text, const std::vector<Mark>& marks, std::size_t k) {
    if (marks[k].kind != Mark::Kind::Comma) return false;
    const std::string_view rest = trimmed(text.substr(marks[k].at.end));
    if (k + 1 < marks.size() &&
        marks[k + 1].at.begin == static_cast<std::uint32_t>(rest.data() - text.data()))
      return marks[k + 1].kind != Mark::Kind::Determiner &&
             marks[k + 1].kind != Mark::Kind::Coordinator;
    return !is_upper(first_character(rest));
  }

  // ---- lists -----------------------------------------------------------------

  /// The last clause of a text that a list follows.
  void keep_lead(const Passage& passage, Span sentence, Duty duty, bool content) {
    const auto criteria =
        grammar_.find_all(RuleKind::Criteria, trimmed(cut(passage.text, sentence)));
    for (const Occurrence& found : criteria)  // "may do all but:"
      if (const std::string_view cut = found.group("cut");
          !cut.empty() && duty.action.ends_with(cut))
        duty.action =
            trimmed(std::string_view(duty.action).substr(0, duty.action.size() - cut.size()));
    const NodeId owner = list_owner(passage.node);
    LeadIn lead;
    lead.duty = duty;
    lead.has_modal = true;
    lead.content = content;
    if (!duty.action.empty()) {
      lead.index = duties_.size();
      add(std::move(duty));
    }
    lead.criteria = !criteria.empty();
    if (passage.in == Place::In::Cell) {
      if (lead.criteria) return;
      const std::string& action = lead.duty.action;
      lead.bare_items = trimmed(passage.text).ends_with(':') &&
                        (action.empty() || grammar_.matches(RuleKind::BeforeNoun,
                                                            action.substr(0, action.find(' '))));
      cell_lead_ = std::move(lead);
      cell_of_lead_ = &passage;
    } else if (owner != kNoNode) {
      leads_[owner] = std::move(lead);
    }
  }

  /// "The Verger will ensure that:"
  static bool ends_in_content(std::string_view text, Span sentence,
                              const std::vector<Mark>& marks) {
    const auto content = std::find_if(marks.rbegin(), marks.rend(), [](const Mark& mark) {
      return mark.kind == Mark::Kind::Content;
    });
    if (content == marks.rend()) return false;
    const std::string_view rest = cut(text, {content->at.end, sentence.end});
    return rest.find_first_not_of(" :-") == std::string_view::npos;
  }

  /// A text without a modal that a list follows: "If the bell cracks:", "Ringers:".
  void keep_bare_lead(const Passage& passage, Span sentence, const std::vector<Mark>& marks,
                      const LeadIn* above) {
    const NodeId owner = list_owner(passage.node);
    if (owner == kNoNode) return;
    if (above && above->has_modal) {
      leads_[owner] = *above;
      return;
    }
    if (!ends_open(cut(passage.text, sentence))) return;
    LeadIn lead;
    lead.duty = blank_duty(passage, sentence);
    const std::string_view words =
        item_text(passage.text, marks, sentence.end).substr(sentence.begin);
    const Mark* first = marks.empty() ? nullptr : &marks.front();
    if (first && first->at.begin == sentence.begin && first->kind == Mark::Kind::Condition) {
      lead.duty.conditions.emplace_back(words);
    } else if (std::none_of(marks.begin(), marks.end(), [](const Mark& mark) {
                 return mark.kind == Mark::Kind::Verb || mark.kind == Mark::Kind::Content ||
                        mark.kind == Mark::Kind::Semicolon;
               })) {
      lead.is_subject = true;
      lead.duty.bearer = words;
      if (std::string ref = parties_.ref_of(words); !ref.empty()) lead.duty.bearer_ref = ref;
    } else {
      return;
    }
    leads_[owner] = std::move(lead);
  }

  /// An item without a modal of its own. False: nothing can be made of it.
  bool read_item(const Passage& passage, Span sentence, const std::vector<Mark>& marks,
                 LeadIn& lead, bool opens_list) {
    const std::string_view words =
        item_text(passage.text, marks, sentence.end).substr(sentence.begin);
    if (lead.is_subject) {
      const bool limited = !marks.empty() && marks.front().at.begin == sentence.begin &&
                           limits_in_front(marks.front().kind);
      return read_item_of_subject(passage, sentence, words, lead, limited ? ", " : " ");
    }
    if (!lead.has_modal || opens_list || words.empty()) return false;
    if (lead.index != SIZE_MAX && !taken_up_[lead.index] && tells_how(sentence, marks)) return true;
    if (lead.index != SIZE_MAX) taken_up_[lead.index] = true;
    Duty duty = blank_duty(passage, sentence);
    duty.bearer = lead.duty.bearer;
    duty.bearer_ref = lead.duty.bearer_ref;
    duty.modality = lead.duty.modality;
    duty.force = lead.duty.force;
    duty.rule = lead.duty.rule;
    duty.conditions = lead.duty.conditions;
    duty.consultees = lead.duty.consultees;
    Clause clause;
    clause.action = {sentence.begin, sentence.begin + static_cast<std::uint32_t>(words.size())};
    const Limits limits = limits_of(passage.text, clause, marks);
    duty.action = trimmed(cut(passage.text, limits.action));
    for (const Span condition : limits.conditions)
      duty.conditions.emplace_back(cut(passage.text, condition));
    add_consultees(duty, passage.text, {}, {}, limits.action, marks);
    if (!duty.action.empty()) add(std::move(duty));
    return true;
  }

  /// "The Verger may lend bells – (a) to such ringers; (b) on such terms": nothing but a phrase, so
  /// that the lead-in says what is done.
  static bool tells_how(Span item, const std::vector<Mark>& marks) {
    if (marks.size() < 2 || marks[0].kind != Mark::Kind::Aside || marks[0].at.begin != item.begin)
      return false;
    const bool noun = marks[1].kind == Mark::Kind::Determiner &&
                      marks[1].at.begin == marks[0].at.end + 1;  // not "to ring"
    return noun && std::none_of(marks.begin(), marks.end(),
                                [](const Mark& mark) { return mark.kind == Mark::Kind::Comma; });
  }

  static bool limits_in_front(Mark::Kind kind) {
    return kind == Mark::Kind::Condition || kind == Mark::Kind::Restriction ||
           kind == Mark::Kind::Limit || kind == Mark::Kind::Circumstance;
  }

  /// "Alleged breaches: (a) by ringers may be …": the lead-in is the head of the item's subject.
  bool read_item_of_subject(const Passage& passage, Span sentence, std::string_view words,
                            const LeadIn& lead, std::string_view joint) {
    if (words.empty() || is_upper(first_character(words))) return false;
    const std::string whole =
        *lead.duty.bearer + std::string(joint) + std::string(words);  // ", in case of fire, may"
    const std::vector<Mark> marks = read_marks(whole, grammar_.hints(whole), grammar_);
    Passage joined{.node = passage.node, .text = whole};
    const auto clauses = main_clauses(whole, {0, static_cast<std::uint32_t>(whole.size())}, marks);
    for (const Clause& clause : clauses) {
      if (clause.modal.binds_nobody) continue;
      Duty duty = read_clause(joined, {0, static_cast<std::uint32_t>(whole.size())}, clause, marks);
      const Duty own = blank_duty(passage, sentence);
      duty.text = own.text;
      duty.place = own.place;
      duty.bearer = lead.duty.bearer;
      duty.bearer_ref = lead.duty.bearer_ref;
      if (!duty.action.empty()) add(std::move(duty));
    }
    return !clauses.empty();
  }

  // ---- clauses without a subject ---------------------------------------------

  /// "To ring the bell and to sing", below "Functions of the Verger".
  bool read_infinitives(const Passage& passage, Span sentence) {
    const std::string_view text = cut(passage.text, sentence);
    auto found = grammar_.find_all(RuleKind::Infinitive, text, passage.hints);
    if (found.empty() || !trimmed(text.substr(0, found.front().at.begin)).empty()) return false;
    const auto [bearer, ref] = bearer_above(passage);
    if (ref.empty()) return false;
    const std::vector<Mark> marks = read_marks(text, passage.hints, grammar_, true);
    if (has_main_verb(marks)) return false;
    for (std::size_t i = 0; i < found.size(); ++i) {
      const auto to = static_cast<std::uint32_t>(found[i].group("modality").data() - text.data());
      Clause clause;
      clause.action = {
          to + static_cast<std::uint32_t>(found[i].group("modality").size()),
          i + 1 < found.size() ? found[i + 1].at.begin : static_cast<std::uint32_t>(text.size())};
      clause.action.end =
          static_cast<std::uint32_t>(item_text(text, marks, clause.action.end).size());
      if (const auto front = found[i].group("front"); !front.empty()) {
        const auto begin = static_cast<std::uint32_t>(front.data() - text.data());
        clause.fronts.push_back(
            {Mark::Kind::Consultation, {begin, begin + static_cast<std::uint32_t>(front.size())}});
      }
      const Limits limits = limits_of(text, clause, marks);
      Duty duty = blank_duty(passage, sentence);
      duty.bearer = bearer;
      duty.bearer_ref = ref;
      duty.modality = found[i].group("modality");
      for (char& c : duty.modality)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
      duty.rule = found[i].rule->id;
      duty.action = trimmed(cut(text, limits.action));
      for (const Span condition : limits.conditions)
        duty.conditions.emplace_back(cut(text, condition));
      add_consultees(duty, text, {}, clause.fronts, limits.action, marks);
      if (!duty.action.empty()) add(std::move(duty));
    }
    return true;
  }

  /// "To do so the Verger has a key": a verb that no clause word stands before.
  static bool has_main_verb(const std::vector<Mark>& marks) {
    const auto first = std::find_if(marks.begin(), marks.end(), [](const Mark& mark) {
      return mark.kind == Mark::Kind::Verb || mark.kind == Mark::Kind::Condition ||
             mark.kind == Mark::Kind::Content || mark.kind == Mark::Kind::Relative ||
             mark.kind == Mark::Kind::Concession || mark.kind == Mark::Kind::Circumstance;
    });
    return first != marks.end() && first->kind == Mark::Kind::Verb;
  }

  /// Whose functions stand here: of the table row, or of the nearest heading or lead-in above.
  std::pair<std::string, std::string> bearer_above(const Passage& passage) const {
    if (passage.in == Place::In::Cell) {
      const TableText& table = *tree_.nodes[passage.node].table;
      if (passage.row == 0 || passage.column == 0) return {};
      const std::string& post = table.rows[static_cast<std::size_t>(passage.row) - 1].front();
      std::string_view title = std::string_view(post).substr(0, post.find_first_of("\n("));
      title = trimmed(title);
      if (std::string ref = parties_.ref_of(title); !ref.empty()) return {std::string(title), ref};
    }
    for (NodeId id = passage.node; id != kNoNode; id = tree_.nodes[id].parent) {
      const Node& node = tree_.nodes[id];
      if (id != passage.node && ends_open(node.text)) {
        const std::size_t paragraph = node.text.rfind('\n');
        auto found = named_bearer(
            std::string_view(node.text).substr(paragraph == std::string::npos ? 0 : paragraph + 1));
        if (!found.second.empty()) return found;
      }
      if (!node.heading) continue;
      auto found = named_bearer(*node.heading);
      if (found.second.empty()) found = {*node.heading, parties_.ref_of_whole(*node.heading)};
      if (!found.second.empty()) return found;
    }
    return {};
  }

  std::pair<std::string, std::string> named_bearer(std::string_view text) const {
    for (const Occurrence& found : grammar_.find_all(RuleKind::Bearer, trimmed(text))) {
      const std::string_view name = trimmed(found.group("bearer"));
      if (std::string ref = parties_.ref_of(name); !ref.empty()) return {std::string(name), ref};
    }
    return {};
  }

  const Tree& tree_;
  const Grammar& grammar_;
  const Parties& parties_;
  std::vector<Duty> duties_;
  std::vector<bool> taken_up_;  // of a lead-in's duty: its items say it
  std::unordered_map<NodeId, LeadIn> leads_;
  std::optional<LeadIn> cell_lead_;  // of the list in the cell that is being read
  const Passage* cell_of_lead_ = nullptr;
  bool list_in_cell_ = false;  // an item follows in the same cell
  std::string recent_;         // the party last spoken of
  NodeId node_parent_ = kNoNode;
};

/// Where sections begin: nothing that is said before a heading has a say below it.
std::vector<std::size_t> section_begins(const Tree& tree, const std::vector<Passage>& passages) {
  std::vector<std::size_t> begins{0};
  for (std::size_t i = 1; i < passages.size(); ++i)
    if (passages[i].in == Place::In::Heading && !is_item(tree.nodes[passages[i].node].type))
      begins.push_back(i);
  return begins;
}

}  // namespace

std::vector<Duty> find_duties(const Tree& tree, const std::vector<Passage>& passages,
                              const Grammar& grammar, const NameIndex& names,
                              const std::vector<Post>& posts) {
  const Parties parties(grammar, names, posts);
  std::vector<std::size_t> begins = section_begins(tree, passages);
  const std::size_t sections = begins.size();
  begins.push_back(passages.size());
  std::vector<std::vector<Duty>> found(sections);
  share_out(
      sections,
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i)
          found[i] = DutyFinder(tree, grammar, parties).find(passages, begins[i], begins[i + 1]);
      },
      8);
  std::size_t count = 0;
  for (const std::vector<Duty>& section : found) count += section.size();
  std::vector<Duty> duties;
  duties.reserve(count);
  for (std::vector<Duty>& section : found)
    for (Duty& duty : section) {
      duty.id = "duty_" + std::to_string(duties.size() + 1);
      duties.push_back(std::move(duty));
    }
  return duties;
}

}  // namespace remit
