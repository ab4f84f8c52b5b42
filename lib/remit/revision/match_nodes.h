#pragma once

#include <utility>
#include <vector>

#include "remit/revision/node_text.h"

namespace remit {

/// Which nodes of two trees are one provision.
struct NodePairs {
  std::vector<NodeId> a_to_b;  ///< by NodeId of a; kNoNode: it is in a only
  std::vector<NodeId> b_to_a;
  /// Pairs beside those: the second half of a node that was split, or the first of two that were
  /// merged. One of the two nodes has a match above, the other has none.
  std::vector<std::pair<NodeId, NodeId>> parts;
};

/// Matches the provisions of two documents by their words, their headings and their place; numbers
/// only break ties.
///
///   1. Nodes with the same words, found once in each, are anchors; they vote for what is above.
///   2. From the top down the children of matched nodes are matched, the likeliest pair first.
///   3. What is left is looked for elsewhere: divisions by their votes, text by its words.
///   4. What is left between matched neighbours is one provision reworded, where it is somewhat
///      alike; in two versions of one document the place is enough.
///   5. Words of a leftover that stand in a neighbour's match are a split or a merge.
///
/// n log n: words are looked up by their rarest sequences, and long lists of siblings are never
/// compared each with each. Matching b with a gives the same pairs.
NodePairs match_nodes(const Tree& a, const std::vector<NodeText>& a_texts, const Tree& b,
                      const std::vector<NodeText>& b_texts, const WordWeights& weights);

}  // namespace remit
