#include "remit/analysis/place.h"

#include "remit/text/utf8.h"

namespace remit {
namespace {

/// The byte where a character begins; the length of `text` past its end.
std::size_t byte_of(std::string_view text, std::uint32_t character) {
  std::size_t at = 0;
  for (; character > 0 && at < text.size(); --character) next_utf8(text, at);
  return at;
}

}  // namespace

std::string_view field_at(const Tree& tree, const Place& place) {
  if (place.node >= tree.nodes.size()) return {};
  const Node& node = tree.nodes[place.node];
  if (place.in == Place::In::Text) return node.text;
  if (place.in == Place::In::Heading) return node.heading ? *node.heading : std::string_view();
  if (!node.table || place.row < 0 || place.column < 0) return {};
  const auto row = static_cast<std::size_t>(place.row);
  const auto column = static_cast<std::size_t>(place.column);
  if (row > node.table->rows.size()) return {};
  const std::vector<std::string>& cells = row == 0 ? node.table->header : node.table->rows[row - 1];
  return column < cells.size() ? cells[column] : std::string_view();
}

std::string_view text_at(const Tree& tree, const Place& place) {
  const std::string_view field = field_at(tree, place);
  const std::size_t begin = byte_of(field, place.span.begin);
  return field.substr(begin, byte_of(field, place.span.end) - begin);
}

}  // namespace remit
