#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace remit {

/// What no text lacks in which a pattern matches: of each of these lists it holds at least one
/// string, once its ASCII capitals are made small and its digits 0. A \b at the end of a string is
/// no byte of the text but says what RE2's says: the string stands there at the edge of a word.
///
///     \b(?i:if|unless)\s+the (?:Clerk|Dean)\b   →   {"\bthe clerk\b", "\bthe dean\b"},
///                                                  {"\bif\b", "\bunless\b"}
///     \d+(?:\.\d+)+                             →   {".0"}, {"0"}
///
/// The lists that say most stand first; there are no more than a few. What it does not understand
/// of a pattern it says nothing of, so that there may be none.
std::vector<std::vector<std::string>> needed_words(std::string_view pattern);

/// The \b in them, and the bytes that are in words as RE2's \b counts them.
inline constexpr char kEdge = '\b';
constexpr bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// The letters that an ASCII letter stands for in a pattern without case, and that are no ASCII
/// letters themselves: ſ (for s) and the Kelvin sign. A text with one of them has any word.
inline constexpr std::string_view kLongS = "\xC5\xBF", kKelvin = "\xE2\x84\xAA";

}  // namespace remit
