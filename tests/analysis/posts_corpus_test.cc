#include <gtest/gtest.h>
#include <sstream>

#include "remit/job/extract_job.h"
#include "support/files.h"
#include "support/golden.h"
#include "support/shipped_grammar.h"

namespace remit {
namespace {

namespace fs = std::filesystem;

/// title | its designations | [its group]
///   - a function
///   ! force role, condition @ node
///   @ node
std::string lines_of(const Record& record) {
  std::string out;
  const Tree& tree = record.structure;
  for (const Post& post : record.analysis.posts) {
    out += post.title;
    for (std::size_t i = 0; i < post.designations.size(); ++i)
      out += (i == 0 ? " | " : ", ") + post.designations[i];
    if (post.group) out += " [" + *post.group + ']';
    out += '\n';
    for (const std::string& function : post.functions) out += "  - " + function + '\n';
    for (const Restriction& restriction : post.restrictions) {
      out += "  ! " + std::string(name_of(restriction.force)) + ' ' + restriction.role;
      if (restriction.condition) out += ", " + *restriction.condition;
      out += " @ " + tree.nodes[restriction.place.node].id + '\n';
    }
    for (const Place& place : post.source) out += "  @ " + tree.nodes[place.node].id + '\n';
  }
  return out;
}

/// The cases of one file, each with the posts that come out now:
///
///     === its name
///     the input, as Markdown
///     ---
///     the posts that are expected
std::string with_posts_of_now(const fs::path& file) {
  std::istringstream lines(test::bytes_of(file));
  std::string out, input;
  const auto close = [&] {
    if (input.empty()) return;
    const auto extraction =
        extract({.file = "case", .format = InputFormat::Markdown}, input, test::shipped_grammar());
    out += input + "---\n" +
           (extraction ? lines_of(extraction->record) : extraction.error().message + '\n');
    input.clear();
  };
  bool expected = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("=== ")) {
      close();
      out += (out.empty() ? "" : "\n") + line + '\n';
      expected = false;
    } else if (line == "---") {
      expected = true;
    } else if (!expected) {
      input += line + '\n';
    }
  }
  close();
  return out;
}

class PostsCorpus : public ::testing::TestWithParam<fs::path> {};

TEST_P(PostsCorpus, PostsAreAsExpected) {
  test::expect_golden(GetParam(),
                      fs::path(REMIT_BINARY_DIR) / "corpus" / "posts" / GetParam().filename(),
                      with_posts_of_now(GetParam()));
}

INSTANTIATE_TEST_SUITE_P(
    Posts, PostsCorpus,
    ::testing::ValuesIn(test::files_below(test::source_path("tests/corpus/posts"), {".txt"})),
    [](const auto& instance) { return test::test_name(instance.param.stem().string()); });

}  // namespace
}  // namespace remit
