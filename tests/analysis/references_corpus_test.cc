#include <gtest/gtest.h>
#include <sstream>

#include "remit/job/extract_job.h"
#include "support/files.h"
#include "support/golden.h"
#include "support/shipped_grammar.h"

namespace remit {
namespace {

namespace fs = std::filesystem;

/// One line a reference: where · kind · status: text → targets [legislation].
std::string references_of(const Record& record) {
  std::string out;
  const Tree& tree = record.structure;
  for (const Reference& reference : record.analysis.references) {
    out += tree.nodes[reference.place.node].id + " · " + std::string(name_of(reference.kind)) +
           " · " + std::string(name_of(reference.status)) + ": " + reference.text;
    for (const NodeId target : reference.targets) out += " → " + tree.nodes[target].id;
    if (const auto& act = reference.legislation)
      out += " [" + act->title.value_or("-") + " | " + act->provision.value_or("-") + " | " +
             (act->year ? std::to_string(*act->year) : "-") + " | " + act->uri.value_or("-") + ']';
    out += '\n';
  }
  return out;
}

/// One line a definition: where, its scope: term = meaning.
std::string definitions_of(const Record& record) {
  std::string out;
  const Tree& tree = record.structure;
  for (const Definition& definition : record.analysis.definitions) {
    const bool scoped = definition.scope != kNoNode;
    out += tree.nodes[definition.place.node].id +
           (scoped ? " in " + tree.nodes[definition.scope].id : "") + ": " + definition.term +
           " = " + definition.text + '\n';
  }
  return out;
}

struct Case {
  std::string name, input;
};

/// The cases of one file: "=== name", the text, "---", what is expected a line each.
std::vector<Case> cases_of(const fs::path& file) {
  std::vector<Case> cases;
  std::istringstream lines(test::bytes_of(file));
  bool expected = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("=== ")) {
      cases.push_back({line.substr(4), ""});
      expected = false;
    } else if (line == "---") {
      expected = true;
    } else if (!cases.empty() && !expected) {
      cases.back().input += line + '\n';
    }
  }
  return cases;
}

class AnalysisCorpus : public ::testing::TestWithParam<fs::path> {};

/// As the structure corpus: REMIT_UPDATE=1 rewrites a file with what comes out now.
TEST_P(AnalysisCorpus, ItemsAreAsExpected) {
  const bool definitions = GetParam().parent_path().filename() == "definitions";
  std::string text;
  for (const Case& test : cases_of(GetParam())) {
    const auto extraction = extract({.file = "case", .format = InputFormat::Markdown}, test.input,
                                    test::shipped_grammar());
    ASSERT_TRUE(extraction.has_value()) << test.name;
    const Record& record = extraction->record;
    text += (text.empty() ? "=== " : "\n=== ") + test.name + '\n' + test.input + "---\n" +
            (definitions ? definitions_of(record) : references_of(record));
  }
  test::expect_golden(
      GetParam(), fs::path(REMIT_BINARY_DIR) / "corpus" / "analysis" / GetParam().filename(), text);
}

const auto name_of_file = [](const auto& instance) {
  return test::test_name(instance.param.stem().string());
};
INSTANTIATE_TEST_SUITE_P(
    References, AnalysisCorpus,
    ::testing::ValuesIn(test::files_below(test::source_path("tests/corpus/references"), {".txt"})),
    name_of_file);
INSTANTIATE_TEST_SUITE_P(
    Definitions, AnalysisCorpus,
    ::testing::ValuesIn(test::files_below(test::source_path("tests/corpus/definitions"), {".txt"})),
    name_of_file);

}  // namespace
}  // namespace remit
