#include "remit/structure/pictured.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <utility>
#include <vector>

#include "remit/job/line_grammar.h"
#include "remit/layout/layout_reader.h"
#include "remit/structure/tree_builder.h"
#include "support/glyph_page.h"
#include "support/shipped_grammar.h"

namespace remit {
namespace {

using ::testing::ElementsAre;

struct Read {
  std::vector<std::string> numbers;  ///< "4 inferred", "1 ocr", "2"
  Diagnostics diagnostics;
};

/// Reads a page on which every ￼ is a picture, and every word in stars a picture that was read.
Read read(std::string_view picture) {
  Page page = test::glyph_page(picture);
  page.fonts[1] = {.name = "Picture", .pictured = true};
  for (Glyph& glyph : page.glyphs)
    if (glyph.character == kPicturedNumber) glyph.font = 1;
  const LineRules rules = line_rules(test::shipped_grammar());
  LayoutReader reader(rules);
  reader.add(page);
  Layout layout = reader.finish();
  Read out;
  const Tree tree = build_tree(layout, test::shipped_grammar(), out.diagnostics);
  for (const Node& node : tree.nodes) {
    if (!node.num) continue;
    out.numbers.push_back(*node.num + (node.num_source == NumSource::Ocr        ? " ocr"
                                       : node.num_source == NumSource::Inferred ? " inferred"
                                                                                : ""));
  }
  std::erase_if(out.diagnostics,
                [](const Diagnostic& diagnostic) { return diagnostic.code != "number-pictured"; });
  return out;
}

TEST(PicturedNumbers, GoOnInTheirList) {
  const Read page = read(R"(
    1.  The Town Council meets in the hall on the first Monday of the month.
    ￼  It may meet elsewhere when the hall is let to another body for the day.
    ￼  It must not meet on a Sunday, whatever the business before it may be.
    4.  The Clerk tells the members where and when they are to meet that month.
  )");
  EXPECT_THAT(page.numbers, ElementsAre("1", "2 inferred", "3 inferred", "4"));
  ASSERT_EQ(page.diagnostics.size(), 1U);
  EXPECT_EQ(page.diagnostics[0].severity, Severity::Warning);
  EXPECT_TRUE(page.diagnostics[0].message.starts_with("2 numbers are drawn as pictures that"));
}

TEST(PicturedNumbers, BeginAtOneWhereNothingTells) {
  EXPECT_THAT(read(R"(
    ￼  The Town Council meets in the hall on the first Monday of the month.
    ￼  It may meet elsewhere when the hall is let to another body for the day.
  )")
                  .numbers,
              ElementsAre("1 inferred", "2 inferred"));
}

TEST(PicturedNumbers, ExtendTheNumberAboveWhereTheTextSaysSo) {
  EXPECT_THAT(read(R"(
    6.  The Town Council appoints committees to do what it has no time to do.
        ￼  A committee has seven members, of whom four make it quorate, see 6.1.
        ￼  A committee elects its chair at the first meeting that follows May.
  )")
                  .numbers,
              ElementsAre("6", "6.1 inferred", "6.2 inferred"));
}

TEST(PicturedNumbers, LettersGoOnAsLetters) {
  EXPECT_THAT(read(R"(
    6.  The Town Council appoints committees, which do the following for it:
        (a)  they look after the roads, the lamps, the drains and the bridges;
        ￼  they look after the park, the pond, the bandstand and the benches.
  )")
                  .numbers,
              ElementsAre("6", "a", "b inferred"));
}

TEST(PicturedNumbers, AreMarkedWhereTheyWereRead) {
  const Read page = read(R"(
    *1.*  The Town Council meets in the hall on the first Monday of the month.
    *2.*  It may meet elsewhere when the hall is let to another body for the day.
  )");
  EXPECT_THAT(page.numbers, ElementsAre("1 ocr", "2 ocr"));
  ASSERT_EQ(page.diagnostics.size(), 1U);
  EXPECT_EQ(page.diagnostics[0].severity, Severity::Info);
}

}  // namespace
}  // namespace remit
