#pragma once

#include <string>
#include <string_view>

namespace remit::pdf {

/// The characters of a PDF text string (a title, an ActualText): UTF-16 of either order or UTF-8 by
/// its mark, else PDFDocEncoding. Language escapes in UTF-16 are left out.
std::u32string decode_text_string(std::string_view bytes);

/// The same as UTF-8.
std::string text_string_utf8(std::string_view bytes);

}  // namespace remit::pdf
