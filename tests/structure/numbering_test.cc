#include "remit/structure/numbering.h"

#include <gtest/gtest.h>
#include <memory>
#include <string>

namespace remit {
namespace {

Number number(Numerals numerals, std::string_view num) {
  const auto read = read_number(numerals, num);
  EXPECT_TRUE(read) << num;
  return read.value_or(Number{.numerals = Numerals::None, .parts = {{0, 0}}});
}

TEST(Numbering, WhatComesNext) {
  struct Case {
    Numerals numerals;
    const char *last, *next;
    bool follows;
  };
  const Case cases[] = {
      {Numerals::Arabic, "3", "4", true},           {Numerals::Arabic, "3", "3A", true},
      {Numerals::Arabic, "3A", "3B", true},         {Numerals::Arabic, "3A", "4", true},
      {Numerals::Arabic, "3", "5", false},          {Numerals::Arabic, "3", "3", false},
      {Numerals::Arabic, "4", "3", false},          {Numerals::Arabic, "3", "3B", false},
      {Numerals::Decimal, "11.02", "11.03", true},  {Numerals::Decimal, "4.2", "4.2A", true},
      {Numerals::Decimal, "11.02", "11.04", false}, {Numerals::LowerAlpha, "h", "i", true},
      {Numerals::LowerAlpha, "z", "aa", true},      {Numerals::LowerAlpha, "aa", "bb", true},
      {Numerals::LowerAlpha, "aa", "ab", true},     {Numerals::LowerAlpha, "a", "aa", true},
      {Numerals::LowerAlpha, "aa", "b", true},      {Numerals::LowerAlpha, "a", "c", false},
      {Numerals::LowerRoman, "iii", "iv", true},    {Numerals::LowerRoman, "h", "i", false},
      {Numerals::UpperRoman, "VIII", "IX", true},
  };
  for (const Case& test : cases) {
    if (!read_number(test.numerals, test.last)) {
      EXPECT_FALSE(test.follows) << test.last;
      continue;
    }
    EXPECT_EQ(follows(number(test.numerals, test.last), number(test.numerals, test.next)),
              test.follows)
        << test.last << " " << test.next;
  }
}

TEST(Numbering, HowManyAreLeftOut) {
  const auto between = [](Numerals numerals, const char* last, const char* next) {
    return distance(number(numerals, last), number(numerals, next));
  };
  EXPECT_EQ(between(Numerals::Arabic, "5", "6"), 0);
  EXPECT_EQ(between(Numerals::Arabic, "5", "7"), 1);
  EXPECT_EQ(between(Numerals::Decimal, "2.1", "2.9"), 7);
  EXPECT_LT(between(Numerals::LowerAlpha, "d", "a"), 0);
}

TEST(Numbering, ANumberOutlivesItsText) {
  auto text = std::make_unique<std::string>("FR2.14");
  const auto number = read_number(Numerals::Decimal, *text);
  text.reset();
  ASSERT_TRUE(number);
  EXPECT_EQ(number->prefix, "FR");
}

TEST(Numbering, WhatExtendsWhat) {
  const auto extending = [](const char* longer, const char* stem) {
    return extends(number(Numerals::Decimal, longer), number(Numerals::Decimal, stem));
  };
  EXPECT_TRUE(extending("25.4.1", "25.4"));
  EXPECT_TRUE(extending("25.4.1", "25"));
  EXPECT_TRUE(extending("11.02", "11"));
  EXPECT_TRUE(extending("FR2.14", "FR2"));
  EXPECT_FALSE(extending("25.41", "25.4"));
  EXPECT_FALSE(extending("25.4", "25.4"));
  EXPECT_FALSE(extending("25.4", "25.4.1"));
  EXPECT_FALSE(extending("FR2.14", "CR2"));
  EXPECT_FALSE(extending("2A.1", "2"));
}

TEST(Numbering, DecimalsInTheirParts) {
  const Number inserted = number(Numerals::Decimal, "4.2A");
  EXPECT_EQ(inserted.parts, (std::vector<Arabic>{{4, 0}, {2, 1}}));
  const Number lettered = number(Numerals::Decimal, "FR2.14");
  EXPECT_EQ(lettered.prefix, "FR");
  EXPECT_EQ(lettered.parts, (std::vector<Arabic>{{2, 0}, {14, 0}}));
  EXPECT_FALSE(read_number(Numerals::Decimal, "2..1"));
  EXPECT_FALSE(read_number(Numerals::Decimal, ""));
  EXPECT_FALSE(read_number(Numerals::None, "1"));
}

}  // namespace
}  // namespace remit
