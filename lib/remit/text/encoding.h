#pragma once

#include <string>

namespace remit {

/// How the bytes of a text stood for its characters.
enum class Encoding {
  Utf8,
  DamagedUtf8,  ///< mostly UTF-8; its malformed bytes will read as U+FFFD
  Utf16,        ///< as it says of itself in its first two bytes
  Windows1252,  ///< what Windows writes in Britain; taken where UTF-8 it cannot be
};

/// A text in UTF-8, and what it was in before.
struct DecodedText {
  std::string text;
  Encoding encoding = Encoding::Utf8;
};

/// Turns the bytes of a text file, in whatever encoding they are, into UTF-8. Never fails: a byte
/// that stands for no character is left to be read as U+FFFD. Texts of 2 GB and more are left as
/// they are.
DecodedText decode_text(std::string bytes);

}  // namespace remit
