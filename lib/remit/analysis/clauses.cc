#include "remit/analysis/clauses.h"

#include <algorithm>
#include <optional>

#include "remit/text/letters.h"

namespace remit {
namespace {

using Kind = Mark::Kind;

constexpr std::uint32_t kMostSubjectItem = 60;  // bytes of one party in a list of parties

bool opens_front(Kind kind) {
  return kind == Kind::Condition || kind == Kind::Restriction || kind == Kind::Limit ||
         kind == Kind::Circumstance || kind == Kind::Aside || kind == Kind::Concession ||
         kind == Kind::Consultation;
}

/// Its clause has a subject and a verb of its own.
bool opens_clause(Kind kind) {
  return kind == Kind::Condition || kind == Kind::Concession || kind == Kind::Content ||
         kind == Kind::Relative;
}

class SentenceReader {
 public:
  SentenceReader(std::string_view text, Span sentence, const std::vector<Mark>& marks)
      : text_(text), sentence_(sentence) {
    for (const Mark& mark : marks)
      if (mark.depth == 0) marks_.push_back(mark);
  }

  std::vector<Clause> read() {
    read_modals(0);
    if (clauses_.empty()) read_modals(read_without_comma());
    end_actions();
    return std::move(clauses_);
  }

 private:
  // ---- text ------------------------------------------------------------------

  std::uint32_t skip(std::uint32_t at, std::string_view what = " \t\r\n,;:–—-") const {
    while (at < sentence_.end) {
      const bool dash = text_.substr(at, 3) == "–" || text_.substr(at, 3) == "—";
      if (dash)
        at += 3;
      else if (what.find(text_[at]) != std::string_view::npos)
        ++at;
      else
        break;
    }
    return at;
  }

  /// Bytes of the dash that ends a span; 0: none does. A hyphen is one behind a space.
  std::uint32_t dash_at_end(Span span) const {
    const std::string_view text = text_.substr(span.begin, span.size());
    if (text.ends_with("–") || text.ends_with("—")) return 3;
    return text.ends_with(" -") || text == "-" ? 1 : 0;
  }

  Span trim(Span span) const {
    const auto strip = [](char c) {
      return c == ' ' || c == ',' || c == ';' || c == '\n' || c == '\t' || c == '\r';
    };
    while (span.begin < span.end && strip(text_[span.begin])) ++span.begin;
    while (true) {
      while (span.end > span.begin && strip(text_[span.end - 1])) --span.end;
      const std::uint32_t dash = dash_at_end(span);
      if (dash == 0) return span;
      span.end -= dash;  // "The Council – shall"
    }
  }

  bool blank(std::uint32_t begin, std::uint32_t end) const {
    return begin >= end || trim({begin, end}).empty();
  }

  // ---- marks -----------------------------------------------------------------

  const Mark* mark_at(std::uint32_t at) const {
    const auto found =
        std::lower_bound(marks_.begin(), marks_.end(), at,
                         [](const Mark& mark, std::uint32_t x) { return mark.at.begin < x; });
    return found != marks_.end() && found->at.begin == at ? &*found : nullptr;
  }

  template <typename Test>
  const Mark* first_in(std::uint32_t begin, std::uint32_t end, Test test) const {
    auto at = std::lower_bound(marks_.begin(), marks_.end(), begin,
                               [](const Mark& mark, std::uint32_t x) { return mark.at.begin < x; });
    for (; at != marks_.end() && at->at.begin < end; ++at)
      if (test(*at)) return &*at;
    return nullptr;
  }

  template <typename Test>
  const Mark* last_in(std::uint32_t begin, std::uint32_t end, Test test) const {
    const Mark* last = nullptr;
    auto at = std::lower_bound(marks_.begin(), marks_.end(), end,
                               [](const Mark& mark, std::uint32_t x) { return mark.at.begin < x; });
    while (at != marks_.begin() && !last) {
      --at;
      if (at->at.begin < begin) break;
      if (test(*at)) last = &*at;
    }
    return last;
  }

  static auto is(Kind kind) {
    return [kind](const Mark& mark) { return mark.kind == kind; };
  }

