#include "remit/ocr/ocr.h"

#include <gtest/gtest.h>
#include <set>
#include <sstream>
#include <string>

#include "remit/job/extract_job.h"
#include "remit/pdf/pdf_source.h"
#include "remit/text/utf8.h"
#include "support/files.h"
#include "support/pdf_builder.h"
#include "support/shipped_grammar.h"

namespace remit {
namespace {

#define SKIP_WITHOUT_OCR() \
  if (const auto ocr = Ocr::open("eng"); !ocr) GTEST_SKIP() << ocr.error().message

constexpr const char* kScan = "fixtures/odd/scan.pdf";

Result<Extraction> extract_scan(OcrUse use) {
  return extract({.file = kScan, .ocr = use}, test::bytes_of(test::source_path(kScan)),
                 test::shipped_grammar());
}

std::multiset<std::string> words_of(const Extraction& extraction) {
  std::multiset<std::string> words;
  for (const Word& word : extraction.layout.words)
    words.insert(extraction.layout.text.substr(word.text.begin, word.text.size()));
  return words;
}

TEST(Ocr, ReadsAScan) {
  SKIP_WITHOUT_OCR();
  const auto scan = extract_scan(OcrUse::Auto);
  ASSERT_TRUE(scan) << scan.error().message;
  const auto original =
      extract({.file = "notice.pdf"}, test::bytes_of(test::source_path("fixtures/odd/notice.pdf")),
              test::shipped_grammar());
  ASSERT_TRUE(original);
  const auto seen = words_of(*scan), printed = words_of(*original);
  std::size_t right = 0;
  for (const std::string& word : std::set<std::string>(printed.begin(), printed.end()))
    right += std::min(seen.count(word), printed.count(word));
  EXPECT_GE(static_cast<double>(right), 0.95 * static_cast<double>(printed.size()));
  EXPECT_EQ(scan->record.source.text_layer, "ocr");
  EXPECT_GT(scan->record.source.ocr_confidence.value_or(0), 80);
  EXPECT_EQ(scan->record.accounting.unplaced(), 0U);
}

TEST(Ocr, IsNotUsedWhereItIsNotWanted) {
  const auto scan = extract_scan(OcrUse::Never);
  ASSERT_FALSE(scan);
  EXPECT_EQ(scan.error().code, "no-text-layer");
  EXPECT_EQ(scan.error().hint, "make it searchable with an OCR program first (ocrmypdf, for one)");
}

TEST(Ocr, LeavesATextLayerAlone) {
  for (const OcrUse use : {OcrUse::Auto, OcrUse::Always}) {
    const auto read = extract({.file = "notice.pdf", .ocr = use},
                              test::bytes_of(test::source_path("fixtures/odd/notice.pdf")),
                              test::shipped_grammar());
    ASSERT_TRUE(read);
    EXPECT_EQ(read->record.source.text_layer, "pdf");
    EXPECT_EQ(read->record.source.ocr_confidence, std::nullopt);
  }
}

TEST(Ocr, FindsRuledLines) {
  SKIP_WITHOUT_OCR();
  // two lines across and one down, three pixels thick, on a white page at 200 dpi
  constexpr int kSide = 600;
  std::string pixels(kSide * kSide, '\xFF');
  const auto draw = [&](int x, int y, int width, int height) {
    for (int row = y; row < y + height; ++row)
      for (int column = x; column < x + width; ++column) pixels[row * kSide + column] = '\0';
  };
  draw(100, 100, 400, 3);
  draw(100, 300, 400, 3);
  draw(300, 100, 3, 200);
  Page page;
  page.width = page.height = 216;
  const PageImage image{.file = "P5\n600 600\n255\n" + pixels,
                        .width = kSide,
                        .height = kSide,
                        .box = {0, 0, 216, 216}};
  (*Ocr::open("eng"))->read({image}, page);
  ASSERT_EQ(page.rulings.size(), 3U);
  EXPECT_TRUE(page.rulings[0].horizontal());
  EXPECT_NEAR(page.rulings[0].x0, 36, 0.5);
  EXPECT_NEAR(page.rulings[0].x1, 180, 0.5);
  EXPECT_NEAR(page.rulings[0].y0, 36.5, 0.5);
  EXPECT_FALSE(page.rulings[2].horizontal());
  EXPECT_NEAR(page.rulings[2].x0, 108.5, 0.5);
}

TEST(Ocr, RefusesBytesThatAreNoPicture) {
  SKIP_WITHOUT_OCR();
  Page page;
  page.width = page.height = 200;
  const PageImage image{
      .file = "II*\0 nothing", .width = 100, .height = 100, .box = {0, 0, 200, 200}};
  EXPECT_EQ((*Ocr::open("eng"))->read({image}, page).words, 0);
  EXPECT_TRUE(page.glyphs.empty());
}

// --- the pictures of a page ----------------------------------------------------------------------

std::vector<PageImage> images_of(std::string_view entries, std::string_view data,
                                 const std::string& matrix) {
  testing::PdfBuilder pdf;
  pdf.content = "q " + matrix + " cm /I Do Q";
  pdf.resources = "/XObject<</I 6 0 R>>";
  pdf.add_stream("/Type/XObject/Subtype/Image" + std::string(entries), data);
  Diagnostics diagnostics;
  auto source = open_pdf(pdf.bytes(), "test.pdf", diagnostics);
  if (!source) return {};
  return (*source)->images(1, diagnostics);
}

constexpr const char* kUpright = "100 0 0 200 50 20";

TEST(PageImages, AreGrayAndWhereTheyAreDrawn) {
  const std::string data(20 * 30 * 3, '\x40');
  const auto images =
      images_of("/Width 20/Height 30/BitsPerComponent 8/ColorSpace/DeviceRGB", data, kUpright);
  ASSERT_EQ(images.size(), 1U);
  EXPECT_EQ(images[0].box, (Box{50, 80, 150, 280}));
  EXPECT_EQ(images[0].turn, 0);
  EXPECT_FALSE(images[0].mirrored);
  EXPECT_EQ(images[0].file, "P5\n20 30\n255\n" + std::string(20 * 30, '\x40'));
}

TEST(PageImages, KnowHowTheyAreTurned) {
  const std::string data(20 * 30, '\0');
  const auto turn_of = [&](const std::string& matrix) {
    const auto images =
        images_of("/Width 20/Height 30/BitsPerComponent 8/ColorSpace/DeviceGray", data, matrix);
    return images.empty() ? std::pair{-1, false} : std::pair{images[0].turn, images[0].mirrored};
  };
  EXPECT_EQ(turn_of("0 -100 100 0 50 150"), (std::pair{1, false}));
  EXPECT_EQ(turn_of("-100 0 0 -100 150 150"), (std::pair{2, false}));
  EXPECT_EQ(turn_of("0 100 -100 0 150 50"), (std::pair{3, false}));
  EXPECT_EQ(turn_of("-100 0 0 100 150 50"), (std::pair{0, true}));
}

TEST(PageImages, OfOneBitAreBlackWhereThePdfSaysSo) {
  const std::string data(3 * 30, '\xF0');
  const std::string size = "/Width 24/Height 30";
  const std::string expected = "P4\n24 30\n" + std::string(3 * 30, '\x0F');
  const auto gray = images_of(size + "/BitsPerComponent 1/ColorSpace/DeviceGray", data, kUpright);
  ASSERT_EQ(gray.size(), 1U);
  EXPECT_EQ(gray[0].file, expected);
  EXPECT_FALSE(gray[0].inverted);
  const auto mask = images_of(size + "/ImageMask true/Decode[1 0]", data, kUpright);
  ASSERT_EQ(mask.size(), 1U);
  EXPECT_EQ(mask[0].file, expected);
  EXPECT_TRUE(mask[0].inverted);
}

TEST(PageImages, OfAFaxAreTiffs) {
  const auto images = images_of(
      "/Width 24/Height 30/ImageMask true/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 24>>",
      "data", kUpright);
  ASSERT_EQ(images.size(), 1U);
  EXPECT_TRUE(images[0].file.starts_with("II*"));
  EXPECT_TRUE(images[0].file.ends_with("data"));
}

TEST(PageImages, OfAFaxAreOfTheKindThatThePdfNames) {
  const auto compression_of = [](const std::string& options) {
    const auto images = images_of(
        "/Width 24/Height 30/ImageMask true/Filter/CCITTFaxDecode"
        "/DecodeParms<</Columns 24" +
            options + ">>",
        "data", kUpright);
    if (images.empty()) return -1;
    const std::string_view entry("\x03\x01\x04\0\x01\0\0\0", 8);  // tag 259, one long
    const std::size_t at = images[0].file.find(entry);
    return at == std::string::npos ? -1 : int{images[0].file[at + entry.size()]};
  };
  EXPECT_EQ(compression_of("/K -1"), 4);
  EXPECT_EQ(compression_of("/K 4"), 3);
  EXPECT_EQ(compression_of("/K 0"), 3);
  EXPECT_EQ(compression_of("/EncodedByteAlign true"), 2);
  EXPECT_EQ(compression_of("/EncodedByteAlign true/EndOfLine true"), 3);
}

TEST(PageImages, AreCutOutByTheirSoftMask) {
  // a number drawn as a black picture whose shape is in its mask
  testing::PdfBuilder pdf;
  pdf.content = "q 100 0 0 200 50 20 cm /I Do Q";
  pdf.resources = "/XObject<</I 6 0 R>>";
  const std::string size = "/Type/XObject/Subtype/Image/Width 20/Height 30/BitsPerComponent 8";
  pdf.add_stream(size + "/ColorSpace/DeviceGray/SMask 7 0 R", std::string(20 * 30, '\0'));
  pdf.add_stream(size + "/ColorSpace/DeviceGray",
                 std::string(20 * 10, '\xFF') + std::string(20 * 20, '\x40'));
  Diagnostics diagnostics;
  auto source = open_pdf(pdf.bytes(), "test.pdf", diagnostics);
  ASSERT_TRUE(source);
  const auto images = (*source)->images(1, diagnostics);
  ASSERT_EQ(images.size(), 1U);
  EXPECT_EQ(images[0].file,
            "P5\n20 30\n255\n" + std::string(20 * 10, '\0') + std::string(20 * 20, '\xBF'));
}

/// "40" for each of `count` bytes.
std::string hex(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += "40";
  return text;
}

TEST(PageImages, MayStandInTheContent) {
  const std::string pixels(20 * 30, '\x40');
  for (const std::string& coded :
       {"/BPC 8/CS/G ID " + pixels, "/BPC 8/CS/G/F/AHx ID " + hex(20 * 30) + ">"}) {
    testing::PdfBuilder pdf;
    pdf.content = "q 10 0 0 15 50 20 cm BI/W 20/H 30" + coded + "\nEI Q";
    Diagnostics diagnostics;
    auto source = open_pdf(pdf.bytes(), "test.pdf", diagnostics);
    ASSERT_TRUE(source);
    const auto images = (*source)->images(1, diagnostics);
    ASSERT_EQ(images.size(), 1U);
    EXPECT_EQ(images[0].box, (Box{50, 265, 60, 280}));
    EXPECT_EQ(images[0].file, "P5\n20 30\n255\n" + pixels);
    Page page;
    (*source)->read(1, page, diagnostics);
    ASSERT_EQ(page.small_pictures.size(), 1U);
    EXPECT_EQ(page.small_pictures[0].box, images[0].box);
  }
}

TEST(PageImages, InJbig2AreNamedWithTheRemedy) {
  testing::PdfBuilder pdf;
  pdf.content = "q 200 0 0 300 0 0 cm /I Do Q";
  pdf.resources = "/XObject<</I 6 0 R>>";
  pdf.add_stream("/Type/XObject/Subtype/Image/Width 100/Height 100/Filter/JBIG2Decode", "x");
  Diagnostics diagnostics;
  auto source = open_pdf(pdf.bytes(), "test.pdf", diagnostics);
  ASSERT_TRUE(source);
  EXPECT_TRUE((*source)->images(1, diagnostics).empty());
  ASSERT_EQ(diagnostics.size(), 1U);
  EXPECT_EQ(diagnostics[0].code, "picture-unreadable");
  EXPECT_NE(diagnostics[0].message.find("JBIG2Decode"), std::string::npos);
  EXPECT_NE(diagnostics[0].hint.find("gs -sDEVICE=pdfwrite"), std::string::npos);
}

TEST(PageImages, ThatAreTooSmallOrUnknownAreLeftOut) {
  EXPECT_TRUE(images_of("/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray", "x", kUpright)
                  .empty());
  EXPECT_TRUE(images_of("/Width 100/Height 100/Filter/JBIG2Decode", "x", kUpright).empty());
  EXPECT_TRUE(
      images_of("/Width 90000/Height 90000/BitsPerComponent 8/ColorSpace/DeviceGray", "x", kUpright)
          .empty());
}

}  // namespace
}  // namespace remit
