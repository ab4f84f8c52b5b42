#include "remit/layout/words.h"

#include <algorithm>
#include <cmath>

#include "remit/text/letters.h"
#include "remit/text/utf8.h"

namespace remit {
namespace {

// All ratios are of the type size.
constexpr float kWordGap = 0.14f;  // TeX's tightest word space is 0.2, the widest kern about 0.1
constexpr float kBackstep = 0.5f;  // further back than any kern: the pen was moved
constexpr float kSameBaseline = 0.05f;
constexpr float kAscent = 0.75f;
constexpr float kDescent = 0.22f;

bool upright(int angle) { return angle == 0; }

bool slanted(int angle) { return angle % 90 != 0; }

}  // namespace

std::uint16_t intern(Layout& layout, const Style& style) {
  const auto tenths = static_cast<std::uint64_t>(std::clamp(style.size * 10, 0.0f, 1e6f));
  const std::uint64_t flags = (style.bold ? 1U : 0U) | (style.italic ? 2U : 0U) |
                              (style.small_capitals ? 4U : 0U) | (style.symbolic ? 8U : 0U) |
                              (style.pictured ? 16U : 0U);
  const std::uint64_t key = tenths << 32 | flags << 24 | (style.rgb & 0xFFFFFFU);
  const auto known = layout.style_index.find(key);
  if (known != layout.style_index.end()) return known->second;
  // a document with more styles than there are indices is no text: the rest look like the last
  if (layout.styles.size() == 0xFFFF) return 0xFFFE;
  layout.styles.push_back(style);
  return layout.style_index[key] = static_cast<std::uint16_t>(layout.styles.size() - 1);
}

std::vector<Word> words_of(const Page& page, Layout& layout) {
  std::vector<Word> words;
  Word word;
  const Glyph* last = nullptr;
  bool spaced = true;
  std::uint16_t style = 0;
  const Glyph* styled = nullptr;  // the glyph whose style `style` is
  std::int32_t mcid = -1;
  ElementId element = kNoElement;  // of `mcid`

  const auto flush = [&] {
    if (!last) return;
    word.text.end = static_cast<std::uint32_t>(layout.text.size());
    layout.text += '\n';
    words.push_back(word);
    last = nullptr;
  };
  for (const Glyph& glyph : page.glyphs) {
    if (is_space(glyph.character)) {
      flush();
      spaced = true;
      continue;
    }
    if (last) {
      const float size = std::max(last->size, 1.0f);
      const float gap = glyph.x0 - last->x1;
      const bool along = upright(glyph.angle)
                             ? gap <= kWordGap * size && gap >= -kBackstep * size &&
                                   std::abs(glyph.baseline - last->baseline) <= kSameBaseline * size
                             : std::abs(gap) <= size;
      if (!along || glyph.angle != last->angle || glyph.hidden != last->hidden ||
          glyph.artifact != last->artifact)
        flush();
    }
    if (!styled || glyph.font != styled->font || glyph.size != styled->size ||
        glyph.rgb != styled->rgb) {
      const Font font = glyph.font < page.fonts.size() ? page.fonts[glyph.font] : Font{};
      style = intern(layout, {.size = std::round(glyph.size * 10) / 10,
                              .bold = font.bold,
                              .italic = font.italic,
                              .small_capitals = font.small_capitals,
                              .symbolic = font.symbolic,
                              .pictured = font.pictured,
                              .rgb = glyph.rgb});
      styled = &glyph;
    }
    const float top = glyph.baseline - kAscent * glyph.size;
    const float bottom = glyph.baseline + kDescent * glyph.size;
    if (!last) {
      word = Word{};
      word.text.begin = static_cast<std::uint32_t>(layout.text.size());
      word.box = {glyph.x0, top, glyph.x1, bottom};
      word.baseline = glyph.baseline;
      word.spaced = spaced;
      spaced = false;
      word.page = static_cast<std::uint32_t>(page.number);
      word.style = style;
      if (page.tags && glyph.mcid != mcid) {
        mcid = glyph.mcid;
        element = page.tags->element_of(page.number, mcid);
      }
      word.element = element;
      word.artifact = glyph.artifact;
      word.hidden = glyph.hidden;
      word.slanted = slanted(glyph.angle);
    } else {
      word.box.x0 = std::min(word.box.x0, glyph.x0);
      word.box.x1 = std::max(word.box.x1, glyph.x1);
      word.box.y0 = std::min(word.box.y0, top);
      word.box.y1 = std::max(word.box.y1, bottom);
    }
    if (glyph.character < 0x80)
      layout.text += static_cast<char>(glyph.character);
    else
      append_utf8(layout.text, glyph.character);
    ++layout.character_count;
    last = &glyph;
  }
  flush();
  return words;
}

}  // namespace remit