  // ---- subjects --------------------------------------------------------------

  /// A noun phrase, as far as marks tell: no clause opens in it, and it has no verb.
  bool clean(std::uint32_t begin, std::uint32_t end) const {
    begin = skip(begin);
    if (blank(begin, end)) return false;
    const Mark* first = mark_at(begin);
    if (first && first->kind == Kind::Coordinator) return false;
    const bool two_words = first && text_.substr(first->at.begin, first->at.size()).find(' ') !=
                                        std::string_view::npos;
    if (first && first->kind == Kind::Content && two_words) return false;  // ", so they can"
    const std::uint32_t rest = first && first->kind == Kind::Content ? first->at.end : begin;
    return !first_in(rest, end, [](const Mark& mark) {
      return opens_clause(mark.kind) || mark.kind == Kind::Verb || mark.kind == Kind::Modal;
    });
  }

  /// The begin of a list of parties whose last part begins at `begin`: "the Verger, | the Clerk and
  /// the Dean". Not before `least`.
  std::uint32_t whole_list(std::uint32_t least, std::uint32_t begin, std::uint32_t end) const {
    bool joined = first_in(begin, end, is(Kind::Coordinator)) != nullptr;
    while (joined) {
      const Mark* comma = last_in(least, begin, is(Kind::Comma));
      if (!comma || !blank(comma->at.end, begin)) return begin;
      const Mark* before = last_in(least, comma->at.begin, [](const Mark& mark) {
        return mark.kind == Kind::Comma || mark.kind == Kind::Semicolon;
      });
      const std::uint32_t from = skip(before ? before->at.end : least);
      const Mark* first = mark_at(from);
      const bool party =
          first ? first->kind == Kind::Determiner : is_upper(first_character(text_.substr(from)));
      if (!party || comma->at.begin - from > kMostSubjectItem || !clean(from, comma->at.begin))
        return begin;
      begin = from;
      if (!before) return begin;
    }
    return begin;
  }

  /// The phrases between `begin` and `end`, each from its opening to a comma before the next one.
  std::vector<FrontPhrase> fronts_in(std::uint32_t begin, std::uint32_t end) const {
    std::vector<FrontPhrase> fronts;
    for (std::uint32_t at = skip(begin); at < end;) {
      const Mark* mark = mark_at(at);
      if (mark && (mark->kind == Kind::Coordinator || mark->kind == Kind::Adverb)) {
        at = skip(mark->at.end);
        continue;
      }
      const Kind kind = mark && opens_front(mark->kind) ? mark->kind : Kind::Aside;
      std::uint32_t next = end;
      for (const Mark* comma = first_in(mark ? mark->at.end - 1 : at, end, is_break);
           comma && next == end; comma = first_in(comma->at.end, end, is_break)) {
        std::uint32_t after = skip(comma->at.end);
        if (const Mark* join = mark_at(after); join && join->kind == Kind::Coordinator)
          after = skip(join->at.end);
        const Mark* opening = mark_at(after);
        if (opening && opens_front(opening->kind) && opening->kind != Kind::Aside)
          next = comma->at.begin;
      }
      if (mark && mark->kind == Kind::Aside && text_[mark->at.end - 1] == ',' && mark->at.end < end)
        next = mark->at.end;
      fronts.push_back({kind, trim({at, next})});
      at = skip(std::max(next, at + 1));
    }
    return fronts;
  }

  static bool is_break(const Mark& mark) {
    return mark.kind == Kind::Comma || mark.kind == Kind::Semicolon;
  }

  /// "This year, after a vote, | the Verger": cuts off what no word of the grammar opens.
  void cut_opening(Clause& clause) const {
    Span& subject = clause.subject;
    const Mark* first = first_in(subject.begin, subject.end, is(Kind::Comma));
    const Mark* last = last_in(subject.begin, subject.end, is(Kind::Comma));
    if (first && first != last) {
      const Mark* opening = mark_at(skip(first->at.end));
      const Mark* word = mark_at(skip(last->at.end));
      if (opening && opens_front(opening->kind) && word && word->kind == Kind::Determiner &&
          clean(last->at.end, subject.end)) {
        for (FrontPhrase& phrase : fronts_in(first->at.end, last->at.begin))
          clause.fronts.push_back(std::move(phrase));
        subject.begin = last->at.end;
      }
    }
    subject = trim(subject);
  }

