#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "remit/structure/node.h"

namespace remit {

/// What a node of a tree is in Akoma Ntoso.
struct AknNode {
  std::string_view element;  ///< part, article, section, hcontainer; p or table: a block
  std::string_view name;     ///< of an hcontainer: annex, appendix, schedule, table, text, note
  std::string eid;           ///< unique in the document
  [[nodiscard]] bool is_block() const { return element == "p" || element == "table"; }
};

/// Gives out ids that are unique in one document: where one is taken, the next ends in _2.
class AknIds {
 public:
  std::string unique(const std::string& id);

 private:
  std::unordered_map<std::string, int> next_;  // the number for the next one of that name
};

/// A number or a word as a part of an eId or an IRI: letters, digits, _ and, for all else, a dash.
std::string akn_name(std::string_view text);

/// The element and eId of each node, by NodeId.
///
/// A table or a loose text that has nothing below it is a block (`table`, `p`) wherever Akoma Ntoso
/// has a place for blocks: at the root, and before and after the numbered children of a node
/// (`intro`, `wrapUp`; `content`, where there are none). Between them it is an `hcontainer`.
///
/// eIds follow the OASIS naming convention (akn-nc 1.0, section 5): the abbreviation of the
/// element, its number without a dot (11.02 is 11-02), joined by "__" from the root. A section
/// without a number keeps the words of its heading.
///
///     part_2__art_11__sec_11.02__subpara_b  →  part_2__art_11__sec_11-02__subpara_b
std::vector<AknNode> akn_nodes(const Tree& tree, AknIds& ids);

}  // namespace remit
