#include "remit/pdf/pdf_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include "remit/text/utf8.h"
#include "support/pdf_builder.h"

namespace remit {
namespace {

using ::testing::Contains;
using ::testing::Field;
using testing::PdfBuilder;

struct ReadPage {
  SourceInfo info;
  Page page;
  Diagnostics diagnostics;
};

ReadPage read_bytes(std::string bytes) {
  ReadPage result;
  auto source = open_pdf(std::move(bytes), "test.pdf", result.diagnostics);
  if (!source) {
    ADD_FAILURE() << source.error().code << ": " << source.error().message;
    return result;
  }
  result.info = (*source)->info();
  (*source)->read(1, result.page, result.diagnostics);
  return result;
}

ReadPage read_content(std::string content) {
  PdfBuilder pdf;
  pdf.content = std::move(content);
  return read_bytes(pdf.bytes());
}

std::string text(const Page& page) {
  std::string out;
  for (const Glyph& glyph : page.glyphs) append_utf8(out, glyph.character);
  return out;
}

auto has_code(const char* code) { return Contains(Field(&Diagnostic::code, code)); }

TEST(PdfSource, PlacesGlyphs) {
  const ReadPage read = read_content("BT /F1 10 Tf 20 250 Td 1 0 0 rg (Hi) Tj ET");
  EXPECT_EQ(read.info.pages, 1);
  EXPECT_FALSE(read.info.repaired);
  EXPECT_EQ(read.page.width, 200);
  EXPECT_EQ(read.page.height, 300);
  ASSERT_EQ(text(read.page), "Hi");
  const Glyph& h = read.page.glyphs[0];
  EXPECT_FLOAT_EQ(h.x0, 20);
  EXPECT_FLOAT_EQ(h.x1, 27.22F);  // H is 722 wide
  EXPECT_FLOAT_EQ(h.baseline, 50);
  EXPECT_FLOAT_EQ(h.size, 10);
  EXPECT_EQ(h.rgb, 0xFF0000U);
  EXPECT_EQ(h.mcid, -1);
  EXPECT_EQ(h.angle, 0);
  EXPECT_FLOAT_EQ(read.page.glyphs[1].x0, 27.22F);
  ASSERT_EQ(read.page.fonts.size(), 1U);
  EXPECT_EQ(read.page.fonts[0].name, "Helvetica");
  EXPECT_TRUE(read.diagnostics.empty());
}

TEST(PdfSource, MovesByGapsSpacingAndScale) {
  const auto x_of_last = [](const char* content) {
    const ReadPage read = read_content(content);
    return read.page.glyphs.empty() ? -1 : read.page.glyphs.back().x0;
  };
  EXPECT_FLOAT_EQ(x_of_last("BT /F1 10 Tf [(H) -1000 (H)] TJ ET"), 17.22F);
  EXPECT_FLOAT_EQ(x_of_last("BT /F1 10 Tf 2 Tc (HH) Tj ET"), 9.22F);
  EXPECT_FLOAT_EQ(x_of_last("BT /F1 10 Tf 5 Tw ( H) Tj ET"), 7.78F);
  EXPECT_FLOAT_EQ(x_of_last("BT /F1 10 Tf 50 Tz (HH) Tj ET"), 3.61F);
  EXPECT_FLOAT_EQ(x_of_last("q 2 0 0 2 5 0 cm BT /F1 10 Tf (HH) Tj ET Q"), 19.44F);
}

TEST(PdfSource, MovesByLines) {
  const ReadPage read = read_content(
      "BT /F1 10 Tf 12 TL 1 0 0 1 20 280 Tm (a) Tj T* (b) Tj (c) ' 1 2 (d) \" 0 -20 TD (e) Tj ET");
  ASSERT_EQ(text(read.page), "abcde");
  EXPECT_FLOAT_EQ(read.page.glyphs[1].baseline, 32);
  EXPECT_FLOAT_EQ(read.page.glyphs[2].baseline, 44);
  EXPECT_FLOAT_EQ(read.page.glyphs[3].baseline, 56);
  EXPECT_FLOAT_EQ(read.page.glyphs[4].baseline, 76);
}

TEST(PdfSource, TurnsThePage) {
  PdfBuilder pdf;
  pdf.content = "BT /F1 10 Tf 0 1 -1 0 50 100 Tm (H) Tj ET";  // runs upwards …
  EXPECT_EQ(read_bytes(pdf.bytes()).page.glyphs.at(0).angle, 90);
  pdf.page_entries = "/MediaBox[0 0 200 300]/Rotate 90";  // … until the page is turned
  const ReadPage read = read_bytes(pdf.bytes());
  EXPECT_EQ(read.page.width, 300);
  EXPECT_EQ(read.page.height, 200);
  const Glyph& glyph = read.page.glyphs.at(0);
  EXPECT_EQ(glyph.angle, 0);
  EXPECT_FLOAT_EQ(glyph.x0, 100);
  EXPECT_FLOAT_EQ(glyph.baseline, 50);
}

TEST(PdfSource, MeasuresFromTheCropBox) {
  PdfBuilder pdf;
  pdf.page_entries = "/MediaBox[0 0 200 300]/CropBox[10 20 110 220]";
  pdf.content = "BT /F1 10 Tf 30 120 Td (H) Tj 500 0 Td (x) Tj ET";
  const ReadPage read = read_bytes(pdf.bytes());
  EXPECT_EQ(read.page.width, 100);
  EXPECT_FLOAT_EQ(read.page.glyphs.at(0).x0, 20);
  EXPECT_FLOAT_EQ(read.page.glyphs.at(0).baseline, 100);
  EXPECT_FALSE(read.page.glyphs.at(0).hidden);
  EXPECT_TRUE(read.page.glyphs.at(1).hidden);  // off the page
}

TEST(PdfSource, HidesInvisibleText) {
  const ReadPage read = read_content("BT /F1 10 Tf 3 Tr (a) Tj 7 Tr (b) Tj 0 Tr (c) Tj ET");
  EXPECT_TRUE(read.page.glyphs.at(0).hidden);
  EXPECT_TRUE(read.page.glyphs.at(1).hidden);
  EXPECT_FALSE(read.page.glyphs.at(2).hidden);
}

TEST(PdfSource, ReadsForms) {
  PdfBuilder pdf;
  const int form = pdf.add_stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Matrix[1 0 0 1 5 0]",
                                  "BT /F1 10 Tf (in) Tj ET");
  pdf.resources = "/XObject<</X " + std::to_string(form) + " 0 R>>";
  pdf.content = "q 1 0 0 1 10 0 cm /X Do Q BT /F1 10 Tf (out) Tj ET";
  const ReadPage read = read_bytes(pdf.bytes());
  EXPECT_EQ(text(read.page), "inout");
  EXPECT_FLOAT_EQ(read.page.glyphs.at(0).x0, 15);
  EXPECT_FLOAT_EQ(read.page.glyphs.at(2).x0, 0);
}

TEST(PdfSource, StopsAFormThatDrawsItself) {
  PdfBuilder pdf;
  const int form =
      pdf.add_stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>",
                     "BT /F1 10 Tf (x) Tj ET /X Do /X Do");
  pdf.resources = "/XObject<</X " + std::to_string(form) + " 0 R>>";
  pdf.content = "/X Do";
  const ReadPage read = read_bytes(pdf.bytes());
  EXPECT_EQ(text(read.page), "x");
  EXPECT_THAT(read.diagnostics, has_code("form-recursive"));
}

