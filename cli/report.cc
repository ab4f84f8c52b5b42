#include "cli/report.h"

#include <iostream>

#include "remit/text/utf8.h"

namespace remit::cli {
namespace {

constexpr std::size_t kLineWidth = 76;

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::Info:
      return "note";
    case Severity::Warning:
      return "warning";
    case Severity::Error:
      return "error";
  }
  return "error";
}

/// The first `width` characters of a line, with "…" where it goes on.
std::string cut(std::string_view line, std::size_t width) {
  std::size_t at = 0;
  for (std::size_t n = 0; at < line.size(); ++n) {
    if (n == width) return std::string(line.substr(0, at)) + "…";
    next_utf8(line, at);
  }
  return std::string(line);
}

}  // namespace

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
    out += file;
    if (diagnostic.page > 0) out += ":p." + std::to_string(diagnostic.page);
    out += ": ";
    out += name_of(diagnostic.severity);
    out += ": " + diagnostic.message + " [" + diagnostic.code + "]\n";
    if (!diagnostic.line.empty()) {
      out += "    " + cut(diagnostic.line, kLineWidth) + '\n';
      if (diagnostic.caret_size > 0) {
        const std::string_view line = diagnostic.line;
        const auto caret = static_cast<std::size_t>(diagnostic.caret);
        const auto size = static_cast<std::size_t>(diagnostic.caret_size);
        const std::size_t before = count_utf8(line.substr(0, caret));
        const std::size_t width = count_utf8(line.substr(caret, size));
        if (before + width <= kLineWidth)
          out += "    " + std::string(before, ' ') + '^' +
                 std::string(width > 0 ? width - 1 : 0, '~') + '\n';
      }
    }
    if (!diagnostic.hint.empty()) out += "  hint: " + diagnostic.hint + '\n';
  }
  std::cerr << out;
}

}  // namespace remit::cli
