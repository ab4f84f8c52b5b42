#include "remit/revision/diff.h"

#include <gtest/gtest.h>
#include <set>

#include "support/check_all.h"
#include "support/compared.h"
#include "support/corpus.h"

namespace remit {
namespace {

/// The two texts of a case, which a line +++ parts.
std::pair<std::string, std::string> both_texts(const std::string& input) {
  const std::size_t cut = input.find("+++\n");
  if (cut == std::string::npos) return {input, ""};
  return {input.substr(0, cut), input.substr(cut + 4)};
}

class DiffCorpus : public ::testing::TestWithParam<std::filesystem::path> {};

TEST_P(DiffCorpus, ChangesAreAsExpected) {
  std::string text;
  for (const test::CorpusCase& one : test::corpus_cases(GetParam())) {
    const auto [of_a, of_b] = both_texts(one.input);
    const Record a = test::record_of(of_a, InputFormat::Markdown);
    const Record b = test::record_of(of_b, InputFormat::Markdown);
    text += (text.empty() ? "=== " : "\n=== ") + one.name + '\n' + one.input + "---\n" +
            test::listed_changes(a, b, diff_records(a, b, test::shipped_grammar()));
  }
  test::expect_golden(GetParam(), test::binary_dir() / "corpus" / "diff" / GetParam().filename(),
                      text);
}

INSTANTIATE_TEST_SUITE_P(Diff, DiffCorpus, ::testing::ValuesIn(test::corpus_files("diff")),
                         [](const auto& instance) {
                           return test::test_name(instance.param.stem().string());
                         });

/// What is wrong with a comparison, whatever the records: "" where each node of both is in a
/// change, and the comparison of b with a is its mirror.
std::string flaw(const Record& a, const Record& b) {
  const Grammar& grammar = test::shipped_grammar();
  const RecordDiff forth = diff_records(a, b, grammar), back = diff_records(b, a, grammar);
  std::set<NodeId> in_a, in_b;
  std::set<std::tuple<NodeId, NodeId, ChangeKind>> pairs, mirrored;
  for (const NodeChange& change : forth.nodes) {
    in_a.insert(change.a);
    in_b.insert(change.b);
    pairs.emplace(change.a, change.b, change.kind);
  }
  in_a.erase(kNoNode);
  in_b.erase(kNoNode);
  if (in_a.size() != a.structure.nodes.size()) return "a node of a is in no change";
  if (in_b.size() != b.structure.nodes.size()) return "a node of b is in no change";
  for (const NodeChange& change : back.nodes) {
    const ChangeKind kind = change.kind == ChangeKind::OnlyA   ? ChangeKind::OnlyB
                            : change.kind == ChangeKind::OnlyB ? ChangeKind::OnlyA
                                                               : change.kind;
    mirrored.emplace(change.b, change.a, kind);
  }
  return pairs == mirrored ? "" : "b with a is not the mirror of a with b";
}

TEST(DiffProperty, ARecordIsTheSameAsItself) {
  const auto wrong = test::check_all(test::fixtures(), [](const std::filesystem::path& file) {
    const auto extraction = extract({.file = file.string()}, test::shipped_grammar());
    if (!extraction) return std::string();
    const Record& record = extraction->record;
    const RecordDiff diff = diff_records(record, record, test::shipped_grammar());
    if (diff.nodes.size() != record.structure.nodes.size()) return file.string() + ": nodes";
    return diff.differs() ? file.string() + ": differs" : std::string();
  });
  EXPECT_TRUE(wrong.empty()) << test::listed(wrong);
}

TEST(DiffProperty, EveryNodeIsInAChangeAndTheOtherWayRoundIsTheMirror) {
  std::vector<Record> records;
  for (const auto& file : test::corpus_files("diff"))
    for (const test::CorpusCase& one : test::corpus_cases(file)) {
      const auto [a, b] = both_texts(one.input);
      records.push_back(test::record_of(a, InputFormat::Markdown));
      records.push_back(test::record_of(b, InputFormat::Markdown));
    }
  ASSERT_GT(records.size(), 2U);
  for (std::size_t i = 0; i < records.size(); ++i)
    for (std::size_t j : {i ^ 1U, (i + 3) % records.size()})
      EXPECT_EQ(flaw(records[i], records[j]), "") << i << " and " << j;
}

TEST(DiffWords, KeptAndInsertedAreTheTextOfB) {
  const Record a = test::record_of("4.1 The Clerk shall, each year, report to Council.\n");
  const Record b = test::record_of("4.1 The Clerk (or a deputy) must report to the Council!\n");
  const RecordDiff diff = diff_records(a, b, test::shipped_grammar());
  ASSERT_EQ(diff.nodes.size(), 1U);
  const std::string& old_text = a.structure.nodes[0].text;
  const std::string& new_text = b.structure.nodes[0].text;
  std::string of_a, of_b;
  for (const TextRun& run : diff.nodes[0].words) {
    if (run.op != WordOp::Insert) of_a += old_text.substr(run.a.begin, run.a.size()) + ' ';
    if (run.op != WordOp::Delete) of_b += new_text.substr(run.b.begin, run.b.size()) + ' ';
  }
  EXPECT_EQ(of_a, old_text + ' ');
  EXPECT_EQ(of_b, new_text + ' ');
}

TEST(PathologicalDiff, ManyLikeSiblingsTakeLittleTime) {
  std::string a, b;
  for (int i = 0; i < 8000; ++i) {
    a += "- The Council may meet.\n";
    b += i % 3 == 0 ? "- The Council must not meet.\n" : "- The Council may meet.\n";
  }
  const Record x = test::record_of(a, InputFormat::Markdown);
  const Record y = test::record_of(b, InputFormat::Markdown);
  const RecordDiff diff = diff_records(x, y, test::shipped_grammar());
  EXPECT_GE(diff.nodes.size(), x.structure.nodes.size());
}

}  // namespace
}  // namespace remit
