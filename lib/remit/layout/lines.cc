#include "remit/layout/lines.h"

#include <algorithm>
#include <cmath>

#include "remit/layout/sort_unless_sorted.h"
#include "remit/layout/words.h"
#include "remit/text/letters.h"

namespace remit {
namespace {

constexpr float kWordGap = 0.14f;    // as in words.cc: closer words are one
constexpr float kSameLine = 0.25f;   // baselines this close (of the smaller size) are one line's
constexpr float kSmallWord = 0.85f;  // a raised word is smaller than this share of its line
constexpr float kRaised = 0.65f;     // and at most this far (of the line's size) off its baseline
constexpr float kMarkRise = 0.15f;   // a footnote's mark stands at least as far above the baseline
constexpr float kTab = 0.55f;        // a gap wider than this may be a tab
constexpr float kTabAgainstSpaces = 1.7f;  // if it is also that much wider than the line's spaces

constexpr float kNoteMark = 2.5f;             // a note's mark hangs at most so far left of its text
constexpr std::size_t kLeastSpaced = 4;       // capitals that stand alone on a line of them
constexpr std::size_t kLeastSpacedLower = 8;  // small letters; fewer may be a formula
constexpr float kSpacedShare = 0.7f;          // and their share of its words
constexpr float kSpacedWord = 1.6f;           // of the gap between letters: the least between words

struct Row {
  std::vector<Word> words;
  float baseline = 0;
  float size = 0;
};

float size_of(const Layout& layout, const Word& word) { return layout.style(word).size; }

bool beside(const Row& row, const Word& word, float reach) {
  return std::any_of(row.words.begin(), row.words.end(), [&](const Word& other) {
    return word.box.x0 <= other.box.x1 + reach && word.box.x1 >= other.box.x0 - reach;
  });
}

/// Whether `small` is one word a little left of all of `row`: the mark of a note.
bool hangs_before(const Row& row, const Row& small) {
  return small.words.size() == 1 &&
         std::all_of(row.words.begin(), row.words.end(),
                     [&](const Word& other) {
                       const float gap = other.box.x0 - small.words.front().box.x1;
                       return gap >= 0;
                     }) &&
         std::any_of(row.words.begin(), row.words.end(), [&](const Word& other) {
           return other.box.x0 - small.words.front().box.x1 < kNoteMark * row.size;
         });
}

std::vector<Row> rows_of(std::vector<Word> words, const Layout& layout) {
  sort_unless_sorted(words.begin(), words.end(),
                     [](const Word& a, const Word& b) { return a.baseline < b.baseline; });
  std::vector<Row> rows;
  for (Word& word : words) {
    const float size = size_of(layout, word);
    if (rows.empty() || std::abs(word.baseline - rows.back().baseline) >
                            kSameLine * std::min(size, rows.back().size))
      rows.push_back({{}, word.baseline, size});
    rows.back().size = std::max(rows.back().size, size);
    rows.back().words.push_back(std::move(word));
  }
  // raised and lowered words go to the line beside them
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (const std::size_t j : {i + 1, i - 1}) {  // i - 1 wraps for 0 and fails the next test
      if (j >= rows.size() || rows[j].words.empty() || rows[i].words.empty()) continue;
      Row &small = rows[i], &line = rows[j];
      if (small.size > kSmallWord * line.size ||
          std::abs(small.baseline - line.baseline) > kRaised * line.size)
        continue;
      const bool hangs = hangs_before(line, small);
      if (!hangs && !std::all_of(small.words.begin(), small.words.end(), [&](const Word& word) {
            return beside(line, word, 0.3f * line.size);
          }))
        continue;
      std::move(small.words.begin(), small.words.end(), std::back_inserter(line.words));
      small.words.clear();
    }
  }
  std::erase_if(rows, [](const Row& row) { return row.words.empty(); });
  return rows;
}

/// A word drawn again almost in the same place makes it look bold.
void mark_drawn_twice(std::vector<Word>& words, Layout& layout) {
  for (std::size_t i = 1; i < words.size(); ++i) {
    Word &again = words[i], &first = words[i - 1];
    if (first.hidden || again.hidden) continue;
    const float size = size_of(layout, again);
    const auto text = [&](const Word& word) {
      return std::string_view(layout.text).substr(word.text.begin, word.text.size());
    };
    if (std::abs(again.box.x0 - first.box.x0) > 0.15f * size ||
        std::abs(again.box.x1 - first.box.x1) > 0.15f * size || text(again) != text(first))
      continue;
    Style bold = layout.style(first);
    bold.bold = true;
    again.hidden = true;
    first.style = intern(layout, bold);
    std::swap(words[i - 1], words[i]);  // a third copy is held against the one that stays
  }
}

void mark_gaps(std::vector<Word>& words, const Layout& layout) {
  std::vector<float> gaps;
  for (std::size_t i = 1; i < words.size(); ++i) {
    const float gap = words[i].box.x0 - words[i - 1].box.x1;
    words[i].glued =
        gap < kWordGap * std::max(size_of(layout, words[i]), size_of(layout, words[i - 1])) &&
        gap > -0.6f * size_of(layout, words[i]) && !words[i].spaced;
    if (!words[i].glued) gaps.push_back(gap);
  }
  if (gaps.empty()) return;
  std::vector<float> sorted = gaps;
  const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
  std::nth_element(sorted.begin(), middle, sorted.end());
  const float space = sorted.size() > 2 ? *middle : 0.28f * size_of(layout, words.front());
  for (std::size_t i = 1; i < words.size(); ++i) {
    const float gap = words[i].box.x0 - words[i - 1].box.x1;
    words[i].after_gap = gap > kTab * size_of(layout, words[i]) && gap > kTabAgainstSpaces * space;
  }
}

/// "P A R T   4" → "PART 4": a line of letters set apart is words again, where some of its gaps are
/// wider than those between letters.
void join_spaced_letters(std::vector<Word>& words, const Layout& layout) {
  std::size_t letters = 0;
  bool capitals = true;
  std::vector<float> gaps;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view text =
        std::string_view(layout.text).substr(words[i].text.begin, words[i].text.size());
    letters += text.size() == 1 && is_letter(first_character(text)) ? 1 : 0;
    capitals = capitals && !is_lower(last_character(text));
    if (i > 0) gaps.push_back(words[i].box.x0 - words[i - 1].box.x1);
  }
  if (letters < (capitals ? kLeastSpaced : kLeastSpacedLower) ||
      static_cast<float>(letters) < kSpacedShare * static_cast<float>(words.size()))
    return;
  const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
  std::nth_element(gaps.begin(), middle, gaps.end());
  const float size = size_of(layout, words.front());
  const float widest = std::max(kSpacedWord * *middle, *middle + kWordGap * size);
  for (std::size_t i = 1; i < words.size(); ++i) {
    const float gap = words[i].box.x0 - words[i - 1].box.x1;
    words[i].glued = gap <= widest;
    words[i].after_gap = gap > kTabAgainstSpaces * widest + kTab * size;
  }
}

}  // namespace

