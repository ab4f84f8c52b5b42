#include "remit/text/numerals.h"

#include <gtest/gtest.h>

namespace remit {
namespace {

TEST(Numerals, RomanInCanonicalFormOnly) {
  const std::pair<const char*, std::optional<int>> cases[] = {
      {"i", 1},    {"iv", 4},       {"IX", 9},           {"xiv", 14},
      {"XL", 40},  {"mcmxc", 1990}, {"mmmcmxcix", 3999}, {"c", 100},
      {"", {}},    {"iiii", {}},    {"vx", {}},          {"ic", {}},
      {"iix", {}}, {"a", {}},       {"mmmm", {}},        {"x1", {}},
  };
  for (const auto& [text, value] : cases) EXPECT_EQ(roman_value(text), value) << text;
}

TEST(Numerals, Letters) {
  const std::pair<const char*, std::optional<int>> cases[] = {
      {"a", 1},   {"Z", 26}, {"aa", 27},  {"bb", 28}, {"ab", 28},
      {"zz", 52}, {"", {}},  {"abc", {}}, {"1", {}},  {"a1", {}},
  };
  for (const auto& [text, value] : cases) EXPECT_EQ(letter_value(text), value) << text;
}

TEST(Numerals, ArabicWithALetterBehindIt) {
  const std::pair<const char*, std::optional<Arabic>> cases[] = {
      {"12", Arabic{12, 0}},
      {"12A", Arabic{12, 1}},
      {"012", Arabic{12, 0}},
      {"3b", Arabic{3, 2}},
      {"999999", Arabic{999999, 0}},
      {"", {}},
      {"A12", {}},
      {"12AB", {}},
      {"12.1", {}},
      {"1234567", {}},
  };
  for (const auto& [text, value] : cases) EXPECT_EQ(arabic_value(text), value) << text;
}

}  // namespace
}  // namespace remit
