#include "remit/grammar/role.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace remit {

void add_role(std::vector<Role>& roles, Role role) {
  const auto at =
      std::lower_bound(roles.begin(), roles.end(), role.id,
                       [](const Role& known, const std::string& id) { return known.id < id; });
  if (at == roles.end() || at->id != role.id) {
    roles.insert(at, std::move(role));
    return;
  }
  if (role.kind && !at->kind) std::swap(*at, role);
  at->designated = at->designated || role.designated;
  std::move(role.forms.begin(), role.forms.end(), std::back_inserter(at->forms));
  std::move(role.acts.begin(), role.acts.end(), std::back_inserter(at->acts));
}

}  // namespace remit
