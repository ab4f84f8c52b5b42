#include "remit/job/line_grammar.h"

#include <algorithm>

namespace remit {
namespace {

bool matches(const Grammar& grammar, RuleKind kind, std::string_view text, bool gap) {
  const auto found = grammar.match(kind, text);
  return std::any_of(found.begin(), found.end(),
                     [&](const RuleMatch& match) { return gap || !match.rule->needs_gap; });
}

}  // namespace

LineRules line_rules(const Grammar& grammar) {
  return {
      .opens =
          [&grammar](std::string_view line, bool gap) {
            return matches(grammar, RuleKind::Marker, line, gap) ||
                   matches(grammar, RuleKind::Bullet, line, gap);
          },
      .divides =
          [&grammar](std::string_view line) {
            return grammar.matches(RuleKind::Division, line) ||
                   grammar.matches(RuleKind::Closing, line);
          },
      .contents_entry =
          [&grammar](std::string_view line, bool gap) {
            return matches(grammar, RuleKind::ContentsEntry, line, gap);
          },
      .page_number =
          [&grammar](std::string_view line) { return grammar.matches(RuleKind::PageNumber, line); },
      .furniture =
          [&grammar](std::string_view line) { return grammar.matches(RuleKind::Furniture, line); },
      .before_noun =
          [&grammar](std::string_view word) { return grammar.matches(RuleKind::BeforeNoun, word); },
  };
}

}  // namespace remit
