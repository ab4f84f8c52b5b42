#pragma once

#include <string_view>
#include <vector>

#include "remit/analysis/place.h"
#include "remit/base/span.h"
#include "remit/grammar/grammar.h"
#include "remit/structure/node.h"

namespace remit {

/// A paragraph of the tree: a node's heading, a paragraph of its text, or a paragraph of a cell.
/// All that is said of a document is found in its passages.
struct Passage {
  NodeId node = kNoNode;
  Place::In in = Place::In::Text;
  int row = 0, column = 0;  ///< of a cell, as in Place
  std::string_view text = {};
  std::vector<Span> sentences = {};               ///< bytes of `text`; of a heading: one
  std::uint32_t offset = 0;                       ///< characters of the field before this paragraph
  std::vector<std::uint32_t> continuations = {};  ///< bytes of `text` that begin no character
  Hints hints = {};                               ///< of `text`: which rules are worth a look
};

/// Every passage of a tree in reading order: of a node its heading, its text, its table row by row,
/// and then its children. Views point into `tree`.
std::vector<Passage> read_passages(const Tree& tree, const Grammar& grammar);

/// The place of some bytes of a passage.
Place place_of(const Tree& tree, const Passage& passage, Span bytes);

}  // namespace remit
