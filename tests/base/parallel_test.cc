#include "remit/base/parallel.h"

#include <gtest/gtest.h>
#include <stdexcept>

namespace remit {
namespace {

TEST(Parallel, EachThingIsDoneOnce) {
  for (const std::size_t count : {0U, 1U, 7U, 128U, 129U, 10000U}) {
    std::vector<std::atomic<int>> done(count);
    share_out(count, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) ++done[i];
    });
    for (const std::atomic<int>& times : done) EXPECT_EQ(times, 1) << count;
  }
}

TEST(Parallel, NoRunIsLongerThanTheShare) {
  std::atomic<std::size_t> longest = 0;
  share_out(
      100,
      [&](std::size_t begin, std::size_t end) { longest = std::max(longest.load(), end - begin); },
      3);
  EXPECT_EQ(longest, 3U);
}

TEST(Parallel, WhatACallThrowsIsThrown) {
  const auto work = [](std::size_t, std::size_t end) {
    if (end > 500) throw std::runtime_error("no");
  };
  EXPECT_THROW(share_out(1000, work, 10), std::runtime_error);
}

TEST(Parallel, OneThreadDoesAllByItself) {
  use_threads(1);
  const auto caller = std::this_thread::get_id();
  std::size_t elsewhere = 0;
  share_out(1000, [&](std::size_t, std::size_t) {
    if (std::this_thread::get_id() != caller) ++elsewhere;
  });
  auto later = in_background([&] { return std::this_thread::get_id() == caller; });
  EXPECT_TRUE(later.get());
  EXPECT_EQ(elsewhere, 0U);
  use_threads(0);
  EXPECT_GE(threads_in_use(), 1U);
}

}  // namespace
}  // namespace remit
