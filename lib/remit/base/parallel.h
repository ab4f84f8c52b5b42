#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <future>
#include <thread>
#include <vector>

namespace remit {

/// Shares out `count` things among as many threads as the machine has cores: calls
/// `work(begin, end)` for runs of at most `share` of them until all are done. What is done for one
/// thing must not depend on another; the order of the calls is open, so results go to places of
/// their own. Returns when all is done; what a call throws is thrown here.
///
///     share_out(blocks.size(), [&](std::size_t begin, std::size_t end) {
///       for (std::size_t i = begin; i < end; ++i) pieces[i] = read_piece(blocks[i]);
///     });
template <typename Work>
void share_out(std::size_t count, const Work& work, std::size_t share = 128) {
  const std::size_t threads =
      std::min<std::size_t>(std::max(1U, std::thread::hardware_concurrency()), count / share);
  std::atomic<std::size_t> next = 0;
  const auto take_shares = [&] {
    for (std::size_t begin = next.fetch_add(share); begin < count; begin = next.fetch_add(share))
      work(begin, std::min(begin + share, count));
  };
  std::vector<std::future<void>> others;
  for (std::size_t i = 1; i < threads; ++i)
    others.push_back(std::async(std::launch::async, take_shares));
  take_shares();
  for (std::future<void>& other : others) other.get();
}

}  // namespace remit
