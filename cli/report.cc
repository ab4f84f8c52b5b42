#include "cli/report.h"

#include <iostream>

#include "remit/format/diagnostic_text.h"

namespace remit::cli {

std::string shown(const std::string& file) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const char c : file) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte != 0x7F)
      text += c;
    else
      text += {'\\', 'x', kDigits[byte >> 4], kDigits[byte & 15]};
  }
  return text;
}

void report(const Error& error) {
  std::string out = error.file.empty() ? "remit" : shown(error.file);
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
