#include "remit/text/letters.h"

#include <gtest/gtest.h>

namespace remit {
namespace {

TEST(Letters, KnowWelshAndGaelicToo) {
  for (const char32_t c : {U'a', U'Z', U'ŵ', U'Ŷ', U'é', U'ò'}) EXPECT_TRUE(is_letter(c));
  for (const char32_t c : {U'1', U'-', U'’', U' ', U'£'}) EXPECT_FALSE(is_letter(c));
  EXPECT_TRUE(is_upper(U'Ŵ'));
  EXPECT_FALSE(is_upper(U'ŵ'));
  EXPECT_TRUE(is_lower(U'ŷ'));
}

TEST(Letters, SpacesOfEveryKind) {
  for (const char32_t c :
       {U' ', U'\t', U'\n', U'\u00A0', U'\u200B', U'\u2003', U'\u202F', U'\uFEFF'})
    EXPECT_TRUE(is_space(c)) << static_cast<unsigned>(c);
  EXPECT_FALSE(is_space(U'\u00AD'));
  EXPECT_FALSE(is_space(U'x'));
}

TEST(Letters, FirstAndLastWithoutQuotesAndBrackets) {
  EXPECT_EQ(first_character("“(the Act”"), U't');
  EXPECT_EQ(last_character("… the Act.”)"), U'.');
  EXPECT_EQ(last_character("Dŵr’"), U'r');
  EXPECT_EQ(first_character("“”"), U'\0');
  EXPECT_EQ(last_character(""), U'\0');
}

TEST(Letters, Capitals) {
  EXPECT_TRUE(is_all_capitals("ARTICLE 11 – DŴR"));
  EXPECT_FALSE(is_all_capitals("ARTICLE 11 – Dŵr"));
  EXPECT_FALSE(is_all_capitals("11.02"));
  EXPECT_FLOAT_EQ(title_share("Functions of the Monitoring Officer"), 1.0f);
  EXPECT_FLOAT_EQ(title_share("the Chair may adjourn"), 0.5f);
  EXPECT_FLOAT_EQ(title_share("a of the"), 0.0f);
}

TEST(Letters, FoldedMakesTwoPrintingsOfALineOne) {
  const std::pair<const char*, const char*> cases[] = {
      {"Part 5 C – Members’ Code", "part 5 c members code"},
      {"PART 5 C - MEMBERS' CODE", "part 5 c members code"},
      {"  Dŵr   y Cyngor. ", "dŵr y cyngor"},
      {"…", ""},
  };
  for (const auto& [text, line] : cases) EXPECT_EQ(folded(text), line);
}

TEST(Letters, Trimmed) {
  EXPECT_EQ(trimmed(" \t a b\r\n"), "a b");
  EXPECT_EQ(trimmed("  "), "");
}

}  // namespace
}  // namespace remit