TEST(PdfSource, MarksContent) {
  const ReadPage read = read_content(
      "BT /F1 10 Tf /P <</MCID 4>> BDC (a) Tj /Span BMC (b) Tj EMC EMC "
      "/Artifact <</Type/Pagination>> BDC (c) Tj /Span <</MCID 5>> BDC (d) Tj EMC EMC (e) Tj ET");
  ASSERT_EQ(text(read.page), "abcde");
  const auto& glyphs = read.page.glyphs;
  EXPECT_EQ(glyphs[0].mcid, 4);
  EXPECT_EQ(glyphs[1].mcid, 4);
  EXPECT_TRUE(glyphs[2].artifact);
  EXPECT_TRUE(glyphs[3].artifact);
  EXPECT_EQ(glyphs[3].mcid, 5);
  EXPECT_FALSE(glyphs[4].artifact);
  EXPECT_EQ(glyphs[4].mcid, -1);
}

TEST(PdfSource, EndsWhatAFormMarksWithTheForm) {
  std::string marks;
  for (int i = 0; i < 600; ++i) marks += "/Span BMC ";  // more than are kept
  PdfBuilder pdf;
  const int form = pdf.add_stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", marks);
  pdf.resources = "/XObject<</X " + std::to_string(form) + " 0 R>>";
  pdf.content = "/P <</MCID 4>> BDC /X Do BT /F1 10 Tf (a) Tj EMC (b) Tj ET";
  const ReadPage read = read_bytes(pdf.bytes());
  ASSERT_EQ(text(read.page), "ab");
  EXPECT_EQ(read.page.glyphs[0].mcid, 4);
  EXPECT_EQ(read.page.glyphs[1].mcid, -1);
}

