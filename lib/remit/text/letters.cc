#include "remit/text/letters.h"

#include <algorithm>
#include <unicode/uchar.h>

#include "remit/text/utf8.h"

namespace remit {
namespace {

UChar32 icu(char32_t c) { return static_cast<UChar32>(c); }

bool is_wrapping(char32_t c) {
  switch (c) {
    case '"':
    case '\'':
    case '(':
    case ')':
    case '[':
    case ']':
    case '{':
    case '}':
    case 0x2018:
    case 0x2019:
    case 0x201C:
    case 0x201D:
    case 0xAB:
    case 0xBB:
      return true;
    default:
      return is_space(c);
  }
}

}  // namespace

bool is_letter(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return u_isalpha(icu(c)) != 0;
}

bool is_upper(char32_t c) { return c < 0x80 ? c >= 'A' && c <= 'Z' : u_isupper(icu(c)) != 0; }

bool is_lower(char32_t c) { return c < 0x80 ? c >= 'a' && c <= 'z' : u_islower(icu(c)) != 0; }

bool is_space(char32_t c) {
  if (c <= 0x20) return true;
  if (c < 0x80) return false;
  return c == 0xA0 || c == 0x200B || c == 0xFEFF || u_isUWhiteSpace(icu(c)) != 0;
}

char32_t first_character(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_utf8(text, at);
    if (!is_wrapping(c)) return c;
  }
  return 0;
}

char32_t last_character(std::string_view text) {
  while (!text.empty()) {
    std::size_t start = text.size() - 1;
    while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) --start;
    std::size_t at = start;
    const char32_t c = next_utf8(text, at);
    if (!is_wrapping(c)) return c;
    text = text.substr(0, start);
  }
  return 0;
}

bool is_all_capitals(std::string_view text) {
  bool letters = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_utf8(text, at);
    if (is_lower(c)) return false;
    letters = letters || is_upper(c);
  }
  return letters;
}

float title_share(std::string_view text) {
  int words = 0, capitals = 0, letters = 0;
  bool capital = false;
  const auto end_word = [&] {
    if (letters >= 4) {
      ++words;
      capitals += capital ? 1 : 0;
    }
    letters = 0;
  };
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_utf8(text, at);
    if (!is_letter(c)) {
      end_word();
      continue;
    }
    if (letters++ == 0) capital = is_upper(c);
  }
  end_word();
  return words == 0 ? 0.0f : static_cast<float>(capitals) / static_cast<float>(words);
}

namespace {

/// Gives `put` each character of the folded form.
template <typename Put>
void fold(std::string_view text, bool started, Put put) {
  bool gap = started;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_utf8(text, at);
    if (c == 0x2019 || c == '\'') continue;
    const bool keep = c < 0x80 ? is_letter(c) || (c >= '0' && c <= '9') : u_isalnum(icu(c)) != 0;
    if (!keep) {
      gap = true;
      continue;
    }
    if (gap && started) put(U' ');
    gap = false;
    started = true;
    put(c < 0x80 ? (c >= 'A' && c <= 'Z' ? c + 32 : c)
                 : static_cast<char32_t>(u_foldCase(icu(c), U_FOLD_CASE_DEFAULT)));
  }
}

}  // namespace

std::string folded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  fold(text, false, [&out](char32_t c) { append_utf8(out, c); });
  return out;
}

std::uint64_t folded_key(std::string_view text, std::uint64_t before) {
  // FNV-1a over code points
  std::uint64_t key = before;
  fold(text, before != 0, [&key](char32_t c) {
    if (key == 0) key = 0xCBF29CE484222325;
    key = (key ^ c) * 0x100000001B3;
  });
  return key;
}

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace remit
