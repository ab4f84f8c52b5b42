#pragma once

#include <string_view>

#include "remit/base/result.h"
#include "remit/check/codes.h"

namespace remit {

/// Reads what `remit check --config` is given, YAML or JSON:
///
///     severity:
///       reference-dangling: error
///       numbering-inserted: off      # error | warning | info | off
///
/// Errors: bad-config, with line and column, for a key, a code or a severity that there is not.
Result<Severities> read_check_config(std::string_view text, std::string_view file);

}  // namespace remit
