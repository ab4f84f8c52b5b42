#include <gtest/gtest.h>

#include "support/corpus.h"

namespace remit {
namespace {

/// "The Verger [verger] shall (obligation): ring at noon | if asked | after consulting dean"
std::string line_of(const Duty& duty) {
  std::string line = duty.bearer.value_or("-");
  if (duty.bearer_ref) line += " [" + *duty.bearer_ref + ']';
  line += ' ' + duty.modality + " (" + std::string(name_of(duty.force)) + "): " + duty.action;
  for (const std::string& condition : duty.conditions) line += " | " + condition;
  for (const std::string& name : duty.consultees) line += " | consulting " + name;
  return line + '\n';
}

std::string duties_of(const Record& record) {
  std::string text;
  for (const Duty& duty : record.analysis.duties) text += line_of(duty);
  return text;
}

class DutiesCorpus : public ::testing::TestWithParam<std::filesystem::path> {};

TEST_P(DutiesCorpus, DutiesAreAsExpected) {
  test::expect_corpus(GetParam(), InputFormat::Text, duties_of);
}

INSTANTIATE_TEST_SUITE_P(Duties, DutiesCorpus, ::testing::ValuesIn(test::corpus_files("duties")),
                         [](const auto& instance) {
                           return test::test_name(instance.param.stem().string());
                         });

}  // namespace
}  // namespace remit
