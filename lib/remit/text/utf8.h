#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace remit {

/// Appends `c` to `out` as UTF-8. A surrogate or a value past U+10FFFF is written as U+FFFD.
void append_utf8(std::string& out, char32_t c);

/// Reads the character that begins at `at` and moves `at` past it. A malformed byte counts as one
/// U+FFFD, so a loop over any bytes ends. Precondition: at < text.size().
inline char32_t next_utf8(std::string_view text, std::size_t& at);

/// `text` with each malformed byte replaced by U+FFFD.
std::string valid_utf8(std::string_view text);

/// Number of characters (code points).
std::size_t count_utf8(std::string_view text);

/// next_utf8 of a character that is not ASCII.
char32_t next_beyond_ascii(std::string_view text, std::size_t& at);

inline char32_t next_utf8(std::string_view text, std::size_t& at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  return byte < 0x80 ? (++at, byte) : next_beyond_ascii(text, at);
}

}  // namespace remit
