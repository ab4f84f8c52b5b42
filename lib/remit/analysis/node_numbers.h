#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "remit/analysis/printed_numbers.h"
#include "remit/structure/node.h"

namespace remit {

/// The numbers of a tree, each where it counts.
///
/// A number's home is the node that its list belongs to: the paragraph above an (a), the Rules that
/// a 4.2 is in. A number is looked for in the homes around the place that names it, the nearest
/// first, so that "paragraph 4.2" in one set of Rules is not that of another.
inline constexpr std::size_t kMostCandidates = 20;  // more would say nothing

class NodeNumbers {
 public:
  explicit NodeNumbers(const Tree& tree);

  /// The nodes of a number, from the homes around `from` (kNoNode: the document's own).
  [[nodiscard]] std::vector<NodeId> around(NodeId from, const NumberPath& path) const;
  /// Those below `within`, at any depth; those nearest to it.
  [[nodiscard]] std::vector<NodeId> below(NodeId within, const NumberPath& path) const;
  /// Wherever they are in the document.
  [[nodiscard]] std::vector<NodeId> anywhere(const NumberPath& path) const;
  /// Divisions of that type and number, the ones that are in the nearest node around `from`.
  [[nodiscard]] std::vector<NodeId> divisions(NodeId from, NodeType type,
                                              std::string_view num) const;
  /// … that are below `within`.
  [[nodiscard]] std::vector<NodeId> divisions_below(NodeId within, NodeType type,
                                                    std::string_view num) const;

  /// How many divisions of a type there are.
  [[nodiscard]] std::size_t count(NodeType type) const;
  /// Whether the document itself is the numbering of that type: it has several, the first included.
  [[nodiscard]] bool covers(NodeType type) const;

  [[nodiscard]] NodeId parent(NodeId node) const;
  [[nodiscard]] bool contains(NodeId outer, NodeId inner) const;

 private:
  NodeId home_of(NodeId node) const;
  bool goes_on(NodeId section) const;
  std::vector<NodeId> descend(std::vector<NodeId> bases, const NumberPath& path) const;
  std::vector<NodeId> step(NodeId base, const std::string& key) const;

  const Tree& tree_;
  std::vector<NodeId> ends_;     // of each node's subtree
  std::vector<char> continues_;  // its unnumbered sections count on
  std::unordered_map<std::string, std::vector<NodeId>> at_home_;    // "home key" → nodes
  std::unordered_map<std::string, std::vector<NodeId>> by_key_;     // in reading order
  std::unordered_map<std::string, std::vector<NodeId>> divisions_;  // "type key" → nodes
  std::vector<std::size_t> counts_;
  std::vector<char> has_first_;
};

}  // namespace remit
