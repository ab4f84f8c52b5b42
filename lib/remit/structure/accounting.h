#pragma once

#include <cstddef>

#include "remit/base/diagnostic.h"
#include "remit/structure/node.h"

namespace remit {

struct Layout;

/// Every word of the source is somewhere: words = structure + furniture + unplaced.
struct Accounting {
  std::size_t words = 0;  ///< in the source's text layer, counted before any stage could drop one
  std::size_t structure = 0;  ///< … that stand in the tree
  std::size_t furniture =
      0;  ///< … running headers and footers, page numbers, contents lists, hidden text
  [[nodiscard]] std::size_t unplaced() const { return words - structure - furniture; }
};

/// Looks for every word of the layout in the tree and among the furniture. A word in neither is
/// unplaced, and `out` says on which page (words-unplaced).
Accounting account(const Layout& layout, const Tree& tree, Diagnostics& out);

}  // namespace remit
