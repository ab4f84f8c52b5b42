#pragma once

#include <string>

#include "remit/analysis/record.h"
#include "remit/layout/layout.h"
#include "remit/page/page.h"

namespace remit {

/// Draws a page with what was read from it, for whoever asks why it was read that way: one SVG that
/// needs no other file.
///
///      art_4 ───┬──────────────────────┐
///        sec_4.1│ 4.1  The Full Council│    words, at their places
///        para_a─│ ▌(a) approves …      │    nodes: a colour for each type, the id in the margin
///               │ ┌──┬──┐              │    cells and columns that were found, paragraphs dashed
///               │ ╱╱╱╱╱ Page 7 ╱╱╱╱╱╱╱ │    furniture hatched
///               └──────────────────────┘
///       legend; what was found odd on the page
///
/// A pointer held over a part says more of it (its <title>). Words that are in no node and no
/// furniture stand in a red box: a fault. `page` is the page as drawn; `layout` and `record` are of
/// the whole document. The same arguments give the same bytes.
std::string page_svg(const Page& page, const Layout& layout, const Record& record);

}  // namespace remit
