#include "remit/pdf/text_string.h"

#include <cstddef>

#include "remit/text/utf8.h"

namespace remit::pdf {
namespace {

// PDFDocEncoding differs from Latin-1 in these two stretches (ISO 32000-1, annex D).
constexpr char32_t kFrom18[] = {0x02D8, 0x02C7, 0x02C6, 0x02D9, 0x02DD, 0x02DB, 0x02DA, 0x02DC};
constexpr char32_t kFrom80[] = {
    0x2022, 0x2020, 0x2021, 0x2026, 0x2014, 0x2013, 0x0192, 0x2044, 0x2039, 0x203A, 0x2212,
    0x2030, 0x201E, 0x201C, 0x201D, 0x2018, 0x2019, 0x201A, 0x2122, 0xFB01, 0xFB02, 0x0141,
    0x0152, 0x0160, 0x0178, 0x017D, 0x0131, 0x0142, 0x0153, 0x0161, 0x017E, 0xFFFD, 0x20AC};

char32_t pdf_doc_character(unsigned char byte) {
  if (byte >= 0x18 && byte <= 0x1F) return kFrom18[byte - 0x18];
  if (byte >= 0x80 && byte <= 0xA0) return kFrom80[byte - 0x80];
  return byte;
}

std::u32string decode_utf16(std::string_view bytes, bool big_endian) {
  std::u32string text;
  const auto unit_at = [&](std::size_t i) {
    const auto first = static_cast<unsigned char>(bytes[i]);
    const auto second = static_cast<unsigned char>(bytes[i + 1]);
    return static_cast<char32_t>(big_endian ? first << 8 | second : second << 8 | first);
  };
  bool escape = false;
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    char32_t unit = unit_at(i);
    if (unit == 0x1B) {
      escape = !escape;
      continue;
    }
    if (escape) continue;
    if (unit >= 0xD800 && unit < 0xE000) {
      const char32_t low = unit < 0xDC00 && i + 3 < bytes.size() ? unit_at(i + 2) : 0;
      if (low >= 0xDC00 && low < 0xE000) {
        unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
        i += 2;
      } else {
        unit = 0xFFFD;
      }
    }
    text += unit;
  }
  return text;
}

}  // namespace

std::u32string decode_text_string(std::string_view bytes) {
  if (bytes.starts_with("\xFE\xFF")) return decode_utf16(bytes.substr(2), true);
  if (bytes.starts_with("\xFF\xFE")) return decode_utf16(bytes.substr(2), false);
  std::u32string text;
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    for (std::size_t at = 3; at < bytes.size();) text += next_utf8(bytes, at);
    return text;
  }
  for (const char c : bytes) text += pdf_doc_character(static_cast<unsigned char>(c));
  return text;
}

std::string text_string_utf8(std::string_view bytes) {
  std::string text;
  for (const char32_t c : decode_text_string(bytes)) append_utf8(text, c);
  while (!text.empty() && (text.back() == '\0' || text.back() == ' ')) text.pop_back();
  return text;
}

}  // namespace remit::pdf
