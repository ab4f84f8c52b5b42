#pragma once

#include <utility>
#include <vector>

#include "remit/revision/post_changes.h"

namespace remit {

/// Duties by bearer and action: those of matched nodes first, then wherever they stand. `matches`:
/// pairs of nodes that are one provision.
std::vector<DutyChange> compare_duties(const std::vector<Duty>& a, const std::vector<Duty>& b,
                                       const std::vector<std::pair<NodeId, NodeId>>& matches,
                                       const ComparedNames& names);

}  // namespace remit
