#pragma once

#include <vector>

#include "remit/layout/layout.h"
#include "remit/layout/line_rules.h"

namespace remit {

/// Takes out of the words of a page what stands in the margin right of its text: in no line of it,
/// beyond where its lines end.
///
///     4.2  Only what the steward has poured may be     see rule 9
///          drunk in the hall.
///
/// The text must be seen to have an edge, which many of its lines reach; what stands beyond it on
/// more than a quarter of them is a column, on more than half where it is set apart (italic, bold,
/// smaller). A line of a note may be numbers alone. Each note's words come from top to bottom.
std::vector<std::vector<Word>> take_side_notes(std::vector<Word>& words, const Layout& layout);

/// Takes out of the words of a page the headings in its left margin, beside numbered paragraphs:
///
///     Keys of     4.  The steward keeps the keys of the hall
///     the hall        and lends them to nobody.
///
/// Two of them at least stand on the line of a number, in a narrow margin that has no numbers of
/// its own; they stand beside less than half of the lines, unless they are set apart. Each
/// heading's words come from top to bottom.
std::vector<std::vector<Word>> take_margin_headings(std::vector<Word>& words, const Layout& layout,
                                                    const LineRules& rules);

/// Takes out of the words of a page the signs in its left margin that mark what stands beside them:
///
///     ●  b   The hall is let by the hour, but for the weeks
///     ●      before a fair.
///
/// Some of them stand before numbers, which no bullet does, and no line of the text begins as far
/// left. Each sign comes by itself, from top to bottom.
std::vector<std::vector<Word>> take_margin_signs(std::vector<Word>& words, const Layout& layout,
                                                 const LineRules& rules);

}  // namespace remit
