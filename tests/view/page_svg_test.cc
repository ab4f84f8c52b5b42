#include "remit/view/page_svg.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <limits>

#include "format/tree.h"
#include "remit/job/view_job.h"
#include "remit/layout/layout_reader.h"
#include "support/files.h"
#include "support/glyph_page.h"
#include "support/golden.h"
#include "support/shipped_grammar.h"

namespace remit {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Layout read(const Page& page) {
  const LineRules rules;
  LayoutReader reader(rules);
  reader.add(page);
  return reader.finish();
}

/// The picture of a page whose words are all in one node.
std::string drawn(const Page& page, std::string id = "art_4__sec_4.1") {
  const Layout layout = read(page);
  Record record;
  record.source = {.file = "a<b>.pdf", .sha256 = "", .format = "pdf", .pages = 1, .producer = ""};
  test::add(record.structure, kNoNode,
            {.type = NodeType::Section, .page = page.number, .id = std::move(id)});
  record.structure.nodes[0].words = {{0, static_cast<std::uint32_t>(layout.words.size())}};
  record.structure.nodes[0].rule = "a & b";
  return page_svg(page, layout, record);
}

TEST(PageSvg, SetsWordsWhereTheyStand) {
  const std::string svg = drawn(test::glyph_page("4.1 Meetings"));
  EXPECT_THAT(svg, HasSubstr(">Meetings</text>"));
  EXPECT_THAT(svg, HasSubstr("<text x=\"72\""));
}

TEST(PageSvg, NamesANodeByTheLastPartOfItsIdAndSaysTheWholeInATitle) {
  const std::string svg = drawn(test::glyph_page("4.1 Meetings"));
  EXPECT_THAT(svg, HasSubstr(">sec_4.1</text>"));
  EXPECT_THAT(svg,
              HasSubstr("<title>art_4__sec_4.1\nsection\nrule: a &amp; b\n4.1 Meetings</title>"));
}

TEST(PageSvg, EscapesWhatXmlReserves) {
  const std::string svg = drawn(test::glyph_page("R&D <b> \"so\""));
  EXPECT_THAT(svg, HasSubstr(">R&amp;D</text>"));
  EXPECT_THAT(svg, HasSubstr(">&lt;b&gt;</text>"));
  EXPECT_THAT(svg, HasSubstr(">&quot;so&quot;</text>"));
  EXPECT_THAT(svg, HasSubstr("a&lt;b&gt;.pdf, page 1 of 1"));
}

TEST(PageSvg, ReplacesWhatXmlDoesNotAllow) {
  Page page = test::glyph_page("abc");
  page.glyphs[1].character = 0xFFFE;
  page.glyphs[2].character = 0xFFFF;
  const std::string svg = drawn(page, "sec_\x01");
  EXPECT_THAT(svg, HasSubstr(">a\xEF\xBF\xBD\xEF\xBF\xBD</text>"));
  EXPECT_EQ(svg.find('\x01'), std::string::npos);
}

TEST(PageSvg, OutlinesTheCellsOfATable) {
  const std::string svg = drawn(test::glyph_page(R"(
    ┌──────────┬───────────┐
    │ Post     │ Functions │
    ├──────────┼───────────┤
    │ Clerk    │ Keeps     │
    └──────────┴───────────┘
  )"));
  EXPECT_THAT(svg, HasSubstr("cells 4,"));
  EXPECT_THAT(svg, HasSubstr(">cell 4</text>"));
}

TEST(PageSvg, FramesHiddenWords) {
  Page page = test::glyph_page("seen hidden");
  for (std::size_t g = 5; g < page.glyphs.size(); ++g) page.glyphs[g].hidden = true;
  EXPECT_THAT(drawn(page), HasSubstr("words that cannot be seen 1"));
}

TEST(PageSvg, ShowsWordsInNoNode) {
  const Page page = test::glyph_page("lost words");
  EXPECT_THAT(page_svg(page, read(page), {}), HasSubstr("words in no node 2"));
  EXPECT_THAT(drawn(page), Not(HasSubstr("class=\"unplaced\"")));
}

TEST(PageSvg, WritesNoNumberThatIsNone) {
  Page page = test::glyph_page("a b");
  page.rulings.push_back({.x0 = std::numeric_limits<float>::quiet_NaN(),
                          .y0 = std::numeric_limits<float>::infinity(),
                          .x1 = 1e30f,
                          .y1 = -1e30f});
  const std::string svg = page_svg(page, {}, {});
  EXPECT_THAT(svg, Not(HasSubstr("nan")));
  EXPECT_THAT(svg, Not(HasSubstr("\"inf")));
}

TEST(PageSvg, DrawsAnEmptyPage) { EXPECT_THAT(page_svg({}, {}, {}), HasSubstr("</svg>")); }

TEST(PageSvgGolden, Notice) {
  auto document = OpenDocument::open({.file = "fixtures/odd/notice.pdf"},
                                     test::bytes_of(test::source_path("fixtures/odd/notice.pdf")));
  ASSERT_TRUE(document);
  const auto view = view_page(std::move(*document), 1, test::shipped_grammar());
  ASSERT_TRUE(view) << view.error().message;
  test::expect_golden(test::source_path("tests/view/notice.svg"),
                      test::binary_dir() / "golden" / "notice.actual.svg",
                      page_svg(view->page, view->extraction.layout, view->extraction.record));
}

}  // namespace
}  // namespace remit
