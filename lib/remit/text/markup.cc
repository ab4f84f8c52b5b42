#include "remit/text/markup.h"

#include "remit/text/utf8.h"

namespace remit {

std::string markup(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_utf8(text, at);
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else if ((c < 0x20 && c != '\t' && c != '\n') || c == 0xFFFE || c == 0xFFFF)
      append_utf8(out, 0xFFFD);
    else
      append_utf8(out, c);
  }
  return out;
}

}  // namespace remit
