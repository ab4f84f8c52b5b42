#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "remit/base/span.h"
#include "remit/revision/canonical.h"

namespace remit {

enum class WordOp : std::uint8_t { Keep, Delete, Insert };

/// A run of words with one fate: words [a.begin, a.end) of the first text and [b.begin, b.end) of
/// the second. Kept runs are as long in both; a deleted run is empty in b, an inserted one in a.
struct WordRun {
  WordOp op = WordOp::Keep;
  Span a, b;
  friend bool operator==(const WordRun&, const WordRun&) = default;
};

/// What turns the words `a` into the words `b`: runs in order that cover both. Of a change the
/// deleted words come first. A few words that two long changes happen to share are not kept.
///
///     the clerk shall report yearly        keep "the clerk" · delete "shall" · insert "will"
///     the clerk will report yearly         keep "report yearly"
///
/// A longest common subsequence where the texts are of paragraph size; beyond that, what stands
/// between words that occur once in each is compared piece by piece, so that no text takes
/// quadratic time or memory.
std::vector<WordRun> diff_words(std::span<const WordId> a, std::span<const WordId> b);

/// The words that are kept.
std::size_t kept_words(const std::vector<WordRun>& runs);

}  // namespace remit
