#include "remit/revision/find_words.h"

#include <algorithm>
#include <vector>

#include "remit/analysis/place.h"

namespace remit {
namespace {

constexpr std::size_t kMostQuoted = 60;  // bytes of the words that a reason quotes
constexpr std::size_t kEnough = 2;       // places: it is known that there is more than one

std::string in_quotes(std::string_view words) {
  std::size_t end = std::min(words.size(), kMostQuoted);
  while (end < words.size() && (static_cast<unsigned char>(words[end]) & 0xC0) == 0x80) ++end;
  return '"' + std::string(words.substr(0, end)) + (end < words.size() ? "…\"" : "\"");
}

NodeId end_of(const Tree& tree, NodeId node) {
  NodeId last = node;
  while (!tree.nodes[last].children.empty()) last = tree.nodes[last].children.back();
  return last + 1;
}

void find_in_node(const Tree& tree, NodeId id, std::string_view words,
                  std::vector<FoundWords>& found) {
  const Node& node = tree.nodes[id];
  const auto look = [&](std::string_view field, NodeField in, int row = 0, int column = 0) {
    for (std::size_t at = field.find(words); at != std::string_view::npos && found.size() < kEnough;
         at = field.find(words, at + 1))
      found.push_back({.node = id,
                       .in = in,
                       .row = row,
                       .column = column,
                       .bytes = {static_cast<std::uint32_t>(at),
                                 static_cast<std::uint32_t>(at + words.size())}});
  };
  if (node.heading) look(*node.heading, NodeField::Heading);
  look(node.text, NodeField::Text);
  if (!node.table) return;
  const auto look_in_row = [&](const std::vector<std::string>& cells, int row) {
    for (std::size_t c = 0; c < cells.size(); ++c)
      look(cells[c], NodeField::Cell, row, static_cast<int>(c));
  };
  look_in_row(node.table->header, 0);
  for (std::size_t r = 0; r < node.table->rows.size(); ++r)
    look_in_row(node.table->rows[r], static_cast<int>(r) + 1);
}

}  // namespace

std::string_view field_of(const Tree& tree, const FoundWords& found) {
  return field_at(tree,
                  {.node = found.node, .in = found.in, .row = found.row, .column = found.column});
}

Span with_space(std::string_view field, Span words) {
  const bool space_before = words.begin > 0 && field[words.begin - 1] == ' ';
  const bool space_behind = words.end < field.size() && field[words.end] == ' ';
  const bool mark_behind = words.end == field.size() ||
                           std::string_view(".,;:)").find(field[words.end]) != std::string::npos;
  if (space_before && (space_behind || mark_behind))
    --words.begin;
  else if (words.begin == 0 && space_behind)
    ++words.end;
  return words;
}

WordSearch find_words(const Tree& tree, std::string_view words, NodeId within,
                      const std::string& name) {
  const NodeId first = within == kNoNode ? 0 : within;
  const NodeId end =
      within == kNoNode ? static_cast<NodeId>(tree.nodes.size()) : end_of(tree, within);
  std::vector<FoundWords> found;
  for (NodeId id = first; id < end && found.size() < kEnough; ++id)
    find_in_node(tree, id, words, found);
  if (found.size() == 1) return {.found = found.front()};
  return {.found = std::nullopt,
          .why = in_quotes(words) + (found.empty() ? " is not in " : " stands more than once in ") +
                 name};
}

}  // namespace remit
