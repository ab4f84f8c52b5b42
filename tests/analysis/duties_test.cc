#include "remit/analysis/duties.h"

#include <gtest/gtest.h>

#include "remit/analysis/mentions.h"
#include "remit/analysis/passages.h"
#include "support/corpus.h"
#include "support/shipped_grammar.h"

namespace remit {
namespace {

/// "The Verger [verger] shall (obligation): ring at noon | if asked | after consulting dean"
std::string line_of(const Duty& duty) {
  std::string line = duty.bearer.value_or("-");
  if (duty.bearer_ref) line += " [" + *duty.bearer_ref + ']';
  line += ' ' + duty.modality + " (" + std::string(name_of(duty.force)) + "): " + duty.action;
  for (const std::string& condition : duty.conditions) line += " | " + condition;
  for (const std::string& name : duty.consultees) line += " | consulting " + name;
  return line + '\n';
}

std::string duties_of(const Record& record) {
  std::string text;
  for (const Duty& duty : record.analysis.duties) text += line_of(duty);
  return text;
}

class DutiesCorpus : public ::testing::TestWithParam<std::filesystem::path> {};

TEST_P(DutiesCorpus, DutiesAreAsExpected) {
  test::expect_corpus(GetParam(), InputFormat::Auto, duties_of);
}

INSTANTIATE_TEST_SUITE_P(Duties, DutiesCorpus, ::testing::ValuesIn(test::corpus_files("duties")),
                         [](const auto& instance) {
                           return test::test_name(instance.param.stem().string());
                         });

/// Text files have no paragraphs in cells.
TEST(Duties, OfAListWithinACell) {
  Tree tree;
  Node& node = tree.nodes.emplace_back();
  tree.roots = {0};
  node.type = NodeType::Table;
  node.table =
      TableText{.header = {"Matter", "What is to be done"},
                .rows = {{"Leaks",
                          "The Clerk shall:\n(a) call the mate;\n(b) if the boat is new, tell "
                          "its owner; and\n• write it down.\nBoats are wet."},
                         {"Fire", "and ring the bell.\nThe Clerk may ring:\nBells."}}};
  const Grammar& grammar = test::shipped_grammar();
  const std::vector<Passage> passages = read_passages(tree, grammar);
  std::string text;
  for (const Duty& duty :
       find_duties(tree, passages, grammar, NameIndex(grammar.roles()), std::vector<Post>()))
    text += line_of(duty) + "  @ " + std::string(text_at(tree, duty.place)) + '\n';
  EXPECT_EQ(text,
            "The Clerk [clerk] shall (obligation): call the mate\n  @ call the mate;\n"
            "The Clerk [clerk] shall (obligation): tell its owner | if the boat is new\n"
            "  @ if the boat is new, tell its owner; and\n"
            "The Clerk [clerk] shall (obligation): write it down\n  @ write it down.\n"
            "The Clerk [clerk] may (permission): ring\n  @ The Clerk may ring:\n");
}

}  // namespace
}  // namespace remit
