#include "remit/revision/word_diff.h"

#include <algorithm>
#include <unordered_map>

#include "remit/revision/rising_chain.h"

namespace remit {
namespace {

constexpr std::size_t kMostCells = 1U << 20;  // of a table of common subsequences
constexpr int kMostDepth = 24;                // of ranges between anchors
constexpr std::uint32_t kChance = 4;          // a kept run so many times shorter than both changes
                                              // around it is one by chance

/// Pairs of equal words, rising in both texts.
class Matcher {
 public:
  Matcher(std::span<const WordId> a, std::span<const WordId> b) : a_(a), b_(b) {}

  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs() {
    match({0, size(a_)}, {0, size(b_)}, 0);
    return std::move(pairs_);
  }

 private:
  static std::uint32_t size(std::span<const WordId> words) {
    return static_cast<std::uint32_t>(words.size());
  }

  void match(Span a, Span b, int depth) {
    while (a.begin < a.end && b.begin < b.end && a_[a.begin] == b_[b.begin])
      pairs_.emplace_back(a.begin++, b.begin++);
    std::uint32_t tail = 0;
    while (a.begin < a.end && b.begin < b.end && a_[a.end - 1] == b_[b.end - 1]) {
      --a.end;
      --b.end;
      ++tail;
    }
    if (a.begin < a.end && b.begin < b.end) {
      if (static_cast<std::size_t>(a.size()) * b.size() <= kMostCells)
        match_by_table(a, b);
      else if (depth < kMostDepth)
        match_by_anchors(a, b, depth);
    }
    for (std::uint32_t i = 0; i < tail; ++i) pairs_.emplace_back(a.end + i, b.end + i);
  }

  void match_by_table(Span a, Span b) {
    const std::size_t rows = a.size(), columns = b.size();
    std::vector<std::uint32_t> below(columns + 1, 0), row(columns + 1, 0);
    steps_.assign(rows * columns, 0);
    for (std::size_t i = rows; i-- > 0;) {
      std::swap(below, row);
      row[columns] = 0;
      for (std::size_t j = columns; j-- > 0;) {
        std::uint8_t& step = steps_[i * columns + j];
        if (a_[a.begin + i] == b_[b.begin + j]) {
          row[j] = below[j + 1] + 1;
          step = 2;
        } else if (below[j] >= row[j + 1]) {
          row[j] = below[j];
          step = 0;
        } else {
          row[j] = row[j + 1];
          step = 1;
        }
      }
    }
    for (std::uint32_t i = 0, j = 0; i < rows && j < columns;) {
      const std::uint8_t step = steps_[i * columns + j];
      if (step == 2) pairs_.emplace_back(a.begin + i, b.begin + j);
      if (step != 1) ++i;
      if (step != 0) ++j;
    }
  }

  void match_by_anchors(Span a, Span b, int depth) {
    const Pairs anchors = words_once_in_each(a, b);
    const std::vector<bool> keeps = in_order(anchors);
    std::uint32_t at_a = a.begin, at_b = b.begin;
    if (anchors.empty()) return;
    for (std::size_t k = 0; k < anchors.size(); ++k) {
      if (!keeps[k]) continue;
      const auto [i, j] = anchors[k];
      match({at_a, i}, {at_b, j}, depth + 1);
      pairs_.emplace_back(i, j);
      at_a = i + 1;
      at_b = j + 1;
    }
    match({at_a, a.end}, {at_b, b.end}, depth + 1);
  }

  using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

  Pairs words_once_in_each(Span a, Span b) const {
    struct Seen {
      std::uint32_t in_a = 0, in_b = 0, a = 0, b = 0;
    };
    std::unordered_map<WordId, Seen> seen;
    for (std::uint32_t i = a.begin; i < a.end; ++i) {
      Seen& word = seen[a_[i]];
      ++word.in_a;
      word.a = i;
    }
    for (std::uint32_t j = b.begin; j < b.end; ++j) {
      Seen& word = seen[b_[j]];
      ++word.in_b;
      word.b = j;
    }
    Pairs pairs;
    for (std::uint32_t i = a.begin; i < a.end; ++i)
      if (const Seen& word = seen[a_[i]]; word.in_a == 1 && word.in_b == 1)
        pairs.emplace_back(i, word.b);
    return pairs;
  }

  std::span<const WordId> a_, b_;
  Pairs pairs_;
  std::vector<std::uint8_t> steps_;
};

void add(std::vector<WordRun>& runs, WordOp op, Span a, Span b) {
  if (a.begin == a.end && b.begin == b.end) return;
  if (!runs.empty() && runs.back().op == op && op == WordOp::Keep) {
    runs.back().a.end = a.end;
    runs.back().b.end = b.end;
    return;
  }
  runs.push_back({op, a, b});
}

/// A stretch between kept runs: words that went, words that came.
struct Change {
  Span a, b;
  [[nodiscard]] std::uint32_t size() const { return std::max(a.size(), b.size()); }
};

}  // namespace

std::vector<WordRun> diff_words(std::span<const WordId> a, std::span<const WordId> b) {
  // changes, each before a kept run; the last before none
  std::vector<Change> changes(1);
  std::vector<WordRun> kept;
  for (const auto& [i, j] : Matcher(a, b).pairs()) {
    Change& open = changes.back();
    if (kept.size() + 1 == changes.size() && !kept.empty() && kept.back().a.end == i &&
        kept.back().b.end == j) {
      ++kept.back().a.end;
      ++kept.back().b.end;
    } else {
      open = {{kept.empty() ? 0 : kept.back().a.end, i}, {kept.empty() ? 0 : kept.back().b.end, j}};
      kept.push_back({WordOp::Keep, {i, i + 1}, {j, j + 1}});
      changes.emplace_back();
    }
  }
  changes.back() = {{kept.empty() ? 0 : kept.back().a.end, static_cast<std::uint32_t>(a.size())},
                    {kept.empty() ? 0 : kept.back().b.end, static_cast<std::uint32_t>(b.size())}};

  std::vector<WordRun> runs;
  Change open = changes[0];
  for (std::size_t i = 0; i <= kept.size(); ++i) {
    const bool last = i == kept.size();
    if (!last && kept[i].a.size() * kChance <= std::min(open.size(), changes[i + 1].size())) {
      open.a.end = changes[i + 1].a.end;
      open.b.end = changes[i + 1].b.end;
      continue;
    }
    if (open.a.size() > 0) add(runs, WordOp::Delete, open.a, {open.b.begin, open.b.begin});
    if (open.b.size() > 0) add(runs, WordOp::Insert, {open.a.end, open.a.end}, open.b);
    if (last) break;
    add(runs, WordOp::Keep, kept[i].a, kept[i].b);
    open = changes[i + 1];
  }
  return runs;
}

std::size_t kept_words(const std::vector<WordRun>& runs) {
  std::size_t kept = 0;
  for (const WordRun& run : runs)
    if (run.op == WordOp::Keep) kept += run.a.size();
  return kept;
}

}  // namespace remit
