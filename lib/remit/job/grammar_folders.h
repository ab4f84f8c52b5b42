#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "remit/base/result.h"
#include "remit/grammar/grammar.h"

namespace remit {

/// The folder of remit's own grammars: $REMIT_GRAMMARS, else share/remit/grammars beside the
/// program's bin, else where the program was built. Empty where there is none.
std::filesystem::path builtin_grammars();

/// remit's own grammars with the user's folders on top, compiled. Errors: those of Grammar::load.
Result<Grammar> load_grammar(const std::vector<std::string>& folders);

/// A short name for what those folders hold: other rules, another digest. 16 hexadecimal digits.
Result<std::string> grammar_digest(const std::vector<std::string>& folders);

}  // namespace remit
