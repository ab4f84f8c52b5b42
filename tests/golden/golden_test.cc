#include "support/golden.h"

#include <filesystem>
#include <gtest/gtest.h>

#include "remit/format/record_writer.h"
#include "remit/job/extract_job.h"
#include "support/files.h"
#include "support/shipped_grammar.h"

namespace remit {
namespace {

namespace fs = std::filesystem;

/// constitution.pdf → expected.yaml; notice.pdf → notice.yaml
fs::path golden_of(const fs::path& document) {
  const std::string stem = document.stem().string();
  return document.parent_path() / (stem == "constitution" ? "expected.yaml" : stem + ".yaml");
}

/// The fixtures that have a record beside them.
std::vector<fs::path> documents() {
  auto files = test::fixtures();
  std::erase_if(files, [](const fs::path& file) { return !fs::exists(golden_of(file)); });
  return files;
}

class Golden : public ::testing::TestWithParam<fs::path> {};

TEST_P(Golden, RecordIsAsExpected) {
  const fs::path name = fs::relative(GetParam(), test::source_dir());
  const auto extraction =
      extract({.file = name.string()}, test::bytes_of(GetParam()), test::shipped_grammar());
  ASSERT_TRUE(extraction) << extraction.error().message;
  const fs::path actual =
      test::binary_dir() / "golden" / name.parent_path() / (name.stem().string() + ".actual.yaml");
  test::expect_golden(golden_of(GetParam()), actual, to_yaml(extraction->record));
}

INSTANTIATE_TEST_SUITE_P(
    Fixtures, Golden, ::testing::ValuesIn(documents()), [](const auto& instance) {
      return test::test_name(fs::relative(instance.param, test::source_path("fixtures")).string());
    });
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Golden);

}  // namespace
}  // namespace remit
