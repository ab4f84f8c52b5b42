#include <gtest/gtest.h>
#include <sstream>

#include "remit/job/extract_job.h"
#include "support/files.h"
#include "support/golden.h"
#include "support/outline.h"
#include "support/shipped_grammar.h"

namespace remit {
namespace {

namespace fs = std::filesystem;

struct Case {
  std::string name;
  std::string input = {};
  bool markdown = false;
};

/// The cases of one file. Each is
///
///     === its name                 === its name (markdown)
///     the input, as plain text or Markdown
///     ---
///     the outline that is expected
std::vector<Case> cases_of(const fs::path& file) {
  std::vector<Case> cases;
  std::istringstream lines(test::bytes_of(file));
  bool in_outline = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("=== ")) {
      cases.push_back({.name = line.substr(4)});
      cases.back().markdown = line.ends_with("(markdown)");
      in_outline = false;
    } else if (line == "---") {
      in_outline = true;
    } else if (!cases.empty() && !in_outline) {
      cases.back().input += line + '\n';
    }
  }
  return cases;
}

std::string outline_of(const Case& test) {
  const auto extraction =
      extract({.file = "case", .format = test.markdown ? InputFormat::Markdown : InputFormat::Text},
              test.input, test::shipped_grammar());
  if (!extraction) return "refused: " + extraction.error().message + '\n';
  return test::outline(extraction->record);
}

class StructureCorpus : public ::testing::TestWithParam<fs::path> {};

/// A file is held against itself with the outlines that come out now, so that a failure shows them
/// all, and REMIT_UPDATE=1 rewrites the file.
TEST_P(StructureCorpus, OutlinesAreAsExpected) {
  std::string text;
  for (const Case& test : cases_of(GetParam()))
    text += (text.empty() ? "=== " : "\n=== ") + test.name + '\n' + test.input + "---\n" +
            outline_of(test);
  test::expect_golden(GetParam(),
                      fs::path(REMIT_BINARY_DIR) / "corpus" / "structure" / GetParam().filename(),
                      text);
}

INSTANTIATE_TEST_SUITE_P(
    Structure, StructureCorpus,
    ::testing::ValuesIn(test::files_below(test::source_path("tests/corpus/structure"), {".txt"})),
    [](const auto& instance) { return test::test_name(instance.param.stem().string()); });

}  // namespace
}  // namespace remit
