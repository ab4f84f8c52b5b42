#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "remit/revision/node_text.h"

namespace remit {

/// Looks nodes up by sequences of three words that few nodes of two documents have: the way from a
/// node to those that may be its version, without comparing each with each.
class ShingleIndex {
 public:
  ShingleIndex(const std::vector<NodeText>& a, const std::vector<NodeText>& b);

  /// The nodes of b that share rare sequences with a node of a, in order.
  [[nodiscard]] std::vector<NodeId> near(NodeId a) const;

 private:
  /// A sequence, and how many nodes of both documents have it.
  struct Rare {
    std::size_t nodes;
    std::uint64_t hash;
    auto operator<=>(const Rare&) const = default;
  };

  std::vector<std::vector<Rare>> a_rare_;  // by node, the rarest first
  std::unordered_map<std::uint64_t, std::vector<NodeId>> b_nodes_;
};

}  // namespace remit