  /// Cuts what stands between subject and modal in commas off the subject.
  void cut_parenthesis(Clause& clause) {
    Span& subject = clause.subject;
    std::uint32_t end = subject.end;
    while (end > subject.begin && text_[end - 1] == ' ') --end;
    if (end == subject.begin || text_[end - 1] != ',') {
      cut_opening(clause);
      return;
    }
    for (const Mark* comma = first_in(subject.begin, end - 1, is(Kind::Comma)); comma;
         comma = first_in(comma->at.end, end - 1, is(Kind::Comma))) {
      const Mark* opening = mark_at(skip(comma->at.end));
      if (!opening || !opens_front(opening->kind)) continue;
      for (FrontPhrase& phrase : fronts_in(comma->at.end, end - 1))
        clause.fronts.push_back(std::move(phrase));
      subject.end = comma->at.begin;
      break;
    }
    subject = trim(subject);
  }

  // ---- the first modal -------------------------------------------------------

  void read_modals(std::size_t from) {
    for (std::size_t i = from; i < marks_.size(); ++i)
      if (marks_[i].kind == Kind::Modal) read_modal(marks_[i]);
  }

  void read_modal(const Mark& modal) {
    std::optional<Clause> clause;
    if (modal.before_subject)
      clause = read_before_subject(modal);
    else if (clauses_.empty())
      clause = read_first(modal);
    else
      clause = read_further(modal);
    if (!clause) {
      bound_.push_back(&modal);
      return;
    }
    clause->modal = modal;
    clause->action = {modal.at.end, sentence_.end};
    if (!modal.bearer.empty()) clause->subject = modal.bearer;
    clauses_.push_back(std::move(*clause));
  }

  std::optional<Clause> read_before_subject(const Mark& modal) const {
    Clause clause;
    const Mark* before = last_in(sentence_.begin, modal.at.begin,
                                 [](const Mark& mark) { return mark.kind != Kind::Adverb; });
    clause.begin = clauses_.empty() ? sentence_.begin : before ? before->at.begin : modal.at.begin;
    if (before && opens_clause(before->kind) && blank(before->at.end, modal.at.begin))
      return std::nullopt;
    if (clauses_.empty()) clause.fronts = fronts_in(sentence_.begin, modal.at.begin);
    clause.subject = {modal.at.end, modal.at.end};
    return clause;
  }

  std::optional<Clause> read_first(const Mark& modal) {
    return read_opening(sentence_.begin, modal);
  }

  /// A clause that begins at `begin` and holds `modal` as its main verb.
  std::optional<Clause> read_opening(std::uint32_t begin, const Mark& modal) {
    Clause clause{.begin = begin, .modal = modal};
    const std::uint32_t end = modal.at.begin;
    std::uint32_t at = skip(begin);
    while (const Mark* word = at < end ? mark_at(at) : nullptr) {
      const bool whole = word->kind == Kind::Aside && text_[word->at.end - 1] == ',';
      if (!whole && word->kind != Kind::Coordinator && word->kind != Kind::Adverb) break;
      at = skip(word->at.end);
    }
    const Mark* first = at < end ? mark_at(at) : nullptr;
    if (first && opens_front(first->kind)) {
      const Mark* comma = last_in(at, end, is_break);
      // "the Clerk, if asked, shall": the last comma is that of the phrase
      std::uint32_t stop = end;
      if (comma && blank(comma->at.end, end)) {
        const Mark* open = last_in(at, comma->at.begin, is_break);
        const Mark* inner = open ? mark_at(skip(open->at.end)) : nullptr;
        if (!inner || !opens_front(inner->kind)) return carried_front(clause, at, end);
        stop = open->at.begin;
        for (FrontPhrase& phrase : fronts_in(open->at.end, comma->at.begin))
          clause.fronts.push_back(phrase);
        comma = last_in(at, stop, is_break);
      }
      if (!comma) return std::nullopt;
      if (!clean(comma->at.end, stop)) return read_related_subject(clause, at, stop, modal);
      const std::uint32_t subject = whole_list(at, skip(comma->at.end), stop);
      auto fronts = fronts_in(at, subject);
      clause.fronts.insert(clause.fronts.begin(), fronts.begin(), fronts.end());
      clause.subject = trim({skip_adverbs(subject, stop), stop});
      return clause;
    }
    return read_subject(clause, at, modal);
  }

