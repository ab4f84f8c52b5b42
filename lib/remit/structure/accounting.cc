#include "remit/structure/accounting.h"

#include <algorithm>
#include <map>
#include <utility>

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

namespace {

/// Whether furniture of a kind is found word by word.
bool is_of_words(FurnitureKind kind) {
  return kind == FurnitureKind::LineNumber || kind == FurnitureKind::Hidden ||
         kind == FurnitureKind::Watermark || kind == FurnitureKind::Icon;
}

/// {1, 2, 3, 6}: "1-3,6".
std::string ranges_of(const std::vector<int>& pages) {
  std::string out;
  for (std::size_t i = 0; i < pages.size();) {
    std::size_t end = i + 1;
    while (end < pages.size() && pages[end] == pages[end - 1] + 1) ++end;
    if (!out.empty()) out += ',';
    out += std::to_string(pages[i]);
    if (end > i + 1) out += '-' + std::to_string(pages[end - 1]);
    i = end;
  }
  return out;
}

}  // namespace

std::vector<PageFurniture> list_furniture(const Layout& layout) {
  std::vector<const Furniture*> in_order;
  for (const Furniture& furniture : layout.furniture)
    if (!furniture.words.empty()) in_order.push_back(&furniture);
  std::ranges::stable_sort(
      in_order, {}, [](const Furniture* furniture) { return furniture->words.front().begin; });
  std::vector<PageFurniture> list;
  std::vector<std::vector<int>> pages;
  std::map<std::pair<FurnitureKind, std::string>, std::size_t> listed;
  for (std::size_t i = 0; i < in_order.size();) {
    const FurnitureKind kind = in_order[i]->kind;
    const auto page_of = [&](std::size_t at) {
      return static_cast<int>(layout.words[in_order[at]->words.front().begin].page);
    };
    const int page = page_of(i);
    std::string text = text_of(layout, in_order[i]->words);
    for (++i; is_of_words(kind) && i < in_order.size() && in_order[i]->kind == kind &&
              page_of(i) == page;
         ++i)
      text += ' ' + text_of(layout, in_order[i]->words);
    const auto [entry, fresh] = listed.emplace(std::pair(kind, std::move(text)), list.size());
    if (fresh || pages[entry->second].back() == page) {  // a second time on its page
      entry->second = list.size();
      list.push_back({std::string(name_of(kind)), entry->first.second, ""});
      pages.emplace_back();
    }
    pages[entry->second].push_back(page);
  }
  for (std::size_t i = 0; i < list.size(); ++i) list[i].pages = ranges_of(pages[i]);
  return list;
}

}  // namespace remit
