#pragma once

#include <string>
#include <vector>

#include "remit/base/diagnostic.h"
#include "remit/base/result.h"

namespace remit::cli {

/// Exit codes of every command, as in grep and diff; cli/README.md lists them.
inline constexpr int kDone = 0;
inline constexpr int kFindings = 1;
inline constexpr int kCouldNot = 2;

/// How much goes to standard error.
enum class Verbosity { Quiet, Usual, Verbose };

/// What all commands share.
struct Common {
  std::vector<std::string> grammars;  ///< folders on top of the built-in one
  bool quiet = false;
  bool verbose = false;
  [[nodiscard]] Verbosity verbosity() const {
    return quiet ? Verbosity::Quiet : verbose ? Verbosity::Verbose : Verbosity::Usual;
  }
};

/// A file's name as it may stand on a terminal: a line break or an escape in it as "\x1b".
std::string shown(const std::string& file);

/// "bylaws.pdf: error: encrypted with a password [encrypted]" and its hint, on standard error.
void report(const Error& error);

/// "charter.pdf:p.14: warning: …" with the line, a caret and the hint, on standard error. Quiet
/// shows errors only; the usual amount leaves out Severity::Info.
void report(const std::string& file, const Diagnostics& diagnostics, Verbosity verbosity);

}  // namespace remit::cli
