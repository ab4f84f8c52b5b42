#pragma once

#include <vector>

#include "remit/revision/amend.h"
#include "remit/revision/follow_references.h"
#include "remit/revision/node_changes.h"

namespace remit {

/// An amended tree, before it is read anew, and what is known of the changes that made it.
struct AmendedTree {
  Rebuilt rebuilt;
  std::vector<AmendmentEffect> effects;      ///< `owners` of `rebuilt` are indices of these
  std::vector<std::vector<NodeId>> touched;  ///< by effect: nodes of the base that it changed
  std::vector<FollowedReference> followed;
};

/// The record of an amended tree: ids, posts, duties, definitions and references are found anew,
/// the base's diagnostics are kept where they still say something. Names the nodes of each effect,
/// and lists the references that lead nowhere since.
Amended make_amended(const Record& base, AmendedTree amended, const Grammar& grammar);

}  // namespace remit
