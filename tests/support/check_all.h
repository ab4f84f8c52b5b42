#pragma once

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace remit::test {

/// Runs `check(item)` for every item on `threads` threads. A check answers with what is wrong, or
/// "". Returns the answers that are not empty, in the order of the items.
template <typename Item, typename Check>
std::vector<std::string> check_all(const std::vector<Item>& items, Check check,
                                   unsigned threads = 2) {
  std::vector<std::string> answers(items.size());
  std::atomic<std::size_t> next = 0;
  std::vector<std::thread> workers;
  for (unsigned i = 0; i < threads; ++i)
    workers.emplace_back([&] {
      for (std::size_t at = next++; at < items.size(); at = next++) answers[at] = check(items[at]);
    });
  for (std::thread& worker : workers) worker.join();
  std::erase(answers, "");
  return answers;
}

/// The first answers, a line each, for a failure's message.
inline std::string listed(const std::vector<std::string>& answers, std::size_t most = 30) {
  std::string text = std::to_string(answers.size()) + " wrong\n";
  for (std::size_t i = 0; i < answers.size() && i < most; ++i) text += answers[i] + '\n';
  return text;
}

}  // namespace remit::test
