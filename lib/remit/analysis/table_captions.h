#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "remit/grammar/grammar.h"
#include "remit/structure/node.h"

namespace remit {

/// The tables of a document by the numbers in their captions: the paragraph or heading right before
/// a table, or else the paragraph right behind it, that opens with the word for a table and a
/// number.
///
///     Table 3: Mooring fees
///     ┌──────┬─────┐            find("3") is that table
///
class TableCaptions {
 public:
  TableCaptions(const Tree& tree, const Grammar& grammar);

  /// The tables with that number; several, where it stands twice.
  [[nodiscard]] std::vector<NodeId> find(std::string_view number) const;
  /// Whether a paragraph of a node is a caption: it points nowhere.
  [[nodiscard]] bool is_caption(NodeId node, std::string_view paragraph) const;

 private:
  bool add(NodeId table, NodeId node, std::string_view paragraph, const Grammar& grammar);

  std::unordered_map<std::string, std::vector<NodeId>> tables_;
  std::unordered_map<NodeId, std::unordered_set<std::string>> captions_;
};

}  // namespace remit
