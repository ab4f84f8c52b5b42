#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace remit {

/// What kind of bearer a Role is. The names are those of the key `kind` in grammars/*roles.yaml.
enum class RoleKind : std::uint8_t {
  Statutory,  ///< an Act asks that somebody holds it: Monitoring Officer
  Office,     ///< a post or an office that no Act makes: Chief Executive, Leader
  Body,       ///< Council, Cabinet, a committee
  People,     ///< any of many: officers, members, directors
};

/// A provision of an Act that makes a role.
struct RoleAct {
  std::string title;      ///< with its year: Local Government and Housing Act 1989
  std::string provision;  ///< section 5; empty where it is not known
};

/// Somebody who can bear a duty, in all the forms that documents print.
///
///     - id: monitoring_officer
///       kind: statutory
///       forms: [Monitoring Officer, MO]
///       acts: [{title: Local Government and Housing Act 1989, provision: section 5}]
struct Role {
  std::string id;
  std::optional<RoleKind> kind;    ///< none: only adds forms to a role that is said elsewhere
  std::vector<std::string> forms;  ///< the first is its title
  std::vector<RoleAct> acts;
  bool designated = false;  ///< a council gives it to the holder of a post, beside the post's own
  std::string file;
  int line = 0;
};

/// Two roles that an Act keeps apart: one officer may not hold both.
struct RoleConflict {
  std::vector<std::string> roles;  ///< ids, two
  RoleAct act;
  std::string where = {};  ///< the countries that it does so in; empty: wherever the Act applies
};

/// Adds a role in the order of ids; one that is known gets the new forms and Acts besides. The
/// title is of the entry that says the kind.
void add_role(std::vector<Role>& roles, Role role);

}  // namespace remit
