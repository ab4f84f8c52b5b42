#include <gtest/gtest.h>

#include "support/corpus.h"

namespace remit {
namespace {

std::string on_one_line(std::string text) {
  for (std::size_t at = 0; (at = text.find("\n\n", at)) != std::string::npos;)
    text.replace(at, 2, " ¶ ");
  return text;
}

/// One line an amendment: where · action target → to, after or before what [the old words] = the
/// new ones.
std::string amendments_of(const Record& record) {
  std::string out;
  for (const Amendment& amendment : record.analysis.amendments) {
    out += record.structure.nodes[amendment.place.node].id + " · " +
           std::string(name_of(amendment.action)) + ' ' + amendment.target.value_or("-");
    if (amendment.to) out += " → " + *amendment.to;
    if (amendment.after) out += ", after " + *amendment.after;
    if (amendment.before) out += ", before " + *amendment.before;
    if (amendment.old) out += " [" + on_one_line(*amendment.old) + ']';
    if (!amendment.text.empty()) out += " = " + on_one_line(amendment.text);
    out += '\n';
  }
  return out;
}

class AmendmentsCorpus : public ::testing::TestWithParam<std::filesystem::path> {};

TEST_P(AmendmentsCorpus, ItemsAreAsExpected) {
  test::expect_corpus(GetParam(), InputFormat::Markdown, amendments_of);
}

INSTANTIATE_TEST_SUITE_P(Amendments, AmendmentsCorpus,
                         ::testing::ValuesIn(test::corpus_files("amendments")),
                         [](const auto& instance) {
                           return test::test_name(instance.param.stem().string());
                         });

}  // namespace
}  // namespace remit
