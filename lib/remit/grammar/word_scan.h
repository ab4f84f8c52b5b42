#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace remit {

/// Looks for many words in a text at once: one step for each of its bytes, however many words there
/// are (Aho and Corasick, Efficient string matching, CACM 18:6, 1975). Small letters stand for
/// capitals too and 0 for any digit, as needed_words has it.
///
///     WordScan scan({{"if the", "\bunless\b"}, {"."}, {"rain"}});
///     scan.found_in("Unless it rains")   →   bits 0 and 2
///
/// Immutable: may be shared by any number of threads.
class WordScan {
 public:
  /// `words[i]`: what thing i is told by.
  explicit WordScan(const std::vector<std::vector<std::string>>& words);

  /// A bit for each thing that may be in the text, 64 to a number, the lowest first. Of long words
  /// only the beginning is looked for.
  [[nodiscard]] std::vector<std::uint64_t> found_in(std::string_view text) const;

 private:
  using Bits = std::vector<std::uint64_t>;
  using State = std::uint16_t;  // how far into which words the last bytes lead
  [[nodiscard]] State add_word(std::string_view word);
  void add_shorter_words();

  std::array<std::uint8_t, 256> signs_{};  // of each byte; 0: no word has it
  std::size_t sign_count_ = 1;
  std::uint8_t edge_ = 0;     // the sign that stands for an edge
  std::vector<State> steps_;  // [state * sign_count_ + sign]: the state behind that sign
  std::vector<std::vector<std::uint16_t>> told_;  // [state]: the things that it tells
  Bits none_;                                     // of the size of found_in
  bool full_ = false;                             // there are too many words: any text has all
};

}  // namespace remit
