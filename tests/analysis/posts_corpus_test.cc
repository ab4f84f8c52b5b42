#include <gtest/gtest.h>

#include "support/corpus.h"

namespace remit {
namespace {

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

class PostsCorpus : public ::testing::TestWithParam<std::filesystem::path> {};

TEST_P(PostsCorpus, PostsAreAsExpected) {
  test::expect_corpus(GetParam(), InputFormat::Markdown, lines_of);
}

INSTANTIATE_TEST_SUITE_P(Posts, PostsCorpus, ::testing::ValuesIn(test::corpus_files("posts")),
                         [](const auto& instance) {
                           return test::test_name(instance.param.stem().string());
                         });

}  // namespace
}  // namespace remit
