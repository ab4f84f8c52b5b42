#include <gtest/gtest.h>

#include "remit/job/extract_job.h"
#include "support/check_all.h"
#include "support/files.h"
#include "support/shipped_grammar.h"

namespace remit {
namespace {

/// The nodes as a walk over the tree meets them.
std::vector<NodeId> walked(const Tree& tree) {
  std::vector<NodeId> order, waiting(tree.roots.rbegin(), tree.roots.rend());
  while (!waiting.empty()) {
    const NodeId id = waiting.back();
    waiting.pop_back();
    order.push_back(id);
    const std::vector<NodeId>& children = tree.nodes[id].children;
    waiting.insert(waiting.end(), children.rbegin(), children.rend());
  }
  return order;
}

/// The first node out of order; "": none is.
std::string disorder(const std::filesystem::path& file) {
  const auto extraction = extract({.file = file.string()}, test::shipped_grammar());
  if (!extraction) return "";
  const Tree& tree = extraction->record.structure;
  const std::vector<NodeId> order = walked(tree);
  if (order.size() != tree.nodes.size()) return file.string() + ": a node hangs nowhere";
  for (NodeId id = 0; id < order.size(); ++id)
    if (order[id] != id) return file.string() + ": " + tree.nodes[id].id;
  return "";
}

TEST(ReadingOrder, NodesStandAsAWalkMeetsThem) {
  const auto wrong = test::check_all(test::fixtures(), disorder);
  EXPECT_TRUE(wrong.empty()) << test::listed(wrong);
}

TEST(CorpusReadingOrder, NodesStandAsAWalkMeetsThem) {
  const auto files = test::corpus({"pdf"});
  if (files.empty()) GTEST_SKIP() << "no folder of documents";
  const auto wrong = test::check_all(files, disorder);
  EXPECT_TRUE(wrong.empty()) << test::listed(wrong);
}

}  // namespace
}  // namespace remit
