#include "remit/analysis/references.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>
#include <optional>
#include <set>

#include "remit/analysis/node_numbers.h"
#include "remit/analysis/printed_numbers.h"
#include "remit/analysis/reference_links.h"
#include "remit/analysis/table_captions.h"
#include "remit/analysis/titles.h"
#include "remit/text/letters.h"
#include "remit/text/utf8.h"

namespace remit {
namespace {

constexpr std::string_view kLegislationSite = "https://www.legislation.gov.uk/";
constexpr NodeId kNeighbourhood = 400;      // nodes looked at for the paragraph before or after
constexpr std::size_t kLongestTitle = 300;  // bytes of a title page that are read
constexpr std::size_t kLongestLabel = 12;   // bytes behind the bracket of "(xxviii) "
constexpr std::size_t kLeastNested = 3;  // "rule 4.2" that a node here has, in a text without Rules
constexpr std::size_t kAroundCaret = 60;  // bytes of the text that a diagnostic shows on each side

using Status = ReferenceStatus;
using Kind = ReferenceKind;

/// What a place was found to be.
struct Found {
  Status status = Status::Resolved;
  std::vector<NodeId> targets = {};
};

/// The word for what a number counts: what it makes, and the word in full.
struct Unit {
  Kind kind = Kind::Paragraph;
  std::string word;
};

std::optional<NodeType> division_type(Kind kind) {
  switch (kind) {
    case Kind::Part:
      return NodeType::Part;
    case Kind::Article:
      return NodeType::Article;
    case Kind::Annex:
      return NodeType::Annex;
    case Kind::Appendix:
      return NodeType::Appendix;
    case Kind::Schedule:
      return NodeType::Schedule;
    default:
      return std::nullopt;
  }
}

std::optional<int> number_in(std::string_view digits) {
  int value = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (problem != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

/// Whether a folded text has a word, or that word and one letter more: rule, rules.
bool has_word(std::string_view text, std::string_view word) {
  for (std::size_t at = 0; (at = text.find(word, at)) != std::string_view::npos; ++at) {
    if (at > 0 && text[at - 1] != ' ') continue;
    const std::string_view rest = text.substr(at + word.size());
    if (rest.empty() || rest[0] == ' ' || rest.size() == 1 || rest[1] == ' ') return true;
  }
  return false;
}

std::string excerpt(std::string_view text, Span at, int& caret) {
  std::size_t begin = at.begin > kAroundCaret ? at.begin - kAroundCaret : 0;
  std::size_t end = std::min(text.size(), at.end + kAroundCaret);
  // whole words; "…" where the text goes on
  if (begin > 0) {
    const std::size_t space = text.substr(0, at.begin).find(' ', begin);
    begin = space == std::string_view::npos ? at.begin : space + 1;
  }
  if (end < text.size()) {
    const std::size_t space = text.substr(at.end, end - at.end).rfind(' ');
    end = at.end + (space == std::string_view::npos ? 0 : space);
  }
  const std::string_view before = begin > 0 ? "… " : "";
  caret = static_cast<int>(at.begin - begin + before.size());
  return std::string(before) + std::string(text.substr(begin, end - begin)) +
         (end < text.size() ? " …" : "");
}

class Finder {
 public:
  Finder(const Tree& tree, const Grammar& grammar, const std::vector<Definition>& definitions,
         Diagnostics& diagnostics)
      : tree_(tree),
        grammar_(grammar),
        numbers_(tree),
        titles_(tree),
        captions_(tree, grammar),
        diagnostics_(diagnostics) {
    for (const Definition& definition : definitions) learn(definition);
    for (const Role& role : grammar.roles())
      for (const auto& act : role.acts)
        if (!act.provision.empty()) cite(act.provision);
    for (const Role& role : grammar.roles())
      for (const std::string& form : role.forms)
        if (form.find(' ') == std::string::npos) role_words_.insert(form);
    for (const Node& node : tree.nodes)
      if (node.label) label_words_.insert(folded(first_word(*node.label)));
    for (const NodeId root : tree.roots) {  // the title page
      const Node& node = tree.nodes[root];
      if (node.heading && !is_division(node.type))
        for (const Chain& chain : read_chains(*node.heading, grammar))
          fragment_ = fragment_ || chain.links.front().is == Link::Is::Place;
      if (title_.size() > kLongestTitle) break;
      if (node.type == NodeType::Section && node.heading && !node.num) {
        title_ += folded(*node.heading) + ' ';
        continue;
      }
      if (node.type != NodeType::Text) break;
      title_ += folded(node.text.substr(0, kLongestTitle)) + ' ';
      for (const Chain& chain : read_chains(node.text.substr(0, kLongestTitle), grammar))
        fragment_ = fragment_ || chain.links.front().is == Link::Is::Place;
    }
    whole_ = numbers_.covers(NodeType::Part) || numbers_.covers(NodeType::Article);
  }

  void read(const Passage& passage) {
    if (is_title_page(passage) || captions_.is_caption(passage.node, passage.text)) return;
    for (const Chain& chain : read_chains(passage.text, passage.hints, grammar_)) {
      if (chain.links.front().is == Link::Is::Lost) {
        warn_of_lost(passage, chain.at);
        continue;
      }
      for (const Link& link : chain.links)
        if (link.is == Link::Is::Own) own_words_.insert(unit_of(link.name).word);
      Reference reference;
      Span at = chain.at;
      const bool heading = passage.in == Place::In::Heading && at.size() == passage.text.size();
      if (heading && chain.links.front().is == Link::Is::Place) continue;
      if (!describe(passage, chain, reference, at)) continue;
      reference.text = passage.text.substr(at.begin, at.size());
      reference.place = place_of(tree_, passage, at);
      reference.rule = chain.links.front().rule->id;
      if (chain.links.size() > 1 && reference.legislation)
        if (const auto& provision = reference.legislation->provision) cite(*provision);
      if (reference.status == Status::Outside && chain.links.back().is == Link::Is::Foreign)
        known_provisions_.insert(folded(provision_of(chain)));
      if (reference.status == Status::Dangling || reference.status == Status::Ambiguous)
        doubtful_.push_back({references_.size(), &passage, at, chain.links});
      const bool rule = reference.kind == Kind::Rule && chain.links.size() == 1;
      const bool found_nothing =
          reference.status == Status::Outside || (reference.status == Status::Dangling && !rule);
      if (found_nothing && uncalled_place(chain))
        uncalled_.push_back({references_.size(), &passage, at, chain.links});
      else if (rule)
        ++called_[unit_of(chain.links.front().unit).word];
      references_.push_back(std::move(reference));
    }
  }

  /// In reading order. Tells of those that lead nowhere.
  std::vector<Reference> take() {
    settle_uncalled();
    for (const Doubt& doubt : doubtful_) {
      Reference& reference = references_[doubt.reference];
      if (reference.status == Status::Resolved) continue;  // settled since
      if (doubt.links.size() == 1 && is_cited(doubt.links.front())) {
        reference.kind = Kind::Legislation;
        reference.status = Status::Outside;
        reference.targets.clear();
        reference.legislation = Legislation{
            .title = {}, .provision = provision_of({.links = doubt.links, .at = {}}), .year = {}};
      } else {
        warn(*doubt.passage, doubt.at, reference);
      }
    }
    return std::move(references_);
  }

 private:
  /// The place of a chain whose word this document may number by without printing it there: a rule,
  /// or a division of which it has none ("article 7" of what calls its sections so); null: none.
  const Link* uncalled_place(const Chain& chain) const {
    for (const Link& link : chain.links) {
      if (link.elsewhere ||
          (link.is != Link::Is::Place && link.is != Link::Is::Own && link.is != Link::Is::Whole))
        return nullptr;
      if (link.is != Link::Is::Place) continue;
      const Unit unit = unit_of(link.unit);
      const auto type = division_type(unit.kind);
      if (type ? numbers_.count(*type) == 0 : unit.kind == Kind::Rule && chain.links.size() == 1)
        return &link;
    }
    return nullptr;
  }

  /// "rule 8.4" of a document that numbers its rules but does not call them so where they stand:
  /// what most of them find is what they mean, where enough have the form of its numbers. Of a
  /// division the sign is "this article", said of its own text, but not in what is one itself.
  void settle_uncalled() {
    std::map<std::string, std::vector<std::pair<std::size_t, Found>>> by_word;
    std::set<std::string> divisions;
    calls_matter_ = false;
    for (std::size_t i = 0; i < uncalled_.size(); ++i) {
      const Doubt& doubt = uncalled_[i];
      const Link& place = *uncalled_place({.links = doubt.links, .at = {}});
      const Unit unit = unit_of(place.unit);
      if (division_type(unit.kind)) divisions.insert(unit.word);
      by_word[unit.word].emplace_back(i, resolve(*doubt.passage, doubt.links, 0));
    }
    calls_matter_ = true;
    for (auto& [word, all] : by_word) {
      if (called_[word] * 4 > all.size()) continue;
      std::size_t here = 0, nested = 0;
      for (const auto& [doubt, found] : all) {
        if (found.status != Status::Resolved) continue;
        ++here;
        const std::string_view nums = uncalled_[doubt].links.front().nums;
        nested += nums.find_first_of(".(") != std::string_view::npos ? 1 : 0;
      }
      const bool called = divisions.contains(word)
                              ? own_words_.contains(word) && !has_word(title_, word)
                              : nested >= kLeastNested;
      if (!called) continue;
      if (here * 5 < all.size() * 4) continue;
      for (auto& [doubt, found] : all) {
        Reference& reference = references_[uncalled_[doubt].reference];
        const bool known = reference.status == Status::Dangling;  // to be told of already
        if (!known && (found.status == Status::Dangling || found.status == Status::Ambiguous))
          doubtful_.push_back(uncalled_[doubt]);
        reference.status = found.status;
        reference.targets = std::move(found.targets);
      }
    }
  }

  /// A reference that leads nowhere, as far as is known before the last passage is read.
  struct Doubt {
    std::size_t reference = 0;
    const Passage* passage = nullptr;
    Span at;
    std::vector<Link> links;
  };

  /// A line that is no sentence before or between the divisions: a title, "[end of Part 3]".
  [[nodiscard]] bool is_title_page(const Passage& passage) const {
    return passage.in == Place::In::Text && tree_.nodes[passage.node].type == NodeType::Text &&
           tree_.nodes[passage.node].parent == kNoNode &&
           !grammar_.matches(RuleKind::Sentence, passage.text) &&
           !grammar_.matches(RuleKind::Verb, passage.text);
  }

  // ---- what a chain is -------------------------------------------------------------------------

  /// False: it is no reference. `at` may be cut to the words that belong to it.
  bool describe(const Passage& passage, const Chain& chain, Reference& out, Span& at) {
    const Link& first = chain.links.front();
    const Link& last = chain.links.back();
    switch (first.is) {
      case Link::Is::Act:
      case Link::Is::ShortAct:
        return describe_act(passage, last, nullptr, out, at);
      case Link::Is::Document:
        return describe_document(passage, first, out);
      case Link::Is::Before:
      case Link::Is::After:
        return describe_neighbour(passage, first, out);
      case Link::Is::Place:
        break;
      default:
        return false;
    }
    if (last.is == Link::Is::Act || last.is == Link::Is::ShortAct)
      return describe_act(passage, last, &chain, out, at);
    return describe_place(passage, chain, out);
  }

  bool describe_act(const Passage& passage, const Link& link, const Chain* provision,
                    Reference& out, Span& at) {
    const bool defined = link.is == Link::Is::ShortAct && is_quote(mark_at(passage, at.end));
    if (defined) return false;  // ("the Act"), where it gets its name
    out.kind = Kind::Legislation;
    out.status = Status::Outside;
    Legislation act;
    if (link.is == Link::Is::Act) {
      act = act_of(link, provision == nullptr ? &at : nullptr);
      remember(act);
    } else if (const auto known = short_names_.find(folded(link.name));
               known != short_names_.end()) {
      act = known->second;
    } else if (!link.year.empty()) {
      act = act_of_year(link);
    } else if (provision == nullptr) {
      return false;  // "the Act", which nobody defined
    }
    if (provision != nullptr) act.provision = provision_of(*provision);
    out.legislation = std::move(act);
    return true;
  }

  static char32_t mark_at(const Passage& passage, std::size_t at) {
    return at < passage.text.size() ? next_utf8(passage.text, at) : U'\0';
  }
  static bool is_quote(char32_t c) {
    return c == U'"' || c == U'\'' || c == U'”' || c == U'’' || c == U'“';
  }

  bool describe_document(const Passage& passage, const Link& link, Reference& out) {
    out.kind = Kind::Document;
    out.targets = titles_.find(link.name);
    const bool closes = link.at.end == passage.text.size() && out.targets.empty();
    const bool bears = passage.in == Place::In::Heading &&
                       (closes || std::find(out.targets.begin(), out.targets.end(), passage.node) !=
                                      out.targets.end());
    if (bears) return false;
    out.status = status_of(out.targets.size(), Status::Outside);
    return true;
  }

  /// The numbered paragraph before or after; false: there is none near.
  bool describe_neighbour(const Passage& passage, const Link& link, Reference& out) {
    out.kind = unit_of(link.unit).kind;
    NodeId own = passage.node;
    while (own != kNoNode && !(tree_.nodes[own].num && !is_division(tree_.nodes[own].type)))
      own = numbers_.parent(own);
    if (own == kNoNode) return false;
    const auto fits = [&](NodeId id) {
      return tree_.nodes[id].num && tree_.nodes[id].type == tree_.nodes[own].type &&
             !numbers_.contains(own, id);
    };
    for (NodeId step = 1; step <= kNeighbourhood; ++step) {
      if (link.is == Link::Is::Before && step > own) return false;
      const NodeId id = link.is == Link::Is::Before ? own - step : own + step;
      if (id >= tree_.nodes.size()) return false;
      if (!fits(id)) continue;
      out.status = Status::Resolved;
      out.targets = {id};
      return true;
    }
    return false;
  }

  bool describe_place(const Passage& passage, const Chain& chain, Reference& out) {
    const Unit unit = unit_of(chain.links.front().unit);
    out.kind = unit.kind;
    Found found = resolve(passage, chain.links, 0);
    const bool bare = chain.links.size() == 1;
    const Span at = chain.at;
    if (bare && role_words_.contains(std::string(passage.text.substr(at.begin, at.size()))))
      return false;  // "S151", who is an officer
    if (bare && found.status != Status::Resolved && is_provision(chain.links.front(), unit)) {
      out.kind = Kind::Legislation;
      out.status = Status::Outside;
      out.legislation = Legislation{.title = {}, .provision = provision_of(chain), .year = {}};
      return true;
    }
    out.status = found.status;
    out.targets = std::move(found.targets);
    return true;
  }

  // ---- places ----------------------------------------------------------------------------------

  static Status status_of(std::size_t found, Status missing) {
    return found == 0 ? missing : found == 1 ? Status::Resolved : Status::Ambiguous;
  }

  Unit unit_of(std::string_view word) const {
    const auto found = grammar_.match(RuleKind::Unit, word);
    if (found.empty()) return {};
    const Rule& rule = *found.front().rule;
    return {.kind = reference_kind(rule.type).value_or(Kind::Paragraph),
            .word = rule.examples.front().text};
  }

  static std::string_view first_word(std::string_view text) {
    return text.substr(0, text.find(' '));
  }

  /// links[i] and what it is in.
  Found resolve(const Passage& passage, const std::vector<Link>& links, std::size_t i) {
    const Link& link = links[i];
    if (i + 1 == links.size()) return resolve_place(passage, link, kNoNode, passage.node);
    const Link& outer = links[i + 1];
    switch (outer.is) {
      case Link::Is::Place: {
        Found within = resolve(passage, links, i + 1);
        if (within.status != Status::Resolved || within.targets.size() != 1)
          return {.status = within.status == Status::Resolved ? Status::Ambiguous : within.status};
        return resolve_place(passage, link, within.targets.front(), passage.node);
      }
      case Link::Is::Document: {
        const std::vector<NodeId> within = titles_.find(outer.name);
        if (within.empty()) return {.status = Status::Outside};
        return resolve_place(passage, link, within.front(), passage.node);
      }
      case Link::Is::Outer:
        return resolve_place(passage, link, outermost(passage.node, outer.name), passage.node);
      case Link::Is::Whole: {
        const bool division = division_type(unit_of(link.unit).kind).has_value();
        if (!division && !whole_) return {.status = Status::Outside};
        return resolve_place(passage, link, kNoNode, passage.node);
      }
      case Link::Is::Foreign: {
        const std::vector<NodeId> within = titles_.find(outer.name);
        if (!within.empty()) return resolve_place(passage, link, within.front(), passage.node);
        if (title_.find(folded(outer.name)) == std::string::npos)
          return {.status = Status::Outside};
        return resolve_place(passage, link, kNoNode, passage.node);
      }
      default: {
        Found found = resolve_place(passage, link, kNoNode, passage.node);
        // "of this Constitution" in a file that is but one Article of it
        const bool stranger = !whole_ && outermost(passage.node, outer.name) == kNoNode &&
                              !grammar_.matches(RuleKind::Unit, outer.name) &&
                              (fragment_ || title_.find(folded(outer.name)) == std::string::npos);
        if (found.status == Status::Dangling && stranger) found.status = Status::Outside;
        return found;
      }
    }
  }

  /// The outermost node around `from` whose heading has the noun; else that around the nearest
  /// division.
  NodeId outermost(NodeId from, std::string_view noun) const {
    const std::string word = folded(noun);
    NodeId best = kNoNode;
    for (NodeId up = numbers_.parent(from); up != kNoNode; up = numbers_.parent(up))
      if (folded(tree_.nodes[up].heading.value_or("")).find(word) != std::string::npos) best = up;
    return best;
  }

  Found resolve_place(const Passage& passage, const Link& link, NodeId within, NodeId from) {
    const Unit unit = unit_of(link.unit);
    Found out;
    if (link.nums.empty()) return whole_kind(unit);
    for (const PrintedNumber& number : read_numbers(link.nums, grammar_)) {
      const bool range = !number.last.empty();
      const std::vector<NumberPath> paths = range ? numbers_between(number.first, number.last)
                                                  : std::vector<NumberPath>(1, number.first);
      for (std::size_t i = 0; i < paths.size(); ++i) {
        std::vector<NodeId> nodes = find(passage, unit, paths[i], within, from);
        const bool end = i == 0 || i + 1 == paths.size();
        if (nodes.empty() && end && out.status != Status::Dangling)
          out.status = missing(link, unit, paths[i], within, from);
        if (nodes.size() > 1 && out.status == Status::Resolved) out.status = Status::Ambiguous;
        out.targets.insert(out.targets.end(), nodes.begin(), nodes.end());
      }
    }
    if (out.status == Status::Dangling || out.status == Status::Outside) out.targets.clear();
    return out;
  }

  /// "the Articles of this Constitution": all of them.
  Found whole_kind(const Unit& unit) const {
    Found out{.status = Status::Outside};
    const auto type = division_type(unit.kind);
    if (!type || !numbers_.covers(*type)) return out;
    for (NodeId id = 0; id < tree_.nodes.size(); ++id)
      if (tree_.nodes[id].type == *type) out.targets.push_back(id);
    out.status = Status::Resolved;
    return out;
  }

  std::vector<NodeId> find(const Passage& passage, const Unit& unit, const NumberPath& path,
                           NodeId within, NodeId from) const {
    std::vector<NodeId> nodes;
    if (unit.kind == Kind::Table) return captions_.find(path.front());
    if (const auto type = division_type(unit.kind)) {
      nodes = find_division(*type, path, within, from);
      if (!nodes.empty() || within != kNoNode || numbers_.count(*type) > 0) return nodes;
      nodes = numbers_.around(from, path);  // "article 7" of what calls itself Articles
      keep_rules(unit, nodes);
      if (!nodes.empty() || path.size() > 1) return nodes;
      nodes = numbers_.anywhere(path);  // … and counts them through its Parts
      keep_rules(unit, nodes);
      return nodes;
    }
    if (within != kNoNode) {
      nodes = numbers_.below(within, path);
    } else {
      nodes = numbers_.around(from, path);
      if (unit.kind == Kind::Rule) keep_rules(unit, nodes);
      if (nodes.empty() && path.size() > 1 && !path.front().starts_with('(')) {
        NumberPath bracketed = path;  // "sub-clause 4(a)" of a list (1), (2), …
        bracketed.front() = '(' + path.front() + ')';
        nodes = numbers_.around(from, bracketed);
      }
      if (nodes.empty() && is_listed(passage, path)) nodes = {passage.node};
      // "section 5" of no list around is one of an Act sooner than of a list elsewhere
      const bool section =
          unit.kind == Kind::Section && path.front().find('.') == std::string::npos;
      if (nodes.empty() && !section && (unit.kind == Kind::Rule || !counts_around(from))) {
        nodes = numbers_.anywhere(path);
        if (unit.kind == Kind::Rule) keep_rules(unit, nodes);
      }
    }
    if (unit.kind == Kind::Section && path.front().find('.') == std::string::npos)
      std::erase_if(nodes, [&](NodeId id) { return tree_.nodes[id].type == NodeType::Paragraph; });
    prefer(unit, nodes);
    return nodes;
  }

  std::vector<NodeId> find_division(NodeType type, const NumberPath& path, NodeId within,
                                    NodeId from) const {
    const std::string& num = path.front();
    const auto divisions = [&](std::string_view sought) {
      return within != kNoNode ? numbers_.divisions_below(within, type, sought)
                               : numbers_.divisions(from, type, sought);
    };
    std::vector<NodeId> nodes = divisions(num);
    if (nodes.empty() && num.find('.') != std::string::npos) {  // Article 11.02
      const std::vector<NodeId> around = divisions(num.substr(0, num.find('.')));
      return around.size() == 1 ? numbers_.below(around.front(), path) : std::vector<NodeId>();
    }
    if (path.size() == 1 || nodes.size() != 1) return nodes;
    return numbers_.below(nodes.front(), NumberPath(path.begin() + 1, path.end()));
  }

  /// Of several nodes those that the word for them fits.
  void prefer(const Unit& unit, std::vector<NodeId>& nodes) const {
    if (nodes.size() < 2) return;
    const bool section = unit.kind == Kind::Section;
    const auto fits = [&](NodeId id) {
      return (tree_.nodes[id].type == NodeType::Section) == section;
    };
    if (std::any_of(nodes.begin(), nodes.end(), fits))
      std::erase_if(nodes, [&](NodeId id) { return !fits(id); });
  }

  /// Leaves those that stand in what calls itself Rules (Standing Orders, Regulations).
  void keep_rules(const Unit& unit, std::vector<NodeId>& nodes) const {
    if (!calls_matter_) return;
    std::erase_if(nodes, [&](NodeId id) { return !is_called(id, unit.word); });
  }

  bool is_called(NodeId node, std::string_view word) const {
    for (NodeId up = node; up != kNoNode; up = numbers_.parent(up)) {
      const Node& at = tree_.nodes[up];
      for (const auto& printed : {at.label, at.heading})
        if (printed && has_word(folded(*printed), word)) return true;
    }
    return has_word(title_, word);
  }

  /// "(a)" where the paragraph lists (a), (b) and (c) without breaking its line.
  bool is_listed(const Passage& passage, const NumberPath& path) const {
    if (listed_in_ != &passage) {  // once a passage: it may hold thousands of numbers
      listed_in_ = &passage;
      listed_.clear();
      const std::string_view text = passage.text;
      for (std::size_t at = text.find('('); at != std::string_view::npos; at = text.find('(', at)) {
        const std::string_view inner = text.substr(++at, kLongestLabel);
        if (const std::size_t end = inner.find(") "); end != std::string_view::npos)
          listed_.emplace(inner.substr(0, end));
      }
    }
    return path.size() == 1 && listed_.contains(path.front());
  }

  bool counts_around(NodeId from) const {
    return !numbers_.around(from, {"1"}).empty() || !numbers_.around(from, {"1.1"}).empty();
  }

  /// What a number is that nothing here has.
  Status missing(const Link& link, const Unit& unit, const NumberPath& path, NodeId within,
                 NodeId from) const {
    if (link.elsewhere) return Status::Outside;
    if (within != kNoNode) return Status::Dangling;
    if (const auto type = division_type(unit.kind)) {
      if (whole_ || numbers_.covers(*type)) return Status::Dangling;
      const bool attached = *type != NodeType::Part && *type != NodeType::Article;
      if (attached) return numbers_.count(*type) > 0 ? Status::Dangling : Status::Outside;
      // "Article 11.9" where Article 11 is here
      const std::string lead = path.front().substr(0, path.front().find('.'));
      const bool here = lead != path.front() || path.size() > 1;
      return here && !numbers_.divisions(from, *type, lead).empty() ? Status::Dangling
                                                                    : Status::Outside;
    }
    if (unit.kind == Kind::Table) return Status::Outside;
    if (unit.kind == Kind::Rule && calls_matter_) {
      for (NodeId up = from; up != kNoNode; up = numbers_.parent(up))
        if (is_called(up, unit.word)) return Status::Dangling;
      return Status::Outside;
    }
    return Status::Dangling;
  }

  /// Whether a numbered place without its Act is one of legislation: 'a section 114 report'.
  bool is_provision(const Link& link, const Unit& unit) const {
    if (unit.kind != Kind::Section) return false;
    if (link.nums.find('.') != std::string_view::npos) return false;
    if (link.nums.front() < '0' || link.nums.front() > '9') return false;
    if (is_cited(link)) return true;
    return provision_words_.contains(unit.word) && !label_words_.contains(unit.word);
  }

  void cite(std::string_view provision) {
    const std::string name = folded(provision);
    provision_words_.insert(name.substr(0, name.find(' ')));
    known_provisions_.insert(name);
  }

  /// Whether a role's Act, or this document somewhere else, has that provision.
  bool is_cited(const Link& link) const {
    return known_provisions_.contains(
        folded(unit_of(link.unit).word + ' ' + std::string(link.nums)));
  }

  // ---- legislation -----------------------------------------------------------------------------

  /// A title with what the list of Acts knows of it. `at`: cut where the title's first words belong
  /// to the sentence.
  Legislation act_of(const Link& link, Span* at) const {
    std::string_view title = link.name;
    std::vector<Act> acts = grammar_.acts().find(title);
    const std::optional<int> year = number_in(link.year);
    for (std::size_t space = 0; acts.empty() && space != std::string_view::npos;) {
      space = title.find(' ', space + 1);
      if (space == std::string_view::npos) break;
      acts = grammar_.acts().find(title.substr(space + 1));
      const bool sure = year ? std::any_of(acts.begin(), acts.end(),
                                           [&](const Act& act) { return act.year == *year; })
                             : acts.size() == 1;
      if (!sure) acts.clear();
      if (acts.empty()) continue;
      if (at != nullptr) at->begin += static_cast<std::uint32_t>(space + 1);
      title.remove_prefix(space + 1);
    }
    Legislation out;
    out.title = std::string(title);
    char& initial = out.title->front();  // a mutated "Ddeddf" is looked for as "deddf"
    if (initial >= 'a' && initial <= 'z') initial = static_cast<char>(initial - 'a' + 'A');
    out.year = year;
    if (out.year) *out.title += ' ' + std::string(link.year);
    if (!out.year && acts.size() == 1) out.year = acts.front().year;
    const auto act = std::find_if(acts.begin(), acts.end(),
                                  [&](const Act& known) { return known.year == out.year; });
    if (act != acts.end()) out.uri = std::string(kLegislationSite) + std::string(act->path);
    return out;
  }

  /// "the 1972 Act": the one Act of that year that was named before.
  Legislation act_of_year(const Link& link) const {
    const std::optional<int> year = number_in(link.year);
    const auto named = by_year_.find(year.value_or(0));
    if (named != by_year_.end() && named->second) return *named->second;
    return {.title = std::string(link.name), .provision = {}, .year = year};
  }

  void remember(const Legislation& act) {
    if (!act.year) return;
    const auto [same, fresh] = by_year_.emplace(*act.year, act);
    if (!fresh && same->second && same->second->title != act.title) same->second.reset();
  }

  /// "section 5(A)" of "S5(A) Cemeteries Act 1851": as printed, its first word in full.
  std::string provision_of(const Chain& chain) const {
    const Link& first = chain.links.front();
    const char* end = first.nums.data() + first.nums.size();
    for (const Link& link : chain.links)
      if (link.is == Link::Is::Place && link.nums.data() > end)
        end = link.nums.data() + link.nums.size();
    const std::string word = unit_of(first.unit).word;
    std::string out(first.unit.size() < word.size() ? word : std::string(first.unit));
    if (!out.empty() && out[0] >= 'A' && out[0] <= 'Z')
      out[0] = static_cast<char>(out[0] - 'A' + 'a');
    return out + ' ' + std::string(first.nums.data(), end);
  }

  /// "the 1972 Act" means the Local Government Act 1972.
  void learn(const Definition& definition) {
    for (const Chain& chain : read_chains(definition.text, grammar_)) {
      const bool whole = chain.at.end + 1 >= definition.text.size() || chain.at.begin <= 4;
      if (chain.links.back().is != Link::Is::Act || !whole) continue;
      const Legislation act = act_of(chain.links.back(), nullptr);
      std::string name = folded(definition.term);
      short_names_.emplace(name, act);
      if (const std::size_t space = name.find(' '); space != std::string::npos)
        short_names_.emplace(name.substr(space + 1), act);  // without its article
      return;
    }
  }

  // ---- diagnostics -----------------------------------------------------------------------------

  void warn(const Passage& passage, Span at, const Reference& reference) {
    const bool dangling = reference.status == Status::Dangling;
    if (!dangling && reference.status != Status::Ambiguous) return;
    int caret = 0;
    std::string line = excerpt(passage.text, at, caret);
    const std::string quoted = '"' + reference.text + '"';
    diagnostics_.push_back(
        {.code = dangling ? "reference-dangling" : "reference-ambiguous",
         .message = dangling ? quoted + " is nowhere in this document"
                             : quoted + " may be any of " +
                                   std::to_string(reference.targets.size()) + " places",
         .page = reference.place.page,
         .node = tree_.nodes[passage.node].id,
         .line = std::move(line),
         .caret = caret,
         .caret_size = static_cast<int>(at.size()),
         .hint = dangling ? "look whether the number has changed, or say which document it is in"
                          : "say which of them is meant: name the division that it is in"});
  }

  /// A field that a word processor could not fill: its words stay in the text.
  void warn_of_lost(const Passage& passage, Span at) {
    const Place place = place_of(tree_, passage, at);
    int caret = 0;
    std::string line = excerpt(passage.text, at, caret);
    diagnostics_.push_back(
        {.code = "field-error",
         .message = "a reference that the word processor made has lost what it pointed to",
         .page = place.page,
         .node = tree_.nodes[passage.node].id,
         .line = std::move(line),
         .caret = caret,
         .caret_size = static_cast<int>(at.size()),
         .hint = "the author's file says where it should lead: have its fields mended"});
  }

  const Tree& tree_;
  const Grammar& grammar_;
  NodeNumbers numbers_;
  Titles titles_;
  TableCaptions captions_;
  Diagnostics& diagnostics_;
  std::map<std::string, Legislation> short_names_;     // folded
  std::map<int, std::optional<Legislation>> by_year_;  // none: several
  std::set<std::string> known_provisions_, provision_words_;
  std::set<std::string> label_words_;
  std::set<std::string> own_words_;                    // "this article"
  std::set<std::string> role_words_;                   // forms of one word, as printed
  mutable const Passage* listed_in_ = nullptr;         // a cache
  mutable std::set<std::string, std::less<>> listed_;  // numbers in brackets of that passage
  std::string title_;      // the words before the first division, folded
  bool whole_ = false;     // the document is the constitution itself
  bool fragment_ = false;  // its title says which part of another it is
  std::vector<Reference> references_;
  std::vector<Doubt> doubtful_;
  std::vector<Doubt> uncalled_;                // rules, in what does not call itself Rules
  std::map<std::string, std::size_t> called_;  // how many, by word, are in what does
  bool calls_matter_ = true;                   // whether only what calls itself Rules has any
};

}  // namespace

std::vector<Reference> find_references(const Tree& tree, const std::vector<Passage>& passages,
                                       const Grammar& grammar,
                                       const std::vector<Definition>& definitions,
                                       Diagnostics& out) {
  Finder finder(tree, grammar, definitions, out);
  for (const Passage& passage : passages) finder.read(passage);
  return finder.take();
}

}  // namespace remit
