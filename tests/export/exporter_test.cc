#include "remit/export/exporter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "export/exported.h"

namespace remit {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr ExportFormat kFormats[] = {ExportFormat::Sqlite, ExportFormat::Csv, ExportFormat::Jsonl,
                                     ExportFormat::Akn};

/// Names and bytes of all that is at a place, be it a file or a folder.
std::string bytes_at(const fs::path& place) {
  if (!fs::is_directory(place)) return test::bytes_of(place);
  std::string all;
  for (const fs::path& file : test::files_below(place, {".csv", ".json", ".jsonl", ".xml"}))
    all += file.lexically_relative(place).string() + '\n' + test::bytes_of(file);
  return all;
}

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename());
  std::sort(names.begin(), names.end());
  return names;
}

/// A record with a loose text for each.
Record record_of_texts(const std::vector<std::string>& texts) {
  Record record;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    Node& node = record.structure.nodes.emplace_back();
    node.id = "text_" + std::to_string(i + 1);
    node.text = texts[i];
    record.structure.roots.push_back(static_cast<NodeId>(i));
  }
  return record;
}

TEST(Exporter, WritesTheSameBytesForTheSameRecords) {
  const test::TempDir folder;
  const auto records = test::fixture_records();
  for (const ExportFormat format : kFormats) {
    const fs::path once = folder.path() / "once", again = folder.path() / "again";
    ASSERT_TRUE(test::export_to(format, once, records));
    ASSERT_TRUE(test::export_to(format, again, records));
    EXPECT_GT(bytes_at(once).size(), 10000U);
    EXPECT_TRUE(bytes_at(once) == bytes_at(again)) << static_cast<int>(format);
    EXPECT_EQ(names_in(folder.path()), (std::vector<std::string>{"again", "once"}));
    fs::remove_all(once);
    fs::remove_all(again);
  }
}

TEST(Exporter, LeavesWhatIsThereUnlessItIsToReplaceIt) {
  const test::TempDir folder;
  for (const ExportFormat format : kFormats) {
    const fs::path place = folder.path() / "place";
    ASSERT_TRUE(test::export_to(format, place, {{"one", record_of_texts({"One."})}}));
    const std::string before = bytes_at(place);
    const auto refused = test::export_to(format, place, {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "exists");
    EXPECT_EQ(refused.error().hint, "--force replaces it");
    EXPECT_TRUE(bytes_at(place) == before);
    ASSERT_TRUE(test::export_to(format, place, {{"two", record_of_texts({"Two."})}}, true));
    EXPECT_THAT(bytes_at(place), HasSubstr("Two."));
    EXPECT_THAT(bytes_at(place), Not(HasSubstr("One.")));
    EXPECT_EQ(names_in(folder.path()), std::vector<std::string>{"place"});
    fs::remove_all(place);
  }
}

TEST(Exporter, NeverReplacesAFolderThatHoldsOtherFiles) {
  const test::TempDir folder;
  const fs::path place = folder.path() / "place";
  test::write(place / "notes.txt", "mine");
  for (const ExportFormat format : {ExportFormat::Csv, ExportFormat::Jsonl, ExportFormat::Akn}) {
    const auto refused = test::export_to(format, place, {}, true);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message, "it holds other files than an export's, such as notes.txt");
  }
  const auto refused = test::export_to(ExportFormat::Sqlite, place, {}, true);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message, "it is a folder");
  EXPECT_EQ(test::bytes_of(place / "notes.txt"), "mine");
}

TEST(Exporter, TakesAnEmptyFolder) {
  const test::TempDir folder;
  EXPECT_TRUE(test::export_to(ExportFormat::Csv, folder.path().string() + "/", {}));
  EXPECT_EQ(names_in(folder.path()).size(), export_tables().size() + 1);
}

TEST(Exporter, LeavesNothingBehindThatIsNotWhole) {
  const test::TempDir folder;
  const Record record = record_of_texts({"One."});
  for (const ExportFormat format : kFormats) {
    auto exporter = open_exporter(format, folder.path() / "place", false);
    ASSERT_TRUE(exporter);
    ASSERT_TRUE((*exporter)->add(test::document_of("one", record)));
    exporter->reset();
    EXPECT_EQ(names_in(folder.path()), std::vector<std::string>{});
  }
}

