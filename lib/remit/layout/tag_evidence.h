#pragma once

#include <vector>

#include "remit/layout/layout.h"
#include "remit/layout/line_rules.h"

namespace remit {

/// Holds the file's tags against the lines, page by page, and says in Layout::bases which of the
/// two is believed. Tags are believed where they hold nearly all words of a page, in the order in
/// which the page is read, and neither end in mid-sentence nor run numbered paragraphs together;
/// the lines of such a page are then told what their tags say (Line::element, heading, contents,
/// bullet).
///
/// `lines_of_page[n]` are indices into layout.lines of the body lines of a page in reading order;
/// their margins must be known, and
/// Layout::tags set. Looks at each word once.
void weigh_tags(Layout& layout, const std::vector<std::vector<std::size_t>>& lines_of_page,
                const LineRules& rules);

/// Tells paragraphs that they are the headings which the document's outline leads to: those that
/// stand on an entry's page and read as its title.
void match_outline(Layout& layout);

/// Finds the words on which the links of a page lie, among the words from `first` on.
void place_links(Layout& layout, const Page& page, std::size_t first);

}  // namespace remit
