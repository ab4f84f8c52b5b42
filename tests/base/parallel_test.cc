#include "remit/base/parallel.h"

#include <gtest/gtest.h>
#include <stdexcept>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

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

// A container or `ulimit -u` may allow a process no second thread.
TEST(Parallel, WhereNoThreadCanBeStartedTheCallerDoesAll) {
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    constexpr uid_t kNobody = 65534;  // the limit does not hold for root
    const rlimit none{0, 0};
    if (setrlimit(RLIMIT_NPROC, &none) != 0 || (geteuid() == 0 && setuid(kNobody) != 0)) _exit(2);
    use_threads(4);
    std::atomic<std::size_t> done = 0;
    share_out(1000, [&](std::size_t begin, std::size_t end) { done += end - begin; });
    auto later = in_background([] { return std::this_thread::get_id(); });
    _exit(done == 1000 && later.get() == std::this_thread::get_id() ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFEXITED(status));
  if (WEXITSTATUS(status) == 2) GTEST_SKIP() << "this system does not let a process limit itself";
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

}  // namespace
}  // namespace remit
