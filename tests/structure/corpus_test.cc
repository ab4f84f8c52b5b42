#include "support/corpus.h"

#include <gtest/gtest.h>

#include "support/outline.h"

namespace remit {
namespace {

class StructureCorpus : public ::testing::TestWithParam<std::filesystem::path> {};

TEST_P(StructureCorpus, OutlinesAreAsExpected) {
  test::expect_corpus(GetParam(), InputFormat::Auto, test::outline);
}

INSTANTIATE_TEST_SUITE_P(Structure, StructureCorpus,
                         ::testing::ValuesIn(test::corpus_files("structure")),
                         [](const auto& instance) {
                           return test::test_name(instance.param.stem().string());
                         });

}  // namespace
}  // namespace remit
