#include <gtest/gtest.h>

#include "remit/check/check.h"
#include "support/corpus.h"

namespace remit {
namespace {

using test::corpus_files;

std::string_view name_of(Severity severity) {
  return severity == Severity::Error ? "error" : severity == Severity::Warning ? "warning" : "note";
}

/// A finding a line: "warning reference-dangling: … | words «that it» stands on".
std::string lines_of(const Record& record) {
  std::string out;
  for (const Finding& finding : check({&record, 1}, test::shipped_grammar())) {
    const Diagnostic& diagnostic = finding.diagnostic;
    std::string line = diagnostic.line;
    if (diagnostic.caret_size > 0) {
      line.insert(static_cast<std::size_t>(diagnostic.caret + diagnostic.caret_size), "»");
      line.insert(static_cast<std::size_t>(diagnostic.caret), "«");
    }
    out += std::string(name_of(diagnostic.severity)) + ' ' + diagnostic.code + ": " +
           diagnostic.message + " | " + line + '\n';
  }
  return out.empty() ? "nothing\n" : out;
}

class CheckCorpus : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(CheckCorpus, FindsWhatIsAmiss) {
  test::expect_corpus(GetParam(), InputFormat::Markdown, lines_of);
}

INSTANTIATE_TEST_SUITE_P(Files, CheckCorpus, testing::ValuesIn(corpus_files("check")),
                         [](const auto& instance) {
                           return test::test_name(instance.param.stem().string());
                         });

}  // namespace
}  // namespace remit
