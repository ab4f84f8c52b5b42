#include "remit/revision/rising_chain.h"

#include <algorithm>
#include <cstddef>

namespace remit {

std::vector<bool> in_order(const std::vector<std::pair<std::uint32_t, std::uint32_t>>& pairs) {
  constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::vector<std::size_t> ends, before(pairs.size(), kNone);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const auto at =
        std::lower_bound(ends.begin(), ends.end(), pairs[i].second,
                         [&](std::size_t end, std::uint32_t b) { return pairs[end].second < b; });
    if (at != ends.begin()) before[i] = *(at - 1);
    if (at == ends.end())
      ends.push_back(i);
    else
      *at = i;
  }
  std::vector<bool> keeps(pairs.size(), false);
  for (std::size_t i = ends.empty() ? kNone : ends.back(); i != kNone; i = before[i])
    keeps[i] = true;
  return keeps;
}

}  // namespace remit
