#include "remit/analysis/marks.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace remit {
namespace {

constexpr std::array<std::pair<std::string_view, Mark::Kind>, 15> kKinds = {{
    {"condition", Mark::Kind::Condition},
    {"restriction", Mark::Kind::Restriction},
    {"limit", Mark::Kind::Limit},
    {"circumstance", Mark::Kind::Circumstance},
    {"aside", Mark::Kind::Aside},
    {"concession", Mark::Kind::Concession},
    {"content", Mark::Kind::Content},
    {"relative", Mark::Kind::Relative},
    {"consultation", Mark::Kind::Consultation},
    {"consults", Mark::Kind::Consults},
    {"adverb", Mark::Kind::Adverb},
    {"coordinator", Mark::Kind::Coordinator},
    {"determiner", Mark::Kind::Determiner},
    {"verb", Mark::Kind::Verb},
    {"weak_verb", Mark::Kind::WeakVerb},
}};

Span span_of(std::string_view text, std::string_view part) {
  const auto begin = static_cast<std::uint32_t>(part.data() - text.data());
  return {begin, begin + static_cast<std::uint32_t>(part.size())};
}

void add_modals(std::string_view text, const Hints& hints, const Grammar& grammar,
                std::vector<Mark>& marks) {
  const auto modals = grammar.find_all(RuleKind::Modal, text, hints);
  if (modals.empty()) return;
  const auto barren = grammar.find_all(RuleKind::NoDuty, text, hints);
  auto next = barren.begin();
  for (const Occurrence& found : modals) {
    Mark mark{.kind = Mark::Kind::Modal, .at = found.at, .rule = found.rule, .printed = found.at};
    if (const auto printed = found.group("modality"); !printed.empty())
      mark.at = mark.printed = span_of(text, printed);
    if (const auto bearer = found.group("bearer"); !bearer.empty()) {
      mark.bearer = span_of(text, bearer);
      mark.at.end = found.at.end;
      if (const auto action = found.group("action"); !action.empty())
        mark.at.end = span_of(text, action).begin;
    }
    mark.before_subject = found.has("subject");
    if (mark.before_subject) {
      if (const auto subject = found.group("subject"); !subject.empty())
        mark.bearer = span_of(text, subject);
      mark.at.end = found.at.end;
    }
    while (next != barren.end() && next->at.end <= mark.at.begin) ++next;
    mark.binds_nobody = next != barren.end() && next->at.begin < mark.at.end;
    if (mark.binds_nobody && next->has("noun")) continue;
    marks.push_back(mark);
  }
}

void add_words(std::string_view text, const Hints& hints, const Grammar& grammar,
               std::vector<Mark>& marks) {
  for (const Occurrence& found : grammar.find_all(RuleKind::Clause, text, hints))
    for (const auto& [name, kind] : kKinds)
      if (found.rule->type == name) marks.push_back({.kind = kind, .at = found.at});
}

void add_signs(std::string_view text, std::vector<Mark>& marks) {
  for (std::uint32_t i = 0; i < text.size(); ++i)
    if (text[i] == ',' || text[i] == ';')
      marks.push_back(
          {.kind = text[i] == ',' ? Mark::Kind::Comma : Mark::Kind::Semicolon, .at = {i, i + 1}});
}

/// How many brackets are open at each mark.
void count_brackets(std::string_view text, std::vector<Mark>& marks) {
  std::uint32_t depth = 0, at = 0;
  for (Mark& mark : marks) {
    for (; at < mark.at.begin; ++at) {
      if (text[at] == '(') ++depth;
      if (text[at] == ')' && depth > 0) --depth;
    }
    mark.depth = depth;
  }
}

}  // namespace

std::vector<Mark> read_marks(std::string_view text, const Hints& hints, const Grammar& grammar,
                             bool without_modal) {
  std::vector<Mark> marks;
  add_modals(text, hints, grammar, marks);
  if (marks.empty() && !without_modal) return marks;
  const auto modals = marks.size();
  add_words(text, hints, grammar, marks);
  std::vector<Mark> signs;
  add_signs(text, signs);
  // a word within a modal, and a comma within a word's match, are no marks of their own
  const auto drop_covered = [&](std::vector<Mark>& list, std::vector<Mark>::const_iterator from,
                                std::vector<Mark>::const_iterator to,
                                std::vector<Mark>::iterator first) {
    auto cover = from;
    list.erase(std::remove_if(first, list.end(),
                              [&](const Mark& mark) {
                                while (cover != to && cover->at.end <= mark.at.begin) ++cover;
                                return cover != to && cover->at.begin < mark.at.end;
                              }),
               list.end());
  };
  const std::vector<Mark> verbs(marks.begin(), marks.begin() + static_cast<std::ptrdiff_t>(modals));
  drop_covered(marks, verbs.begin(), verbs.end(),
               marks.begin() + static_cast<std::ptrdiff_t>(modals));
  std::sort(marks.begin(), marks.end(),
            [](const Mark& a, const Mark& b) { return a.at.begin < b.at.begin; });
  std::vector<Mark> covers;  // "Normally," keeps its comma
  std::copy_if(marks.begin(), marks.end(), std::back_inserter(covers),
               [](const Mark& mark) { return mark.kind != Mark::Kind::Aside; });
  drop_covered(signs, covers.begin(), covers.end(), signs.begin());
  const auto middle = static_cast<std::ptrdiff_t>(marks.size());
  marks.insert(marks.end(), signs.begin(), signs.end());
  std::inplace_merge(marks.begin(), marks.begin() + middle, marks.end(),
                     [](const Mark& a, const Mark& b) { return a.at.begin < b.at.begin; });
  count_brackets(text, marks);
  return marks;
}

}  // namespace remit