TEST(PdfSource, ReadsPropertiesByName) {
  PdfBuilder pdf;
  pdf.resources = "/Properties<</MC0<</MCID 7/ActualText(fi)>>>>";
  pdf.content = "BT /F1 10 Tf /Span /MC0 BDC (x) Tj EMC ET";
  const ReadPage read = read_bytes(pdf.bytes());
  EXPECT_EQ(text(read.page), "fi");
  EXPECT_EQ(read.page.glyphs.at(0).mcid, 7);
  EXPECT_FLOAT_EQ(read.page.glyphs.at(0).x1, 2.5F);  // half of x each
  EXPECT_FLOAT_EQ(read.page.glyphs.at(1).x1, 5);
}

TEST(PdfSource, FollowsActualText) {
  const struct {
    const char* content;
    const char* expected;
  } cases[] = {
      {"/Span <</ActualText <FEFF00660069>>> BDC (x) Tj EMC", "fi"},
      {"/Span <</ActualText (a b)>> BDC (ab) Tj EMC", "ab"},  // the same words: glyphs know best
      {"/Span <</ActualText ()>> BDC (-) Tj EMC (z) Tj", "z"},
      {"/Span <</ActualText ()>> BDC (word) Tj EMC", "word"},
      {"/Span <</ActualText (A)>> BDC (xyz) Tj EMC", "A"},
      {"/A <</ActualText (out)>> BDC /B <</ActualText (in)>> BDC (x) Tj EMC EMC", "out"},
      {"/Span <</ActualText (never closed)>> BDC (x) Tj", "never closed"},
  };
  for (const auto& c : cases) {
    const ReadPage read = read_content(std::string("BT /F1 10 Tf ") + c.content + " ET");
    EXPECT_EQ(text(read.page), c.expected) << c.content;
  }
}

TEST(PdfSource, FindsRulings) {
  const struct {
    const char* content;
    std::vector<Ruling> expected;
  } cases[] = {
      {"2 w 10 100 m 60 100 l S", {{10, 200, 60, 200, 2, 0}}},
      {"1 0 0 RG 1 w 10 100 m 10 150 l S", {{10, 150, 10, 200, 1, 0xFF0000}}},
      {"10 100 50 0.5 re f", {{10, 199.75F, 60, 199.75F, 0.5F, 0}}},
      {"10 100 50 20 re f", {}},                                 // an area
      {"10 100 m 60 130 l S", {}},                               // aslant
      {"10 100 50 20 re W n", {}},                               // a clip
      {"40 w 10 100 m 12 100 l S", {{11, 180, 11, 220, 2, 0}}},  // a stub with a broad pen
  };
  for (const auto& c : cases) {
    const ReadPage read = read_content(c.content);
    ASSERT_EQ(read.page.rulings.size(), c.expected.size()) << c.content;
    for (std::size_t i = 0; i < c.expected.size(); ++i) {
      const Ruling &got = read.page.rulings[i], &want = c.expected[i];
      EXPECT_FLOAT_EQ(got.x0, want.x0) << c.content;
      EXPECT_FLOAT_EQ(got.y0, want.y0) << c.content;
      EXPECT_FLOAT_EQ(got.x1, want.x1) << c.content;
      EXPECT_FLOAT_EQ(got.y1, want.y1) << c.content;
      EXPECT_FLOAT_EQ(got.width, want.width) << c.content;
      EXPECT_EQ(got.rgb, want.rgb) << c.content;
    }
  }
  EXPECT_EQ(read_content("10 100 50 20 re S").page.rulings.size(), 4U);
}

TEST(PdfSource, FindsFillsAndDotsOfDottedLines) {
  const ReadPage fill =
      read_content("0.8 g 10 100 50 20 re f 1 g 10 150 50 20 re f");  // grey, white
  ASSERT_EQ(fill.page.fills.size(), 1U);
  EXPECT_EQ(fill.page.fills[0].box, (Box{10, 180, 60, 200}));
  EXPECT_EQ(fill.page.fills[0].rgb, 0xCCCCCCU);
  // a dot runs either way
  const ReadPage dot = read_content("10 100 0.5 0.5 re f");
  ASSERT_EQ(dot.page.rulings.size(), 2U);
  EXPECT_NE(dot.page.rulings[0].horizontal(), dot.page.rulings[1].horizontal());
}

