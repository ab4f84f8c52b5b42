#include <algorithm>
#include <gtest/gtest.h>
#include <string>
#include <string_view>

#include "remit/pdf/pdf_source.h"
#include "remit/text/utf8.h"
#include "support/files.h"

namespace remit {
namespace {

/// The text of a file's first page, its glyphs in the order they are drawn.
std::string text_of(const std::string& bytes, Page& page) {
  Diagnostics diagnostics;
  auto source = open_pdf(bytes, "test.pdf", diagnostics);
  if (!source) return "";
  (*source)->read(1, page, diagnostics);
  std::string text;
  for (const Glyph& glyph : page.glyphs) append_utf8(text, glyph.character);
  return text;
}

/// The bytes with every `key` put out of sight; no offset moves.
std::string without(std::string bytes, std::string_view key) {
  for (std::size_t at = bytes.find(key); at != std::string::npos; at = bytes.find(key, at + 1))
    bytes[at + 1] = '#';
  return bytes;
}

// Ghostscript keeps the names of the glyphs in the fonts that it embeds
TEST(FontProgram, NamesGlyphsThatThePdfDoesNot) {
  const std::string whole = test::bytes_of(test::source_path("fixtures/odd/typeset.pdf"));
  const std::string nameless = without(whole, "/Encoding");
  ASSERT_NE(whole, nameless);
  Page page, again;
  const std::string text = text_of(whole, page);
  ASSERT_GT(text.size(), 200U);
  EXPECT_EQ(text_of(nameless, again), text);
}

// LibreOffice numbers the glyphs of a subset as they come
TEST(FontProgram, SaysWhichGlyphsAreInDoubt) {
  const std::string bytes =
      without(test::bytes_of(test::source_path("fixtures/odd/notice.pdf")), "/ToUnicode");
  Page page;
  text_of(bytes, page);
  ASSERT_FALSE(page.unknown.empty());
  for (std::size_t i = 1; i < page.unknown.size(); ++i)
    ASSERT_LT(page.unknown[i - 1].glyph, page.unknown[i].glyph);
  for (const UnknownGlyph& unknown : page.unknown) ASSERT_LT(unknown.glyph, page.glyphs.size());
}

TEST(FontProgram, DrawsThePage) {
  Diagnostics diagnostics;
  auto source = open_pdf(test::bytes_of(test::source_path("fixtures/odd/notice.pdf")), "notice.pdf",
                         diagnostics);
  ASSERT_TRUE(source);
  Page page;
  (*source)->read(1, page, diagnostics);
  const auto drawn = (*source)->drawn_text(1, {0});
  ASSERT_TRUE(drawn);
  EXPECT_EQ(drawn->box, (Box{0, 0, page.width, page.height}));
  const auto columns = static_cast<std::size_t>(drawn->width);
  const std::size_t begin = drawn->file.size() - columns * static_cast<std::size_t>(drawn->height);
  const float scale = static_cast<float>(drawn->width) / page.width;
  // ink in the box of the first letter, and none left of the text
  const auto darkest = [&](const Box& box) {
    const auto pixel = [&](float points) { return static_cast<std::size_t>(points * scale); };
    unsigned char dark = 255;
    for (std::size_t y = pixel(box.y0); y < pixel(box.y1); ++y)
      for (std::size_t x = pixel(box.x0); x < pixel(box.x1); ++x)
        dark = std::min(dark, static_cast<unsigned char>(drawn->file[begin + y * columns + x]));
    return dark;
  };
  const Glyph& first = page.glyphs.front();
  EXPECT_LT(darkest({first.x0, first.baseline - first.size, first.x1, first.baseline}), 64);
  EXPECT_EQ(darkest({0, 0, first.x0 - 5, page.height}), 255);
  const auto none = (*source)->drawn_text(1, {});
  ASSERT_TRUE(none);
  EXPECT_EQ(none->file.find('\0'), std::string::npos);
}

}  // namespace
}  // namespace remit
