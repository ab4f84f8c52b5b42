#include "remit/pdf/hidden_parts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace remit::pdf {
namespace {

using ::testing::ElementsAre;

/// A file of the objects 1, 2, …, its table and a trailer with `more`; `table`: where that is.
std::string file_of(const std::vector<std::string>& objects, const std::string& more = "",
                    std::size_t* table = nullptr) {
  std::string bytes = "%PDF-1.7\n", rows = "0000000000 65535 f \n";
  for (std::size_t i = 0; i < objects.size(); ++i) {
    const std::string offset = std::to_string(bytes.size());
    rows += std::string(10 - offset.size(), '0') + offset + " 00000 n \n";
    bytes += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::size_t at = bytes.size();
  if (table) *table = at;
  return bytes + "xref\n0 " + std::to_string(objects.size() + 1) + '\n' + rows +
         "trailer\n<</Root 1 0 R" + more + ">>\nstartxref\n" + std::to_string(at) + "\n%%EOF\n";
}

std::vector<long> numbers_of(const HiddenParts& parts) {
  std::vector<long> numbers;
  for (const HiddenParts::Entry& entry : parts.entries) numbers.push_back(entry.number);
  return numbers;
}

TEST(HiddenParts, AreElementsOfTheStructureAndTheirAttributes) {
  const std::string whole =
      file_of({"<</Type/Catalog>>", "<< /Type /StructElem /S /P >>",
               "<</O/Layout/Placement/Block>>", "<</O(owner)/Type/StructElem>>",
               "<</Type/StructTreeRoot/K 2 0 R>>", "<</Type/StructElem/S/H1>>"});
  std::string bytes = whole;
  const HiddenParts parts = hide_parts(bytes);
  EXPECT_THAT(numbers_of(parts), ElementsAre(2, 3, 6));
  EXPECT_EQ(bytes.size(), whole.size());
  EXPECT_EQ(bytes.substr(static_cast<std::size_t>(parts.entries[2].offset), 7), "6 0 obj");
  EXPECT_NE(bytes, whole);
  show_parts(bytes, parts);
  EXPECT_EQ(bytes, whole);
}

TEST(HiddenParts, AreThoseOfOlderTablesToo) {
  std::size_t table = 0;
  std::string bytes = file_of({"<</Type/Catalog>>", "<</Type/StructElem>>"}, "", &table);
  const std::size_t newer = bytes.size(), object = newer;
  bytes += "3 0 obj\n<</Type/StructElem>>\nendobj\n";
  const std::size_t second = bytes.size();
  const std::string offset = std::to_string(object);
  bytes += "xref\n3 1\n" + std::string(10 - offset.size(), '0') + offset +
           " 00000 n\r\ntrailer\n<</Prev " + std::to_string(table) + ">>\nstartxref\n" +
           std::to_string(second) + "\n%%EOF\n";
  EXPECT_THAT(numbers_of(hide_parts(bytes)), ElementsAre(3, 2));
}

TEST(HiddenParts, AreNoneWhereTheTableIsOdd) {
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
           {"xref\n0 3", "xref\n0 9"},             // more rows than there are
           {"xref\n0 3", "xref\n7 3"},             // other objects than it says
           {"00000 n \n0", "00000 n\n0"},          // a row of 19 bytes
           {"startxref\n", "startxref\n9999999"},  // behind the end
           {"startxref", "startyref"},
           {"\nxref", "\nyref"}}) {
    std::string bytes = file_of({"<</Type/Catalog>>", "<</Type/StructElem>>"});
    const std::size_t at = bytes.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    bytes.replace(at, from.size(), to);
    const std::string before = bytes;
    const HiddenParts parts = hide_parts(bytes);
    show_parts(bytes, parts);
    EXPECT_EQ(bytes, before) << to;
    EXPECT_EQ(parts.empty(), to != "xref\n0 9") << to;  // the rows before the odd one
  }
}

TEST(HiddenParts, OfATableThatNamesItselfEnd) {
  std::size_t table = 0;
  (void)file_of({"<</Type/StructElem>>"}, "", &table);
  std::string bytes = file_of({"<</Type/StructElem>>"}, "/Prev " + std::to_string(table));
  EXPECT_THAT(numbers_of(hide_parts(bytes)), ElementsAre(1));
}

}  // namespace
}  // namespace remit::pdf
