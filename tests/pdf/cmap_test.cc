#include "remit/pdf/cmap.h"

#include <gtest/gtest.h>

namespace remit::pdf {
namespace {

CMap cmap_of(std::string_view text) {
  ByteBuffer bytes;
  bytes.append(text);
  return read_cmap(bytes);
}

TEST(CMap, ReadsCharactersAndRanges) {
  const CMap map = cmap_of(
      "/CIDInit /ProcSet findresource begin\n"
      "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
      "2 beginbfchar <0003> <0020> <01A5> <006600660069> endbfchar\n"
      "2 beginbfrange <0024> <003D> <0041> <0050><0052>[<0061><D83DDE00><0063>] endbfrange\n"
      "endcmap");
  ASSERT_EQ(map.code_spaces.size(), 1U);
  EXPECT_EQ(map.code_spaces[0].bytes, 2);
  ASSERT_EQ(map.to_unicode.size(), 6U);
  EXPECT_EQ(map.to_unicode[0].text, U" ");
  EXPECT_EQ(map.to_unicode[1].low, 0x1A5U);
  EXPECT_EQ(map.to_unicode[1].text, U"ffi");
  EXPECT_EQ(map.to_unicode[2].low, 0x24U);
  EXPECT_EQ(map.to_unicode[2].high, 0x3DU);
  EXPECT_EQ(map.to_unicode[2].text, U"A");
  EXPECT_EQ(map.to_unicode[4].low, 0x51U);
  EXPECT_EQ(map.to_unicode[4].text, U"\U0001F600");
}

TEST(CMap, ReadsCids) {
  const CMap map = cmap_of(
      "/Base-H usecmap /WMode 1 def\n"
      "2 begincodespacerange <00><80> <8140><9FFC> endcodespacerange\n"
      "1 begincidchar <20> 1 endcidchar 1 begincidrange <8140><817E> 633 endcidrange");
  EXPECT_EQ(map.uses, "Base-H");
  EXPECT_TRUE(map.vertical);
  ASSERT_EQ(map.code_spaces.size(), 2U);
  EXPECT_EQ(map.code_spaces[0].bytes, 1);
  ASSERT_EQ(map.to_cid.size(), 2U);
  EXPECT_EQ(map.to_cid[1].cid, 633U);
}

TEST(CMap, LeavesOutWhatIsCutShort) {
  EXPECT_TRUE(cmap_of("beginbfchar <00").to_unicode.empty());
  EXPECT_TRUE(cmap_of("beginbfrange <00> <41> [<41>").to_unicode.size() <= 1);
  EXPECT_TRUE(cmap_of("beginbfrange <41> <00> <0041> endbfrange").to_unicode.empty());
}

TEST(CMapText, PutsSwappedBytesRight) {
  const struct {
    std::string_view utf16;
    std::u32string_view expected;
  } cases[] = {
      {{"\x66\x00\x69\x00", 4}, U"fi"},   // Ghostscript's "fi"
      {{"\x66\x00\xCF\x00", 4}, U"ffi"},  // its "ffi": the last two added up
      {{"\x66\x00\xD2\x00", 4}, U"ffl"},
      {{"\x00\x66\x00\x69", 4}, U"fi"},            // as it should be
      {{"\x66\x00", 2}, U"\u6600"},                // one CJK character is itself
      {{"\x66\x00\x69\x01", 4}, U"\u6600\u6901"},  // so are two
      {{"\xD8\x3D\xDE\x00", 4}, U"\U0001F600"},
      {{"\xD8\x3D", 2}, U"\uFFFD"},
      {{"A", 1}, U"A"},
      {{"", 0}, U""},
  };
  for (const auto& c : cases) EXPECT_EQ(cmap_text(c.utf16), c.expected);
}

}  // namespace
}  // namespace remit::pdf