TEST(PdfSource, TellsBulletsFromLettersDrawnAsShapes) {
  const auto square = [](int x, int y, int side) {
    return std::to_string(x) + ' ' + std::to_string(y) + ' ' + std::to_string(side) + ' ' +
           std::to_string(side) + " re ";
  };
  // a ring is a bullet: the hole in it is no neighbour
  EXPECT_EQ(read_content(square(20, 100, 4) + square(21, 101, 2) + "f").page.dots.size(), 2U);
  EXPECT_EQ(read_content(square(20, 100, 4) + "f " + square(20, 112, 4) + "f").page.dots.size(),
            2U);
  // an "o" between two other letters of a watermark
  EXPECT_TRUE(
      read_content(square(12, 96, 7) + "f " + square(20, 100, 5) + "f " + square(26, 104, 12) + "f")
          .page.dots.empty());
}

TEST(PdfSource, ReadsColours) {
  const auto rgb = [](const char* content) {
    const ReadPage read = read_content(std::string("BT /F1 10 Tf ") + content + " (x) Tj ET");
    return read.page.glyphs.at(0).rgb;
  };
  EXPECT_EQ(rgb("0.5 g"), 0x808080U);
  EXPECT_EQ(rgb("1 1 1 rg"), 0xFFFFFFU);
  EXPECT_EQ(rgb("0 0 0 1 k"), 0x000000U);
  EXPECT_EQ(rgb("/DeviceRGB cs 0 1 0 sc"), 0x00FF00U);
  EXPECT_EQ(rgb("/Cs8 cs 0 0 1 scn"), 0x0000FFU);
}

TEST(PdfSource, SkipsInlineImages) {
  const ReadPage read = read_content(
      "BT /F1 10 Tf (a) Tj ET q 200 0 0 150 0 0 cm BI /W 2 /H 2 /BPC 8 /CS /G ID E EI EI Q "
      "BT /F1 10 Tf (b) Tj ET");
  EXPECT_EQ(text(read.page), "ab");
  EXPECT_NEAR(read.page.image_cover, 0.5, 0.02);
}

TEST(PdfSource, ReadsCompositeFonts) {
  PdfBuilder pdf;
  const int map =
      pdf.add_stream("",
                     "1 begincodespacerange <0000><FFFF> endcodespacerange "
                     "3 beginbfchar <0001> <0041> <0002> <66006900> <0003> <FB03> endbfchar");
  const int descendant = pdf.add(
      "<</Type/Font/Subtype/CIDFontType2/BaseFont/AAAAAA+Foo-BoldItalic/DW 500"
      "/W[1[600 700]3 4 800]>>");
  pdf.fonts =
      "/F2<</Type/Font/Subtype/Type0/BaseFont/AAAAAA+Foo-BoldItalic/Encoding/Identity-H"
      "/DescendantFonts[" +
      std::to_string(descendant) + " 0 R]/ToUnicode " + std::to_string(map) + " 0 R>>";
  pdf.content = "BT /F2 10 Tf <0001000200030009> Tj ET";
  const ReadPage read = read_bytes(pdf.bytes());
  EXPECT_EQ(text(read.page), "Afiffi\uFFFD");
  EXPECT_FLOAT_EQ(read.page.glyphs.at(0).x1, 6);
  EXPECT_FLOAT_EQ(read.page.glyphs.at(1).x1, 9.5F);  // "fi" shares 7
  EXPECT_FLOAT_EQ(read.page.glyphs.at(3).x0, 13);
  EXPECT_FLOAT_EQ(read.page.glyphs.at(6).x1, 26);
  EXPECT_EQ(read.page.fonts.at(0).name, "Foo-BoldItalic");
  EXPECT_TRUE(read.page.fonts.at(0).bold);
  EXPECT_TRUE(read.page.fonts.at(0).italic);
  EXPECT_THAT(read.diagnostics, has_code("font-without-unicode"));
}

