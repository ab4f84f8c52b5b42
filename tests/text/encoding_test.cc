#include "remit/text/encoding.h"

#include <gmock/gmock.h>

namespace remit {
namespace {

using namespace std::string_literals;

struct Case {
  std::string bytes, text;
  Encoding encoding;
};

TEST(Encoding, OfATextIsToldByItsBytes) {
  const Case cases[] = {
      {"", "", Encoding::Utf8},
      {"The town", "The town", Encoding::Utf8},
      {"Tŷ’r £5", "Tŷ’r £5", Encoding::Utf8},
      {"\xEF\xBB\xBFTŷ", "\xEF\xBB\xBFTŷ", Encoding::Utf8},
      {"a \x93"
       "Clerk\x94 \x96 \xA3"
       "5 caf\xE9",
       "a “Clerk” – £5 café", Encoding::Windows1252},
      {"Tŷ’r \xA3", "Tŷ’r \xA3", Encoding::DamagedUtf8},
      {"\xFF\xFE"
       "1\0.\0w\x01"s,
       "1.ŷ", Encoding::Utf16},
      {"\xFE\xFF\0"
       "1\0.\x01w"s,
       "1.ŷ", Encoding::Utf16},
      {"\xFF\xFE"
       "1\0.\0w"s,
       "1.\uFFFD", Encoding::Utf16},  // cut off within a character
      {"\xFF\xFE"
       "1\0\0\xD8.\0"s,
       "1\uFFFD.", Encoding::Utf16},  // half of a pair
  };
  for (const Case& c : cases) {
    const DecodedText decoded = decode_text(c.bytes);
    EXPECT_EQ(decoded.text, c.text);
    EXPECT_EQ(decoded.encoding, c.encoding) << c.text;
  }
}

}  // namespace
}  // namespace remit
