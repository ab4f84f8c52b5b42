#include "remit/pdf/glyph_names.h"

#include <unordered_map>

#include "remit/pdf/podofo_objects.h"

namespace remit::pdf {
namespace {

/// The value of `digits` as upper- or lower-case hexadecimal, or -1.
long hex_value(std::string_view digits) {
  long value = 0;
  for (const char c : digits) {
    int digit = 0;
    if (c >= '0' && c <= '9')
      digit = c - '0';
    else if (c >= 'A' && c <= 'F')
      digit = c - 'A' + 10;
    else if (c >= 'a' && c <= 'f')
      digit = c - 'a' + 10;
    else
      return -1;
    value = value * 16 + digit;
  }
  return digits.empty() ? -1 : value;
}

bool is_scalar(long value) {
  return value > 0 && value <= 0x10FFFF && !(value >= 0xD800 && value < 0xE000);
}

/// PoDoFo looks through its list from the top, and documents use the same hundred names again.
char32_t listed_character(std::string_view name) {
  thread_local std::unordered_map<std::string, char32_t> known;
  const auto found = known.find(std::string(name));
  if (found != known.end()) return found->second;
  if (known.size() > 10'000) known.clear();
  return known[std::string(name)] = listed_glyph_character(name);
}

void append_component(std::u32string& text, std::string_view name) {
  if (name.starts_with("uni") && name.size() >= 7 && (name.size() - 3) % 4 == 0) {
    const std::size_t before = text.size();
    for (std::size_t i = 3; i < name.size(); i += 4) {
      const long value = hex_value(name.substr(i, 4));
      if (!is_scalar(value)) {
        text.resize(before);
        return;
      }
      append_unligated(text, static_cast<char32_t>(value));
    }
    return;
  }
  if (name.starts_with('u') && name.size() >= 5 && name.size() <= 7) {
    const long value = hex_value(name.substr(1));
    if (is_scalar(value)) {
      append_unligated(text, static_cast<char32_t>(value));
      return;
    }
  }
  if (const char32_t c = listed_character(name); c != 0) append_unligated(text, c);
}

}  // namespace

void append_unligated(std::u32string& text, char32_t c) {
  switch (c) {
    case 0xFB00:
      text += U"ff";
      return;
    case 0xFB01:
    case 0xF001:  // in fonts with Windows Glyph List 4
      text += U"fi";
      return;
    case 0xFB02:
    case 0xF002:
      text += U"fl";
      return;
    case 0xFB03:
      text += U"ffi";
      return;
    case 0xFB04:
      text += U"ffl";
      return;
    case 0xFB05:
    case 0xFB06:
      text += U"st";
      return;
    default:
      text += c;
  }
}

std::u32string glyph_name_text(std::string_view name) {
  std::u32string text;
  if (name.empty() || name[0] == '.') return text;  // .notdef
  // What follows a full stop says how the glyph is drawn, not what it means.
  std::string_view rest = name.substr(0, name.find('.'));
  while (!rest.empty()) {
    const std::size_t end = rest.find('_');
    append_component(text, rest.substr(0, end));
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  }
  return text;
}

}  // namespace remit::pdf
