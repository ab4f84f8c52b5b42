#pragma once

#include <vector>

#include "remit/layout/layout.h"
#include "remit/structure/node.h"

namespace remit {

/// Puts each footnote below the node in which its mark stands, and makes the mark its label:
///
///     4.2 The quorum is five.¹           paragraph 4.2 | The quorum is five.1
///     ───                                  text 1 | Three until 2019.
///     1 Three until 2019.
///
/// A mark is a raised number, or a star or dagger that closes a word, on the note's own page. One
/// in a table's cell has its note beside the table. A note without a mark stays where it is.
/// Returns where each node stands now, by its NodeId before: nodes stand in reading order
/// afterwards.
std::vector<NodeId> attach_notes(const Layout& layout, Tree& tree);

}  // namespace remit
