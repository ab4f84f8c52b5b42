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
/// beside struck words; bold words are new only in a paragraph that has others. In headings and
/// tables words only go. A document without struck words shows no changes.
void add_marked_changes(const Layout& layout, const Tree& tree, std::vector<Amendment>& amendments);

}  // namespace remit
