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

}  // namespace
}  // namespace remit