TEST(Exporter, SaysThatAPlaceCannotBeWritten) {
  const test::TempDir folder;
  test::write(folder.path() / "file", "");
  for (const ExportFormat format : kFormats) {
    const auto refused = test::export_to(format, folder.path() / "file" / "place", {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "unwritable");
  }
}

TEST(Exporter, GoesOnAfterARecordWhoseIdsAreNotUnique) {
  const test::TempDir folder;
  Record twice = record_of_texts({"One.", "Two."});
  twice.structure.nodes[1].id = "text_1";
  const Record good = record_of_texts({"Three."});
  for (const ExportFormat format : kFormats) {
    const fs::path place = folder.path() / "place";
    auto exporter = open_exporter(format, place, false);
    const auto added = (*exporter)->add(test::document_of("twice", twice));
    ASSERT_FALSE(added);
    EXPECT_EQ(added.error().code, "bad-record");
    EXPECT_EQ(added.error().message, "the id \"text_1\" stands twice");
    ASSERT_TRUE((*exporter)->add(test::document_of("good", good)));
    ASSERT_TRUE((*exporter)->finish());
    EXPECT_THAT(bytes_at(place), Not(HasSubstr("One.")));
    EXPECT_THAT(bytes_at(place), HasSubstr("Three."));
    fs::remove_all(place);
  }
}

/// What nodes.csv has in the column `text` for each of some texts.
std::vector<std::string> csv_of(const std::vector<std::string>& texts) {
  const test::TempDir folder;
  EXPECT_TRUE(test::export_to(ExportFormat::Csv, folder.path(), {{"d", record_of_texts(texts)}}));
  const std::string file = test::bytes_of(folder.path() / "nodes.csv");
  EXPECT_THAT(file, StartsWith("\xEF\xBB\xBF"
                               "document,node,parent,position,"));
  std::vector<std::string> cells;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string n = std::to_string(i + 1);
    const std::string begin = "\r\nd,text_" + n + ",," + n + ",0,text,,,,,";
    const std::size_t at = file.find(begin) + begin.size();
    cells.push_back(file.substr(at, file.find(",\r\n", at) - at));  // the page after it is null
  }
  return cells;
}

TEST(Exporter, WritesCsvAsRfc4180HasIt) {
  EXPECT_EQ(csv_of({"Plain text", "one, two", "the “Clerk”", "the \"Clerk\"", "a\nb", "", " space",
                    "bad \xFF byte"}),
            (std::vector<std::string>{"Plain text", "\"one, two\"", "the “Clerk”",
                                      "\"the \"\"Clerk\"\"\"", "\"a\nb\"", "\"\"", "\" space\"",
                                      "bad \xEF\xBF\xBD byte"}));
}

TEST(Exporter, LetsNoSpreadsheetRunACell) {
  EXPECT_EQ(csv_of({"=HYPERLINK(\"x\")", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "a=b", "'=b"}),
            (std::vector<std::string>{"\"'=HYPERLINK(\"\"x\"\")\"", "'+1", "'-1", "'@SUM(A1)",
                                      "'\tx", "\"'\rx\"", "a=b", "'=b"}));
}

TEST(Exporter, LetsNoReaderMakeAnotherValueOfACell) {
  EXPECT_EQ(csv_of({"18.20", "007", "1e3", "1/2", "9:30", "11-02", "5.", "1e999",
                    "12345678901234567890"}),
            (std::vector<std::string>{"'18.20", "'007", "'1e3", "'1/2", "'9:30", "'11-02", "'5.",
                                      "'1e999", "'12345678901234567890"}));
  const std::vector<std::string> the_same = {"18.2", "7", "0", "1.10.2", "11.02", "e", "3a", "iv"};
  EXPECT_EQ(csv_of(the_same), the_same);
}

TEST(Exporter, WritesJsonLines) {
  const test::TempDir folder;
  ASSERT_TRUE(test::export_to(ExportFormat::Jsonl, folder.path(),
                              {{"d", record_of_texts({"a \"b\"\n\x01", "=1"})}}));
  EXPECT_EQ(test::bytes_of(folder.path() / "nodes.jsonl"),
            "{\"document\":\"d\",\"node\":\"text_1\",\"parent\":null,\"position\":1,\"depth\":0,"
            "\"type\":\"text\",\"num\":null,\"num_source\":null,\"label\":null,\"heading\":null,"
            "\"text\":\"a \\\"b\\\"\\n\\u0001\",\"page\":null}\n"
            "{\"document\":\"d\",\"node\":\"text_2\",\"parent\":null,\"position\":2,\"depth\":0,"
            "\"type\":\"text\",\"num\":null,\"num_source\":null,\"label\":null,\"heading\":null,"
            "\"text\":\"=1\",\"page\":null}\n");
}

TEST(Exporter, NamesEachCouncilAndRoleOnce) {
  const test::TempDir folder;
  Council council;
  council.gss = "E04000001";
  council.name = "Fenwick";
  council.kind = "parish";
  council.nation = "England";
  Record known = record_of_texts({"One."}), unknown = record_of_texts({"Two."});
  known.document = {.council = "Fenwick Town Council", .gss = "E04000001", .title = ""};
  unknown.document = {.council = "Old Fenwick", .title = ""};
  auto exporter = open_exporter(ExportFormat::Jsonl, folder.path(), false);
  for (const char* id : {"a", "b"}) {
    ExportDocument document = test::document_of(id, known);
    document.council = &council;
    ASSERT_TRUE((*exporter)->add(document));
  }
  ASSERT_TRUE((*exporter)->add(test::document_of("c", unknown)));
  ASSERT_TRUE((*exporter)->finish());
  EXPECT_EQ(test::bytes_of(folder.path() / "councils.jsonl"),
            "{\"council\":\"Fenwick Town Council\",\"gss\":\"E04000001\",\"name\":\"Fenwick\","
            "\"kind\":\"parish\",\"nation\":\"England\"}\n"
            "{\"council\":\"Old Fenwick\",\"gss\":null,\"name\":null,\"kind\":null,\"nation\":"
            "null}\n");
  const std::string roles = test::bytes_of(folder.path() / "roles.jsonl");
  const std::string role = "{\"role\":\"monitoring_officer\",";
  EXPECT_NE(roles.find(role), std::string::npos);
  EXPECT_EQ(roles.find(role), roles.rfind(role));
}

}  // namespace
}  // namespace remit
