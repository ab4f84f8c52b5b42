#pragma once

#include <optional>
#include <string>
#include <utility>

#include "remit/structure/node.h"

namespace remit::test {

/// What a test says of a node; the rest is nothing.
struct NodeDraft {
  NodeType type = NodeType::Text;
  int page = 0;
  std::string id = "text_1";
  std::optional<std::string> num = {};
  std::optional<std::string> label = {};
  std::optional<std::string> heading = {};
  std::string text = {};
  std::optional<TableText> table = {};
};

/// Adds a node as the last child of `parent`, or as the last root.
inline NodeId add(Tree& tree, NodeId parent, NodeDraft draft) {
  const auto id = static_cast<NodeId>(tree.nodes.size());
  Node& node = tree.nodes.emplace_back();
  node.type = draft.type;
  node.parent = parent;
  node.page = draft.page;
  node.id = std::move(draft.id);
  node.num = std::move(draft.num);
  node.label = std::move(draft.label);
  node.heading = std::move(draft.heading);
  node.text = std::move(draft.text);
  node.table = std::move(draft.table);
  (parent == kNoNode ? tree.roots : tree.nodes[parent].children).push_back(id);
  return id;
}

}  // namespace remit::test
