#include "remit/page/tags.h"

#include <algorithm>

namespace remit {

ElementId Tags::element_of(int page, std::int32_t mcid) const {
  if (mcid < 0 || page < 1 || static_cast<std::size_t>(page) > pages.size()) return kNoElement;
  const auto& own = pages[static_cast<std::size_t>(page) - 1];
  // most files number a page's contents from 0 on without a gap
  const auto index = static_cast<std::size_t>(mcid);
  if (index < own.size() && own[index].first == mcid) return own[index].second;
  const auto found = std::lower_bound(own.begin(), own.end(), mcid,
                                      [](const auto& entry, int id) { return entry.first < id; });
  return found != own.end() && found->first == mcid ? found->second : kNoElement;
}

ElementId Tags::around(ElementId element, TagRole role) const {
  while (element != kNoElement && elements[element].role != role)
    element = elements[element].parent;
  return element;
}

}  // namespace remit
