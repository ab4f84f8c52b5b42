#pragma once

#include "remit/analysis/analysis.h"
#include "remit/layout/layout.h"
#include "remit/structure/node.h"

namespace remit {

/// Says of each node and of each place in `analysis` which parts of the pages it stands on.
///
/// A node's own words have a box for each page and column that they stand in; a table has one for
/// each page. A place has one for each line that it runs over, as a marker pen would have; a word
/// that it holds in part counts whole. `layout` is the one that `tree` was built from: nothing is
/// found where it is not, or where it was read from a text file.
void add_boxes(const Layout& layout, Tree& tree, Analysis& analysis);

}  // namespace remit
