#pragma once

#include <filesystem>
#include <functional>
#include <sstream>
#include <string>
#include <vector>

#include "remit/job/extract_job.h"
#include "support/files.h"
#include "support/golden.h"
#include "support/shipped_grammar.h"

namespace remit::test {

/// A case of a corpus file:
///
///     === its name
///     the input, as plain text or Markdown
///     ---
///     what is expected of it, a line each
struct CorpusCase {
  std::string name;
  std::string input = {};
};

inline std::vector<CorpusCase> corpus_cases(const std::filesystem::path& file) {
  std::vector<CorpusCase> cases;
  std::istringstream lines(bytes_of(file));
  bool expected = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("=== ")) {
      cases.push_back({.name = line.substr(4)});
      expected = false;
    } else if (line == "---") {
      expected = true;
    } else if (!cases.empty() && !expected) {
      cases.back().input += line + '\n';
    }
  }
  return cases;
}

/// Holds a corpus file against itself with what `lines_of` says of the cases now, so that a failure
/// shows them all, and REMIT_UPDATE=1 rewrites the file.
inline void expect_corpus(const std::filesystem::path& file,
                          const std::function<std::string(const CorpusCase&)>& lines_of) {
  std::string text;
  for (const CorpusCase& one : corpus_cases(file))
    text +=
        (text.empty() ? "=== " : "\n=== ") + one.name + '\n' + one.input + "---\n" + lines_of(one);
  expect_golden(file, binary_dir() / "corpus" / file.parent_path().filename() / file.filename(),
                text);
}

/// … with what `lines_of` says of the input's record. `format`: of the inputs; Auto: Markdown where
/// a case's name ends in "(markdown)", else plain text.
inline void expect_corpus(const std::filesystem::path& file, InputFormat format,
                          const std::function<std::string(const Record&)>& lines_of) {
  expect_corpus(file, [&](const CorpusCase& one) {
    const InputFormat own = format != InputFormat::Auto        ? format
                            : one.name.ends_with("(markdown)") ? InputFormat::Markdown
                                                               : InputFormat::Text;
    const auto extraction = extract({.file = "case", .format = own}, one.input, shipped_grammar());
    return extraction ? lines_of(extraction->record)
                      : "refused: " + extraction.error().message + '\n';
  });
}

/// The corpus files of a folder below tests/corpus.
inline auto corpus_files(const std::string& folder) {
  return files_below(source_path("tests/corpus/" + folder), {".txt"});
}

}  // namespace remit::test