  /// "Subject to Rule 4, a ringer who comes late may sing": a subject with a relative clause.
  std::optional<Clause> read_related_subject(const Clause& clause, std::uint32_t at,
                                             std::uint32_t end, const Mark& modal) {
    for (const Mark* comma = first_in(at, end, is_break); comma;
         comma = first_in(comma->at.end, end, is_break)) {
      const std::uint32_t from = skip(comma->at.end);
      const Mark* relative = first_in(from, end, [](const Mark& mark) {
        return mark.kind == Kind::Relative || mark.kind == Kind::Content;
      });
      if (!relative || !opens_with(Kind::Determiner, {from, end}) ||
          !clean(from, relative->at.begin) || first_in(from, relative->at.begin, is_break) ||
          first_in(from, end, is(Kind::Modal)))
        continue;
      auto out = read_subject(clause, from, modal);
      if (!out || out->subject.begin != from) continue;
      auto fronts = fronts_in(at, from);
      out->fronts.insert(out->fronts.begin(), fronts.begin(), fronts.end());
      return out;
    }
    return std::nullopt;
  }

  std::uint32_t skip_adverbs(std::uint32_t at, std::uint32_t end) const {
    while (const Mark* word = at < end ? mark_at(at) : nullptr) {
      if (word->kind != Kind::Adverb) break;
      at = skip(word->at.end);
    }
    return at;
  }

  /// "and, where asked, shall": nothing but a phrase before the modal.
  std::optional<Clause> carried_front(Clause clause, std::uint32_t at, std::uint32_t end) {
    if (clauses_.empty()) return std::nullopt;
    clause.fronts = fronts_in(at, end);
    return carry(clause);
  }

  std::optional<Clause> carry(Clause clause) {
    const Clause& last = clauses_.back();
    clause.subject = last.subject;
    clause.carried = true;
    clause.fronts.insert(clause.fronts.begin(), last.fronts.begin(), last.fronts.end());
    return clause;
  }

  /// The subject stands between `at` and the modal.
  std::optional<Clause> read_subject(Clause clause, std::uint32_t at, const Mark& modal) {
    const std::uint32_t end = modal.at.begin;
    const Mark* clause_word = nullptr;  // of a clause within the subject
    const Mark* verb = nullptr;
    const Mark* inner_verb = nullptr;  // of a relative clause …
    const Mark* outer_verb = nullptr;  // … and behind its comma: "Wardens who are away, have"
    std::uint32_t from = at;
    if (const Mark* first = mark_at(at); first && first->kind == Kind::Content)
      from = first->at.end;  // "That officer shall"
    for (const Mark* mark = first_in(from, end, [](const Mark&) { return true; }); mark;
         mark = first_in(mark->at.end, end, [](const Mark&) { return true; })) {
      if (mark->kind == Kind::Modal && clause_word) verb = nullptr;
      if (opens_clause(mark->kind)) {
        if (verb) return std::nullopt;  // "It is right that the Verger should"
        clause_word = mark;
      } else if (mark->kind == Kind::Verb && !clause_word) {
        verb = mark;
      } else if (mark->kind == Kind::Verb && clause_word->kind == Kind::Relative) {
        const bool behind_comma = trim({at, mark->at.begin}).end + 1 < mark->at.begin;
        if (inner_verb && behind_comma && !outer_verb) outer_verb = mark;
        if (!inner_verb) inner_verb = mark;
      }
    }
    if (verb) return read_after_verb(clause, at, verb, modal);
    if (outer_verb)
      if (auto after = read_after_verb(clause, at, outer_verb, modal);
          after && opens_with(Kind::Determiner, after->subject))
        return after;
    if (clause_word) {
      const std::uint32_t after = skip(clause_word->at.end);
      if (after >= end) return std::nullopt;  // "those who may"
      const Mark* next = mark_at(after);
      const bool own_subject = next && next->kind == Kind::Determiner;
      const bool has_verb = first_in(after, end, [](const Mark& mark) {
        return mark.kind == Kind::Verb || mark.kind == Kind::Modal;
      });
      const bool closed = text_[end - 1] == ',' || (end > 1 && text_[end - 2] == ',');
      if (!has_verb && !closed && (own_subject || clause_word->kind != Kind::Relative))
        return std::nullopt;  // "those whom the Verger may"
    } else if (const Mark* join =
                   last_in(at, end, [](const Mark& mark) { return mark.kind != Kind::Adverb; });
               join && (join->kind == Kind::Coordinator) && only_adverbs(join->at.end, end)) {
      const Mark* weak = first_in(skip_first_word(at), join->at.begin, is(Kind::WeakVerb));
      clause.subject = trim({at, weak ? weak->at.begin : join->at.begin});
      return clause;  // "The Verger leads the ringers and will"
    }
    clause.subject = {at, end};
    cut_parenthesis(clause);
    return clause;
  }

