#include "remit/format/scalar.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstring>

#include "remit/text/utf8.h"

namespace remit {
namespace {

// What a byte means for the form of the string it stands in.
enum ByteFlag : std::uint8_t {
  kBreak = 1,        // \n
  kColonOrHash = 2,  // may end a plain scalar, depending on its neighbours
  kControl = 4,      // cannot stand unescaped, or (tab) should not
  kNonAscii = 8,     // needs decoding
  kEscape = 16,      // " and backslash: special between quotes only
  kPlainStart = 32,  // may open a plain scalar
};

// What skip_ordinary stops at.
constexpr std::uint8_t kSpecial = kBreak | kColonOrHash | kControl | kNonAscii | kEscape;

constexpr std::array<std::uint8_t, 256> make_byte_flags() {
  std::array<std::uint8_t, 256> flags{};
  for (std::size_t c = 0; c < 0x20; ++c) flags[c] = kControl;
  flags['\n'] = kBreak;
  flags[0x7F] = kControl;
  flags[':'] = flags['#'] = kColonOrHash;
  flags['"'] = flags['\\'] = kEscape;
  for (std::size_t c = 'a'; c <= 'z'; ++c) flags[c] = flags[c - 'a' + 'A'] = kPlainStart;
  flags['('] = kPlainStart;
  for (std::size_t c = 0x80; c < 0x100; ++c) flags[c] = kNonAscii | kPlainStart;
  return flags;
}

constexpr auto kByteFlags = make_byte_flags();

std::uint8_t flags_of(char c) { return kByteFlags[static_cast<unsigned char>(c)]; }

// YAML 1.1 breaks lines at U+0085, U+2028 and U+2029, drops U+FEFF, and does not let the others in.
bool must_escape(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029 || c == 0xFEFF ||
         c == 0xFFFE || c == 0xFFFF;
}

// Moves past eight bytes at a time while all of them are letters and such, without a flag that
// bears on their form or needs an escape: nearly all text. Each term sets the high bit of a byte
// that is special; a borrow may mark its neighbour too, which is then looked at for nothing.
std::size_t skip_ordinary(std::string_view text, std::size_t at) {
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  constexpr std::uint64_t kHighBits = 0x80 * kOnes;
  for (std::uint64_t eight = 0; at + sizeof eight <= text.size(); at += sizeof eight) {
    std::memcpy(&eight, text.data() + at, sizeof eight);
    const std::uint64_t special = eight |                                      // past ASCII
                                  (eight + kOnes) |                            // DEL
                                  (eight - 0x20 * kOnes) |                     // control characters
                                  (((eight | kOnes) ^ '#' * kOnes) - kOnes) |  // " and #
                                  ((eight ^ ':' * kOnes) - kOnes) |
                                  ((eight ^ '\\' * kOnes) - kOnes);
    if ((special & kHighBits) != 0) break;
  }
  return at;
}

std::uint8_t flags_in(std::string_view text) {
  std::uint8_t flags = 0;
  for (std::size_t at = 0; at < text.size();) {
    at = skip_ordinary(text, at);
    for (const std::size_t end = std::min(at + 8, text.size()); at < end; ++at) {
      flags = static_cast<std::uint8_t>(flags | flags_of(text[at]));
    }
  }
  return flags;
}

enum class Characters : std::uint8_t { Printable, Escaped, Malformed };

// What the characters past ASCII ask for.
Characters characters_of(std::string_view text) {
  Characters found = Characters::Printable;
  for (std::size_t at = skip_ordinary(text, 0); at < text.size();) {
    if ((flags_of(text[at]) & kNonAscii) == 0) {
      at = (flags_of(text[at]) & kSpecial) == 0 ? at + 1 : skip_ordinary(text, at + 1);
      continue;
    }
    const std::size_t begin = at;
    const char32_t c = next_utf8(text, at);
    if (c == 0xFFFD && at - begin == 1) return Characters::Malformed;  // not a U+FFFD of the text's
    if (must_escape(c)) found = Characters::Escaped;
    at = skip_ordinary(text, at);
  }
  return found;
}

// The words that YAML 1.1 reads as a boolean or null, in any case ("n" and "y" are points of a
// list), and the likes of "E1", which JavaScript's yaml package reads as a number without its
// mantissa.
bool is_reserved_word(std::string_view text) {
  if ((text.front() | 0x20) == 'e' && text.size() > 1 &&
      text.find_first_not_of("+-.0123456789_", 1) == std::string_view::npos) {
    return true;
  }
  constexpr std::size_t kLongest = 5;
  if (text.size() > kLongest) return false;
  for (const std::string_view word :
       {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}) {
    const auto same_letter = [](char c, char lower) { return (c | 0x20) == lower; };
    if (std::equal(text.begin(), text.end(), word.begin(), word.end(), same_letter)) return true;
  }
  return false;
}

// ": " ends a key, " #" begins a comment.
bool has_plain_end(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == ':' && (i + 1 == text.size() || text[i + 1] == ' ')) return true;
    if (text[i] == '#' && i > 0 && text[i - 1] == ' ') return true;
  }
  return false;
}

