#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace remit {

/// Unicode's own answers (by ICU), with ASCII answered at once.
bool is_letter(char32_t c);
bool is_upper(char32_t c);
bool is_lower(char32_t c);
/// Any white space, the no-break and zero-width ones too.
bool is_space(char32_t c);

/// The first character that is not a quotation mark or an opening bracket; 0 where there is none.
char32_t first_character(std::string_view text);
/// The last character that is not a quotation mark or a closing bracket; 0 where there is none.
char32_t last_character(std::string_view text);

/// True where there are letters and none of them is lower-case.
bool is_all_capitals(std::string_view text);

/// The share of the words of four letters and more that begin with a capital; 0 where there is
/// none.
float title_share(std::string_view text);

/// Comparable form of a line: case-folded, dashes and quotes made one, runs of anything that is no
/// letter or digit made one space.
///
///     "Part 5 C – Members’ Code"  →  "part 5 c members code"
std::string folded(std::string_view text);

/// A number for folded(text), without making it: two lines that fold alike have the same, two that
/// do not have different ones but for one chance in 2^64. Empty where folded() is: 0. `before`: the
/// key of what goes before it in the same line, parted by a space.
std::uint64_t folded_key(std::string_view text, std::uint64_t before = 0);

/// `text` without white space at its ends (ASCII).
std::string_view trimmed(std::string_view text);

}  // namespace remit