  std::uint32_t skip_first_word(std::uint32_t at) const {
    const std::size_t space = text_.find(' ', at);
    return space == std::string_view::npos ? at : static_cast<std::uint32_t>(space);
  }

  bool only_adverbs(std::uint32_t begin, std::uint32_t end) const {
    return blank(skip_adverbs(skip(begin), end), end);
  }

  /// The sentence has a main verb before its modal: "The bell is loud and should be muffled".
  std::optional<Clause> read_after_verb(Clause clause, std::uint32_t at, const Mark* verb,
                                        const Mark& modal) {
    const std::uint32_t end = modal.at.begin;
    const Mark* join = last_in(verb->at.end, end, [](const Mark& mark) {
      return mark.kind == Kind::Coordinator || mark.kind == Kind::Semicolon;
    });
    if (!join) return std::nullopt;
    clause.begin = join->at.begin;
    if (only_adverbs(join->at.end, end)) {
      clause.subject = trim({at, verb->at.begin});
      return clause;
    }
    const std::uint32_t from = skip(join->at.end);
    const Mark* first = mark_at(from);
    if (first && opens_front(first->kind)) return read_opening(join->at.begin, modal);
    if (!clean(from, end)) return std::nullopt;
    clause.before = trim({at, verb->at.begin});
    clause.subject = {from, end};
    cut_parenthesis(clause);
    return clause;
  }

  bool opens_with(Kind kind, Span span) const {
    const Mark* first = mark_at(span.begin);
    return first && first->kind == kind;
  }

  // ---- further modals --------------------------------------------------------

  std::optional<Clause> read_further(const Mark& modal) {
    const std::uint32_t least = clauses_.back().modal.at.end;
    const Mark* last = last_in(least, modal.at.begin, [](const Mark& mark) {
      return mark.kind == Kind::Coordinator || is_break(mark) || opens_clause(mark.kind) ||
             mark.kind == Kind::Modal;
    });
    if (!last || last->kind == Kind::Modal) return std::nullopt;
    if (last->kind == Kind::Concession) return new_clause(last, modal);
    if (last->kind == Kind::Relative) return read_joined_with_relative(least, last, modal);
    if (opens_clause(last->kind)) return std::nullopt;
    if (last->kind == Kind::Comma) return read_after_comma(least, last, modal);
    if (only_adverbs(last->at.end, modal.at.begin)) {
      if (!joins_main(modal, last)) return std::nullopt;
      Clause clause{.begin = join_begin(last), .modal = modal};
      return carry(clause);
    }
    return read_joined(least, last, modal);
  }

