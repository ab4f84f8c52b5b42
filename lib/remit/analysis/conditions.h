#pragma once

#include <string_view>
#include <vector>

#include "remit/analysis/clauses.h"

namespace remit {

/// What limits a duty, and what is left of its action.
///
///     "Where asked, … ring at noon, subject to the weather, and sing if it is dry or if paid"
///     conditions: Where asked · subject to the weather · if it is dry · if paid
///     action: ring at noon, subject to the weather, and sing
struct Limits {
  Span action;
  std::vector<Span> conditions;  ///< in reading order
};

/// Of a clause, from the phrases before it and from its action. Only one at an end of the action is
/// cut off it.
Limits limits_of(std::string_view text, const Clause& clause, const std::vector<Mark>& marks);

}  // namespace remit
