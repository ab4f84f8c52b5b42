#include "remit/analysis/boxes.h"

#include <gtest/gtest.h>

#include "remit/job/extract_job.h"
#include "support/pdf_builder.h"
#include "support/shipped_grammar.h"

namespace remit {
namespace {

/// Two lines, the first 250 up and the second 12 below it.
constexpr const char* kLines =
    "BT /F1 10 Tf 20 250 Td (1. Opening. The Clerk opens the hall. The) Tj "
    "0 -12 Td (Mayor shall close it.) Tj ET";

Record read(const std::string& page_entries, bool geometry = true) {
  testing::PdfBuilder pdf;
  pdf.page_entries = page_entries;
  pdf.content = kLines;
  auto extraction =
      extract({.file = "hall.pdf", .geometry = geometry}, pdf.bytes(), test::shipped_grammar());
  if (!extraction) {
    ADD_FAILURE() << extraction.error().message;
    return {};
  }
  return std::move(extraction->record);
}

TEST(Boxes, ADutyHasOneForEachLine) {
  const Record record = read("/MediaBox[0 0 300 300]");
  ASSERT_EQ(record.analysis.duties.size(), 1u);
  const std::vector<PageBox>& boxes = record.analysis.duties[0].place.boxes;
  ASSERT_EQ(boxes.size(), 2u);
  // the last word of the first line, on its baseline; then the second line from its left edge
  EXPECT_GT(boxes[0].x0, 150);
  EXPECT_LT(boxes[0].y0, 250);
  EXPECT_GT(boxes[0].y1, 255);
  EXPECT_NEAR(boxes[1].x0, 20, 0.01);
  EXPECT_LT(boxes[1].y1, 250);
  EXPECT_LT(boxes[1].y0, 238);
  EXPECT_EQ(boxes[1].page, 1);
}

TEST(Boxes, ANodeHasOneForItsPage) {
  const Record record = read("/MediaBox[0 0 300 300]");
  ASSERT_EQ(record.structure.nodes.size(), 1u);
  const std::vector<PageBox>& boxes = record.structure.nodes[0].boxes;
  ASSERT_EQ(boxes.size(), 1u);
  EXPECT_NEAR(boxes[0].x0, 20, 0.01);
  EXPECT_LT(boxes[0].y0, 238);
  EXPECT_GT(boxes[0].y1, 255);
}

/// However a page is turned and cut, the numbers are those that an annotation would have.
TEST(Boxes, AreInThePagesOwnCoordinates) {
  const PageBox plain = read("/MediaBox[0 0 300 300]").structure.nodes.at(0).boxes.at(0);
  for (const char* entries : {"/MediaBox[0 0 300 300]/CropBox[10 30 290 280]",
                              "/MediaBox[-50 -20 300 300]", "/MediaBox[0 0 300 300]/UserUnit 2"}) {
    const Record record = read(entries);
    ASSERT_EQ(record.structure.nodes.size(), 1u) << entries;
    const PageBox& box = record.structure.nodes[0].boxes.at(0);
    EXPECT_NEAR(box.x0, plain.x0, 0.01) << entries;
    EXPECT_NEAR(box.y0, plain.y0, 0.01) << entries;
    EXPECT_NEAR(box.x1, plain.x1, 0.01) << entries;
    EXPECT_NEAR(box.y1, plain.y1, 0.01) << entries;
  }
}

TEST(Boxes, AreThereOnlyWhereAskedFor) {
  const Record record = read("/MediaBox[0 0 300 300]", false);
  ASSERT_EQ(record.analysis.duties.size(), 1u);
  EXPECT_TRUE(record.analysis.duties[0].place.boxes.empty());
  EXPECT_TRUE(record.structure.nodes.at(0).boxes.empty());
}

TEST(Boxes, ATextFileHasNone) {
  auto extraction = extract({.file = "hall.txt", .geometry = true},
                            "1. The Mayor shall close the hall.\n", test::shipped_grammar());
  ASSERT_TRUE(extraction);
  ASSERT_EQ(extraction->record.analysis.duties.size(), 1u);
  EXPECT_TRUE(extraction->record.analysis.duties[0].place.boxes.empty());
}

}  // namespace
}  // namespace remit
