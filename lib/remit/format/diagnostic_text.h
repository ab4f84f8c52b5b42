#pragma once

#include <string>
#include <string_view>

#include "remit/base/diagnostic.h"

namespace remit {

/// A finding as compilers print theirs, with its last line ended:
///
///     charter.pdf:p.14: warning: 14 follows 12 [numbering-gap]
///         14. The Treasurer shall keep …
///         ^~~
///       hint: look on page 13 for paragraph 13
std::string diagnostic_text(std::string_view file, const Diagnostic& diagnostic);

}  // namespace remit
