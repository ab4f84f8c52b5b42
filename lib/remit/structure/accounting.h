#pragma once

#include "remit/base/diagnostic.h"
#include "remit/layout/layout.h"
#include "remit/structure/record.h"

namespace remit {

/// Looks for every word of the layout in the tree and among the furniture. A word in neither is
/// unplaced, and `out` says on which page (words-unplaced).
Accounting account(const Layout& layout, const Tree& tree, Diagnostics& out);

}  // namespace remit
