#pragma once

#include <optional>
#include <string>
#include <vector>

#include "remit/analysis/record.h"
#include "remit/revision/node_changes.h"

namespace remit {

/// A reference and what it says since the places that it names have new numbers.
struct FollowedReference {
  const Reference* reference = nullptr;
  std::string text;
};

/// Rewrites the numbers of all references that a renumbering touches, in the edits of the nodes
/// that they stand in: "paragraphs 18.16(b) and 18.20" becomes "paragraphs 18.17(b) and 18.21".
/// `nums`: the new number of each node that has one. Returns them in reading order.
std::vector<FollowedReference> follow_references(
    const Record& base, const std::vector<std::optional<std::string>>& nums,
    std::vector<NodeChanges>& changes);

}  // namespace remit
