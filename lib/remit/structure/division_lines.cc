#include "remit/structure/division_lines.h"

#include <algorithm>

namespace remit {
namespace {

bool set_as_division(const Piece& piece) {
  return piece.heading_style || piece.paragraph().centred || piece.paragraph().level > 0;
}

}  // namespace

DivisionLines::DivisionLines(const Grammar& grammar, const Pieces& pieces) : grammar_(grammar) {
  for (const auto& piece : pieces)
    for (const RuleMatch& match : piece->divisions)
      if (set_as_division(*piece) && !piece->heading_told)
        styled_types_.push_back(match.rule->type);
}

const RuleMatch* DivisionLines::of(const Piece& piece) const {
  const RuleMatch* best = nullptr;
  for (const RuleMatch& match : piece.divisions) {
    if (match.heading.size() > 200 || (best && match.label.size() <= best->label.size())) continue;
    const bool styled_elsewhere = std::find(styled_types_.begin(), styled_types_.end(),
                                            match.rule->type) != styled_types_.end();
    // a rule without a group for the heading knows by the mark behind the number that text
    // follows
    if (!match.rule->has_heading) {
      if (!best) best = &match;
      continue;
    }
    if (set_as_division(piece) ||
        (!styled_elsewhere && (match.heading.empty() || reads_as_heading(grammar_, match.heading))))
      best = &match;
  }
  return best;
}

}  // namespace remit
