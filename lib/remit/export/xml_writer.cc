#include "remit/export/xml_writer.h"

#include <algorithm>

#include "remit/text/utf8.h"

namespace remit {
namespace {

constexpr std::size_t kDeepestIndent = 32;

bool is_xml(char32_t c) {
  if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
  return c != 0xFFFE && c != 0xFFFF;
}

void append_escaped(std::string& out, std::string_view text, bool attribute) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_utf8(text, at);
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"' && attribute)
      out += "&quot;";
    else if (c == '\r' || (c < 0x20 && is_xml(c) && attribute))
      out += "&#" + std::to_string(static_cast<unsigned>(c)) + ';';  // else it reads as another
    else
      append_utf8(out, is_xml(c) ? c : U'\uFFFD');
  }
}

}  // namespace

void XmlWriter::begin_line() {
  if (!out_.empty() && out_.back() != '\n') out_ += '\n';
  out_.append(std::min(open_.size(), kDeepestIndent), ' ');
}

void XmlWriter::tag(std::string_view name, Attributes attributes) {
  (out_ += '<') += name;
  for (const auto& [key, value] : attributes) {
    if (value.empty()) continue;
    ((out_ += ' ') += key) += "=\"";
    append_escaped(out_, value, true);
    out_ += '"';
  }
}

void XmlWriter::open(std::string_view name, Attributes attributes) {
  begin_line();
  tag(name, attributes);
  out_ += '>';
  open_.push_back({std::string(name), true, true});
}

void XmlWriter::open_line(std::string_view name, Attributes attributes) {
  open(name, attributes);
  open_.back().container = false;
}

void XmlWriter::open_inline(std::string_view name, Attributes attributes) {
  tag(name, attributes);
  out_ += '>';
  open_.push_back({std::string(name), false, false});
}

void XmlWriter::text(std::string_view text) { append_escaped(out_, text, false); }

void XmlWriter::close() {
  const Open last = std::move(open_.back());
  open_.pop_back();
  if (last.container) begin_line();
  ((out_ += "</") += last.name) += '>';
  if (last.line) out_ += '\n';
}

void XmlWriter::empty(std::string_view name, Attributes attributes) {
  begin_line();
  tag(name, attributes);
  out_ += "/>\n";
}

}  // namespace remit
