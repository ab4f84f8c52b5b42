#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "remit/analysis/node_numbers.h"
#include "remit/grammar/grammar.h"
#include "remit/structure/node.h"

namespace remit {

/// Finds the node that an amendment names: "18.16", "4.2 of Part 3", "Article 11.02(b)"; or by its
/// id.
///
/// A number alone is looked for in the whole tree; of several nodes that have it, the one in the
/// division that it extends is meant (18.16 in Part 18). `tree` and `grammar` must outlive it.
class PlaceFinder {
 public:
  struct Found {
    NodeId node = kNoNode;
    std::string why = {};  ///< there is no such node, or several
  };

  PlaceFinder(const Tree& tree, const Grammar& grammar)
      : tree_(tree), grammar_(grammar), numbers_(tree) {
    for (NodeId id = 0; id < tree.nodes.size(); ++id) ids_.emplace(tree.nodes[id].id, id);
  }

  [[nodiscard]] Found find(std::string_view target) const;
  /// Whether the words name a place at all.
  [[nodiscard]] bool is_place(std::string_view words) const;

 private:
  [[nodiscard]] std::vector<NodeId> candidates(std::string_view target) const;
  [[nodiscard]] std::vector<NodeId> step(NodeId within, std::string_view unit,
                                         std::string_view nums) const;
  [[nodiscard]] std::vector<NodeId> division(NodeId within, NodeType type,
                                             const NumberPath& path) const;
  [[nodiscard]] std::vector<NodeId> anywhere(const NumberPath& path) const;

  const Tree& tree_;
  const Grammar& grammar_;
  NodeNumbers numbers_;
  std::unordered_map<std::string_view, NodeId> ids_;  // views into the tree
};

}  // namespace remit
