#include "remit/pdf/type1_encoding.h"

#include <algorithm>

#include "remit/pdf/content_lexer.h"

namespace remit::pdf {

std::vector<std::pair<std::uint8_t, std::string>> type1_encoding(ByteBuffer& program) {
  std::vector<std::pair<std::uint8_t, std::string>> encoding;
  const std::size_t begin = program.view().find("/Encoding");
  if (begin == std::string_view::npos) return encoding;
  // What follows "eexec" is enciphered.
  const std::size_t end = std::min(program.view().find("eexec"), program.size());
  if (end <= begin) return encoding;
  ContentLexer lexer(program.data() + begin, end - begin);
  Token token;
  double code = -1;
  std::string name;
  while (lexer.next(token)) {
    if (token.kind == Token::Kind::Number) {
      code = token.number;
    } else if (token.kind == Token::Kind::Name) {
      name = token.text;
    } else if (token.kind == Token::Kind::Word) {
      if (token.text == "StandardEncoding") break;
      if (token.text == "put" && code >= 0 && code < 256) {
        encoding.emplace_back(static_cast<std::uint8_t>(code), name);
        code = -1;
      }
      // "/Encoding 256 array 0 1 255 {1 index exch /.notdef put} for … readonly def"
      if (token.text == "def") break;
      if (token.text == "for") encoding.clear();
    }
  }
  return encoding;
}

}  // namespace remit::pdf
