#pragma once

#include <string>
#include <string_view>

#include "remit/analysis/record.h"
#include "remit/text/utf8.h"

namespace remit::test {

/// A record's tree on one screen, a node a line, and the codes of what was found odd.
///
///     article Article 11 | Officers
///       section 11.02 | Functions of the Clerk
///         subparagraph (a) | General | The Clerk keeps the minutes ¶ They are open to …
///         table Post / Functions
///           Clerk / Minutes
///     ! numbering-gap art_11__sec_11.02
///
/// Label, heading and text are parted by " | ", an absent heading being left out; paragraphs by ¶.
/// Text is cut after 60 characters.
inline std::string outline(const Record& record) {
  constexpr std::size_t kLongest = 60;
  const auto cut = [](std::string_view text) {
    std::string out;
    std::size_t characters = 0;
    for (std::size_t at = 0; at < text.size(); ++characters) {
      if (characters == kLongest) return out + "…";
      const char32_t c = next_utf8(text, at);
      if (c != U'\n')
        append_utf8(out, c);
      else if (out.ends_with("¶ "))
        continue;
      else
        out += " ¶ ";
    }
    return out;
  };
  const auto row = [&](const std::vector<std::string>& cells) {
    std::string out;
    for (std::size_t i = 0; i < cells.size(); ++i) out += (i > 0 ? " / " : "") + cut(cells[i]);
    return out;
  };
  std::string out;
  const Tree& tree = record.structure;
  std::vector<std::pair<NodeId, std::size_t>> waiting;
  for (auto root = tree.roots.rbegin(); root != tree.roots.rend(); ++root)
    waiting.emplace_back(*root, 0);
  while (!waiting.empty()) {
    const auto [id, depth] = waiting.back();
    waiting.pop_back();
    const Node& node = tree.nodes[id];
    out += std::string(2 * depth, ' ') + std::string(name_of(node.type));
    if (node.label) out += ' ' + *node.label;
    if (node.heading) out += " | " + cut(*node.heading);
    if (!node.text.empty()) out += " | " + cut(node.text);
    if (node.table) {
      if (!node.table->header.empty()) out += ' ' + row(node.table->header);
      for (const auto& cells : node.table->rows)
        out += '\n' + std::string(2 * depth + 2, ' ') + row(cells);
    }
    out += '\n';
    for (auto child = node.children.rbegin(); child != node.children.rend(); ++child)
      waiting.emplace_back(*child, depth + 1);
  }
  for (const Diagnostic& diagnostic : record.diagnostics)
    out += "! " + diagnostic.code + (diagnostic.node.empty() ? "" : " " + diagnostic.node) + '\n';
  return out;
}

}  // namespace remit::test
