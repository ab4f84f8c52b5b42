#include "remit/job/open_record.h"

#include <gtest/gtest.h>

#include "remit/format/record_writer.h"
#include "support/files.h"
#include "support/shipped_grammar.h"
#include "support/temp_dir.h"

namespace remit {
namespace {

TEST(OpenRecord, TellsARecordFromADocument) {
  const std::pair<std::string_view, bool> cases[] = {
      {"remit: 1\nsource:\n", true},
      {"---\nremit: 1\n", true},
      {"\xEF\xBB\xBFremit: 1\n", true},
      {"{\"remit\": 1, ", true},
      {"{\n  \"remit\" : 1", true},
      {"remit: the scope of a committee\n", false},
      {"remit of the committee\n", false},
      {"{\"records\": 1}", false},
      {"{remit}", false},
      {"%PDF-1.7", false},
      {"--- remit", false},
      {"remit", false},
      {"{", false},
      {"", false},
  };
  for (const auto& [bytes, expected] : cases) EXPECT_EQ(is_record(bytes), expected) << bytes;
}

TEST(OpenChanges, TellsAComparisonFromARecord) {
  const std::pair<std::string_view, bool> cases[] = {
      {"remit_diff: 1\na:\n", true}, {"{\"remit_diff\": 1, ", true}, {"---\nremit_diff: 1\n", true},
      {"remit: 1\n", false},         {"remit_diff\n", false},        {"", false},
  };
  for (const auto& [bytes, expected] : cases) {
    EXPECT_EQ(is_diff(bytes), expected) << bytes;
    EXPECT_FALSE(is_diff(bytes) && is_record(bytes)) << bytes;
  }
}

TEST(OpenRecord, ExtractsADocumentAndReadsARecord) {
  const test::TempDir folder;
  test::write(folder.path() / "rules.txt", "Article 3 - Quorum\n3.1 Four members shall attend.\n");
  const Grammar& grammar = test::shipped_grammar();
  const auto made = open_record((folder.path() / "rules.txt").string(), grammar);
  ASSERT_TRUE(made);
  ASSERT_EQ(made->structure.nodes.size(), 2U);
  test::write(folder.path() / "rules.yaml", to_yaml(*made));
  test::write(folder.path() / "rules.json", to_json(*made));
  for (const char* name : {"rules.yaml", "rules.json"}) {
    const auto read = open_record((folder.path() / name).string(), grammar);
    ASSERT_TRUE(read) << name;
    EXPECT_EQ(to_yaml(*read), to_yaml(*made)) << name;
  }
}

TEST(OpenRecord, AComparisonIsNoDocument) {
  const test::TempDir dir;
  const auto file = dir.path() / "diff.yaml";
  test::write(file, "remit_diff: 1\nnodes: []\n");
  const auto record = open_record(file.string(), test::shipped_grammar());
  ASSERT_FALSE(record);
  EXPECT_EQ(record.error().code, "bad-record");
  EXPECT_EQ(record.error().file, file.string());
}

TEST(OpenRecord, ARecordThatWasCutOffIsSaid) {
  const test::TempDir dir;
  const auto file = dir.path() / "cut.yaml";
  const std::string whole = "remit: 1\nstructure:\n- id: art_1\n  type: article\n";
  test::write(file, whole);
  const auto record = open_record(file.string(), test::shipped_grammar());
  ASSERT_FALSE(record);
  EXPECT_EQ(record.error().code, "bad-record");
  test::write(file, whole + "accounting: {words: 1, structure: 1, furniture: 0, unplaced: 0}\n");
  EXPECT_TRUE(open_record(file.string(), test::shipped_grammar()));
  test::write(file, "remit: 1\nsource: {file: a.pdf}\n");  // before its first node
  EXPECT_FALSE(open_record(file.string(), test::shipped_grammar()));
}

TEST(OpenRecord, ABlankDocumentsRecordIsWhole) {
  const test::TempDir dir;
  const auto file = dir.path() / "blank.yaml";
  test::write(file, to_yaml(Record{}));
  EXPECT_TRUE(open_record(file.string(), test::shipped_grammar()));
}

TEST(OpenRecord, SaysWhatIsWrong) {
  const test::TempDir folder;
  const Grammar& grammar = test::shipped_grammar();
  const auto code_of = [&](const char* name) {
    const auto record = open_record((folder.path() / name).string(), grammar);
    return record ? "none" : record.error().code;
  };
  test::write(folder.path() / "cut.yaml", "remit: 1\nstructure: [{id: art_1\n");
  test::write(folder.path() / "empty.txt", "");
  EXPECT_EQ(code_of("cut.yaml"), "bad-record");
  EXPECT_EQ(code_of("empty.txt"), "empty");
  EXPECT_EQ(code_of("absent.pdf"), "no-file");
}

}  // namespace
}  // namespace remit
