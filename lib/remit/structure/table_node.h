#pragma once

#include "remit/layout/layout.h"
#include "remit/structure/node.h"

namespace remit {

/// Puts the text of a table's cells into `node`, and their words.
void read_table(const Layout& layout, const TableBlock& table, Node& node);

}  // namespace remit
