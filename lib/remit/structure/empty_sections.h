#pragma once

#include "remit/layout/layout.h"
#include "remit/structure/node.h"

namespace remit {

/// A heading with nothing below it is a line of text (a title page, an address): makes loose text
/// of each. What stood below an empty heading stands beside it then, in the order of the document.
void demote_empty_sections(Tree& tree, const Layout& layout);

}  // namespace remit
