#pragma once

#include <string>
#include <vector>

#include "remit/structure/headings.h"

namespace remit {

/// Drops what a rule with `needs_gap` takes for a division, but where its numbers go on from one
/// another: only the sequence tells where a text follows the number at once.
///
///     Reg. 3 Keys are kept by the caretaker.     Reg. 4 Lamps are lit at dusk.
///
void settle_divisions(const Pieces& pieces);

/// The number of a division's line, however it counts; none: "Annex".
std::optional<Number> number_of(const RuleMatch& match);

/// The word of a division: "Rule 7.1", "§12" → "rule", "§".
std::string division_word(std::string_view label);

/// Which lines open a division. A line that begins as one does ("Article 4 applies …") is one only
/// where it is set as a heading, as others of its kind are; where none of its kind is, its words
/// decide.
class DivisionLines {
 public:
  /// Looks through all of `pieces` once. `grammar` must outlive it.
  DivisionLines(const Grammar& grammar, const Pieces& pieces);

  /// The rule that makes `piece` a division, and what it says; none: it is no division's line.
  [[nodiscard]] const RuleMatch* of(const Piece& piece) const;

 private:
  const Grammar& grammar_;
  std::vector<std::string> styled_types_;
};

}  // namespace remit