TEST(PdfSource, ReadsSimpleFonts) {
  const struct {
    const char* font;
    const char* content;
    const char* expected;
  } cases[] = {
      {"<</Subtype/Type1/BaseFont/Foo/Encoding<</Differences[1/fi/uni00A3 65/Euro]>>>>",
       "(\\001\\002AB)", "fi£€B"},
      {"<</Subtype/TrueType/BaseFont/Foo>>", "(\\222)", "’"},
      {"<</Subtype/Type1/BaseFont/Symbol>>", "(\\267)", "•"},
      {"<</Subtype/TrueType/BaseFont/Wingdings-Regular/Encoding/WinAnsiEncoding>>", "(\\247)",
       "\uF0A7"},
      {"<</Subtype/Type3/FontMatrix[1 0 0 1 0 0]/Encoding<</Differences[97/a97/foo]>>"
       "/FirstChar 97/LastChar 98/Widths[1 1]>>",
       "(ab)", "a\uFFFD"},
      {"null", "(A)", "A"},
  };
  for (const auto& c : cases) {
    PdfBuilder pdf;
    pdf.font = c.font;
    pdf.content = std::string("BT /F1 10 Tf ") + c.content + " Tj ET";
    EXPECT_EQ(text(read_bytes(pdf.bytes()).page), c.expected) << c.font;
  }
}

TEST(PdfSource, MeasuresATypeThreeFontInEms) {
  const struct {
    const char* matrix_and_box;
    float size;
  } cases[] = {
      {"/FontMatrix[.001 0 0 .001 0 0]/FontBBox[0 -210 990 900]", 10},
      {"/FontMatrix[.001 0 0 .001 0 0]/FontBBox[0 0 700 715]", 10},  // capitals alone
      {"/FontMatrix[.1 0 0 .1 0 0]/FontBBox[0 0 30 40]", 40},        // a scanner's pixels
  };
  for (const auto& c : cases) {
    PdfBuilder pdf;
    pdf.font = std::string("<</Subtype/Type3") + c.matrix_and_box +
               "/Encoding<</Differences[97/a]>>/FirstChar 97/LastChar 97/Widths[500]>>";
    pdf.content = "BT /F1 10 Tf (a) Tj ET";
    const ReadPage read = read_bytes(pdf.bytes());
    ASSERT_EQ(read.page.glyphs.size(), 1U);
    EXPECT_NEAR(read.page.glyphs[0].size, c.size, 0.01) << c.matrix_and_box;
  }
}

TEST(PdfSource, TellsWhatTheFileSaysOfItself) {
  PdfBuilder pdf;
  pdf.catalog_entries = "/Lang(cy-GB)/StructTreeRoot 9 0 R";
  pdf.content = "BT /F1 10 Tf (x) Tj ET";
  const ReadPage read = read_bytes(pdf.bytes());
  EXPECT_EQ(read.info.language, "cy-GB");
  EXPECT_TRUE(read.info.tagged);
}

TEST(PdfSource, RepairsABrokenTable) {
  PdfBuilder pdf;
  pdf.content = "BT /F1 10 Tf (saved) Tj ET";
  const std::string good = pdf.bytes();
  const std::string no_table = good.substr(0, good.find("xref\n")) + "trailer<</Root 1 0 R>>";
  const std::string no_catalog = good.substr(good.find("3 0 obj"), good.find("xref\n") - 70);
  const std::string wrong_start = good.substr(0, good.rfind("startxref")) + "startxref\n7\n%%EOF";
  for (const std::string& bytes : {no_table, wrong_start, "junk\n" + good, no_catalog}) {
    const ReadPage read = read_bytes(bytes);
    EXPECT_TRUE(read.info.repaired);
    EXPECT_EQ(text(read.page), "saved");
    EXPECT_THAT(read.diagnostics, has_code("repaired"));
  }
}

TEST(PdfSource, RepairsAStreamOfTheWrongLength) {
  PdfBuilder pdf;
  pdf.content = "BT /F1 10 Tf (to the end) Tj ET";
  std::string bytes = pdf.bytes();
  const std::size_t at = bytes.find("/Length 31");
  ASSERT_NE(at, std::string::npos);
  bytes.replace(at, 10, "/Length 12");
  EXPECT_EQ(text(read_bytes(bytes).page), "to the end");
}

