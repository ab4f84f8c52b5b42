#pragma once

#include <vector>

#include "remit/analysis/amendment.h"
#include "remit/grammar/grammar.h"
#include "remit/structure/node.h"

namespace remit {

/// The changes of a table whose columns are headed 'Current wording' and 'Proposed wording', a row
/// each: replace; insert where the current cell is empty; delete where the proposed one is. Its
/// target is the cell headed 'Paragraph', else the number before the wording. Empty: it is no such
/// table.
std::vector<Amendment> read_change_table(const Tree& tree, NodeId table, const Grammar& grammar);

}  // namespace remit