std::vector<Line> lines_of(std::vector<Word> words, Layout& layout) {
  std::vector<Line> lines;
  for (Row& row : rows_of(std::move(words), layout)) {
    sort_unless_sorted(row.words.begin(), row.words.end(),
                       [](const Word& a, const Word& b) { return a.box.x0 < b.box.x0; });
    mark_drawn_twice(row.words, layout);
    const auto copies = std::stable_partition(row.words.begin(), row.words.end(),
                                              [](const Word& word) { return !word.hidden; });
    for (auto copy = copies; copy != row.words.end(); ++copy) {
      const auto index = static_cast<std::uint32_t>(layout.words.size());
      layout.furniture.push_back({FurnitureKind::Hidden, {{index, index + 1}}});
      layout.words.push_back(*copy);
    }
    row.words.erase(copies, row.words.end());
    mark_gaps(row.words, layout);
    join_spaced_letters(row.words, layout);
    Line line;
    line.words.begin = static_cast<std::uint32_t>(layout.words.size());
    line.box = row.words.front().box;
    line.baseline = row.baseline;
    line.page = static_cast<int>(row.words.front().page);
    float most = 0;
    for (const Word& word : row.words) {
      line.box.x0 = std::min(line.box.x0, word.box.x0);
      line.box.y0 = std::min(line.box.y0, word.box.y0);
      line.box.x1 = std::max(line.box.x1, word.box.x1);
      line.box.y1 = std::max(line.box.y1, word.box.y1);
      if (word.box.width() > most) {
        most = word.box.width();
        line.size = size_of(layout, word);
        line.baseline = word.baseline;
      }
      layout.words.push_back(word);
    }
    line.words.end = static_cast<std::uint32_t>(layout.words.size());
    for (std::uint32_t i = line.words.begin; i < line.words.end; ++i) {
      Word& word = layout.words[i];
      word.raised = size_of(layout, word) <= kSmallWord * line.size &&
                    line.baseline - word.baseline >= kMarkRise * line.size;
    }
    lines.push_back(line);
  }
  return lines;
}

}  // namespace remit
