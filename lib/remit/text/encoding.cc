#include "remit/text/encoding.h"

#include <cstdint>
#include <limits>
#include <unicode/unistr.h>

#include "remit/text/utf8.h"

namespace remit {
namespace {

std::string from(const std::string& bytes, const char* charset) {
  const icu::UnicodeString text(bytes.data(), static_cast<std::int32_t>(bytes.size()), charset);
  std::string out;
  text.toUTF8String(out);
  return out;
}

/// UTF-8, damaged UTF-8, or none at all: whichever most of the bytes past ASCII say.
Encoding encoding_of(const std::string& bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return Encoding::Utf16;
  std::size_t letters = 0, malformed = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t begin = at;
    next_utf8(bytes, at);
    if (at - begin > 1) {
      ++letters;
    } else if (static_cast<unsigned char>(bytes[begin]) >= 0x80) {
      ++malformed;
    }
  }
  if (malformed == 0) return Encoding::Utf8;
  return letters >= malformed ? Encoding::DamagedUtf8 : Encoding::Windows1252;
}

}  // namespace

DecodedText decode_text(std::string bytes) {
  const Encoding encoding = encoding_of(bytes);
  const bool too_large =
      bytes.size() > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max());
  if (too_large || encoding == Encoding::Utf8 || encoding == Encoding::DamagedUtf8)
    return {.text = std::move(bytes), .encoding = encoding};
  return {.text = from(bytes, encoding == Encoding::Utf16 ? "UTF-16" : "cp1252"),
          .encoding = encoding};
}

}  // namespace remit
