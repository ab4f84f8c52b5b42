#pragma once

#include <algorithm>

namespace remit {

/// A stable sort of what mostly is in order, as the words of a page are, most of which are drawn in
/// reading order: a look costs a tenth of a sort, which takes memory too.
template <typename Iterator, typename Before>
void sort_unless_sorted(Iterator begin, Iterator end, Before before) {
  if (!std::is_sorted(begin, end, before)) std::stable_sort(begin, end, before);
}

}  // namespace remit
