#include "remit/pdf/cmap.h"

#include <algorithm>

#include "remit/pdf/content_lexer.h"

namespace remit::pdf {
namespace {

// A CMap for all of Unicode's first plane has 65,536 entries; no more than a few of those.
constexpr std::size_t kMostEntries = 400'000;

std::uint32_t code_of(std::string_view bytes) {
  std::uint32_t code = 0;
  for (const char c : bytes.substr(0, 4)) code = code << 8 | static_cast<unsigned char>(c);
  return code;
}

/// "ff" in UTF-16 with its bytes the wrong way round looks like two CJK characters whose low byte
/// is zero: too odd a pair for any real ligature.
bool swapped(const std::u16string& units) {
  if (units.size() < 2) return false;
  return std::all_of(units.begin(), units.end(),
                     [](char16_t unit) { return (unit & 0xFF) == 0 && unit >= 0x2000; });
}

std::u32string unswapped(const std::u16string& units) {
  std::u32string text;
  for (const char16_t unit : units) {
    const char32_t high = unit >> 8;
    // The third letter of a three-letter ligature was added onto the second.
    if (high == U'f' + U'i') {
      text += U"fi";
    } else if (high == U'f' + U'l') {
      text += U"fl";
    } else if (high == U'f' + U't') {
      text += U"ft";
    } else {
      text += high;
    }
  }
  return text;
}

class Reader {
 public:
  explicit Reader(ByteBuffer& bytes) : lexer_(bytes.data(), bytes.size()) {}

  CMap read() {
    Token previous;
    while (lexer_.next(token_)) {
      if (token_.kind == Token::Kind::Name) {
        const bool mode = token_.text == "WMode";
        previous = token_;
        if (mode && lexer_.next(token_) && token_.kind == Token::Kind::Number) {
          map_.vertical = token_.number == 1;
        }
        continue;
      }
      if (token_.kind != Token::Kind::Word) continue;
      if (token_.text == "begincodespacerange")
        code_spaces();
      else if (token_.text == "beginbfchar")
        characters();
      else if (token_.text == "beginbfrange")
        ranges();
      else if (token_.text == "begincidchar")
        cids(false);
      else if (token_.text == "begincidrange")
        cids(true);
      else if (token_.text == "usecmap")
        map_.uses = previous.text;
    }
    return std::move(map_);
  }

 private:
  /// The next token, unless it ends the section.
  bool item() {
    if (!lexer_.next(token_) || token_.kind == Token::Kind::Word) return false;
    return ++entries_ < kMostEntries;
  }

  bool is_string() const { return token_.kind == Token::Kind::String; }

  void code_spaces() {
    while (item()) {
      if (!is_string()) continue;
      const std::string_view low = token_.text;
      if (!item() || !is_string()) return;
      if (low.empty() || low.size() > 4 || map_.code_spaces.size() >= 256) continue;
      map_.code_spaces.push_back(
          {code_of(low), code_of(token_.text), static_cast<std::uint8_t>(low.size())});
    }
  }

  void characters() {
    while (item()) {
      if (!is_string()) continue;
      const std::uint32_t code = code_of(token_.text);
      if (!item()) return;
      if (is_string()) add(code, code, cmap_text(token_.text));
    }
  }

  void ranges() {
    while (item()) {
      if (!is_string()) continue;
      const std::uint32_t low = code_of(token_.text);
      if (!item() || !is_string()) return;
      const std::uint32_t high = code_of(token_.text);
      if (!item()) return;
      if (is_string()) {
        add(low, high, cmap_text(token_.text));
      } else if (token_.kind == Token::Kind::ArrayBegin) {
        for (std::uint32_t code = low; item() && token_.kind != Token::Kind::ArrayEnd; ++code) {
          if (is_string() && code <= high) add(code, code, cmap_text(token_.text));
        }
        if (token_.kind == Token::Kind::Word) return;
      }
    }
  }

  void cids(bool range) {
    while (item()) {
      if (!is_string()) continue;
      const std::uint32_t low = code_of(token_.text);
      std::uint32_t high = low;
      if (range) {
        if (!item() || !is_string()) return;
        high = code_of(token_.text);
      }
      if (!item()) return;
      if (token_.kind == Token::Kind::Number && token_.number >= 0 && token_.number <= 65535) {
        map_.to_cid.push_back({low, high, static_cast<std::uint32_t>(token_.number)});
      }
    }
  }

  void add(std::uint32_t low, std::uint32_t high, std::u32string text) {
    if (!text.empty() && low <= high) map_.to_unicode.push_back({low, high, std::move(text)});
  }

  ContentLexer lexer_;
  Token token_;
  CMap map_;
  std::size_t entries_ = 0;
};

}  // namespace

std::u32string cmap_text(std::string_view utf16) {
  // One byte is not UTF-16, but <41> is written for "A".
  if (utf16.size() == 1) return {static_cast<unsigned char>(utf16[0])};
  std::u16string units;
  for (std::size_t i = 0; i + 1 < utf16.size() && units.size() < 64; i += 2) {
    units += static_cast<char16_t>(static_cast<unsigned char>(utf16[i]) << 8 |
                                   static_cast<unsigned char>(utf16[i + 1]));
  }
  if (swapped(units)) return unswapped(units);
  std::u32string text;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const char32_t unit = units[i];
    if (unit >= 0xD800 && unit < 0xDC00 && i + 1 < units.size() && units[i + 1] >= 0xDC00 &&
        units[i + 1] < 0xE000) {
      text += static_cast<char32_t>(0x10000 + ((unit - 0xD800) << 10) + (units[++i] - 0xDC00U));
    } else {
      text += unit >= 0xD800 && unit < 0xE000 ? U'\uFFFD' : unit;
    }
  }
  return text;
}

CMap read_cmap(ByteBuffer& bytes) { return Reader(bytes).read(); }

}  // namespace remit::pdf
