#include <gtest/gtest.h>

#include "remit/pdf/glyph_names.h"
#include "remit/pdf/podofo_objects.h"
#include "remit/pdf/text_string.h"
#include "remit/pdf/type1_encoding.h"

namespace remit::pdf {
namespace {

TEST(GlyphNames, SayTheirCharacters) {
  const struct {
    const char* name;
    std::u32string_view expected;
  } cases[] = {
      {"A", U"A"},
      {"eacute", U"é"},
      {"fi", U"fi"},
      {"ffi", U"ffi"},
      {"f_f_i", U"ffi"},
      {"f_i.liga", U"fi"},
      {"a.sc", U"a"},
      {"uni20AC", U"€"},
      {"uni00660069", U"fi"},
      {"uniF001", U"fi"},
      {"u1F600", U"\U0001F600"},
      {"uniD800", U""},
      {".notdef", U""},
      {"g23", U""},
      {"cid7", U""},
      {"glyph12", U""},
      {"", U""},
      {"quotedblleft", U"\u201C"},
      {"bullet", U"•"},
      {"endash", U"–"},
  };
  for (const auto& c : cases) EXPECT_EQ(glyph_name_text(c.name), c.expected) << c.name;
}

TEST(BaseEncoding, KnowsTheUsualSuspects) {
  const struct {
    BaseEncoding encoding;
    int code;
    char32_t expected;
  } cases[] = {
      {BaseEncoding::WinAnsi, 0x41, U'A'},       {BaseEncoding::WinAnsi, 0x92, U'\u2019'},
      {BaseEncoding::WinAnsi, 0x95, U'•'},       {BaseEncoding::WinAnsi, 0x96, U'–'},
      {BaseEncoding::WinAnsi, 0x80, U'€'},       {BaseEncoding::WinAnsi, 0xA3, U'£'},
      {BaseEncoding::MacRoman, 0xA5, U'•'},      {BaseEncoding::MacRoman, 0xD5, U'\u2019'},
      {BaseEncoding::Standard, 0x27, U'\u2019'}, {BaseEncoding::Standard, 0xB7, U'•'},
      {BaseEncoding::Symbol, 0xB7, U'•'},        {BaseEncoding::Symbol, 0x61, U'α'},
      {BaseEncoding::ZapfDingbats, 0x34, U'✔'},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(base_encoding_character(c.encoding, static_cast<std::uint8_t>(c.code)), c.expected)
        << std::hex << c.code;
  }
}

TEST(StandardWidths, AreThoseOfAdobe) {
  EXPECT_EQ(standard_width("Helvetica", U'A'), 667);
  EXPECT_EQ(standard_width("Helvetica-Bold", U'i'), 278);
  EXPECT_EQ(standard_width("Times-Roman", U' '), 250);
  EXPECT_EQ(standard_width("Courier", U'W'), 600);
  EXPECT_EQ(standard_width("Comic Sans", U'W'), -1);
}

TEST(TextString, DecodesByItsMark) {
  EXPECT_EQ(text_string_utf8(std::string_view("\xFE\xFF\x00\x41\x20\x19", 6)), "A’");
  EXPECT_EQ(text_string_utf8(std::string_view("\xFF\xFE\x41\x00", 4)), "A");
  EXPECT_EQ(text_string_utf8("\xEF\xBB\xBF"
                             "é"),
            "é");
  EXPECT_EQ(text_string_utf8("caf\xE9 \x84 \x90"), "café — ’");
  EXPECT_EQ(text_string_utf8(std::string_view("\xFE\xFF\xD8\x3D\xDE\x00", 6)), "😀");
  // A language escape is no text.
  EXPECT_EQ(text_string_utf8(std::string_view("\xFE\xFF\x00\x1B\x00"
                                              "e\x00n\x00\x1B\x00X",
                                              12)),
            "X");
}

TEST(Type1Encoding, ReadsTheClearPart) {
  ByteBuffer program;
  program.append(
      "%!PS-AdobeFont-1.0\n/Encoding 256 array\n0 1 255 {1 index exch /.notdef put} for\n"
      "dup 11 /ff put\ndup 65 /A put\nreadonly def\ncurrentfile eexec dup 66 /B put");
  const auto encoding = type1_encoding(program);
  ASSERT_EQ(encoding.size(), 2U);
  EXPECT_EQ(encoding[0].first, 11);
  EXPECT_EQ(encoding[0].second, "ff");
  ByteBuffer standard;
  standard.append("/Encoding StandardEncoding def eexec");
  EXPECT_TRUE(type1_encoding(standard).empty());
}

}  // namespace
}  // namespace remit::pdf
