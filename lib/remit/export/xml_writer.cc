#include "remit/export/xml_writer.h"

#include <algorithm>

#include "remit/text/markup.h"

namespace remit {
namespace {

constexpr std::size_t kDeepestIndent = 32;

/// In an attribute a line break would read as a space.
std::string attribute(std::string_view text) {
  std::string out;
  for (const char c : markup(text))
    if (c == '\n' || c == '\t')
      out += c == '\n' ? "&#10;" : "&#9;";
    else
      out += c;
  return out;
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
    out_ += attribute(value);
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

void XmlWriter::text(std::string_view text) { out_ += markup(text); }

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
