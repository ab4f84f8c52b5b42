#include "remit/structure/accounting.h"

#include <map>

#include "remit/layout/layout.h"

namespace remit {

Accounting account(const Layout& layout, const Tree& tree, Diagnostics& out) {
  enum class Home : char { None, Structure, Furniture };
  std::vector<Home> homes(layout.words.size(), Home::None);
  const auto place = [&](const std::vector<Span>& words, Home home) {
    for (const Span& range : words)
      for (std::uint32_t i = range.begin; i < range.end; ++i) homes[i] = home;
  };
  for (const Furniture& furniture : layout.furniture) place(furniture.words, Home::Furniture);
  for (const Node& node : tree.nodes) place(node.words, Home::Structure);

  Accounting counts;
  counts.words = layout.word_count;
  std::map<int, std::size_t> unplaced;
  for (std::size_t i = 0; i < homes.size(); ++i) {
    if (layout.words[i].glued) continue;
    if (homes[i] == Home::Structure)
      ++counts.structure;
    else if (homes[i] == Home::Furniture)
      ++counts.furniture;
    else
      ++unplaced[static_cast<int>(layout.words[i].page)];
  }
  for (const auto& [page, words] : unplaced)
    out.push_back({.code = "words-unplaced",
                   .severity = Severity::Error,
                   .message = std::to_string(words) + " words of the page are in no node",
                   .page = page,
                   .hint = "this is a fault of remit's: please report it with the file"});
  return counts;
}

}  // namespace remit
