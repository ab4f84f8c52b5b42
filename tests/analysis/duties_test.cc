#include <gtest/gtest.h>
#include <sstream>

#include "remit/job/extract_job.h"
#include "support/files.h"
#include "support/golden.h"
#include "support/shipped_grammar.h"

namespace remit {
namespace {

namespace fs = std::filesystem;

struct Case {
  std::string name;
  std::string input = {};
};

/// The cases of one file. Each is
///
///     === its name
///     the input, as plain text
///     ---
///     its duties, one a line
std::vector<Case> cases_of(const fs::path& file) {
  std::vector<Case> cases;
  std::istringstream lines(test::bytes_of(file));
  bool in_duties = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("=== ")) {
      cases.push_back({.name = line.substr(4)});
      in_duties = false;
    } else if (line == "---") {
      in_duties = true;
    } else if (!cases.empty() && !in_duties) {
      cases.back().input += line + '\n';
    }
  }
  return cases;
}

/// "The Verger [verger] shall (obligation): ring at noon | if asked | after consulting dean"
std::string line_of(const Duty& duty) {
  std::string line = duty.bearer.value_or("-");
  if (duty.bearer_ref) line += " [" + *duty.bearer_ref + ']';
  line += ' ' + duty.modality + " (" + std::string(name_of(duty.force)) + "): " + duty.action;
  for (const std::string& condition : duty.conditions) line += " | " + condition;
  for (const std::string& name : duty.consultees) line += " | consulting " + name;
  return line + '\n';
}

std::string duties_of(const Case& test) {
  const auto extraction =
      extract({.file = "case", .format = InputFormat::Text}, test.input, test::shipped_grammar());
  if (!extraction) return "refused: " + extraction.error().message + '\n';
  std::string text;
  for (const Duty& duty : extraction->record.analysis.duties) text += line_of(duty);
  return text;
}

class DutiesCorpus : public ::testing::TestWithParam<fs::path> {};

/// A file is held against itself with the duties that come out now; REMIT_UPDATE=1 rewrites it.
TEST_P(DutiesCorpus, DutiesAreAsExpected) {
  std::string text;
  for (const Case& test : cases_of(GetParam()))
    text += (text.empty() ? "=== " : "\n=== ") + test.name + '\n' + test.input + "---\n" +
            duties_of(test);
  test::expect_golden(
      GetParam(), fs::path(REMIT_BINARY_DIR) / "corpus" / "duties" / GetParam().filename(), text);
}

INSTANTIATE_TEST_SUITE_P(
    Duties, DutiesCorpus,
    ::testing::ValuesIn(test::files_below(test::source_path("tests/corpus/duties"), {".txt"})),
    [](const auto& instance) { return test::test_name(instance.param.stem().string()); });

}  // namespace
}  // namespace remit
