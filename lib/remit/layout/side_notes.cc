#include "remit/layout/side_notes.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <string>

#include "remit/layout/sort_unless_sorted.h"
#include "remit/text/letters.h"
#include "remit/text/utf8.h"

namespace remit {
namespace {

constexpr float kNoteGap = 1.2f;        // of the type size: parts a note from its line
constexpr float kBeyond = 0.5f;         // of the type size: how far beyond the text it begins
constexpr float kSameRow = 0.25f;       // of the type size
constexpr float kNotePitch = 2.0f;      // of the type size: the widest between two lines of a note
constexpr float kLeftPart = 0.4f;       // of the page's text: where its lines begin
constexpr float kFull = 0.85f;          // of the widest line: a line that reaches the edge
constexpr float kFullLines = 0.25f;     // share of the lines that do
constexpr std::size_t kLeastRows = 8;   // fewer lines have no edge
constexpr std::size_t kLeastSigns = 2;  // before numbers, on a page that marks its paragraphs
constexpr std::size_t kMostNotes = 4;   // one line in so many has a note that is set as the text is
constexpr float kSmaller = 0.9f;        // of the text's type size

/// Words on one baseline without a gap between them.
struct Part {
  std::vector<std::size_t> words;
  float x0 = 0, x1 = 0, baseline = 0, size = 0;
  bool first = false;  // of its row
};

std::vector<Part> parts_of(const std::vector<Word>& words, const std::vector<Style>& styles) {
  std::vector<std::size_t> order(words.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  sort_unless_sorted(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return words[a].baseline < words[b].baseline;
  });
  std::vector<Part> parts;
  for (std::size_t from = 0; from < order.size();) {
    const float size = std::max(styles[words[order[from]].style].size, 1.0f);
    std::size_t to = from + 1;
    while (to < order.size() &&
           words[order[to]].baseline - words[order[to - 1]].baseline <= kSameRow * size)
      ++to;
    sort_unless_sorted(
        order.begin() + static_cast<std::ptrdiff_t>(from),
        order.begin() + static_cast<std::ptrdiff_t>(to),
        [&](std::size_t a, std::size_t b) { return words[a].box.x0 < words[b].box.x0; });
    for (std::size_t i = from; i < to; ++i) {
      const Word& word = words[order[i]];
      if (i == from || word.box.x0 - parts.back().x1 > kNoteGap * size)
        parts.push_back({.words = {},
                         .x0 = word.box.x0,
                         .x1 = word.box.x1,
                         .baseline = word.baseline,
                         .size = size,
                         .first = i == from});
      parts.back().words.push_back(order[i]);
      parts.back().x1 = std::max(parts.back().x1, word.box.x1);
    }
    from = to;
  }
  return parts;
}

/// Whether a part says anything: a letter or a number alone is a label, a page or a sum.
bool has_words(const Part& part, const std::vector<Word>& words, const Layout& layout) {
  return std::any_of(part.words.begin(), part.words.end(), [&](std::size_t i) {
    const std::string_view text =
        std::string_view(layout.text).substr(words[i].text.begin, words[i].text.size());
    return text.size() > 2 && is_letter(first_character(text)) && is_letter(last_character(text));
  });
}

std::string_view text_of(const Word& word, const Layout& layout) {
  return std::string_view(layout.text).substr(word.text.begin, word.text.size());
}

/// A single character that is no letter and no digit.
bool is_sign(const Part& part, const std::vector<Word>& words, const Layout& layout) {
  if (part.words.size() != 1) return false;
  const std::string_view text = text_of(words[part.words.front()], layout);
  std::size_t at = 0;
  if (text.empty()) return false;
  const char32_t c = next_utf8(text, at);
  return at == text.size() && c > 0x7F && !is_letter(c);
}

/// Takes the words of each of `parts` out of `words`; those that follow closely are one note.
std::vector<std::vector<Word>> taken_out(std::vector<Word>& words, const std::vector<Part>& parts,
                                         float pitch) {
  std::vector<std::vector<Word>> notes;
  std::vector<bool> taken(words.size(), false);
  float last = 0;
  for (const Part& part : parts) {
    if (notes.empty() || part.baseline - last > pitch * part.size) notes.emplace_back();
    last = part.baseline;
    for (const std::size_t i : part.words) {
      taken[i] = true;
      notes.back().push_back(words[i]);
    }
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (!taken[i]) words[kept++] = words[i];
  words.resize(kept);
  return notes;
}

/// The words of a part as one text.
std::string text_of(const Part& part, const std::vector<Word>& words, const Layout& layout) {
  std::string text;
  for (const std::size_t i : part.words) {
    if (!text.empty() && !words[i].glued) text += ' ';
    text += text_of(words[i], layout);
  }
  return text;
}

/// Whether most of `parts` are bold, italic or smaller, on a page that mostly is not.
bool set_apart(const std::vector<Part>& parts, const std::vector<Word>& words,
               const Layout& layout) {
  std::vector<bool> inside(words.size(), false);
  for (const Part& part : parts)
    for (const std::size_t i : part.words) inside[i] = true;
  float size = 0;  // of the largest type
  std::size_t all[2] = {};
  for (std::size_t i = 0; i < words.size(); ++i) {
    ++all[inside[i]];
    if (!inside[i]) size = std::max(size, layout.style(words[i]).size);
  }
  const auto tells = [&](auto is_so) {
    std::size_t so[2] = {};
    for (std::size_t i = 0; i < words.size(); ++i) so[inside[i]] += is_so(layout.style(words[i]));
    return so[true] * 4 >= all[true] * 3 && so[false] * 2 < all[false];
  };
  return tells([](const Style& style) { return style.bold; }) ||
         tells([](const Style& style) { return style.italic; }) ||
         tells([&](const Style& style) { return style.size < kSmaller * size; });
}

}  // namespace

std::vector<std::vector<Word>> take_margin_headings(std::vector<Word>& words, const Layout& layout,
                                                    const LineRules& rules) {
  if (words.empty() || !rules.opens) return {};
  std::vector<Part> parts = parts_of(words, layout.styles);
  float left = words.front().box.x0, right = words.front().box.x1;
  for (const Word& word : words) {
    left = std::min(left, word.box.x0);
    right = std::max(right, word.box.x1);
  }
  // the edge of the text: the numbers that have words to the left of them stand at it
  float edge = right;
  std::size_t numbers = 0;
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
    if (!parts[i].first || parts[i + 1].first || !has_words(parts[i], words, layout) ||
        !rules.opens(text_of(parts[i + 1], words, layout), false))
      continue;
    edge = std::min(edge, parts[i + 1].x0);
    ++numbers;
  }
  if (numbers < kLeastSigns || edge - left > kLeftPart * (right - left)) return {};
  const auto rows =
      static_cast<std::size_t>(std::ranges::count_if(parts, [](const Part& p) { return p.first; }));
  std::erase_if(parts, [&](const Part& part) {
    return !part.first || part.x0 > edge - kNoteGap * part.size;
  });
  // a heading of the page may go over both; a number in the margin makes a list of it
  const std::size_t all = parts.size();
  std::erase_if(parts, [&](const Part& part) { return part.x1 > edge; });
  const bool list = std::ranges::any_of(
      parts, [&](const Part& part) { return rules.opens(text_of(part, words, layout), true); });
  if (list || all > 2 * parts.size()) return {};
  if (parts.size() * 2 > rows && !set_apart(parts, words, layout)) return {};
  return taken_out(words, parts, kNotePitch);
}

std::vector<std::vector<Word>> take_margin_signs(std::vector<Word>& words, const Layout& layout,
                                                 const LineRules& rules) {
  if (words.empty() || !rules.opens) return {};
  std::vector<Part> parts = parts_of(words, layout.styles);
  float edge = std::numeric_limits<float>::max();  // where the text begins
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (!(parts[i].first && is_sign(parts[i], words, layout))) edge = std::min(edge, parts[i].x0);
  std::size_t before_numbers = 0;
  for (std::size_t i = 0; i + 1 < parts.size(); ++i)
    if (parts[i].first && !parts[i + 1].first && is_sign(parts[i], words, layout) &&
        rules.opens(std::string(text_of(words[parts[i + 1].words.front()], layout)) + " x", true))
      ++before_numbers;
  std::erase_if(parts, [&](const Part& part) {
    return !part.first || part.x1 > edge - kBeyond * part.size || !is_sign(part, words, layout);
  });
  // one that stands before a number, and others in a column with it, are as good as two
  if (before_numbers == 0 || before_numbers + (parts.size() > kLeastSigns ? 1 : 0) < kLeastSigns)
    return {};
  return taken_out(words, parts, 0);
}

std::vector<std::vector<Word>> take_side_notes(std::vector<Word>& words, const Layout& layout) {
  if (words.empty()) return {};
  std::vector<Part> parts = parts_of(words, layout.styles);
  float left = words.front().box.x0, right = words.front().box.x1;
  for (const Word& word : words) {
    left = std::min(left, word.box.x0);
    right = std::max(right, word.box.x1);
  }
  // the edge of the text: where the lines end that begin in the left part of the page
  const float begins = left + kLeftPart * (right - left);
  float edge = left;
  std::size_t rows = 0, full = 0;
  for (const Part& part : parts)
    if (part.x0 < begins) edge = std::max(edge, part.x1);
  for (const Part& part : parts) {
    rows += part.first && part.x0 < begins ? 1 : 0;
    full += part.x0 < begins && part.x1 - left > kFull * (edge - left) ? 1 : 0;
  }
  if (rows < kLeastRows || static_cast<float>(full) < kFullLines * static_cast<float>(rows))
    return {};
  std::erase_if(parts, [&](const Part& part) { return part.x0 < edge + kBeyond * part.size; });
  const bool few = parts.size() * kMostNotes <= rows;
  if (!few && (parts.size() * 2 > rows || !set_apart(parts, words, layout))) return {};
  // "Education Act" / "1994, s 2(2)(c)": a line of a note may be numbers alone
  float x0 = 0, baseline = std::numeric_limits<float>::lowest();  // of the line above
  std::erase_if(parts, [&](const Part& part) {
    // a number alone is a sum in a column
    const std::string last(text_of(words[part.words.back()], layout));
    const bool sum = part.words.size() == 1 && last.back() >= '0' && last.back() <= '9';
    const bool goes_on = !sum && std::abs(x0 - part.x0) < part.size &&
                         part.baseline - baseline <= kNotePitch * part.size;
    if (!goes_on && !has_words(part, words, layout)) return true;
    x0 = part.x0;
    baseline = part.baseline;
    return false;
  });
  return taken_out(words, parts, kNotePitch);
}

}  // namespace remit
