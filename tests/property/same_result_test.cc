#include <gtest/gtest.h>

#include "remit/base/parallel.h"
#include "remit/format/record_writer.h"
#include "remit/job/extract_job.h"
#include "support/check_all.h"
#include "support/files.h"
#include "support/shipped_grammar.h"

namespace remit {
namespace {

namespace fs = std::filesystem;

std::string yaml_of(const fs::path& file) {
  const auto extraction =
      extract({.file = file.filename().string()}, test::bytes_of(file), test::shipped_grammar());
  return extraction ? to_yaml(extraction->record) : extraction.error().code;
}

TEST(SameResult, Twice) {
  for (const fs::path& file : test::fixtures()) EXPECT_EQ(yaml_of(file), yaml_of(file)) << file;
}

TEST(SameResult, WhateverThreadsADocumentMayUse) {
  for (const fs::path& file : test::fixtures()) {
    const std::string usual = yaml_of(file);
    for (const unsigned threads : {1U, 8U}) {
      use_threads(threads);
      EXPECT_EQ(yaml_of(file), usual) << file << " on " << threads;
    }
    use_threads(0);
  }
}

TEST(SameResult, OnOneThreadAndOnEight) {
  const auto files = test::fixtures();
  std::vector<std::pair<fs::path, std::string>> alone;
  for (int round = 0; round < 4; ++round)
    for (const fs::path& file : files)
      alone.emplace_back(file,
                         round == 0 ? yaml_of(file) : alone[alone.size() - files.size()].second);
  const auto wrong = test::check_all(
      alone,
      [](const auto& item) {
        return yaml_of(item.first) == item.second ? "" : item.first.string();
      },
      8);
  EXPECT_TRUE(wrong.empty()) << test::listed(wrong);
}

}  // namespace
}  // namespace remit
