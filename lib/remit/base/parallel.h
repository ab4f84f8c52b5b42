#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <future>
#include <memory>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace remit {

namespace internal {
inline std::atomic<unsigned> most_threads = 0;  // 0: as many as the machine has cores
}

/// How many threads one document may keep busy: as many as the machine has cores, unless
/// use_threads() said otherwise.
inline unsigned threads_in_use() {
  const unsigned most = internal::most_threads;
  return most > 0 ? most : std::max(1U, std::thread::hardware_concurrency());
}

/// Says how many threads one document may keep busy, for the whole process; 0: as many as there
/// are cores. A program that reads several documents at once asks for one each.
inline void use_threads(unsigned most) { internal::most_threads = most; }

/// Does `work` on a thread of its own while the caller goes on; where there is one thread, or the
/// system starts no further one, when its result is asked for.
template <typename Work>
auto in_background(Work work) {
  const auto call = [shared = std::make_shared<Work>(std::move(work))] { return (*shared)(); };
  if (threads_in_use() > 1) {
    try {
      return std::async(std::launch::async, call);
    } catch (const std::system_error&) {  // a limit on threads is reached
    }
  }
  return std::async(std::launch::deferred, call);
}

/// Shares out `count` things among threads_in_use(): calls
/// `work(begin, end)` for runs of at most `share` of them until all are done. What is done for one
/// thing must not depend on another; the order of the calls is open, so results go to places of
/// their own. Returns when all is done; what a call throws is thrown here.
///
///     share_out(blocks.size(), [&](std::size_t begin, std::size_t end) {
///       for (std::size_t i = begin; i < end; ++i) pieces[i] = read_piece(blocks[i]);
///     });
template <typename Work>
void share_out(std::size_t count, const Work& work, std::size_t share = 128) {
  const std::size_t threads = std::min<std::size_t>(threads_in_use(), count / share);
  std::atomic<std::size_t> next = 0;
  const auto take_shares = [&] {
    for (std::size_t begin = next.fetch_add(share); begin < count; begin = next.fetch_add(share))
      work(begin, std::min(begin + share, count));
  };
  std::vector<std::future<void>> others;
  for (std::size_t i = 1; i < threads; ++i) others.push_back(in_background(take_shares));
  take_shares();
  for (std::future<void>& other : others) other.get();
}

}  // namespace remit
