#include <gtest/gtest.h>

#include "remit/revision/amend.h"
#include "support/corpus.h"

namespace remit {
namespace {

constexpr std::string_view kParted = "\n+++\n";  // between the base and the report

Record record_of(std::string text) {
  auto extraction = extract({.file = "case", .format = InputFormat::Markdown}, std::move(text),
                            test::shipped_grammar());
  EXPECT_TRUE(extraction);
  return std::move(extraction->record);
}

std::string on_one_line(std::string text) {
  for (std::size_t at = 0; (at = text.find("\n\n", at)) != std::string::npos;)
    text.replace(at, 2, " ¶ ");
  return text;
}

/// The amended tree, a line a node, and what came of the amendments.
std::string lines_of(const Amended& amended) {
  std::string out;
  for (const Node& node : amended.record.structure.nodes) {
    out += node.id + " | " + node.label.value_or("-");
    if (node.heading) out += " | " + *node.heading;
    if (!node.text.empty()) out += " | " + on_one_line(node.text);
    out += '\n';
  }
  for (const AmendmentEffect& effect : amended.effects.amendments) {
    out += std::string(effect.action) + ' ' + effect.target.value_or("-");
    if (effect.to) out += " → " + *effect.to;
    out += effect.refused.empty() ? ": done" : ": refused, " + effect.refused;
    for (const std::string& node : effect.nodes) out += ' ' + node;
    out += '\n';
  }
  for (const ReferenceEffect& effect : amended.effects.references)
    out += "reference: " + effect.from + " → " + effect.to + " in " + effect.node + '\n';
  for (const LostReference& lost : amended.effects.dangling)
    out += "dangling: " + lost.text + " in " + lost.node + ", " + lost.why + '\n';
  return out;
}

class AmendCorpus : public ::testing::TestWithParam<std::filesystem::path> {};

TEST_P(AmendCorpus, EffectsAreAsExpected) {
  std::string text;
  for (const test::CorpusCase& one : test::corpus_cases(GetParam())) {
    const std::size_t parted = one.input.find(kParted);
    ASSERT_NE(parted, std::string::npos) << one.name;
    const Record base = record_of(one.input.substr(0, parted + 1));
    const Record report = record_of(one.input.substr(parted + kParted.size()));
    text += (text.empty() ? "=== " : "\n=== ") + one.name + '\n' + one.input + "---\n" +
            lines_of(amend(base, report.analysis.amendments, test::shipped_grammar()));
  }
  test::expect_golden(GetParam(), test::binary_dir() / "corpus/amend" / GetParam().filename(),
                      text);
}

INSTANTIATE_TEST_SUITE_P(Amend, AmendCorpus, ::testing::ValuesIn(test::corpus_files("amend")),
                         [](const auto& instance) {
                           return test::test_name(instance.param.stem().string());
                         });

}  // namespace
}  // namespace remit
