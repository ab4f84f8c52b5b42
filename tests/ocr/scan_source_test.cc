#include "remit/ocr/scan_source.h"

#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "remit/pdf/pdf_source.h"
#include "support/files.h"
#include "support/glyph_page.h"

namespace remit {
namespace {

#define SKIP_WITHOUT_OCR() \
  if (const auto ocr = Ocr::open("eng"); !ocr) GTEST_SKIP() << ocr.error().message

/// One page as it is given, over the pictures of a file's first page.
class GivenPage final : public PageSource {
 public:
  explicit GivenPage(Page page, std::vector<PageImage> images = {})
      : page_(std::move(page)), images_(std::move(images)) {}
  [[nodiscard]] const SourceInfo& info() const override { return info_; }
  void read(int, Page& page, Diagnostics&) override { page = page_; }
  std::vector<PageImage> images(int, Diagnostics&) override { return images_; }

 private:
  Page page_;
  std::vector<PageImage> images_;
  SourceInfo info_;
};

std::unique_ptr<PageSource> open(const char* file) {
  Diagnostics diagnostics;
  auto source = open_pdf(test::bytes_of(test::source_path(file)), file, diagnostics);
  return source ? std::move(*source) : nullptr;
}

/// The text of what can be seen of a page, its glyphs in the order they are given.
std::string seen_text(const Page& page) {
  std::string text;
  for (const Glyph& glyph : page.glyphs)
    if (!glyph.hidden) text += glyph.character < 0x80 ? static_cast<char>(glyph.character) : '?';
  return text;
}

/// A scan with `picture` hidden below it.
Page scan_over(std::string_view picture) {
  Page page = test::glyph_page(picture);
  page.image_cover = 1;
  for (Glyph& glyph : page.glyphs) glyph.hidden = true;
  return page;
}

/// The page `above` over the picture of a scanned page; null: there is no such file.
std::unique_ptr<PageSource> over_scan(Page above) {
  const auto scan = open("fixtures/odd/scan.pdf");
  if (!scan) return nullptr;
  Diagnostics diagnostics;
  Page size;
  scan->read(1, size, diagnostics);
  above.width = size.width;
  above.height = size.height;
  return std::make_unique<GivenPage>(std::move(above), scan->images(1, diagnostics));
}

// --- a text hidden below a scan ------------------------------------------------------------------

TEST(HiddenLayer, IsTheTextOfTheScanWhereItIsGood) {
  ScanSource source(std::make_unique<GivenPage>(scan_over("The Council meets in May.")),
                    OcrUse::Auto);
  Page page;
  Diagnostics diagnostics;
  source.read(1, page, diagnostics);
  EXPECT_EQ(seen_text(page), "The Council meets in May.");
  EXPECT_EQ(source.with_text(), 1);
  EXPECT_TRUE(source.scans().empty());
}

TEST(HiddenLayer, StaysHiddenWhereNoPictureShowsIt) {
  Page drawn = scan_over("The Council meets in May.");
  drawn.image_cover = 0;
  ScanSource source(std::make_unique<GivenPage>(drawn), OcrUse::Auto);
  Page page;
  Diagnostics diagnostics;
  source.read(1, page, diagnostics);
  EXPECT_EQ(seen_text(page), "");
}

TEST(HiddenLayer, StaysHiddenWhereItIsOffThePage) {
  Page drawn = scan_over("The Council meets in May.");
  for (Glyph& glyph : drawn.glyphs) glyph.x0 = glyph.x1 = -50;
  ScanSource source(std::make_unique<GivenPage>(drawn), OcrUse::Auto);
  Page page;
  Diagnostics diagnostics;
  source.read(1, page, diagnostics);
  EXPECT_EQ(seen_text(page), "");
}

TEST(HiddenLayer, IsSeenBelowAStamp) {
  Page drawn = scan_over("The Council meets in May, in the hall beside the bridge. 7");
  drawn.glyphs.back().hidden = false;
  ScanSource source(std::make_unique<GivenPage>(drawn), OcrUse::Auto);
  Page page;
  Diagnostics diagnostics;
  source.read(1, page, diagnostics);
  EXPECT_EQ(seen_text(page), "The Council meets in May, in the hall beside the bridge. 7");
}

/// A picture that covers half the page, and a page number that is not in it.
Page picture_with_page_number() {
  Page page = test::glyph_page("21");
  page.image_cover = 0.5F;
  return page;
}

TEST(Scan, WithAPageNumberStampedOnItIsReadByOcr) {
  SKIP_WITHOUT_OCR();
  auto stamped = over_scan(picture_with_page_number());
  ASSERT_TRUE(stamped);
  ScanSource source(std::move(stamped), OcrUse::Auto);
  Page page;
  Diagnostics diagnostics;
  source.read(1, page, diagnostics);
  EXPECT_EQ(source.scans().size(), 1U);
  EXPECT_TRUE(seen_text(page).starts_with("21"));
  EXPECT_NE(seen_text(page).find("Monitoring Officer"), std::string::npos);
}

TEST(Scan, WithAPageNumberStampedOnItIsToldWhereItIsNotRead) {
  ScanSource source(std::make_unique<GivenPage>(picture_with_page_number()), OcrUse::Never);
  Page page;
  Diagnostics diagnostics;
  source.read(1, page, diagnostics);
  EXPECT_EQ(source.unread(), std::vector<int>{1});
  EXPECT_EQ(source.with_text(), 0);
}

TEST(Scan, IsNoPageOfAShortTitleAndAPhotograph) {
  Page title = test::glyph_page("Part 3");
  title.image_cover = 0.5F;
  ScanSource source(std::make_unique<GivenPage>(title), OcrUse::Auto);
  Page page;
  Diagnostics diagnostics;
  source.read(1, page, diagnostics);
  EXPECT_TRUE(source.unread().empty());
  EXPECT_TRUE(source.scans().empty());
  EXPECT_EQ(source.with_text(), 1);
}

TEST(HiddenLayer, IsReadAnewWhereItIsGarbled) {
  SKIP_WITHOUT_OCR();
  auto garbled = over_scan(scan_over("Th~ C0unc!l m#ets jn M4y 4nd J$ne, 4s lt d0es 3v3ry y3ar."));
  ASSERT_TRUE(garbled);
  ScanSource source(std::move(garbled), OcrUse::Auto);
  Page page;
  Diagnostics diagnostics;
  source.read(1, page, diagnostics);
  EXPECT_EQ(source.bad_layers(), std::vector<int>{1});
  EXPECT_EQ(source.scans().size(), 1U);
  EXPECT_NE(seen_text(page).find("Monitoring Officer"), std::string::npos);
  EXPECT_EQ(seen_text(page).find("C0unc!l"), std::string::npos);
}

TEST(HiddenLayer, OfAnotherPageIsReadAnew) {
  SKIP_WITHOUT_OCR();
  // one word in ten is odd, and the others are not those of the picture
  auto other = over_scan(
      scan_over("Tenants pay rent quarterly w!th int3rest where the due date passes by."));
  ASSERT_TRUE(other);
  ScanSource source(std::move(other), OcrUse::Auto);
  Page page;
  Diagnostics diagnostics;
  source.read(1, page, diagnostics);
  EXPECT_EQ(source.bad_layers(), std::vector<int>{1});
}

// --- numbers drawn as pictures -------------------------------------------------------------------

/// A page whose paragraphs have a picture each, ten points wide, in place of their number.
Page pictured_page(const std::vector<std::uint64_t>& images) {
  Page page = test::glyph_page(R"(
    Rules of debate at meetings
    Conduct of members
    Quorum of the council
  )");
  for (std::size_t i = 0; i < images.size(); ++i) {
    const float baseline = 72 + 12 * static_cast<float>(i);
    page.small_pictures.push_back({{50, baseline - 8, 60, baseline}, images[i]});
  }
  return page;
}

TEST(PicturedNumber, ThatCannotBeReadHasAPlace) {
  ScanSource source(std::make_unique<GivenPage>(pictured_page({11, 12, 13})), OcrUse::Never);
  Page page;
  Diagnostics diagnostics;
  source.read(1, page, diagnostics);
  std::vector<float> baselines;
  for (const Glyph& glyph : page.glyphs)
    if (glyph.character == kPicturedNumber) {
      baselines.push_back(glyph.baseline);
      EXPECT_TRUE(page.fonts[glyph.font].pictured);
      EXPECT_EQ(glyph.x0, 50);
      EXPECT_EQ(glyph.x1, 60);
    }
  EXPECT_EQ(baselines, (std::vector<float>{72, 84, 96}));
  EXPECT_EQ(source.numbers().unread_count(), 3);
}

TEST(PicturedNumber, IsABulletWhereItIsTheSameEachTime) {
  ScanSource source(std::make_unique<GivenPage>(pictured_page({11, 11, 11})), OcrUse::Never);
  Page page;
  Diagnostics diagnostics;
  source.read(1, page, diagnostics);
  EXPECT_EQ(page.dots.size(), 3U);
  EXPECT_EQ(source.numbers().unread_count(), 0);
}

TEST(PicturedNumber, IsNoneWhereItStandsAlone) {
  ScanSource source(std::make_unique<GivenPage>(pictured_page({11})), OcrUse::Never);
  Page page;
  Diagnostics diagnostics;
  source.read(1, page, diagnostics);
  EXPECT_EQ(source.numbers().unread_count(), 0);
}

TEST(PicturedNumber, IsNoneWithinALine) {
  Page drawn = pictured_page({11, 12});
  for (SmallPicture& picture : drawn.small_pictures) {
    picture.box.x0 += 36;
    picture.box.x1 += 36;
  }
  ScanSource source(std::make_unique<GivenPage>(drawn), OcrUse::Never);
  Page page;
  Diagnostics diagnostics;
  source.read(1, page, diagnostics);
  EXPECT_EQ(source.numbers().unread_count(), 0);
}

/// Cuts a box of a page out of a picture of it.
PageImage cut(const PageImage& page, const Box& box) {
  const float scale = static_cast<float>(page.width) / page.box.width();
  const auto pixel = [&](float points) { return static_cast<std::size_t>(points * scale); };
  const std::size_t x0 = pixel(box.x0), y0 = pixel(box.y0), x1 = pixel(box.x1), y1 = pixel(box.y1);
  const auto columns = static_cast<std::size_t>(page.width);
  const std::size_t begin = page.file.size() - columns * static_cast<std::size_t>(page.height);
  PageImage out{
      .file = "P5\n" + std::to_string(x1 - x0) + ' ' + std::to_string(y1 - y0) + "\n255\n",
      .width = static_cast<int>(x1 - x0),
      .height = static_cast<int>(y1 - y0),
      .box = {}};
  for (std::size_t y = y0; y < y1; ++y)
    out.file += page.file.substr(begin + y * columns + x0, x1 - x0);
  return out;
}

TEST(PicturedNumber, IsReadWhereItCanBe) {
  SKIP_WITHOUT_OCR();
  // the numbers 14.01 and 14.02 of a real page, as pictures
  const auto notice = open("fixtures/odd/notice.pdf");
  ASSERT_TRUE(notice);
  Page printed;
  Diagnostics diagnostics;
  notice->read(1, printed, diagnostics);
  std::vector<std::uint16_t> fonts(printed.fonts.size());
  for (std::size_t i = 0; i < fonts.size(); ++i) fonts[i] = static_cast<std::uint16_t>(i);
  const auto drawn = notice->drawn_text(1, fonts);
  ASSERT_TRUE(drawn);
  std::u32string text;
  for (const Glyph& glyph : printed.glyphs) text += glyph.character;
  Page page_with_pictures = pictured_page({11, 12});
  std::vector<PageImage> images;
  for (const std::u32string number : {U"14.01", U"14.02"}) {
    const std::size_t at = text.find(number);
    ASSERT_NE(at, std::u32string::npos);
    const Glyph &first = printed.glyphs[at], &last = printed.glyphs[at + number.size() - 1];
    PageImage image = cut(*drawn, {first.x0 - 1, first.baseline - first.size, last.x1 + 1,
                                   first.baseline + first.size / 4});
    image.box = page_with_pictures.small_pictures[images.size()].box;
    images.push_back(std::move(image));
  }
  ScanSource source(std::make_unique<GivenPage>(page_with_pictures, images), OcrUse::Auto);
  Page page;
  source.read(1, page, diagnostics);
  EXPECT_EQ(source.numbers().read_count(), 2);
  EXPECT_TRUE(seen_text(page).ends_with("14.0114.02")) << seen_text(page);
}

}  // namespace
}  // namespace remit
