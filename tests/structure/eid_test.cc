#include "remit/structure/eid.h"

#include <gtest/gtest.h>

#include "format/tree.h"

namespace remit {
namespace {

using test::add;

std::vector<std::string> ids(const Tree& tree) {
  std::vector<std::string> all;
  for (const Node& node : tree.nodes) all.push_back(node.id);
  return all;
}

TEST(EId, JoinsTheIdsOfItsAncestors) {
  Tree tree;
  const NodeId article = add(tree, kNoNode, {.type = NodeType::Article, .num = "11"});
  const NodeId section = add(tree, article, {.type = NodeType::Section, .num = "11.02"});
  const NodeId item = add(tree, section, {.type = NodeType::Subparagraph, .num = "b"});
  add(tree, item, {.type = NodeType::Table});
  add(tree, item, {.type = NodeType::Table});
  add(tree, item, {.type = NodeType::Text});
  Diagnostics diagnostics;
  assign_ids(tree, diagnostics);
  EXPECT_EQ(ids(tree),
            (std::vector<std::string>{"art_11", "art_11__sec_11.02", "art_11__sec_11.02__subpara_b",
                                      "art_11__sec_11.02__subpara_b__table_1",
                                      "art_11__sec_11.02__subpara_b__table_2",
                                      "art_11__sec_11.02__subpara_b__text_1"}));
  EXPECT_TRUE(diagnostics.empty());
}

TEST(EId, TakesASlugWhereThereIsNoNumber) {
  Tree tree;
  add(tree, kNoNode, {.type = NodeType::Section, .heading = "Members’ Code of Conduct"});
  add(tree, kNoNode, {.type = NodeType::Appendix, .heading = "Forms"});
  Diagnostics diagnostics;
  assign_ids(tree, diagnostics);
  EXPECT_EQ(ids(tree), (std::vector<std::string>{"sec_members_code_of_conduct", "app"}));
}

TEST(EId, KeepsBothOfTwoThatShareANumber) {
  Tree tree;
  for (int page = 1; page <= 3; ++page)
    add(tree, kNoNode, {.type = NodeType::Paragraph, .page = page, .num = "4", .label = "4."});
  Diagnostics diagnostics;
  assign_ids(tree, diagnostics);
  EXPECT_EQ(ids(tree), (std::vector<std::string>{"para_4", "para_4_2", "para_4_3"}));
  ASSERT_EQ(diagnostics.size(), 2u);
  EXPECT_EQ(diagnostics[0].code, "numbering-duplicate");
  EXPECT_EQ(diagnostics[0].node, "para_4_2");
  EXPECT_EQ(diagnostics[0].page, 2);
}

TEST(EId, HoldsNothingThatAnIdCannot) {
  Tree tree;
  add(tree, kNoNode, {.type = NodeType::Part, .num = "5 C"});
  Diagnostics diagnostics;
  assign_ids(tree, diagnostics);
  EXPECT_EQ(ids(tree), (std::vector<std::string>{"part_5-C"}));
}

TEST(EId, SlugsAreCutBetweenWords) {
  EXPECT_EQ(slug("Members’ Code of Conduct"), "members_code_of_conduct");
  EXPECT_EQ(slug("Dŵr a Charthffosiaeth"), "dŵr_a_charthffosiaeth");
  EXPECT_EQ(slug(""), "");
  const std::string longest =
      slug("The Council and its several Committees, Sub-Committees and Panels at large");
  EXPECT_LE(longest.size(), 60u);
  EXPECT_EQ(longest, "the_council_and_its_several_committees_sub_committees_and");
}

}  // namespace
}  // namespace remit
