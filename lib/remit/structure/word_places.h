#pragma once

#include <cstdint>
#include <vector>

#include "remit/layout/layout.h"
#include "remit/structure/node.h"

namespace remit {

/// From this character of a field on, up to the next one, a node's text is that word's.
struct WordPlace {
  NodeField in = NodeField::Text;
  int row = 0, column = 0;      ///< of a cell, as in Place
  std::uint32_t character = 0;  ///< of the field
  std::uint32_t word = 0;       ///< index into Layout::words
};

/// On which words a node's heading, text and cells stand, in reading order. Words that are in none
/// of them (its label, a dash behind it) are left out.
///
///     "4.1  Quorum – Ten members"      heading  0 → Quorum
///                                      text     0 → Ten, 4 → members
///
std::vector<WordPlace> word_places(const Layout& layout, const Node& node);

/// Notes of each node that stands on several pages where each of them begins (Node::turns). Costs
/// nothing for the others.
void find_page_turns(const Layout& layout, Tree& tree);

}  // namespace remit