  /// "may ask, and the member who was asked shall answer"
  std::optional<Clause> read_joined_with_relative(std::uint32_t least, const Mark* relative,
                                                  const Mark& modal) const {
    const Mark* join = last_in(least, relative->at.begin, [](const Mark& mark) {
      return mark.kind == Kind::Coordinator || is_break(mark) || opens_clause(mark.kind);
    });
    if (!join || join->kind != Kind::Coordinator) return std::nullopt;
    const std::uint32_t from = skip(join->at.end);
    const Mark* first = mark_at(from);
    const bool whole = first_in(relative->at.end, modal.at.begin, is(Kind::Verb)) != nullptr;
    if (!whole || !first || first->kind != Kind::Determiner || !clean(from, relative->at.begin))
      return std::nullopt;
    Clause clause{.begin = join_begin(join), .modal = modal};
    clause.subject = trim({from, modal.at.begin});
    return clause;
  }

  /// ", and": the comma goes with the word.
  std::uint32_t join_begin(const Mark* join) const {
    std::uint32_t begin = join->at.begin;
    while (begin > sentence_.begin &&
           (text_[begin - 1] == ' ' || text_[begin - 1] == ',' || text_[begin - 1] == ';'))
      --begin;
    return begin;
  }

  /// Of a modal without a subject: whether it goes on with a main clause, not with one within it.
  bool joins_main(const Mark& modal, const Mark* join) const {
    if (is_break(*join) || is_break_at(join->at.begin)) return true;
    const auto same = [&](const Mark& other) {
      return text_.substr(other.printed.begin, other.printed.size()) ==
             text_.substr(modal.printed.begin, modal.printed.size());
    };
    const Mark& main = clauses_.back().modal;
    const Mark* nearest = nullptr;
    for (const Mark* bound : bound_)
      if (bound->at.begin > main.at.begin && bound->at.begin < modal.at.begin) nearest = bound;
    return !nearest || (same(main) && !same(*nearest));
  }

  std::optional<Clause> read_joined(std::uint32_t least, const Mark* join, const Mark& modal) {
    const Mark* within =
        last_in(least, join->at.begin, [](const Mark& mark) { return opens_clause(mark.kind); });
    const bool strong = is_break(*join) || text_[join_begin(join)] != ' ' ||
                        text_.substr(join->at.begin, join->at.size()) == "but";
    if (within && !strong) {
      const bool complete = first_in(within->at.end, join->at.begin, [](const Mark& mark) {
        return mark.kind == Kind::Verb || mark.kind == Kind::Modal;
      });
      if (!complete) return std::nullopt;
    }
    if (const Mark* first = mark_at(skip(join->at.end)); first && opens_front(first->kind)) {
      const bool aside = first->kind == Kind::Aside;
      if (aside || !subject_before(first->at.end, modal)) {
        if (!joins_main(modal, join)) return std::nullopt;
        Clause clause{.begin = join_begin(join), .modal = modal};
        if (!aside) clause.fronts = fronts_in(first->at.begin, modal.at.begin);
        return carry(std::move(clause));  // "and in doing so will", "and during the service may"
      }
    }
    // "but the Verger and the Dean must"
    const Mark* start = join;
    while (const Mark* before = last_in(least, start->at.begin, [](const Mark& mark) {
             return mark.kind == Kind::Coordinator || is_break(mark) || mark.kind == Kind::Modal ||
                    opens_clause(mark.kind);
           })) {
      if (before->kind != Kind::Coordinator && before->kind != Kind::Semicolon) break;
      const std::uint32_t from = skip(before->at.end);
      const Mark* first = mark_at(from);
      const bool party =
          first ? first->kind == Kind::Determiner : is_upper(first_character(text_.substr(from)));
      if (!party || start->at.begin - from > kMostSubjectItem || !clean(from, start->at.begin))
        break;
      start = before;
    }
    return new_clause(start, modal);
  }

