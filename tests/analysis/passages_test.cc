#include "remit/analysis/passages.h"

#include <gtest/gtest.h>

namespace remit {
namespace {

TEST(Passages, AreHeadingsParagraphsAndParagraphsOfCells) {
  Tree tree;
  Node& node = tree.nodes.emplace_back();
  node.page = 2;
  node.heading = "Ŵyl";
  node.text = "Un. Dau.\n\nMae’r maer. Tri.";
  node.table = TableText{.header = {"Post", "Gwaith"}, .rows = {{"Maer", "a\nŵb"}}};
  const Grammar grammar;
  const std::vector<Passage> passages = read_passages(tree, grammar);
  ASSERT_EQ(passages.size(), 8u);
  EXPECT_EQ(passages[0].in, Place::In::Heading);
  EXPECT_EQ(passages[1].sentences.size(), 2u);

  const Passage& second = passages[2];
  EXPECT_EQ(second.text, "Mae’r maer. Tri.");
  ASSERT_EQ(second.sentences.size(), 2u);
  // "Un. Dau." and a blank line are ten characters; ’ is one
  EXPECT_EQ(place_of(tree, second, second.sentences[1]),
            (Place{.node = 0, .page = 2, .in = Place::In::Text, .span = {22, 26}}));

  const Passage& last = passages[7];
  EXPECT_EQ(last.text, "ŵb");
  EXPECT_EQ(
      place_of(tree, last, {2, 3}),
      (Place{.node = 0, .page = 2, .in = Place::In::Cell, .row = 1, .column = 1, .span = {3, 4}}));
}

TEST(Passages, ThereAreNoneInAnEmptyTree) { EXPECT_TRUE(read_passages(Tree{}, Grammar{}).empty()); }

}  // namespace
}  // namespace remit
