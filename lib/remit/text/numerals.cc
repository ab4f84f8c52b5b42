#include "remit/text/numerals.h"

#include <array>
#include <string>

namespace remit {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::string roman(int value) {
  static constexpr std::array<std::pair<int, std::string_view>, 13> kSteps = {{{1000, "m"},
                                                                               {900, "cm"},
                                                                               {500, "d"},
                                                                               {400, "cd"},
                                                                               {100, "c"},
                                                                               {90, "xc"},
                                                                               {50, "l"},
                                                                               {40, "xl"},
                                                                               {10, "x"},
                                                                               {9, "ix"},
                                                                               {5, "v"},
                                                                               {4, "iv"},
                                                                               {1, "i"}}};
  std::string out;
  for (const auto& [step, sign] : kSteps)
    for (; value >= step; value -= step) out += sign;
  return out;
}

}  // namespace

std::optional<int> roman_value(std::string_view text) {
  if (text.empty() || text.size() > 15) return std::nullopt;
  int value = 0, last = 0;
  std::string folded;
  for (auto it = text.rbegin(); it != text.rend(); ++it) {
    const char c = lower(*it);
    const int sign = c == 'i'   ? 1
                     : c == 'v' ? 5
                     : c == 'x' ? 10
                     : c == 'l' ? 50
                     : c == 'c' ? 100
                     : c == 'd' ? 500
                     : c == 'm' ? 1000
                                : 0;
    if (sign == 0) return std::nullopt;
    value += sign < last ? -sign : sign;
    if (sign > last) last = sign;
  }
  for (const char c : text) folded += lower(c);
  if (value <= 0 || value > 3999 || roman(value) != folded) return std::nullopt;
  return value;
}

std::optional<int> letter_value(std::string_view text) {
  if (text.empty() || text.size() > 2) return std::nullopt;
  for (const char c : text)
    if (!is_letter(c)) return std::nullopt;
  const int first = lower(text[0]) - 'a';
  if (text.size() == 1) return first + 1;
  const int second = lower(text[1]) - 'a';
  if (first == second) return 27 + first;
  return 26 * (first + 1) + second + 1;
}

std::optional<Arabic> arabic_value(std::string_view text) {
  Arabic number;
  std::size_t at = 0;
  for (; at < text.size() && at < 6 && is_digit(text[at]); ++at)
    number.value = number.value * 10 + (text[at] - '0');
  if (at == 0) return std::nullopt;
  if (at < text.size()) {
    if (at + 1 != text.size() || !is_letter(text[at])) return std::nullopt;
    number.suffix = lower(text[at]) - 'a' + 1;
  }
  return number;
}

}  // namespace remit
