#pragma once

#include <vector>

#include "remit/layout/layout.h"
#include "remit/layout/line_rules.h"

namespace remit {

/// Finds running heads, running feet and page numbers: lines at the top or the bottom of a page
/// that come again at the same height on other pages (their numbers apart), or stand in a place
/// where other pages have such a line, or that the file itself marks as an artifact at the page's
/// edge.
///
///     p.7  "City Charter        7"      → furniture
///     p.8  "8        City Charter"      → furniture (mirrored)
///     p.8  "Chapter II"                 → kept: appears once
///
/// Works on all pages at once, since one page cannot repeat itself. Marks Line::furniture and lists
/// the words in Layout::furniture. `lines_of_page[n]` are indices into layout.lines of the body
/// lines of one page, top to bottom.
void find_furniture(Layout& layout, const std::vector<std::vector<std::size_t>>& lines_of_page,
                    const LineRules& rules);

/// Takes the numbers that count the lines in the left margin out of their lines: a column of bare
/// numbers left of all text, each as much larger than the one above it, on most of the pages. A
/// list whose numbers hang in the margin is none: it does not number line by line, page after page.
void take_line_numbers(Layout& layout, const std::vector<std::vector<std::size_t>>& lines_of_page);

}  // namespace remit
