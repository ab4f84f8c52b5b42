#pragma once

#include <string>
#include <string_view>

namespace remit::pdf {

/// The characters that the name of a glyph stands for, empty where it tells nothing.
///
///     eacute → "é"     uni00660069 → "fi"     f_f_i → "ffi"     a.sc → "a"
///     u1F600 → "😀"    g23, cid7, glyph12 → ""
std::u32string glyph_name_text(std::string_view name);

/// Appends `c` to `text`, taken apart where it is a presentation-form ligature (U+FB00 to U+FB06).
void append_unligated(std::u32string& text, char32_t c);

}  // namespace remit::pdf
