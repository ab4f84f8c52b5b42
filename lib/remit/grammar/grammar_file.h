#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "remit/base/result.h"
#include "remit/grammar/grammar.h"

namespace remit {

/// What grammar files hold.
struct GrammarFolder {
  std::vector<Rule> rules;
  std::vector<Role> roles;  ///< in the order of their ids
  std::vector<RoleConflict> conflicts;
  std::vector<std::string> abbreviations;
};

/// Reads every *.yaml file below `folder`, in the order of their paths. The format is taught in
/// grammars/README.md. `proven`: the patterns of its searched rules are taken to be right, and
/// compiled only when they are used.
Result<GrammarFolder> load_folder(const std::filesystem::path& folder, bool proven);

}  // namespace remit
