#include "remit/layout/struck_words.h"

#include <algorithm>

namespace remit {
namespace {

constexpr std::size_t kMostRulings = 8000;  // on a page: more are a drawing
constexpr float kCovered = 0.7f;            // of a word: so much of it has the line
constexpr float kOwn = 0.55f;               // of the line: so much of it runs along words
// Heights above the baseline, of the type size.
constexpr float kLowestThrough = 0.12f, kHighestThrough = 0.5f;
constexpr float kLowestUnder = -0.25f, kHighestUnder = -0.02f;

/// Words whose baseline lies between two heights, by where they end.
struct Row {
  float baseline = 0;
  std::vector<Word*> words;  // ascending by box.x0
};

std::vector<Row> rows_of(std::vector<Word>& words) {
  std::vector<Word*> sorted;
  sorted.reserve(words.size());
  for (Word& word : words) sorted.push_back(&word);
  std::sort(sorted.begin(), sorted.end(), [](const Word* a, const Word* b) {
    return a->baseline != b->baseline ? a->baseline < b->baseline : a->box.x0 < b->box.x0;
  });
  std::vector<Row> rows;
  for (Word* word : sorted) {
    if (rows.empty() || rows.back().baseline != word->baseline)
      rows.push_back({.baseline = word->baseline, .words = {}});
    rows.back().words.push_back(word);
  }
  return rows;
}

float covered(const Ruling& ruling, const Box& box) {
  return std::min(box.x1, ruling.x1) - std::max(box.x0, ruling.x0);
}

/// Marks the words of a row that a line is drawn through or under, where it is not longer than they
/// are: a table's line is.
void mark_row(const Ruling& ruling, Row& row, const std::vector<Style>& styles) {
  const auto begin = std::lower_bound(row.words.begin(), row.words.end(), ruling.x0,
                                      [](const Word* one, float x) { return one->box.x1 < x; });
  auto end = begin;
  float along = 0, right = ruling.x0;
  for (; end != row.words.end() && (*end)->box.x0 < ruling.x1; ++end) {
    const Box& box = (*end)->box;
    const float gap = box.x0 - right;  // the spaces between the words have the line too
    if (gap > 0 && gap < styles[(*end)->style].size) along += gap;
    along += covered(ruling, box);
    right = box.x1;
  }
  if (along < kOwn * (ruling.x1 - ruling.x0)) return;
  for (auto word = begin; word != end; ++word) {
    if (covered(ruling, (*word)->box) < kCovered * (*word)->box.width()) continue;
    const float size = styles[(*word)->style].size, height = row.baseline - ruling.y0;
    if (height >= kLowestThrough * size && height <= kHighestThrough * size) (*word)->struck = true;
    if (height >= kLowestUnder * size && height <= kHighestUnder * size) (*word)->underlined = true;
  }
}

}  // namespace

void mark_struck_words(const Page& page, const std::vector<Style>& styles,
                       std::vector<Word>& words) {
  if (words.empty() || page.rulings.empty() || page.rulings.size() > kMostRulings) return;
  float largest = 0;
  for (const Word& word : words) largest = std::max(largest, styles[word.style].size);
  std::vector<Row> rows = rows_of(words);
  for (const Ruling& ruling : page.rulings) {
    if (!ruling.horizontal()) continue;
    auto row = std::lower_bound(rows.begin(), rows.end(), ruling.y0 + kLowestUnder * largest,
                                [](const Row& one, float y) { return one.baseline < y; });
    for (; row != rows.end() && row->baseline <= ruling.y0 + kHighestThrough * largest; ++row) {
      mark_row(ruling, *row, styles);
    }
  }
}

}  // namespace remit
