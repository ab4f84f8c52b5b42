#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

#include "remit/pdf/pdf_source.h"
#include "support/pdf_builder.h"

namespace remit {
namespace {

using ::testing::ElementsAre;
using testing::PdfBuilder;

struct Beside {
  Page page;
  std::vector<OutlineEntry> outline;
};

Beside read_bytes(std::string bytes) {
  Beside read;
  Diagnostics diagnostics;
  auto source = open_pdf(std::move(bytes), "test.pdf", diagnostics);
  if (!source) {
    ADD_FAILURE() << source.error().message;
    return read;
  }
  (*source)->read(1, read.page, diagnostics);
  read.outline = (*source)->outline();
  return read;
}

/// A page with marked contents 0, 1, 2, … and the structure tree whose kids are `kids`.
Beside read_tree(const std::string& kids, const std::string& root_entries = "",
                 const std::vector<std::string>& objects = {}) {
  PdfBuilder pdf;
  for (int i = 0; i < 6; ++i)
    pdf.content += "/P <</MCID " + std::to_string(i) + ">> BDC BT /F1 10 Tf 20 " +
                   std::to_string(280 - 20 * i) + " Td (w) Tj ET EMC\n";
  pdf.catalog_entries = "/StructTreeRoot<</Type/StructTreeRoot" + root_entries + "/K" + kids + ">>";
  for (const std::string& object : objects) pdf.add(object);
  return read_bytes(pdf.bytes());
}

/// The roles from the outermost element to the one that holds a marked content, by their numbers.
std::vector<TagRole> roles_of(const Beside& read, int mcid) {
  std::vector<TagRole> roles;
  if (!read.page.tags) return roles;
  const Tags& tags = *read.page.tags;
  for (ElementId at = tags.element_of(1, mcid); at != kNoElement; at = tags.elements[at].parent)
    roles.insert(roles.begin(), tags.elements[at].role);
  return roles;
}

const TagElement& element_of(const Beside& read, int mcid) {
  static const TagElement none;
  const ElementId at = read.page.tags ? read.page.tags->element_of(1, mcid) : kNoElement;
  return at == kNoElement ? none : read.page.tags->elements[at];
}

TEST(StructureTree, ReadsContentsWrittenInEveryWay) {
  const Beside read = read_tree(
      "<</S/Document/Pg 3 0 R/K[<</S/P/K 0>> <</S/H2/K[1]>> <</S/P/K<</Type/MCR/Pg 3 0 R/MCID 2>>>>"
      " <</S/P/K[<</Type/OBJR/Obj 4 0 R>> <</MCID 3>>]>> 6 0 R]>>",
      "", {"<</S/L/K[<</S/LI/K[<</S/Lbl/K 4>> <</S/LBody/K 5>>]>>]/Pg 3 0 R>>"});
  EXPECT_THAT(roles_of(read, 0), ElementsAre(TagRole::Group, TagRole::Paragraph));
  EXPECT_EQ(element_of(read, 1).role, TagRole::Heading);
  EXPECT_EQ(element_of(read, 1).level, 2);
  EXPECT_EQ(element_of(read, 2).role, TagRole::Paragraph);
  EXPECT_EQ(element_of(read, 3).role, TagRole::Paragraph);
  EXPECT_THAT(roles_of(read, 4),
              ElementsAre(TagRole::Group, TagRole::List, TagRole::ListItem, TagRole::Label));
  EXPECT_THAT(roles_of(read, 5),
              ElementsAre(TagRole::Group, TagRole::List, TagRole::ListItem, TagRole::ItemBody));
}

TEST(StructureTree, FollowsRoleMapsAndNotTheirLoops) {
  const Beside read = read_tree(
      "[<</S/Clause#20head/Pg 3 0 R/K 0>> <</S/Body/Pg 3 0 R/K 1>> <</S/Round/Pg 3 0 R/K 2>>"
      " <</S/Unheard/Pg 3 0 R/K 3>>]",
      "/RoleMap<</Clause#20head/Top /Top/H1 /Body/P /Round/About /About/Round>>");
  EXPECT_EQ(element_of(read, 0).role, TagRole::Heading);
  EXPECT_EQ(element_of(read, 0).level, 1);
  EXPECT_EQ(element_of(read, 1).role, TagRole::Paragraph);
  EXPECT_EQ(element_of(read, 2).role, TagRole::Inline);
  EXPECT_EQ(element_of(read, 3).role, TagRole::Inline);
}

TEST(StructureTree, ReadsSpansAndNumbering) {
  const Beside read = read_tree(
      "<</S/Table/Pg 3 0 R/K<</S/TR/K[<</S/TH/K 0/A<</O/Table/ColSpan 2>>>>"
      " <</S/TD/K 1/A[<</O/Layout>> <</O/Table/RowSpan 3/ColSpan -4>>]>> <</S/TD/K 2/A 7>>]>>>>");
  EXPECT_EQ(element_of(read, 0).role, TagRole::HeaderCell);
  EXPECT_EQ(element_of(read, 0).columns, 2);
  EXPECT_EQ(element_of(read, 1).rows, 3);
  EXPECT_EQ(element_of(read, 1).columns, 1);
  EXPECT_EQ(element_of(read, 2).rows, 1);
}

TEST(StructureTree, GivesAContentThatTwoElementsClaimToNone) {
  const Beside read = read_tree("[<</S/P/Pg 3 0 R/K[0 1]>> <</S/H1/Pg 3 0 R/K[1 2]>>]");
  EXPECT_EQ(element_of(read, 0).role, TagRole::Paragraph);
  EXPECT_EQ(read.page.tags->element_of(1, 1), kNoElement);
  EXPECT_EQ(element_of(read, 2).role, TagRole::Heading);
}

TEST(StructureTree, EndsInLoopsAndDepthsAndWrongTypes) {
  const Beside loop =
      read_tree("[6 0 R 7 0 R]", "",
                {"<</S/Sect/Pg 3 0 R/K[7 0 R 0]>>", "<</S/P/Pg 3 0 R/K[6 0 R 7 0 R 1]>>"});
  EXPECT_EQ(element_of(loop, 0).role, TagRole::Group);
  EXPECT_EQ(element_of(loop, 1).role, TagRole::Paragraph);

  std::string deep;
  for (int i = 0; i < 5000; ++i) deep += "<</S/P/Pg 3 0 R/K";
  read_tree(deep + "0");
  for (const char* kids :
       {"7", "(text)", "/Name", "[[[0]]]", "<<", "[null 99 0 R -1 4 0 R]", "<</S 7/K(x)/Pg/No>>",
        "<</S/P/Pg 4 0 R/K 0>>", "<</S/P/Pg 3 0 R/K[99999999999999 0.5 true]>>"}) {
    const Beside read = read_tree(kids);
    EXPECT_EQ(read.page.glyphs.size(), 6U) << kids;
    EXPECT_EQ(read.page.tags, nullptr) << kids;
  }
}

TEST(StructureTree, ReadsTheHiddenPartOfAHybridFile) {
  PdfBuilder pdf;
  pdf.content = "/P <</MCID 0>> BDC BT /F1 10 Tf 20 280 Td (w) Tj ET EMC";
  pdf.catalog_entries = "/MarkInfo<</Marked true>>/StructTreeRoot 7 0 R";
  std::string bytes = pdf.bytes();
  const std::string root = "<</Type/StructTreeRoot/K 8 0 R>> ", element = "<</S/H3/Pg 3 0 R/K[0]>>";
  const std::string head = "7 0 8 " + std::to_string(root.size()) + " ";
  const std::string packed = head + root + element;
  const std::size_t stream_at = bytes.size();
  bytes += "6 0 obj\n<</Type/ObjStm/N 2/First " + std::to_string(head.size()) + "/Length " +
           std::to_string(packed.size()) + ">>stream\n" + packed + "\nendstream\nendobj\n";
  const std::size_t table_at = bytes.size();
  const auto row = [](int type, std::size_t a, int b) {
    return std::string{static_cast<char>(type), static_cast<char>(a >> 8), static_cast<char>(a),
                       static_cast<char>(b)};
  };
  bytes += "9 0 obj\n<</Type/XRef/Size 10/W[1 2 1]/Index[6 3]/Length 12>>stream\n" +
           row(1, stream_at, 0) + row(2, 6, 0) + row(2, 6, 1) + "\nendstream\nendobj\n";
  const std::size_t first_table = bytes.rfind("xref\n0 ");
  const std::size_t second_table = bytes.size();
  bytes += "xref\n0 0\ntrailer\n<</Size 10/Root 1 0 R/Prev " + std::to_string(first_table) +
           "/XRefStm " + std::to_string(table_at) + ">>\nstartxref\n" +
           std::to_string(second_table) + "\n%%EOF\n";
  const Beside read = read_bytes(std::move(bytes));
  EXPECT_EQ(read.page.glyphs.size(), 1U);
  EXPECT_EQ(element_of(read, 0).role, TagRole::Heading);
  EXPECT_EQ(element_of(read, 0).level, 3);
}

TEST(Destinations, ReadsTheOutlineAndTheLinksOfAPage) {
  PdfBuilder pdf;
  pdf.content = "BT /F1 10 Tf 20 280 Td (see Article 2) Tj ET";
  pdf.catalog_entries =
      "/Outlines<</First 6 0 R>>/Dests<</old[3 0 R/FitH 100]>>"
      "/Names<</Dests<</Kids[<</Names[(art2)<</D[3 0 R/XYZ 20 150 null]>>]>>]>>>>";
  pdf.page_entries +=
      "/Annots[<</Subtype/Link/Rect[36 278 90 290]/A<</S/GoTo/D(art2)>>>>"
      "<</Subtype/Link/Rect[0 0 10 10]/Dest/old>>"
      "<</Subtype/Link/Rect[0 0 10 10]/A<</S/URI/URI(https://example.org)>>>>"
      "<</Subtype/Link/Rect[0 0 10 10]/Dest(nowhere)>>]";
  pdf.add("<</Title(Article 1)/Dest[3 0 R/Fit]/First 7 0 R/Next 8 0 R>>");
  pdf.add("<</Title<FEFF00A7>/A<</S/GoTo/D/old>>/Next 7 0 R>>");  // its own successor
  pdf.add("<</Title(Elsewhere)/A<</S/URI>>>>");
  const Beside read = read_bytes(pdf.bytes());

  ASSERT_EQ(read.page.links.size(), 2U);
  EXPECT_EQ(read.page.links[0].box, (Box{36, 10, 90, 22}));
  EXPECT_EQ(read.page.links[0].page, 1);
  EXPECT_FLOAT_EQ(read.page.links[0].y, 150);
  EXPECT_FLOAT_EQ(read.page.links[1].y, 200);

  ASSERT_EQ(read.outline.size(), 3U);
  EXPECT_EQ(read.outline[0].title, "Article 1");
  EXPECT_EQ(read.outline[0].level, 1);
  EXPECT_EQ(read.outline[0].page, 1);
  EXPECT_EQ(read.outline[0].y, 0);
  EXPECT_EQ(read.outline[1].title, "§");
  EXPECT_EQ(read.outline[1].level, 2);
  EXPECT_FLOAT_EQ(read.outline[1].y, 200);
  EXPECT_EQ(read.outline[2].title, "Elsewhere");
  EXPECT_EQ(read.outline[2].page, 0);
}

}  // namespace
}  // namespace remit
