#include "remit/grammar/word_scan.h"

#include <algorithm>
#include <limits>

#include "remit/grammar/needed_words.h"

namespace remit {
namespace {

constexpr std::size_t kLongest = 10;  // bytes of a word that are looked for
constexpr std::size_t kMost = std::numeric_limits<std::uint16_t>::max();  // states, things

/// A word as it is looked for, with each edge that it has within: "a b" → "a\b \bb". Of a long one
/// the beginning.
std::string with_edges(std::string_view word) {
  std::string out;
  for (const char c : word.substr(0, kLongest)) {
    if (!out.empty() && c != kEdge && out.back() != kEdge &&
        is_word_byte(c) != is_word_byte(out.back()))
      out += kEdge;
    out += c;
  }
  return out;
}

}  // namespace

WordScan::WordScan(const std::vector<std::vector<std::string>>& words)
    : none_((words.size() + 63) / 64) {
  const auto add_signs = [&](std::string_view word) {
    for (const char c : word)
      if (auto& sign = signs_[static_cast<unsigned char>(c)]; sign == 0)
        sign = static_cast<std::uint8_t>(sign_count_++);
  };
  for (const auto& list : words)
    for (const std::string& word : list) add_signs(word);
  add_signs(kLongS);
  add_signs(kKelvin);
  add_signs({&kEdge, 1});
  edge_ = signs_[static_cast<unsigned char>(kEdge)];
  for (char c = 'a'; c <= 'z'; ++c)
    signs_[static_cast<unsigned char>(c - 'a' + 'A')] = signs_[static_cast<unsigned char>(c)];
  for (char c = '1'; c <= '9'; ++c)
    signs_[static_cast<unsigned char>(c)] = signs_[static_cast<unsigned char>('0')];

  steps_.resize(sign_count_);
  told_.emplace_back();
  full_ = words.size() > kMost;
  for (std::size_t thing = 0; thing < words.size() && !full_; ++thing) {
    for (const std::string& word : words[thing])
      told_[add_word(with_edges(word))].push_back(static_cast<std::uint16_t>(thing));
    for (const std::string_view letter : {kLongS, kKelvin})
      told_[add_word(letter)].push_back(static_cast<std::uint16_t>(thing));
  }
  add_shorter_words();
}

/// The state behind a word, the words being a tree whose root is state 0.
WordScan::State WordScan::add_word(std::string_view word) {
  State state = 0;
  for (const char c : word) {
    const std::size_t step = state * sign_count_ + signs_[static_cast<unsigned char>(c)];
    if (steps_[step] == 0) {
      full_ = full_ || told_.size() == kMost;
      if (full_) return 0;
      steps_[step] = static_cast<State>(told_.size());
      steps_.resize(steps_.size() + sign_count_);
      told_.emplace_back();
    }
    state = steps_[step];
  }
  return state;
}

/// Where no word goes on, the longest end of what was read goes on that begins another word.
void WordScan::add_shorter_words() {
  std::vector<State> shorter(told_.size()), queue{0};
  for (std::size_t i = 0; i < queue.size(); ++i) {
    const State state = queue[i];
    for (std::size_t sign = 0; sign < sign_count_; ++sign) {
      State& next = steps_[state * sign_count_ + sign];
      const State instead = state == 0 ? State{0} : steps_[shorter[state] * sign_count_ + sign];
      if (next == 0) {
        next = instead;
        continue;
      }
      shorter[next] = instead;
      told_[next].insert(told_[next].end(), told_[instead].begin(), told_[instead].end());
      queue.push_back(next);
    }
  }
}

std::vector<std::uint64_t> WordScan::found_in(std::string_view text) const {
  Bits found = none_;
  if (full_) std::fill(found.begin(), found.end(), ~std::uint64_t{0});
  std::size_t state = 0;
  const auto step = [&](std::size_t sign) {
    state = steps_[state * sign_count_ + sign];
    for (const std::uint16_t thing : told_[state])
      found[thing / 64] |= std::uint64_t{1} << (thing % 64);
  };
  bool in_word = false;
  for (const char c : text) {
    if (is_word_byte(c) != in_word) {
      step(edge_);
      in_word = !in_word;
    }
    step(signs_[static_cast<unsigned char>(c)]);
  }
  if (in_word) step(edge_);
  return found;
}

}  // namespace remit
