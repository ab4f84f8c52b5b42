#include "remit/structure/headings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "remit/job/line_grammar.h"
#include "remit/layout/layout_reader.h"
#include "remit/structure/tree_builder.h"
#include "support/glyph_page.h"
#include "support/shipped_grammar.h"

namespace remit {
namespace {

using ::testing::ElementsAre;

/// The unnumbered headings of a page on which all look alike, each behind a dot a level; `levels`:
/// what the file's tags or outline say of its paragraphs.
std::vector<std::string> headings_of(const std::vector<std::uint8_t>& levels) {
  const LineRules rules = line_rules(test::shipped_grammar());
  LayoutReader reader(rules);
  reader.add(test::glyph_page(R"(
    *Tolls*

    The toll is a penny for each ferry that is used by day.

    *Tolls by night*

    The toll is two pence for each ferry that is used by night.

    *Lamps*

    The lamps are lit at dusk by whoever holds the tiller.
  )"));
  Layout layout = reader.finish();
  EXPECT_EQ(layout.blocks.size(), levels.size());
  for (std::size_t i = 0; i < levels.size() && i < layout.blocks.size(); ++i)
    layout.blocks[i].paragraph.heading = levels[i];
  Diagnostics diagnostics;
  const Tree tree = build_tree(layout, test::shipped_grammar(), diagnostics);
  std::vector<std::string> out;
  for (const Node& node : tree.nodes) {
    if (!node.heading) continue;
    out.push_back(*node.heading);
    for (NodeId up = node.parent; up != kNoNode; up = tree.nodes[up].parent)
      out.back().insert(0, ".");
  }
  return out;
}

TEST(Headings, ALineThatTheNextOneGoesOnWithIsNone) {
  const LineRules rules = line_rules(test::shipped_grammar());
  LayoutReader reader(rules);
  reader.add(test::glyph_page(R"(
    *Hours of the Ferry*

    The ferry leaves from the steps of the quay by day and by night.
    It is late now and then, where the river is high or frozen over.

    *First ferry, with none on it*
    *but the crew by nine*
  )"));
  Layout layout = reader.finish();
  Diagnostics diagnostics;
  const Tree tree = build_tree(layout, test::shipped_grammar(), diagnostics);
  std::vector<std::string> headings;
  for (const Node& node : tree.nodes)
    if (node.heading) headings.push_back(*node.heading);
  EXPECT_THAT(headings, ElementsAre("Hours of the Ferry"));
}

/// Each node of a document, its pages drawn as text, by its label, its heading and the first words
/// of its text.
std::vector<std::string> nodes_of(const std::vector<std::string_view>& pictures) {
  const LineRules rules = line_rules(test::shipped_grammar());
  LayoutReader reader(rules);
  for (std::size_t i = 0; i < pictures.size(); ++i)
    reader.add(test::glyph_page(pictures[i], static_cast<int>(i) + 1));
  Layout layout = reader.finish();
  Diagnostics diagnostics;
  const Tree tree = build_tree(layout, test::shipped_grammar(), diagnostics);
  std::vector<std::string> out;
  for (const Node& node : tree.nodes)
    out.push_back(node.label.value_or("") + "|" + node.heading.value_or("") + "|" +
                  node.text.substr(0, 20));
  return out;
}

TEST(Headings, ANumberedOneThatBreaksOffGoesOnInTheNextLine) {
  EXPECT_THAT(nodes_of({R"(
    7.1   *Lamps of the ferry*

          7.1.1  The lamps are lit at dusk by whoever holds the tiller.

    7.2   *Choice of the steward of the ferry and*

          *Acting Steward*

          7.2.1  The guild meets in May, and chooses whoever it trusts.
  )"}),
              ElementsAre("7.1|Lamps of the ferry|", "7.1.1||The lamps are lit at",
                          "7.2|Choice of the steward of the ferry and Acting Steward|",
                          "7.2.1||The guild meets in M"));
}

TEST(Headings, BoldWordsWithoutAStopHeadTheItemsOfTheirList) {
  EXPECT_THAT(
      nodes_of({R"(
    (a)  *Full Members.* Full members hold a key of the hall for a year.
    (b)  *Guests* Guests of a member may use the hall by day.
    (c)  *What is asked of all:* All keep the hall clean and tidy.
  )"}),
      ElementsAre("(a)|Full Members|Full members hold a ", "(b)|Guests|Guests of a member m",
                  "(c)|What is asked of all|All keep the hall cl"));
}

TEST(Headings, BoldWordsWithoutAStopHeadNothingWhereNoneOfTheirListDoes) {
  EXPECT_THAT(nodes_of({R"(
    (a)  *Full Members* Full members hold a key of the hall for a year.
    (b)  *Guests* Guests of a member may use the hall by day.
  )"}),
              ElementsAre("(a)||Full Members Full me", "(b)||Guests Guests of a m"));
}

TEST(Headings, TheLinesOfATitlePageHeadNothing) {
  EXPECT_THAT(nodes_of({R"(
    *THE GUILD OF FERRIES*

    *RULES OF THE RIVER*

    May 2031
  )",
                        R"(
    1.   *Name*

         The guild is called the Guild of Ferries of the River.
  )"}),
              ElementsAre("||THE GUILD OF FERRIES", "||RULES OF THE RIVER", "||May 2031",
                          "1.|Name|The guild is called "));
}

TEST(Headings, ATitleAboveTextOnItsPageStays) {
  EXPECT_THAT(
      nodes_of({R"(
    *RULES OF THE RIVER*

    The guild made these rules in May.
  )",
                R"(
    1.   *Name*

         The guild is called the Guild of Ferries of the River.
  )"}),
      ElementsAre("|RULES OF THE RIVER|The guild made these", "1.|Name|The guild is called "));
}

TEST(Headings, ThatLookAlikeStandAsTheFileTellsTheirLevels) {
  EXPECT_THAT(headings_of({1, 0, 2, 0, 1, 0}), ElementsAre("Tolls", ".Tolls by night", "Lamps"));
}

TEST(Headings, ThatLookAlikeStandSideBySideWhereTheFileTellsTheLevelsOfSome) {
  EXPECT_THAT(headings_of({1, 0, 2, 0, 0, 0}), ElementsAre("Tolls", "Tolls by night", "Lamps"));
}

}  // namespace
}  // namespace remit
