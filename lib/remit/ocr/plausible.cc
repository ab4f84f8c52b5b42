#include "remit/ocr/plausible.h"

#include <cstddef>
#include <string>

namespace remit {
namespace {

bool is_space(char32_t c) { return c == U' ' || c == 0xA0; }

bool is_letter(char32_t c) {
  const bool private_use = c >= 0xE000 && c < 0xF900;
  return ((c | 0x20) >= U'a' && (c | 0x20) <= U'z') || (c > 0xBF && !private_use && c != 0xFFFD);
}

bool is_vowel(char32_t c) {
  return std::u32string_view(U"aeiouwyAEIOUWY").find(c) != std::u32string_view::npos || c > 0xBF;
}

/// Letters with signs or digits among them, capitals inside, letters of no known meaning, or a long
/// word without a vowel.
bool odd(const std::u32string& word) {
  int letters = 0, vowels = 0, others = 0, capitals_inside = 0, small = 0;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char32_t c = word[i];
    const bool inside = i > 0 && i + 1 < word.size();
    if ((c >= 0xE000 && c < 0xF900) || c == 0xFFFD || c < U' ') return true;
    if (is_letter(c)) {
      ++letters;
      if (is_vowel(c)) ++vowels;
      if (c >= U'a' && c <= U'z') ++small;
      if (i > 0 && c >= U'A' && c <= U'Z' && word[i - 1] >= U'a' && word[i - 1] <= U'z')
        ++capitals_inside;
    } else if (inside && c != U'-' && c != U'\'' && c != U'/' && c != U'.' && c != U',' &&
               c != U'@' && c != U':' && c < 0x2000) {
      ++others;
    }
  }
  if (word.size() <= 2) return false;
  return (letters > 0 && others > 0) || (capitals_inside > 1) ||
         (letters == static_cast<int>(word.size()) && letters > 4 && small > 0 && vowels == 0);
}

}  // namespace

double odd_words(const Page& page, const std::function<bool(std::size_t)>& among) {
  std::size_t words = 0, bad = 0;
  std::u32string word;
  const auto end_word = [&] {
    if (word.empty()) return;
    ++words;
    if (odd(word)) ++bad;
    word.clear();
  };
  float last = 0, baseline = 0;
  for (std::size_t i = 0; i < page.glyphs.size(); ++i) {
    if (!among(i)) continue;
    const Glyph& glyph = page.glyphs[i];
    if (is_space(glyph.character) || glyph.baseline != baseline ||
        glyph.x0 > last + 0.2f * glyph.size || glyph.x0 < last - glyph.size)
      end_word();
    if (!is_space(glyph.character)) word += glyph.character;
    last = glyph.x1;
    baseline = glyph.baseline;
  }
  end_word();
  return words == 0 ? 0 : static_cast<double>(bad) / static_cast<double>(words);
}

}  // namespace remit
