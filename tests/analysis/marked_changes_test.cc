#include "remit/analysis/marked_changes.h"

#include <gtest/gtest.h>

#include "remit/job/extract_job.h"
#include "support/pdf_builder.h"
#include "support/shipped_grammar.h"

namespace remit {
namespace {

constexpr const char* kSentence =
    "BT /F1 10 Tf 20 250 Td (4.1 The Miller rings twice ) Tj /F2 10 Tf (once) Tj "
    "/F1 10 Tf ( a day and rests on) Tj 0 -12 Td (feast days when nobody grinds.) Tj ET 0.5 w ";

/// A page in a font whose characters are 6 wide: "twice" reaches from 146 to 176.
std::vector<Amendment> read(const std::string& content) {
  testing::PdfBuilder pdf;
  pdf.page_entries = "/MediaBox[0 0 400 300]";
  pdf.font = "<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>";
  pdf.fonts = "/F2<</Type/Font/Subtype/Type1/BaseFont/Courier-Bold/Encoding/WinAnsiEncoding>>";
  pdf.content = content;
  auto extraction = extract({.file = "mill.pdf"}, pdf.bytes(), test::shipped_grammar());
  if (!extraction) {
    ADD_FAILURE() << extraction.error().message;
    return {};
  }
  EXPECT_EQ(extraction->record.accounting.unplaced(), 0u);
  return std::move(extraction->record.analysis.amendments);
}

TEST(MarkedChanges, BoldWordsBesideStruckOnesTakeTheirPlace) {
  const auto amendments = read(std::string(kSentence) + "146 253 m 176 253 l S");
  ASSERT_EQ(amendments.size(), 1u);
  EXPECT_EQ(amendments[0].action, AmendmentAction::Replace);
  EXPECT_EQ(amendments[0].target, "4.1");
  EXPECT_EQ(amendments[0].old, "twice");
  EXPECT_EQ(amendments[0].text, "once");
  EXPECT_EQ(amendments[0].place.span, (Span{17, 27}));
}

TEST(MarkedChanges, StruckWordsGo) {
  const auto amendments = read(
      "BT /F1 10 Tf 20 250 Td (4.1 The Miller rings twice a day and rests on) Tj ET 0.5 w "
      "146 253 m 176 253 l S");
  ASSERT_EQ(amendments.size(), 1u);
  EXPECT_EQ(amendments[0].action, AmendmentAction::Delete);
  EXPECT_EQ(amendments[0].old, "twice");
}

TEST(MarkedChanges, BoldAndUnderlinedWordsAloneAreStress) {
  EXPECT_TRUE(read(std::string(kSentence) + "146 248.5 m 176 248.5 l S").empty());
}

TEST(MarkedChanges, ALineMuchLongerThanItsWordsIsATables) {
  EXPECT_TRUE(read("BT /F1 10 Tf 20 250 Td (4.1 Rings) Tj ET 0.5 w 20 253 m 380 253 l S").empty());
}

/// "Article 4 - The Mill Forge", its last two words from 116 to 140 and from 146 to 176, in a font.
std::string heading_in(const char* font) {
  return std::string("BT /") + font +
         " 10 Tf 20 270 Td (Article 4 - The Mill Forge) Tj ET 0.5 w 116 273 m 140 273 l S ";
}

TEST(MarkedChanges, UnderlinedWordsAreNewInHeadings) {
  const auto amendments =
      read(heading_in("F1") + "146 268.5 m 176 268.5 l S " +
           "BT /F1 10 Tf 20 250 Td (4.1 The Miller rings twice a day and rests on) Tj ET");
  ASSERT_EQ(amendments.size(), 1u);
  EXPECT_EQ(amendments[0].action, AmendmentAction::Replace);
  EXPECT_EQ(amendments[0].old, "Mill");
  EXPECT_EQ(amendments[0].text, "Forge");
  EXPECT_EQ(amendments[0].place.in, Place::In::Heading);
}

TEST(MarkedChanges, BoldHeadingsSayNothingOfWhatIsNew) {
  const auto amendments = read(heading_in("F2") + kSentence + "146 253 m 176 253 l S");
  ASSERT_EQ(amendments.size(), 2u);
  EXPECT_EQ(amendments[0].action, AmendmentAction::Delete);
  EXPECT_EQ(amendments[0].old, "Mill");
  EXPECT_EQ(amendments[1].action, AmendmentAction::Replace);
  EXPECT_EQ(amendments[1].text, "once");
}

TEST(MarkedChanges, CellsAreRewordedInTables) {
  // "9 marks 7 marks" in the second cell: the first two words from 206 to 248 are struck
  const auto amendments = read(
      "BT /F1 10 Tf 20 280 Td (4.1 What a Miller is paid:) Tj ET "
      "BT /F2 10 Tf 26 250 Td (Post) Tj 180 0 Td (Pay) Tj ET "
      "BT /F1 10 Tf 26 230 Td (Miller) Tj 180 0 Td (9 marks ) Tj /F2 10 Tf (7 marks) Tj ET "
      "BT /F1 10 Tf 26 210 Td (Boy) Tj 180 0 Td (4 marks) Tj ET "
      "0.5 w 20 264 360 -60 re S 20 244 m 380 244 l S 20 224 m 380 224 l S 200 264 m 200 204 l S "
      "206 233 m 248 233 l S");
  ASSERT_EQ(amendments.size(), 1u);
  EXPECT_EQ(amendments[0].action, AmendmentAction::Replace);
  EXPECT_EQ(amendments[0].old, "9 marks");
  EXPECT_EQ(amendments[0].text, "7 marks");
  EXPECT_EQ(amendments[0].target, "4.1");
  EXPECT_EQ(amendments[0].place.in, Place::In::Cell);
  EXPECT_EQ(amendments[0].place.row, 1);
}

TEST(MarkedChanges, WhatIsNewAtTheStartStandsBeforeWhatFollows) {
  const auto amendments = read(
      "BT /F1 10 Tf 20 250 Td (4.1 ) Tj /F2 10 Tf (Each year ) Tj /F1 10 Tf (the Miller rests) Tj "
      "ET BT /F1 10 Tf 20 220 Td (4.2 The Miller rings twice ) Tj /F2 10 Tf (once) Tj "
      "/F1 10 Tf ( a day) Tj ET 0.5 w 146 223 m 176 223 l S");
  ASSERT_EQ(amendments.size(), 2u);
  EXPECT_EQ(amendments[0].action, AmendmentAction::Insert);
  EXPECT_EQ(amendments[0].text, "Each year");
  EXPECT_EQ(amendments[0].before, "the Miller rests");
}

}  // namespace
}  // namespace remit