  /// A clause with a subject of its own. What limits the one before it limits it too, but for a
  /// semicolon or an 'although'.
  std::optional<Clause> new_clause(const Mark* join, const Mark& modal) {
    Clause clause{.begin = join_begin(join), .modal = modal};
    const bool inherits = join->kind == Kind::Coordinator;
    const std::uint32_t at = skip_adverbs(skip(join->at.end), modal.at.begin);
    if (!clean(at, modal.at.begin)) return std::nullopt;
    clause.subject = {at, modal.at.begin};
    cut_parenthesis(clause);
    if (inherits)
      clause.fronts.insert(clause.fronts.begin(), clauses_.back().fronts.begin(),
                           clauses_.back().fronts.end());
    return clause;
  }

  /// "…; however, in the absence of the Dean, the Verger would", "…, and, where asked, shall".
  std::optional<Clause> read_after_comma(std::uint32_t least, const Mark* comma,
                                         const Mark& modal) {
    for (const Mark* join = last_in(least, comma->at.begin, is_join); join;
         join = last_in(least, join->at.begin, is_join)) {
      const std::uint32_t from = skip(join->at.end);
      const Mark* first = mark_at(from);
      if (!first || !opens_front(first->kind)) continue;
      Clause clause{.begin = join_begin(join), .modal = modal};
      if (only_adverbs(comma->at.end, modal.at.begin)) {
        if (!joins_main(modal, join)) return std::nullopt;
        clause.fronts = fronts_in(from, comma->at.begin);
        return carry(std::move(clause));
      }
      if (!clean(comma->at.end, modal.at.begin)) return std::nullopt;
      clause.subject = trim({skip_adverbs(skip(comma->at.end), modal.at.begin), modal.at.begin});
      clause.fronts = fronts_in(from, comma->at.begin);
      return clause;
    }
    return std::nullopt;
  }
  static bool is_join(const Mark& mark) {
    return mark.kind == Kind::Coordinator || mark.kind == Kind::Semicolon;
  }

  // ---- a leading clause without a comma --------------------------------------

  /// "If it rains the Verger shall": the subject begins at the last word that can begin one. The
  /// index of the mark after its modal.
  std::size_t read_without_comma() {
    const std::uint32_t begin = skip(sentence_.begin);
    const Mark* opening = mark_at(begin);
    if (!opening || !opens_front(opening->kind)) return marks_.size();
    for (std::size_t i = 0; i < marks_.size(); ++i) {
      const Mark& modal = marks_[i];
      if (modal.kind != Kind::Modal || main_clause_follows(modal)) continue;
      const Mark* start = subject_before(opening->at.end, modal);
      if (!start) continue;
      Clause clause{.begin = sentence_.begin, .modal = modal};
      std::uint32_t front = start->at.begin;
      if (const Mark* word = last_in(begin, front, any);
          word && word->kind == Kind::Adverb && blank(word->at.end, front))
        front = word->at.begin;  // "if it rains then"
      clause.fronts = fronts_in(begin, front);
      clause.subject = trim({start->at.begin, modal.at.begin});
      clause.action = {modal.at.end, sentence_.end};
      clauses_.push_back(std::move(clause));
      return i + 1;
    }
    return marks_.size();
  }

  /// The word that begins the subject of a modal; none: it is that of the leading clause.
  const Mark* subject_before(std::uint32_t least, const Mark& modal) const {
    const Mark* start = last_in(least, modal.at.begin, is(Kind::Determiner));
    while (start) {  // "the Dean of | the parish"
      const Mark* of = last_in(least, start->at.begin, any);
      if (!of || of->kind != Kind::Aside || !blank(of->at.end, start->at.begin)) break;
      const Mark* earlier = last_in(least, of->at.begin, is(Kind::Determiner));
      if (!earlier || !clean(earlier->at.begin, modal.at.begin)) break;
      start = earlier;
    }
    if (!start || !clean(start->at.begin, modal.at.begin)) return nullptr;
    const Mark* before = last_in(sentence_.begin, start->at.begin, any);
    const bool opened = before && blank(before->at.end, start->at.begin) &&
                        (opens_clause(before->kind) || before->kind == Kind::Restriction ||
                         before->kind == Kind::Aside || before->kind == Kind::Consultation);
    return opened ? nullptr : start;
  }

