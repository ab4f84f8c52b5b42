#include "remit/base/file_kind.h"

#include <gmock/gmock.h>

namespace remit {
namespace {

using namespace std::string_view_literals;

TEST(FileKind, WhatIsNoTextIsToldByItsFirstBytes) {
  EXPECT_THAT(advice_on("PK\x03\x04rest"), testing::HasSubstr("Word or OpenDocument"));
  EXPECT_THAT(advice_on("\xD0\xCF\x11\xE0rest"), testing::HasSubstr("old Word"));
  EXPECT_THAT(advice_on("{\\rtf1\\ansi The Council"), testing::HasSubstr("rich text"));
  EXPECT_THAT(advice_on("%!PS-Adobe-3.0"), testing::HasSubstr("ps2pdf"));
  EXPECT_THAT(advice_on("II*\0"sv), testing::HasSubstr("picture"));
  EXPECT_THAT(advice_on("<!DOCTYPE html><p>gone"), testing::HasSubstr("web page"));
  EXPECT_EQ(advice_on("Article 1"), "");
  for (const auto bytes : {"PK\x03\x04"sv, "{\\rtf1"sv, "%!PS"sv, "\x89PNG"sv, "some\0thing"sv})
    EXPECT_TRUE(is_binary(bytes)) << bytes;
}

TEST(FileKind, TextIsText) {
  const std::string far =
      std::string(9000, 'a') + '\0';  // a flaw in a text, not the mark of another kind
  for (const auto bytes :
       {"PKs are the Council's."sv, "MMs"sv, "<html>1. The town acts."sv, ""sv,
        "\xFF\xFE\x31\0.\0"sv, "\xFE\xFF\0\x31"sv, "caf\xE9"sv, std::string_view(far)})
    EXPECT_FALSE(is_binary(bytes)) << bytes;
}

}  // namespace
}  // namespace remit
