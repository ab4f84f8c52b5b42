#include "remit/analysis/duties.h"

namespace remit {

std::vector<Duty> find_duties(const Tree&, const std::vector<Passage>&, const Grammar&,
                              const NameIndex&, const std::vector<Post>&) {
  return {};
}

}  // namespace remit
