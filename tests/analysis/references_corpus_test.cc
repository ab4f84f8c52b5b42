#include <gtest/gtest.h>

#include "support/corpus.h"

namespace remit {
namespace {

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

class ReferencesCorpus : public ::testing::TestWithParam<std::filesystem::path> {};

TEST_P(ReferencesCorpus, ItemsAreAsExpected) {
  const bool definitions = GetParam().parent_path().filename() == "definitions";
  test::expect_corpus(GetParam(), InputFormat::Markdown,
                      definitions ? definitions_of : references_of);
}

const auto name_of_file = [](const auto& instance) {
  return test::test_name(instance.param.stem().string());
};
INSTANTIATE_TEST_SUITE_P(References, ReferencesCorpus,
                         ::testing::ValuesIn(test::corpus_files("references")), name_of_file);
INSTANTIATE_TEST_SUITE_P(Definitions, ReferencesCorpus,
                         ::testing::ValuesIn(test::corpus_files("definitions")), name_of_file);

}  // namespace
}  // namespace remit
