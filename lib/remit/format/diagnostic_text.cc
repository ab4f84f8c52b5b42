#include "remit/format/diagnostic_text.h"

#include <algorithm>

#include "remit/text/utf8.h"

namespace remit {
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

std::string diagnostic_text(std::string_view file, const Diagnostic& diagnostic) {
  std::string out(file);
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
      if (before < kLineWidth)
        out +=
            "    " + std::string(before, ' ') + '^' +
            std::string(std::min(std::max<std::size_t>(width, 1), kLineWidth - before) - 1, '~') +
            '\n';
    }
  }
  if (!diagnostic.hint.empty()) out += "  hint: " + diagnostic.hint + '\n';
  return out;
}

}  // namespace remit
