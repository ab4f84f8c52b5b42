#include "remit/pdf/content_lexer.h"

#include <array>

namespace remit::pdf {
namespace {

enum CharClass : std::uint8_t { kRegular, kSpace, kDelimiter };

constexpr std::array<std::uint8_t, 256> make_classes() {
  std::array<std::uint8_t, 256> classes{};
  for (const char c : {'\0', '\t', '\n', '\f', '\r', ' '})
    classes[static_cast<unsigned char>(c)] = kSpace;
  for (const char c : {'(', ')', '<', '>', '[', ']', '{', '}', '/', '%'})
    classes[static_cast<unsigned char>(c)] = kDelimiter;
  return classes;
}

constexpr auto kClasses = make_classes();

std::uint8_t class_of(char c) { return kClasses[static_cast<unsigned char>(c)]; }

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

std::string_view between(const char* begin, const char* end) {
  return {begin, static_cast<std::size_t>(end - begin)};
}

}  // namespace

bool ContentLexer::next(Token& token) {
  for (;;) {
    while (at_ != end_ && class_of(*at_) == kSpace) ++at_;
    if (at_ == end_) {
      token.kind = Token::Kind::End;
      return false;
    }
    if (*at_ != '%') break;
    while (at_ != end_ && *at_ != '\n' && *at_ != '\r') ++at_;
  }
  const char c = *at_;
  if ((c >= '0' && c <= '9') || c == '-' || c == '.' || c == '+') {
    number(token);
    return true;
  }
  switch (c) {
    case '(':
      string(token);
      return true;
    case '/':
      name(token);
      return true;
    case '[':
      ++at_;
      token.kind = Token::Kind::ArrayBegin;
      return true;
    case ']':
      ++at_;
      token.kind = Token::Kind::ArrayEnd;
      return true;
    case '<':
      if (at_ + 1 != end_ && at_[1] == '<') {
        at_ += 2;
        token.kind = Token::Kind::DictionaryBegin;
      } else {
        hex_string(token);
      }
      return true;
    case '>':
      at_ += at_ + 1 != end_ && at_[1] == '>' ? 2 : 1;
      token.kind = Token::Kind::DictionaryEnd;
      return true;
    case ')':
    case '{':
    case '}':
      token.kind = Token::Kind::Word;
      token.text = between(at_, at_ + 1);
      ++at_;
      return true;
    default:
      break;
  }
  const char* const begin = at_;
  while (at_ != end_ && class_of(*at_) == kRegular) ++at_;
  token.kind = Token::Kind::Word;
  token.text = between(begin, at_);
  return true;
}

void ContentLexer::number(Token& token) {
  bool negative = false;
  // "--5" is written by some programs and means -5.
  while (at_ != end_ && (*at_ == '-' || *at_ == '+')) {
    if (*at_ == '-') negative = true;
    ++at_;
  }
  double value = 0;
  while (at_ != end_ && *at_ >= '0' && *at_ <= '9') value = value * 10 + (*at_++ - '0');
  if (at_ != end_ && *at_ == '.') {
    ++at_;
    double fraction = 0, scale = 1;
    while (at_ != end_ && *at_ >= '0' && *at_ <= '9') {
      if (scale < 1e15) {
        fraction = fraction * 10 + (*at_ - '0');
        scale *= 10;
      }
      ++at_;
    }
    value += fraction / scale;
  }
  // "12-34" is 12 to other readers. Letters begin an operator: "0.5w" happens.
  while (at_ != end_ && (*at_ == '-' || *at_ == '.' || (*at_ >= '0' && *at_ <= '9'))) ++at_;
  token.kind = Token::Kind::Number;
  token.number = negative ? -value : value;
}

void ContentLexer::name(Token& token) {
  char* const begin = ++at_;
  while (at_ != end_ && class_of(*at_) == kRegular && *at_ != '#') ++at_;
  char* write = at_;
  while (at_ != end_ && class_of(*at_) == kRegular) {
    if (*at_ == '#' && end_ - at_ > 2 && hex_digit(at_[1]) >= 0 && hex_digit(at_[2]) >= 0) {
      *write++ = static_cast<char>(hex_digit(at_[1]) << 4 | hex_digit(at_[2]));
      at_ += 3;
    } else {
      *write++ = *at_++;
    }
  }
  token.kind = Token::Kind::Name;
  token.text = between(begin, write);
}

void ContentLexer::string(Token& token) {
  char* const begin = ++at_;
  while (at_ != end_ && *at_ != ')' && *at_ != '(' && *at_ != '\\' && *at_ != '\r') ++at_;
  char* write = at_;
  int depth = 0;
  while (at_ != end_) {
    char c = *at_++;
    if (c == ')') {
      if (depth-- == 0) break;
    } else if (c == '(') {
      ++depth;
    } else if (c == '\r') {
      if (at_ != end_ && *at_ == '\n') ++at_;
      c = '\n';
    } else if (c == '\\') {
      if (at_ == end_) break;
      c = *at_++;
      switch (c) {
        case 'n':
          c = '\n';
          break;
        case 'r':
          c = '\r';
          break;
        case 't':
          c = '\t';
          break;
        case 'b':
          c = '\b';
          break;
        case 'f':
          c = '\f';
          break;
        case '\r':
          if (at_ != end_ && *at_ == '\n') ++at_;
          continue;
        case '\n':
          continue;
        default:
          if (c >= '0' && c <= '7') {
            int code = c - '0';
            for (int i = 0; i < 2 && at_ != end_ && *at_ >= '0' && *at_ <= '7'; ++i) {
              code = code * 8 + (*at_++ - '0');
            }
            c = static_cast<char>(code);
          }
      }
    }
    *write++ = c;
  }
  token.kind = Token::Kind::String;
  token.text = between(begin, write);
}

void ContentLexer::hex_string(Token& token) {
  char* const begin = ++at_;
  char* write = begin;
  int high = -1;
  while (at_ != end_) {
    const char c = *at_++;
    if (c == '>') break;
    const int digit = hex_digit(c);
    if (digit < 0) continue;
    if (high < 0) {
      high = digit;
    } else {
      *write++ = static_cast<char>(high << 4 | digit);
      high = -1;
    }
  }
  if (high >= 0) *write++ = static_cast<char>(high << 4);
  token.kind = Token::Kind::String;
  token.text = between(begin, write);
}

}  // namespace remit::pdf
