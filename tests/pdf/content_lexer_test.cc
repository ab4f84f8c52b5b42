#include "remit/pdf/content_lexer.h"

#include <gtest/gtest.h>
#include <string>

namespace remit::pdf {
namespace {

/// The tokens of `content`, one word each: n for numbers, / for names, () for strings.
std::string tokens(std::string content) {
  ContentLexer lexer(content.data(), content.size());
  Token token;
  std::string out;
  while (lexer.next(token)) {
    if (!out.empty()) out += ' ';
    switch (token.kind) {
      case Token::Kind::Number: {
        char number[32];
        std::snprintf(number, sizeof number, "%g", token.number);
        out += number;
        break;
      }
      case Token::Kind::Name:
        out += "/" + std::string(token.text);
        break;
      case Token::Kind::String:
        out += "(" + std::string(token.text) + ")";
        break;
      case Token::Kind::ArrayBegin:
        out += "[";
        break;
      case Token::Kind::ArrayEnd:
        out += "]";
        break;
      case Token::Kind::DictionaryBegin:
        out += "<<";
        break;
      case Token::Kind::DictionaryEnd:
        out += ">>";
        break;
      case Token::Kind::Word:
        out += token.text;
        break;
      case Token::Kind::End:
        break;
    }
  }
  return out;
}

TEST(ContentLexer, CutsTokens) {
  const struct {
    const char* content;
    const char* expected;
  } cases[] = {
      {"", ""},
      {"1 0 0 1 72 700 cm", "1 0 0 1 72 700 cm"},
      {"-.5 +3 --5 4. 12-34", "-0.5 3 -5 4 12"},
      {"0.5w", "0.5 w"},
      {"[(A)-20.5<42>]TJ", "[ (A) -20.5 (B) ] TJ"},
      {"/F#31#20x 12 Tf", "/F1 x 12 Tf"},
      {"/ 1", "/ 1"},
      {"(a\\)b(c)d)Tj", "(a)b(c)d) Tj"},
      {"(\\101\\7\\1012)",
       "(A\a"
       "A2)"},
      {"(a\\\nb)", "(ab)"},
      {"(a\r\nb)", "(a\nb)"},
      {"<48 65 6C6c 6F7>", "(Hellop)"},
      {"<</MCID 3/X[1]>>BDC", "<< /MCID 3 /X [ 1 ] >> BDC"},
      {"q % comment (\nQ", "q Q"},
      {"T* f* ' \"", "T* f* ' \""},
      {"(never closed", "(never closed)"},
      {"<4", "(@)"},
      {") } {", ") } {"},
  };
  for (const auto& c : cases) EXPECT_EQ(tokens(c.content), c.expected) << c.content;
}

TEST(ContentLexer, ReadsNonsenseToItsEnd) {
  std::string bytes;
  for (int i = 0; i < 4096; ++i) bytes += static_cast<char>(i * 2654435761U >> 13);
  EXPECT_FALSE(tokens(bytes).empty());
}

TEST(ContentLexer, KnowsWhatIsLeft) {
  std::string content = "ID \x01\x02 EI Q";
  ContentLexer lexer(content.data(), content.size());
  Token token;
  ASSERT_TRUE(lexer.next(token));
  EXPECT_EQ(lexer.rest(), " \x01\x02 EI Q");
  lexer.skip(6);
  ASSERT_TRUE(lexer.next(token));
  EXPECT_EQ(token.text, "Q");
}

}  // namespace
}  // namespace remit::pdf
