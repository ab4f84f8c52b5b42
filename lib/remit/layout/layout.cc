#include "remit/layout/layout.h"

#include <array>

namespace remit {
namespace {

constexpr std::array<std::string_view, 10> kFurnitureNames = {
    "running-head", "page-number",     "line-number",    "contents", "hidden-text",
    "watermark",    "repeated-header", "repeated-title", "notice",   "icon"};
static_assert(kFurnitureNames.size() == static_cast<std::size_t>(FurnitureKind::Icon) + 1);

constexpr std::string_view kSoftHyphen = "\u00AD";

void append_without_soft_hyphens(std::string& out, std::string_view word) {
  for (std::size_t at; (at = word.find(kSoftHyphen)) != std::string_view::npos;) {
    out.append(word.substr(0, at));
    word.remove_prefix(at + kSoftHyphen.size());
  }
  out.append(word);
}

/// Tells `begins` of each word, before it is written, with the text so far.
template <typename Begins>
std::string joined(const Layout& layout, const std::vector<Span>& words, const Begins& begins) {
  std::string out;
  std::size_t size = 0;
  for (const Span& range : words)
    for (std::uint32_t i = range.begin; i < range.end; ++i) size += layout.words[i].text.size() + 1;
  out.reserve(size);
  LineEnd before = LineEnd::Keep;  // no space before the first word
  for (const Span& range : words) {
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
      const Word& word = layout.words[i];
      if (before == LineEnd::Space && !word.glued) out += ' ';
      begins(i, out);
      std::string_view text = layout.word(i);
      before = word.line_end;
      if (before == LineEnd::Mend) {
        while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80)
          text.remove_suffix(1);
        text.remove_suffix(1);
      }
      append_without_soft_hyphens(out, text);
    }
  }
  return out;
}

}  // namespace

std::string_view name_of(FurnitureKind kind) {
  return kFurnitureNames[static_cast<std::size_t>(kind)];
}

Assembled assemble(const Layout& layout, const std::vector<Span>& words) {
  Assembled out;
  out.text = joined(layout, words, [&](std::uint32_t word, const std::string& before) {
    out.starts.emplace_back(static_cast<std::uint32_t>(before.size()), word);
  });
  return out;
}

std::string text_of(const Layout& layout, const std::vector<Span>& words) {
  return joined(layout, words, [](std::uint32_t, const std::string&) {});
}

}  // namespace remit
