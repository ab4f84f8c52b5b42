#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace remit {

/// How YAML may hold a string, the most legible way first.
enum class ScalarForm : std::uint8_t {
  Plain,      ///< Functions of the Monitoring Officer
  Literal,    ///< |- and the lines as they are, indented
  Quoted,     ///< "11.10"
  Malformed,  ///< none before valid_utf8 has mended it
};

/// The most legible form in which every YAML reader, of 1.1 or 1.2, gets back the string `text` and
/// nothing else: "11.10", "no", "1e3", "12:30" and "2020-01-01" are Quoted, or another reader takes
/// them for a number, a boolean, a time or a date.
///
/// It errs towards quotes. Plain begins with a letter, a "(" or a character past ASCII, so whatever
/// begins like a number or an indicator is Quoted; Literal is for text of several lines without
/// tabs, control characters, or white space that a reader could trim. One pass over the text.
ScalarForm scalar_form(std::string_view text);

/// Appends `text` in double quotes, with the escapes that JSON and YAML have in common. Control
/// characters, line and paragraph separators (U+0085, U+2028, U+2029), byte order marks and
/// non-characters of the basic plane are escaped; malformed UTF-8 is written as U+FFFD.
void append_quoted(std::string& out, std::string_view text);

/// Appends a finite number to the hundredth, without trailing zeros: 72, 540.5.
void append_decimal(std::string& out, double number);

}  // namespace remit
