#pragma once

#include <filesystem>
#include <vector>

#include "remit/base/result.h"
#include "remit/grammar/grammar.h"

namespace remit {

/// Reads and compiles the rules of every *.yaml file below `folder`, files in the order of their
/// paths. The format is taught in grammars/README.md.
Result<std::vector<Rule>> load_rules(const std::filesystem::path& folder);

}  // namespace remit
