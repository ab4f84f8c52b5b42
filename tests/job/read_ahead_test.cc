#include "remit/job/read_ahead.h"

#include <gmock/gmock.h>
#include <stdexcept>
#include <string>

#include "remit/base/parallel.h"

namespace remit {
namespace {

using ::testing::ElementsAre;

/// Ten pages with a diagnostic each, of which one cannot be read.
class TenPages final : public PageSource {
 public:
  explicit TenPages(int bad = 0) : bad_(bad) { info_.pages = 10; }
  [[nodiscard]] const SourceInfo& info() const override { return info_; }
  void read(int number, Page& page, Diagnostics& out) override {
    if (number == bad_) throw std::runtime_error("page " + std::to_string(number));
    page.number = number;
    out.push_back({.code = "seen", .message = "a page", .page = number});
  }

 private:
  SourceInfo info_;
  int bad_;
};

/// On one thread, and on two.
class ReadAheadTest : public ::testing::TestWithParam<unsigned> {
 protected:
  void SetUp() override { use_threads(GetParam()); }
  void TearDown() override { use_threads(0); }
};

TEST_P(ReadAheadTest, PagesComeInTheOrderAskedForWithWhatWasSaidOfThem) {
  TenPages source;
  ReadAhead pages(source, {7, 3, 9, 1, 2, 8});
  std::vector<int> numbers, said;
  Diagnostics diagnostics;
  while (const Page* page = pages.next(diagnostics)) {
    numbers.push_back(page->number);
    said.push_back(diagnostics.back().page);
  }
  EXPECT_THAT(numbers, ElementsAre(7, 3, 9, 1, 2, 8));
  EXPECT_EQ(said, numbers);
  EXPECT_EQ(diagnostics.size(), numbers.size());
  EXPECT_EQ(pages.next(diagnostics), nullptr);
}

TEST_P(ReadAheadTest, MayEndBeforeTheLastPage) {
  TenPages source;
  Diagnostics diagnostics;
  ReadAhead pages(source, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
  ASSERT_NE(pages.next(diagnostics), nullptr);
}

TEST_P(ReadAheadTest, WhatAPageThrowsIsThrownWhereThePageIsAskedFor) {
  TenPages source(3);
  Diagnostics diagnostics;
  ReadAhead pages(source, {1, 2, 3, 4});
  EXPECT_NE(pages.next(diagnostics), nullptr);
  EXPECT_NE(pages.next(diagnostics), nullptr);
  EXPECT_THROW(pages.next(diagnostics), std::runtime_error);
  EXPECT_THROW(pages.next(diagnostics), std::runtime_error);
}

INSTANTIATE_TEST_SUITE_P(Threads, ReadAheadTest, ::testing::Values(1U, 2U));

}  // namespace
}  // namespace remit
