#pragma once

#include <vector>

#include "remit/layout/layout.h"

namespace remit {

/// Takes out of the words of a page what stands in the margin right of its text: in no line of it,
/// beyond where its lines end.
///
///     4.2  Only what the steward has poured may be     see rule 9
///          drunk in the hall.
///
/// The text must be seen to have an edge, which many of its lines reach; what stands beyond it on
/// more than a quarter of them is a column. Each note's words come from top to bottom.
std::vector<std::vector<Word>> take_side_notes(std::vector<Word>& words, const Layout& layout);

}  // namespace remit
