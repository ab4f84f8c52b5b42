#pragma once

#include <cstdint>
#include <string_view>

namespace remit::pdf {

/// One token of a content stream or a CMap.
struct Token {
  enum class Kind : std::uint8_t {
    End,
    Number,
    Name,    ///< text: without its slash, #xx undone
    String,  ///< text: the bytes it stands for
    ArrayBegin,
    ArrayEnd,
    DictionaryBegin,
    DictionaryEnd,
    Word,  ///< an operator, or true, false, null
  };
  Kind kind = Kind::End;
  double number = 0;
  std::string_view text = {};
};

/// Cuts a content stream into tokens.
///
///     "[(A\051) -20.5<42>] TJ"   →   [  (A))  -20.5  (B)  ]  TJ
///
/// Strings and names with escapes are decoded where they stand: that only ever shrinks them, and
/// spares a copy. So the bytes are overwritten, and tokens are views into them. Any bytes at all
/// give some row of tokens and then End.
class ContentLexer {
 public:
  ContentLexer(char* begin, std::size_t size) : at_(begin), end_(begin + size) {}

  /// Puts the next token into `token`; false at the end.
  bool next(Token& token);

  /// What has not been read yet: for inline images.
  [[nodiscard]] std::string_view rest() const {
    return {at_, static_cast<std::size_t>(end_ - at_)};
  }
  void skip(std::size_t bytes) { at_ += bytes; }

 private:
  void number(Token& token);
  void name(Token& token);
  void string(Token& token);
  void hex_string(Token& token);

  char* at_;
  char* end_;
};

}  // namespace remit::pdf
