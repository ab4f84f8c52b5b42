#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace remit {

/// Which of the pairs (i, j), sorted by i, keep their order: a longest chain that rises in j.
/// n log n.
std::vector<bool> in_order(const std::vector<std::pair<std::uint32_t, std::uint32_t>>& pairs);

}  // namespace remit
