#pragma once

#include <vector>

#include "remit/layout/layout.h"

namespace remit {

/// Puts words of one column (or one cell) into lines, top to bottom, and appends the words to
/// layout.words line by line. A raised or lowered word (1st, a footnote mark)
/// stands in the line beside it. Words drawn twice for a bold look are kept once and counted
/// hidden.
std::vector<Line> lines_of(std::vector<Word> words, Layout& layout);

}  // namespace remit