  /// "Where a fee may be due, the Verger has …": the modal is that of the leading clause.
  bool main_clause_follows(const Mark& modal) const {
    for (const Mark* comma = first_in(modal.at.end, sentence_.end, is(Kind::Comma)); comma;
         comma = first_in(comma->at.end, sentence_.end, is(Kind::Comma))) {
      const Mark* next = mark_at(skip(comma->at.end));
      if (!next || next->kind != Kind::Determiner) continue;
      const Mark* verb = first_in(next->at.end, sentence_.end, [](const Mark& mark) {
        return mark.kind == Kind::Verb || mark.kind == Kind::WeakVerb || is_break(mark);
      });
      if (verb && !is_break(*verb)) return true;
    }
    return false;
  }

  static bool any(const Mark&) { return true; }

  /// A comma or semicolon stands before `at`.
  bool is_break_at(std::uint32_t at) const {
    while (at > sentence_.begin && text_[at - 1] == ' ') --at;
    return at > sentence_.begin && (text_[at - 1] == ',' || text_[at - 1] == ';');
  }

  /// "shall, as a rule, ring": what stands in commas between modal and verb is no part of the
  /// action (but a condition stays for its reader).
  /// Who is consulted in it goes to the fronts.
  void skip_aside(Clause& clause) const {
    Span& action = clause.action;
    const std::uint32_t begin = skip(action.begin, " ");
    if (begin >= action.end || text_[begin] != ',') return;
    const Mark* opening = mark_at(skip(begin));
    const bool limits = opening && opens_front(opening->kind) && opening->kind != Kind::Aside &&
                        opening->kind != Kind::Concession && opening->kind != Kind::Consultation;
    if (limits) return;
    const bool names = opening && opening->kind == Kind::Consultation;
    const Mark* close = first_in(begin + 1, action.end, [&](const Mark& mark) {
      if (names) return mark.kind == Kind::Comma && !goes_on(mark);
      return is_break(mark) || (mark.kind == Kind::Aside && text_[mark.at.end - 1] == ',');
    });
    if (!close) return;
    if (names) clause.fronts.push_back({Kind::Consultation, trim({begin, close->at.begin})});
    action.begin = close->at.end;
  }

  /// A list of names goes on after the comma.
  bool goes_on(const Mark& comma) const {
    const std::uint32_t at = skip(comma.at.end);
    const Mark* next = mark_at(at);
    if (next) return next->kind == Kind::Determiner || next->kind == Kind::Coordinator;
    return is_upper(first_character(text_.substr(at)));
  }

  /// Each action ends where the next clause begins, or at a concession.
  void end_actions() {
    for (std::size_t i = 0; i < clauses_.size(); ++i) {
      Span& action = clauses_[i].action;
      if (i + 1 < clauses_.size() && clauses_[i + 1].begin > action.begin)
        action.end = clauses_[i + 1].begin;
      if (const Mark* concession = first_in(action.begin, action.end, is(Kind::Concession)))
        if (const Mark* next = mark_at(skip(concession->at.end));
            next && next->kind == Kind::Determiner && is_break_at(concession->at.begin))
          action.end = concession->at.begin;  // ", although it rains", not ", while ringing"
      skip_aside(clauses_[i]);
      action = trim(action);
      while (!action.empty() &&
             std::string_view(".:;,-").find(text_[action.end - 1]) != std::string_view::npos)
        action = trim({action.begin, action.end - 1});
      const Mark* last = last_in(action.begin, action.end, any);
      if (last && last->kind == Kind::Coordinator && last->at.end == action.end)
        action = trim({action.begin, last->at.begin});  // "(a) shall ring; and"
    }
  }

  std::string_view text_;
  Span sentence_;
  std::vector<Mark> marks_;
  std::vector<Clause> clauses_;
  std::vector<const Mark*> bound_;  // modals that are no main clause's
};

}  // namespace

std::vector<Clause> main_clauses(std::string_view text, Span sentence,
                                 const std::vector<Mark>& marks) {
  return SentenceReader(text, sentence, marks).read();
}

}  // namespace remit
