#include "remit/ocr/font_decoder.h"

#include <gtest/gtest.h>
#include <string>
#include <utility>

#include "remit/job/extract_job.h"
#include "support/files.h"
#include "support/shipped_grammar.h"

namespace remit {
namespace {

/// A line of glyphs six points apart, all of them unknown; '_' has no ink, '*' is a disc.
///
///     line_of("hall", …): glyphs U+FFFD, of the codes 'h' 'a' 'l' 'l' of font 1
void add_line(Page& page, std::string_view codes, float baseline) {
  float x = 20;
  for (const char code : codes) {
    page.unknown.push_back({.glyph = static_cast<std::uint32_t>(page.glyphs.size()),
                            .font = 1,
                            .code = static_cast<std::uint32_t>(code),
                            .shape = code == '_'   ? UnknownGlyph::Shape::Blank
                                     : code == '*' ? UnknownGlyph::Shape::Disc
                                                   : UnknownGlyph::Shape::Ink});
    page.glyphs.push_back(
        {.x0 = x, .x1 = x + 6, .baseline = baseline, .size = 10, .character = 0xFFFD});
    x += 6;
  }
}

Page page_of(std::string_view codes) {
  Page page;
  page.width = page.height = 400;
  page.fonts.push_back({.name = "Nameless"});
  add_line(page, codes, 100);
  return page;
}

/// A word as OCR sees it where `length` glyphs stand from the `first` on.
OcrWord seen(std::u32string text, std::size_t first, std::size_t length, float baseline = 100) {
  const float x0 = 20 + 6 * static_cast<float>(first);
  return {std::move(text), {x0, baseline - 7, x0 + 6 * static_cast<float>(length), baseline}, 90};
}

std::string text_of(const Page& page) {
  std::string text;
  for (const Glyph& glyph : page.glyphs)
    text += glyph.character < 0x80      ? static_cast<char>(glyph.character)
            : glyph.character == 0x2022 ? 'o'
                                        : '?';
  return text;
}

TEST(FontDecoder, LearnsWhatItsGlyphsAre) {
  FontDecoder decoder;
  Page page = page_of("hall_ball");
  EXPECT_EQ(decoder.fonts_in_doubt(page), std::vector<std::uint16_t>{0});
  EXPECT_EQ(decoder.unsettled(page).size(), 1U);
  decoder.learn(page, {seen(U"hall", 0, 4), seen(U"ball", 5, 4)});
  EXPECT_EQ(decoder.apply(page), 0U);
  EXPECT_EQ(text_of(page), "hall ball");
  EXPECT_TRUE(page.unknown.empty());
}

TEST(FontDecoder, OutvotesWhatIsMistakenNowAndThen) {
  FontDecoder decoder;
  Page page = page_of("hall_hall_hall");
  decoder.fonts_in_doubt(page);
  decoder.learn(page, {seen(U"ball", 0, 4), seen(U"hall", 5, 4), seen(U"hall", 10, 4)});
  decoder.apply(page);
  EXPECT_EQ(text_of(page), "hall hall hall");
}

TEST(FontDecoder, KnowsThePagesThatFollow) {
  FontDecoder decoder;
  Page first = page_of("hall_hall_hall_hall");
  decoder.fonts_in_doubt(first);
  decoder.learn(first, {seen(U"hall", 0, 4), seen(U"hall", 5, 4), seen(U"hall", 10, 4),
                        seen(U"hall", 15, 4)});
  Page next = page_of("all");
  EXPECT_EQ(decoder.fonts_in_doubt(next).size(), 1U);
  EXPECT_TRUE(decoder.unsettled(next).empty());
  decoder.apply(next);
  EXPECT_EQ(text_of(next), "all");
}

TEST(FontDecoder, PartsALigature) {
  FontDecoder decoder;
  Page page = page_of("oFce_ocee");  // F is drawn as "ffi"
  decoder.fonts_in_doubt(page);
  decoder.learn(page, {seen(U"office", 0, 4), seen(U"ocee", 5, 4)});
  decoder.apply(page);
  EXPECT_EQ(text_of(page), "office ocee");
  EXPECT_FLOAT_EQ(page.glyphs[1].x0, 26);
  EXPECT_FLOAT_EQ(page.glyphs[3].x1, 32);
}

TEST(FontDecoder, ReadsTheLineAtTheFootOfTheWord) {
  FontDecoder decoder;
  Page page = page_of("abcd");
  add_line(page, "wxyz", 112);
  decoder.fonts_in_doubt(page);
  decoder.learn(page, {seen(U"abcd", 0, 4, 100), seen(U"wxyz", 0, 4, 112)});
  decoder.apply(page);
  EXPECT_EQ(text_of(page), "abcdwxyz");
}

TEST(FontDecoder, TakesADiscForABulletWithoutALook) {
  FontDecoder decoder;
  Page page = page_of("*");
  EXPECT_TRUE(decoder.fonts_in_doubt(page).empty());
  decoder.apply(page);
  EXPECT_EQ(text_of(page), "o");
}

TEST(FontDecoder, LeavesAGoodGuessAlone) {
  FontDecoder decoder;
  Page page = page_of("The_Council_appoints_a_Clerk");
  for (UnknownGlyph& unknown : page.unknown) {
    unknown.guessed = true;
    page.glyphs[unknown.glyph].character =
        unknown.code == '_' ? U' ' : static_cast<char32_t>(unknown.code);
  }
  EXPECT_TRUE(decoder.fonts_in_doubt(page).empty());
}

TEST(FontDecoder, DoubtsAGuessThatGivesNoWords) {
  FontDecoder decoder;
  Page page = page_of("7KH_&RXQFLO_DSSRLQWV_D_&OHUN");  // a subset that numbers its glyphs itself
  for (UnknownGlyph& unknown : page.unknown) {
    unknown.guessed = true;
    page.glyphs[unknown.glyph].character =
        unknown.code == '_' ? U' ' : static_cast<char32_t>(unknown.code - 20);
  }
  EXPECT_EQ(decoder.fonts_in_doubt(page).size(), 1U);
}

// A document whose fonts say nothing reads as it would if they did.
TEST(FontDecoder, ReadsADocumentWithoutUnicode) {
  if (const auto ocr = Ocr::open("eng"); !ocr) GTEST_SKIP() << ocr.error().message;
  const std::string original = test::bytes_of(test::source_path("fixtures/odd/notice.pdf"));
  std::string bytes = original;
  constexpr std::string_view kKey = "/ToUnicode ";
  for (std::size_t at = bytes.find(kKey); at != std::string::npos; at = bytes.find(kKey, at + 1))
    bytes.replace(at, kKey.size(), "/Forgotten ");
  ASSERT_NE(bytes, original);
  const auto whole = extract({.file = "a.pdf"}, original, test::shipped_grammar());
  const auto nameless = extract({.file = "a.pdf"}, bytes, test::shipped_grammar());
  ASSERT_TRUE(whole && nameless);
  EXPECT_EQ(nameless->record.source.text_layer, "ocr");
  std::size_t same = 0;
  ASSERT_EQ(nameless->layout.words.size(), whole->layout.words.size());
  for (std::size_t i = 0; i < whole->layout.words.size(); ++i)
    if (whole->layout.word(i) == nameless->layout.word(i)) ++same;
  EXPECT_GE(static_cast<double>(same), 0.97 * static_cast<double>(whole->layout.words.size()));
  const auto said = [&](const Extraction& extraction, std::string_view code) {
    return std::any_of(extraction.record.diagnostics.begin(), extraction.record.diagnostics.end(),
                       [&](const Diagnostic& diagnostic) { return diagnostic.code == code; });
  };
  EXPECT_TRUE(said(*nameless, "ocr"));
  EXPECT_FALSE(said(*nameless, "font-without-unicode"));
}

}  // namespace
}  // namespace remit
