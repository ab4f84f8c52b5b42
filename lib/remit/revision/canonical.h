#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "remit/analysis/mentions.h"
#include "remit/analysis/record.h"
#include "remit/base/span.h"
#include "remit/grammar/grammar.h"

namespace remit {

/// A word as it is compared: two are equal where their ids are.
using WordId = std::uint32_t;

/// A text as the words that it is compared by.
///
///     "The Council’s Section 151 Officer, who"  →  the · council · s · {section_151_officer} · who
///
/// `at[i]` is where word i is printed, as bytes of the text; all the forms of a role are one word.
struct CanonicalText {
  std::vector<WordId> words;
  std::vector<Span> at;
};

/// Numbers words, so that the same word has the same number in every text that one vocabulary made.
///
/// Case, punctuation and the printed forms of one role, office or body make no difference; numbers
/// are words like any other. Not safe to share between threads.
class Vocabulary {
 public:
  explicit Vocabulary(const Grammar& grammar) : grammar_(grammar) {}

  /// The names that a record uses: those of the grammar; its own council, which is the Council; and
  /// the terms that it defines as one of these.
  [[nodiscard]] NameIndex names_of(const Record& record) const;

  /// The words of `text`, with the roles that `names` knows.
  CanonicalText read(std::string_view text, const NameIndex& names);

  /// How many different words there are so far: each WordId is below.
  [[nodiscard]] std::size_t size() const { return numeric_.size(); }
  /// Whether a word is or begins with a number: "11", "4a".
  [[nodiscard]] bool is_numeric(WordId word) const { return numeric_[word]; }

 private:
  WordId number(std::string word);

  const Grammar& grammar_;
  std::unordered_map<std::string, WordId> ids_;
  std::vector<bool> numeric_;
};

}  // namespace remit
