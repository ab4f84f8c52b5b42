#include "remit/structure/word_places.h"

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
using ::testing::IsEmpty;

struct Read {
  Layout layout;
  Tree tree;
};

Read read(const std::vector<Page>& pages) {
  const LineRules rules = line_rules(test::shipped_grammar());
  LayoutReader reader(rules);
  for (const Page& page : pages) reader.add(page);
  Read out{.layout = reader.finish(), .tree = {}};
  Diagnostics diagnostics;
  out.tree = build_tree(out.layout, test::shipped_grammar(), diagnostics);
  return out;
}

/// "heading 0 Quorum", "text 4 members", "1,0 0 Clerk": each word with its field and its character.
std::vector<std::string> places(const Read& read, const Node& node) {
  std::vector<std::string> out;
  for (const WordPlace& place : word_places(read.layout, node)) {
    const std::string field = place.in == NodeField::Heading ? "heading"
                              : place.in == NodeField::Text
                                  ? "text"
                                  : std::to_string(place.row) + "," + std::to_string(place.column);
    out.push_back(field + " " + std::to_string(place.character) + " " +
                  std::string(read.layout.word(place.word)));
  }
  return out;
}

TEST(WordPlaces, LeaveTheLabelOut) {
  const Read page = read({test::glyph_page(R"(
    1.  *Quorum:* Three mem-
        bers are enough for the Allotments Panel to meet.
    2.  *Clerk:* Tŷ Glas keeps the minutes.
  )")});
  ASSERT_EQ(page.tree.nodes.size(), 2u);
  EXPECT_THAT(places(page, page.tree.nodes[1]),
              ElementsAre("heading 0 Clerk:", "text 0 Tŷ", "text 3 Glas", "text 8 keeps",
                          "text 14 the", "text 18 minutes."));
  const auto first = places(page, page.tree.nodes[0]);
  ASSERT_GT(first.size(), 4u);
  EXPECT_EQ(first[0], "heading 0 Quorum:");
  EXPECT_EQ(first[1], "text 0 Three");
}

TEST(WordPlaces, AreCountedInEachCell) {
  const Read page = read({test::glyph_page(R"(
    ┌──────────┬────────────────────┐
    │ Post     │ Functions          │
    ├──────────┼────────────────────┤
    │ Verger   │ Opens the hall     │
    └──────────┴────────────────────┘
  )")});
  ASSERT_EQ(page.tree.nodes.size(), 1u);
  EXPECT_THAT(places(page, page.tree.nodes[0]),
              ElementsAre("1,0 0 Post", "1,1 0 Functions", "2,0 0 Verger", "2,1 0 Opens",
                          "2,1 6 the", "2,1 10 hall"));
}

TEST(PageTurns, SayWhereTheNextPageBegins) {
  const Read pages = read({test::glyph_page(R"(
    1.  The Librarian shall count the books of the reading room and
        write the number down. The Librarian shall then lock the door
  )",
                                            1),
                           test::glyph_page(R"(
        and hand the key to the porter. The porter must sign for it.
    2.  The Council may lend the room.
  )",
                                            2)});
  ASSERT_EQ(pages.tree.nodes.size(), 2u);
  const Node& node = pages.tree.nodes[0];
  const auto key = static_cast<std::uint32_t>(node.text.find("and hand"));
  EXPECT_THAT(node.turns, ElementsAre(PageTurn{.character = key, .page = 2}));
  EXPECT_EQ(page_at(node, NodeField::Text, 0, 0, 0), 1);
  EXPECT_EQ(page_at(node, NodeField::Text, 0, 0, key - 1), 1);
  EXPECT_EQ(page_at(node, NodeField::Text, 0, 0, key), 2);
  EXPECT_THAT(pages.tree.nodes[1].turns, IsEmpty());
  EXPECT_EQ(page_at(pages.tree.nodes[1], NodeField::Text, 0, 0, 5), 2);
}

TEST(PageTurns, GoBackWhereTheNextColumnBegins) {
  Node node;
  node.page = 4;
  node.turns = {{.in = NodeField::Cell, .row = 1, .column = 0, .character = 9, .page = 5},
                {.in = NodeField::Cell, .row = 1, .column = 1, .character = 0, .page = 4},
                {.in = NodeField::Cell, .row = 1, .column = 1, .character = 3, .page = 5}};
  EXPECT_EQ(page_at(node, NodeField::Heading, 0, 0, 0), 4);
  EXPECT_EQ(page_at(node, NodeField::Cell, 1, 0, 8), 4);
  EXPECT_EQ(page_at(node, NodeField::Cell, 1, 0, 10), 5);
  EXPECT_EQ(page_at(node, NodeField::Cell, 1, 1, 0), 4);
  EXPECT_EQ(page_at(node, NodeField::Cell, 2, 0, 0), 5);
}

}  // namespace
}  // namespace remit
