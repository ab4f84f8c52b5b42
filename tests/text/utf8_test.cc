#include "remit/text/utf8.h"

#include <gtest/gtest.h>

namespace remit {
namespace {

TEST(Utf8, ReadsWhatItWrites) {
  for (const char32_t c :
       {U'a', U'é', U'’', U'\U0001F600', char32_t{0x7F}, char32_t{0x80}, char32_t{0x7FF},
        char32_t{0x800}, char32_t{0xFFFF}, char32_t{0x10000}, char32_t{0x10FFFF}}) {
    std::string text;
    append_utf8(text, c);
    std::size_t at = 0;
    EXPECT_EQ(next_utf8(text, at), c);
    EXPECT_EQ(at, text.size());
  }
}

TEST(Utf8, WritesNoSurrogate) {
  std::string text;
  append_utf8(text, 0xD800);
  append_utf8(text, 0x110000);
  EXPECT_EQ(text, "\uFFFD\uFFFD");
}

TEST(Utf8, MendsMalformedBytesOneByOne) {
  const std::pair<const char*, const char*> cases[] = {
      {"plain", "plain"},
      {"a\x80z", "a\uFFFDz"},          // a tail without a lead
      {"a\xE2\x80", "a\uFFFD\uFFFD"},  // cut short
      {"\xC0\xAF", "\uFFFD\uFFFD"},    // overlong
      {"\xE0\x80\x80", "\uFFFD\uFFFD\uFFFD"},
      {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},  // a surrogate
      {"\xF5\x80\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"},
      {"\xE2z", "\uFFFDz"},
  };
  for (const auto& [bytes, mended] : cases) {
    EXPECT_EQ(valid_utf8(bytes), mended);
    EXPECT_EQ(valid_utf8(mended), mended);
  }
}

TEST(Utf8, CountsCharactersNotBytes) {
  EXPECT_EQ(count_utf8(""), 0u);
  EXPECT_EQ(count_utf8("Dŵr – £5"), 8u);
  EXPECT_EQ(count_utf8("\xFF\xFF"), 2u);
}

}  // namespace
}  // namespace remit
