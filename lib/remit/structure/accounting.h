#pragma once

#include <cstddef>
#include <string>
#include <vector>

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

/// Words that belong to pages and not to the text: where those went that are in no node.
struct PageFurniture {
  std::string kind;   ///< name_of(FurnitureKind)
  std::string text;   ///< "Part 2 – Articles of the Constitution"
  std::string pages;  ///< that it stands on, as --pages takes them: "1-4,6"
  friend bool operator==(const PageFurniture&, const PageFurniture&) = default;
};

/// The furniture of a layout in reading order. What stands on several pages is listed once,
/// what stands on one page twice is listed twice.
std::vector<PageFurniture> list_furniture(const Layout& layout);

/// Looks for every word of the layout in the tree and among the furniture. A word in neither is
/// unplaced, and `out` says on which page (words-unplaced).
Accounting account(const Layout& layout, const Tree& tree, Diagnostics& out);

}  // namespace remit
