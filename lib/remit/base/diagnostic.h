#pragma once

#include <string>
#include <vector>

namespace remit {

enum class Severity { Info, Warning, Error };

/// Something odd in the document itself. Work goes on; the reader is told.
///
///     charter.pdf:p.14: warning: 14 follows 12 [numbering-gap]
///         14. The Treasurer shall keep …
///         ^~~
///       hint: look on page 13 for paragraph 13
struct Diagnostic {
  std::string code;  ///< kebab-case, listed in cli/README.md
  Severity severity = Severity::Warning;
  std::string message;
  int page = 0;           ///< 1-based; 0: the file as a whole
  std::string node = {};  ///< id of the node it is about; may be empty
  std::string line = {};  ///< the words it stands on; may be empty
  int caret = 0;          ///< where in `line` (bytes) the oddity begins …
  int caret_size = 0;     ///< … and how far it goes; 0: no caret
  std::string hint = {};  ///< what to look at or do; may be empty
};

using Diagnostics = std::vector<Diagnostic>;

}  // namespace remit