// Literals keep inner blank lines; readers differ on lines that hold nothing but spaces, and on
// breaks at either end.
bool fits_literal(std::string_view text) {
  if (text.front() == '\n' || text.back() == '\n') return false;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (end > begin && text[begin] == ' ' && text.find_first_not_of(' ', begin) >= end) {
      return false;
    }
    begin = end + 1;
  }
  return true;
}

void append_escape(std::string& out, char32_t c) {
  constexpr std::u32string_view kShort = U"\"\\\n\r\t";
  constexpr std::string_view kLetters = "\"\\nrt";
  out.push_back('\\');
  if (const std::size_t i = kShort.find(c); i != std::u32string_view::npos) {
    out.push_back(kLetters[i]);
    return;
  }
  constexpr std::string_view kHex = "0123456789abcdef";
  out.push_back('u');
  for (int shift = 12; shift >= 0; shift -= 4) out.push_back(kHex[(c >> shift) & 0xF]);
}

}  // namespace

ScalarForm scalar_form(std::string_view text) {
  if (text.empty()) return ScalarForm::Quoted;
  const std::uint8_t flags = flags_in(text);
  if ((flags & kNonAscii) != 0) {
    const Characters characters = characters_of(text);
    if (characters == Characters::Malformed) return ScalarForm::Malformed;
    if (characters == Characters::Escaped) return ScalarForm::Quoted;
  }
  if ((flags & kControl) != 0) return ScalarForm::Quoted;
  if ((flags & kBreak) != 0) return fits_literal(text) ? ScalarForm::Literal : ScalarForm::Quoted;
  if ((flags_of(text.front()) & kPlainStart) == 0) return ScalarForm::Quoted;
  if (text.back() == ' ' || is_reserved_word(text)) return ScalarForm::Quoted;
  if ((flags & kColonOrHash) != 0 && has_plain_end(text)) return ScalarForm::Quoted;
  return ScalarForm::Plain;
}

void append_quoted(std::string& out, std::string_view text) {
  out.push_back('"');
  std::size_t run = 0;  // what lies before it is written
  for (std::size_t at = skip_ordinary(text, 0); at < text.size();) {
    if ((flags_of(text[at]) & kSpecial) == 0) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    const char32_t c = next_utf8(text, at);
    const bool malformed = c == 0xFFFD && at - begin == 1;
    const bool escaped = c == U'"' || c == U'\\' || must_escape(c);
    if (malformed || escaped) {
      out.append(text.substr(run, begin - run));
      malformed ? append_utf8(out, c) : append_escape(out, c);
      run = at;
    }
    at = skip_ordinary(text, at);
  }
  out.append(text.substr(run));
  out.push_back('"');
}

void append_decimal(std::string& out, double number) {
  constexpr double kFurthest = 1e12;  // no page is as large
  std::array<char, 32> digits{};
  const auto [end, status] =
      std::to_chars(digits.data(), digits.data() + digits.size(),
                    std::clamp(number, -kFurthest, kFurthest), std::chars_format::fixed, 2);
  std::string_view text(digits.data(), static_cast<std::size_t>(end - digits.data()));
  while (text.ends_with('0')) text.remove_suffix(1);
  if (text.ends_with('.')) text.remove_suffix(1);
  out.append(text == "-0" ? "0" : text);
}

}  // namespace remit
