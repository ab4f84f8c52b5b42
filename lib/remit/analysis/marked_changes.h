#pragma once

#include <vector>

#include "remit/analysis/amendment.h"
#include "remit/layout/layout.h"
#include "remit/structure/node.h"

namespace remit {

/// Adds the changes that a draft shows by how its words are set, and puts all in reading order.
///
///     The Sexton rings ~~twice~~ **once** a day.   →  replace, old "twice", text "once"
///
/// What is struck through goes. What comes is set bold, or underlined, whichever the draft has
/// beside struck words: in a text, a heading or a cell that has other words as well, or that is
/// nothing but struck words and new ones. Where headings are bold anyway, bold says nothing in
/// them. A document without struck words shows no changes.
void add_marked_changes(const Layout& layout, const Tree& tree, std::vector<Amendment>& amendments);

}  // namespace remit
