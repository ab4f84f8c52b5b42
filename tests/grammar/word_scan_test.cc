#include "remit/grammar/word_scan.h"

#include <gtest/gtest.h>

namespace remit {
namespace {

using Words = std::vector<std::vector<std::string>>;

TEST(WordScan, FindsWordsAndTheirEdges) {
  const WordScan scan(Words{{"\bof\b"}, {"of"}, {"the clerk", "0.0"}, {"\brk"}, {"clerks\b"}});
  struct {
    const char* text;
    std::uint64_t found;
  } const cases[] = {
      {"", 0},
      {"Of", 0b11},
      {"office", 0b10},
      {"roof", 0b10},
      {"a rook of Oakby", 0b11},
      {"The Clerk's rook", 0b100},
      {"7.3", 0b100},
      {"7. 3", 0},
      {"clerks", 0b10000},
      {"clerkship", 0},
      {"the\nclerk", 0},
      {"àof", 0b11},  // RE2 counts ASCII letters only
  };
  for (const auto& each : cases)
    EXPECT_EQ(scan.found_in(each.text), std::vector{each.found}) << each.text;
}

TEST(WordScan, GoesOnWithTheEndOfWhatItRead) {
  const WordScan scan(Words{{"abab"}, {"bac"}, {"c"}});
  EXPECT_EQ(scan.found_in("ababac").front(), 0b111U);
  EXPECT_EQ(scan.found_in("abac").front(), 0b110U);
}

TEST(WordScan, OfALongWordTheBeginningIsEnough) {
  const WordScan scan(Words{{"\bthe responsible financial officer\b"}});
  EXPECT_EQ(scan.found_in("the responsible").front(), 1U);
  EXPECT_EQ(scan.found_in("the reeve").front(), 0U);
}

TEST(WordScan, LettersThatStandForOthersHaveAnyWord) {
  const WordScan scan(Words{{"bells"}, {"kine"}});
  EXPECT_EQ(scan.found_in("bellſ").front(), 0b11U);
  EXPECT_EQ(scan.found_in("\u212Aine").front(), 0b11U);
}

TEST(WordScan, TooManyWordsAreInAnyText) {
  Words words(1);
  for (int i = 0; i < 70000; ++i) {
    std::string word;
    for (int n = i; word.size() < 4; n /= 26) word += static_cast<char>('a' + n % 26);
    words[0].push_back(word);
  }
  EXPECT_EQ(WordScan(words).found_in("7").front() & 1, 1U);
}

TEST(WordScan, ThereMayBeNoWords) {
  EXPECT_TRUE(WordScan(Words{}).found_in("the").empty());
  EXPECT_EQ(WordScan(Words{{}}).found_in("the"), std::vector<std::uint64_t>{0});
}

}  // namespace
}  // namespace remit
