#include "cli/report.h"

#include <iostream>

#include "remit/format/diagnostic_text.h"

namespace remit::cli {

void report(const Error& error) {
  std::string out = error.file.empty() ? "remit" : error.file;
  if (error.line > 0) out += ':' + std::to_string(error.line);
  if (error.column > 0) out += ':' + std::to_string(error.column);
  out += ": error: ";
  if (!error.rule.empty()) out += "rule \"" + error.rule + "\": ";
  out += error.message + " [" + error.code + "]\n";
  if (!error.hint.empty()) out += "  hint: " + error.hint + '\n';
  std::cerr << out;
}

void report(const std::string& file, const Diagnostics& diagnostics, Verbosity verbosity) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (verbosity == Verbosity::Quiet && diagnostic.severity != Severity::Error) continue;
    if (verbosity != Verbosity::Verbose && diagnostic.severity == Severity::Info) continue;
    out += diagnostic_text(file, diagnostic);
  }
  std::cerr << out;
}

}  // namespace remit::cli
