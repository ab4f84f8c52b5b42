#include <gtest/gtest.h>

#include "remit/revision/trace.h"
#include "support/corpus.h"

namespace remit {
namespace {

constexpr std::string_view kReport = "+++\n";  // the line between a constitution and a report

Record read(std::string_view markdown) {
  auto extraction = extract({.file = "case", .format = InputFormat::Markdown},
                            std::string(markdown), test::shipped_grammar());
  if (!extraction) return {};
  return std::move(extraction->record);
}

/// A row a line: reference = heading, wording → nodes: duties; then what no row covers.
std::string lines_of(const test::CorpusCase& one) {
  const std::size_t parting = one.input.find(kReport);
  if (parting == std::string::npos) return "there is no line +++\n";
  const Record constitution = read(one.input.substr(0, parting));
  const Record report = read(one.input.substr(parting + kReport.size()));
  const Trace found = trace(constitution, report, test::shipped_grammar());
  std::string out;
  for (const TraceRow& row : found.rows) {
    out += row.reference + " = " + (row.heading.empty() ? "-" : row.heading) + ", " +
           std::string(name_of(row.wording));
    for (const NodeId node : row.nodes) out += " → " + constitution.structure.nodes[node].id;
    out += ':';
    for (const std::size_t duty : row.duties) out += ' ' + constitution.analysis.duties[duty].id;
    out += '\n';
  }
  for (const std::size_t duty : found.uncovered)
    out += "uncovered: " + constitution.analysis.duties[duty].id + ' ' +
           constitution.analysis.duties[duty].action + '\n';
  return out.empty() ? "nothing\n" : out;
}

class TraceCorpus : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(TraceCorpus, RowsAreTracedToWhatTheyMean) { test::expect_corpus(GetParam(), lines_of); }

INSTANTIATE_TEST_SUITE_P(Files, TraceCorpus, testing::ValuesIn(test::corpus_files("trace")),
                         [](const auto& instance) {
                           return test::test_name(instance.param.stem().string());
                         });

}  // namespace
}  // namespace remit
