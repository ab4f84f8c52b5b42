#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "remit/base/span.h"
#include "remit/structure/node.h"

namespace remit {

/// Where in a tree something was found: the evidence for a fact.
///
/// `span` counts characters (code points), from 0, half-open: of the node's text; of its heading;
/// or of one cell of its table, where row 0 is the header (there or not) and columns count from 0.
struct Place {
  using In = NodeField;

  NodeId node = kNoNode;
  int page = 0;  ///< on which its first character stands, 1-based
  In in = In::Text;
  int row = 0, column = 0;  ///< of a cell
  Span span = {};
  std::vector<PageBox> boxes = {};  ///< where asked for: one for each line (analysis/boxes.h)
  friend bool operator==(const Place&, const Place&) = default;
};

/// The text that a place counts in: of its node, of the heading or of the cell. Empty where the
/// tree has no such field.
std::string_view field_at(const Tree& tree, const Place& place);

/// The words at a place: its span of the node's text, of its heading, or of a cell. Empty where the
/// tree has no such field.
std::string_view text_at(const Tree& tree, const Place& place);

}  // namespace remit
