#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "remit/base/diagnostic.h"

namespace remit {

/// A kind of finding: what `remit check` can be told to leave out, and what SARIF calls a rule.
struct CheckCode {
  std::string_view code;     ///< "numbering-gap"
  Severity severity;         ///< where nobody says otherwise
  std::string_view summary;  ///< what it means, a sentence
  std::string_view help;     ///< what to do, a sentence
};

/// All of them, in the order of their codes. cli/README.md lists the same.
std::span<const CheckCode> check_codes();
/// The one of that code; null: there is none.
const CheckCode* check_code(std::string_view code);

/// How much each code counts: for those that a council has set so. None: it is left out.
using Severities = std::map<std::string, std::optional<Severity>, std::less<>>;

}  // namespace remit