TEST(PdfSource, LooksBehindAHybridTableWhenItMust) {
  // A font that only the /XRefStm knows. By the book no page may need it, so that part is at first
  // left alone; this page does.
  PdfBuilder pdf;
  const int font = pdf.add("<</Type/Font/Subtype/Type1/BaseFont/Symbol>>");
  ASSERT_EQ(font, 6);
  pdf.fonts = "/F2 6 0 R";
  pdf.content = "BT /F2 10 Tf (a) Tj ET";
  std::string bytes = pdf.bytes();
  const std::size_t table = bytes.find("xref\n0 7"), offset = bytes.find("6 0 obj");
  bytes.replace(bytes.find("trailer") - 20, 20, "0000000000 00000 f \n");
  const std::string entry = {1, 0, 0, static_cast<char>(offset >> 8), static_cast<char>(offset), 0};
  const std::size_t hidden = bytes.size();
  bytes += "7 0 obj\n<</Type/XRef/Size 8/W[1 4 1]/Index[6 1]/Length 6>>stream\n" + entry +
           "\nendstream\nendobj\n";
  const std::size_t second = bytes.size();
  bytes += "xref\n0 0\ntrailer\n<</Size 8/Root 1 0 R/Prev " + std::to_string(table) + "/XRefStm " +
           std::to_string(hidden) + ">>\nstartxref\n" + std::to_string(second) + "\n%%EOF\n";
  const ReadPage read = read_bytes(bytes);
  EXPECT_FALSE(read.info.repaired);
  EXPECT_EQ(text(read.page), "α");
}

TEST(PdfSource, CapsABomb) {
  std::string packed(300'000, '\0');
  uLongf size = packed.size();
  const std::string spaces(std::size_t{100} << 20, ' ');
  ASSERT_EQ(compress(reinterpret_cast<Bytef*>(packed.data()), &size,
                     reinterpret_cast<const Bytef*>(spaces.data()), spaces.size()),
            Z_OK);
  packed.resize(size);
  PdfBuilder pdf;
  pdf.content_entries = "/Filter/FlateDecode";
  pdf.content = packed;
  EXPECT_THAT(read_bytes(pdf.bytes()).diagnostics, has_code("stream-too-large"));
}

TEST(PdfSource, StopsAPageWithoutEnd) {
  PdfBuilder pdf;
  // Twenty forms, each drawing the next one ten times.
  for (int i = 0; i < 19; ++i) {
    std::string draws;
    for (int k = 0; k < 10; ++k) draws += "/X Do ";
    pdf.add_stream("/Subtype/Form/Resources<</XObject<</X " + std::to_string(i + 7) + " 0 R>>>>",
                   draws);
  }
  pdf.resources = "/XObject<</X 6 0 R>>";
  pdf.content = "/X Do";
  EXPECT_THAT(read_bytes(pdf.bytes()).diagnostics, has_code("page-too-large"));
}

TEST(PdfSource, RefusesWithAReasonAndAHint) {
  PdfBuilder pdf;
  std::string no_pages = pdf.bytes();
  no_pages.replace(no_pages.find("/Kids[3 0 R]"), 12, "/Kids[     ]");
  no_pages.replace(no_pages.find("/Count 1"), 8, "/Count 0");
  no_pages.replace(no_pages.find("/Type/Page/"), 11, "/Type/Foot/");
  const struct {
    std::string bytes;
    const char* code;
  } cases[] = {
      {"", "not-a-pdf"},
      {"PK\x03\x04 word/document.xml", "not-a-pdf"},
      {"<html><body>404</body></html>", "not-a-pdf"},
      {"%PDF-1.7\n", "damaged"},
      {no_pages, "no-pages"},
  };
  for (const auto& c : cases) {
    Diagnostics diagnostics;
    const auto source = open_pdf(c.bytes, "some.pdf", diagnostics);
    ASSERT_FALSE(source.has_value()) << c.code;
    EXPECT_EQ(source.error().code, c.code);
    EXPECT_EQ(source.error().file, "some.pdf");
    EXPECT_FALSE(source.error().message.empty());
    EXPECT_FALSE(source.error().hint.empty());
  }
}

TEST(PdfSource, KnowsNoOtherPages) {
  PdfBuilder pdf;
  pdf.content = "BT /F1 10 Tf (x) Tj ET";
  Diagnostics diagnostics;
  auto source = open_pdf(pdf.bytes(), "x.pdf", diagnostics);
  ASSERT_TRUE(source.has_value());
  Page page;
  for (const int number : {-1, 0, 2}) {
    (*source)->read(number, page, diagnostics);
    EXPECT_TRUE(page.glyphs.empty());
  }
  (*source)->read(1, page, diagnostics);
  EXPECT_EQ(text(page), "x");
}

}  // namespace
}  // namespace remit
