#pragma once

#include <vector>

#include "remit/layout/layout.h"
#include "remit/structure/contents.h"
#include "remit/structure/node.h"

namespace remit {

/// A heading with nothing below it is a line of text (a title page, an address): makes loose text
/// of each, but for those that a contents list names. So is a date above sections (of a cover).
/// What stood below such a heading stands beside it then, in the order of the document.
void demote_empty_sections(Tree& tree, const Layout& layout, const Grammar& grammar,
                           const std::vector<ContentsEntry>& contents);

}  // namespace remit
