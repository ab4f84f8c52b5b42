#include "remit/pdf/inline_image.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace remit::pdf {
namespace {

struct Taken {
  InlineImage image;
  std::string filter, data, rest;
};

/// The inline image that `content` has behind BI.
Taken take(std::string content) {
  ContentLexer lexer(content.data(), content.size());
  std::vector<Token> operands;
  for (Token token; lexer.next(token) && token.text != "ID";) operands.push_back(token);
  Taken taken;
  taken.image = take_inline_image(
      operands, [](std::string_view) { return Object{}; }, lexer);
  taken.filter = taken.image.filter;
  taken.data = taken.image.data;
  taken.rest = lexer.rest();
  return taken;
}

TEST(InlineImage, IsAsLongAsItsSizeSays) {
  const Taken taken = take("/W 2 /H 3 /BPC 8 /CS /G ID ab EI \nEI Q");
  EXPECT_EQ(taken.image.width, 2);
  EXPECT_EQ(taken.image.height, 3);
  EXPECT_EQ(taken.image.components, 1);
  EXPECT_EQ(taken.data, "ab EI \n");
  EXPECT_EQ(taken.rest, " Q");
}

TEST(InlineImage, OfUnknownLengthEndsWhereContentGoesOn) {
  const Taken taken = take("/W 9 /H 9 /F /Fl ID x EI \x01\x02 y\nEI Q q");
  EXPECT_TRUE(taken.image.packed);
  EXPECT_EQ(taken.filter, "Fl");
  EXPECT_EQ(taken.data, "x EI \x01\x02 y\n");
  EXPECT_EQ(taken.rest, " Q q");
}

TEST(InlineImage, WithoutAnEndHasNoData) {
  const Taken taken = take("/W 9 /H 9 ID abc");
  EXPECT_EQ(taken.data, "");
  EXPECT_EQ(taken.rest, "");
}

TEST(InlineImage, MaskHasOneBitAPixel) {
  const Taken taken = take("/IM true /W 8 /H 1 /BPC 8 /D [1 0] ID x EI");
  EXPECT_EQ(taken.image.bits, 1);
  EXPECT_EQ(taken.image.components, 1);
  EXPECT_TRUE(taken.image.inverted);
  EXPECT_EQ(taken.data, "x ");
}

TEST(InlineImage, OfNoSaneSizeIsStillTaken) {
  const Taken taken = take("/W 99999999999 /H -4 /BPC 4000000000 /CS /RGB ID x EI Q");
  EXPECT_EQ(taken.image.width, 1'000'000);
  EXPECT_EQ(taken.image.height, 0);
  EXPECT_EQ(taken.data, "x ");
}

}  // namespace
}  // namespace remit::pdf
