#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <set>

#include "export/exported.h"
#include "remit/export/sqlite_schema.h"
#include "remit/export/table.h"
#include "support/golden.h"

namespace remit {
namespace {

using Values = std::vector<std::string>;

std::string shown(const ExportCell& cell) {
  if (const auto* number = std::get_if<std::int64_t>(&cell)) return std::to_string(*number);
  if (const auto* text = std::get_if<std::string_view>(&cell)) return std::string(*text);
  return "null";
}

/// The rows of a table, and what is wrong with one of them.
struct Rows {
  std::vector<Values> rows;
  std::string wrong;
};

bool fits(const ExportColumn& column, const ExportCell& cell) {
  if (std::holds_alternative<std::monostate>(cell)) return !column.required;
  return std::holds_alternative<std::int64_t>(cell) == (column.type == ColumnType::Integer);
}

std::size_t column_of(const ExportTable& table, std::string_view name) {
  const auto at = std::find_if(table.columns.begin(), table.columns.end(),
                               [&](const ExportColumn& column) { return column.name == name; });
  return static_cast<std::size_t>(at - table.columns.begin());
}

std::map<std::string_view, Rows> rows_of(const ExportDocument& document) {
  std::map<std::string_view, Rows> all;
  for (const ExportTable& table : export_tables()) {
    Rows& found = all[table.name];
    table.rows(document, [&](const ExportRow& row) {
      if (row.size() != table.columns.size()) found.wrong = "a row of another length";
      for (std::size_t i = 0; i < row.size() && i < table.columns.size(); ++i)
        if (!fits(table.columns[i], row[i]))
          found.wrong = std::string(table.columns[i].name) + " is " + shown(row[i]);
      Values& values = found.rows.emplace_back();
      for (const ExportCell& cell : row) values.push_back(shown(cell));
    });
  }
  return all;
}

Values values_of(const ExportTable& table, const std::vector<std::string_view>& columns,
                 const Values& row) {
  Values values;
  for (const std::string_view name : columns) values.push_back(row[column_of(table, name)]);
  return values;
}

/// The keys of a table. A row with one that was there is wrong where the rows are one document's.
std::set<Values> keys_of(const ExportTable& table, Rows& rows) {
  std::set<Values> keys;
  for (const Values& row : rows.rows)
    if (!keys.insert(values_of(table, table.key, row)).second && !table.shared)
      rows.wrong = "two rows have one key";
  return keys;
}

TEST(ExportTables, NameColumnsThatAreThere) {
  std::set<std::string_view> before;
  for (const ExportTable& table : export_tables()) {
    std::vector<std::vector<std::string_view>> lists = table.indices;
    lists.push_back(table.key);
    lists.push_back(table.searched);
    for (const ForeignKey& key : table.references) {
      EXPECT_TRUE(before.contains(key.table) || key.table == table.name)
          << table.name << " stands before " << key.table;
      EXPECT_EQ(key.columns.size(), export_table(key.table).key.size()) << table.name;
      lists.push_back(key.columns);
    }
    for (const auto& list : lists)
      for (const std::string_view name : list)
        EXPECT_LT(column_of(table, name), table.columns.size()) << table.name << ": " << name;
    for (std::size_t i = 0; i < table.key.size() && table.shared; ++i)
      EXPECT_EQ(table.columns[i].name, table.key[i]);  // an export tells repeated rows by them
    before.insert(table.name);
  }
}

TEST(ExportTables, RowsAreAsTheColumnsSayAndKeysLeadSomewhere) {
  for (const auto& [id, record] : test::fixture_records()) {
    auto all = rows_of(test::document_of(id, record));
    std::map<std::string_view, std::set<Values>> keys;
    for (const ExportTable& table : export_tables())
      keys[table.name] = keys_of(table, all[table.name]);
    for (const ExportTable& table : export_tables()) {
      EXPECT_EQ(all[table.name].wrong, "") << id << ": " << table.name;
      for (const ForeignKey& key : table.references)
        for (const Values& row : all[table.name].rows) {
          const Values to = values_of(table, key.columns, row);
          EXPECT_TRUE(std::count(to.begin(), to.end(), "null") > 0 || keys[key.table].contains(to))
              << id << ": " << table.name << " refers to " << key.table << ' '
              << ::testing::PrintToString(to);
        }
    }
  }
}

TEST(ExportTables, EachHasRowsInTheFixtures) {
  std::map<std::string_view, std::size_t> counts;
  for (const auto& [id, record] : test::fixture_records())
    for (const auto& [name, rows] : rows_of(test::document_of(id, record)))
      counts[name] += rows.rows.size();
  for (const auto& [name, count] : counts) EXPECT_GT(count, 0U) << name;
}

TEST(ExportTables, HoldATableAsCellsAndAsLinesOfText) {
  const Record record = test::record_of(
      "# Article 1 - Posts\n\n| Post | Holder |\n| --- | --- |\n| Clerk | A. Reed |\n");
  const auto all = rows_of(test::document_of("d", record));
  ASSERT_FALSE(all.at("nodes").rows.empty());
  EXPECT_EQ(all.at("nodes").rows.back(),
            (Values{"d", "art_1__table_1", "art_1", "2", "1", "table", "null", "null", "null",
                    "null", "Post | Holder\nClerk | A. Reed", "1"}));
  EXPECT_EQ(all.at("cells").rows,
            (std::vector<Values>{{"d", "art_1__table_1", "0", "0", "Post", "1", "1"},
                                 {"d", "art_1__table_1", "0", "1", "Holder", "1", "1"},
                                 {"d", "art_1__table_1", "1", "0", "Clerk", "1", "1"},
                                 {"d", "art_1__table_1", "1", "1", "A. Reed", "1", "1"}}));
}

TEST(ExportTables, SayWhatKindOfBearerADutyHas) {
  const Record record = test::record_of(
      "# Article 1 - Duties\n\n1.1 The Monitoring Officer shall report.\n\n1.2 The Council shall "
      "meet.\n");
  const auto all = rows_of(test::document_of("d", record));
  Values kinds;
  for (const Values& row : all.at("duties").rows)
    kinds.push_back(row[column_of(export_table("duties"), "bearer_kind")]);
  EXPECT_EQ(kinds, (Values{"statutory", "body"}));
}

// ---- the data dictionary
// ---------------------------------------------------------------------------
std::string listed(const std::vector<std::string_view>& names) {
  std::string list;
  for (const std::string_view name : names)
    list += (list.empty() ? "`" : ", `") + std::string(name) + '`';
  return list;
}

std::string in_a_cell(std::string_view text) {
  std::string escaped;
  for (const char c : text) (escaped += c == '|' ? "\\" : "") += c;
  return escaped;
}

std::string column_line(const ExportTable& table, const ExportColumn& column) {
  const bool key = std::count(table.key.begin(), table.key.end(), column.name) > 0;
  const std::string name = '`' + std::string(column.name) + '`';
  return "| " + (key ? "**" + name + "**" : name) + " | " +
         (column.type == ColumnType::Integer ? "integer" : "text") +
         (column.required ? "" : " *or null*") + " | " + in_a_cell(column.meaning) + " |\n";
}

std::string section_of(const ExportTable& table) {
  const std::string name(table.name);
  std::string text = "\n## " + name + "\n\nA row is " + std::string(table.meaning) +
                     ".\n\n| column | type | is |\n| --- | --- | --- |\n";
  for (const ExportColumn& column : table.columns) text += column_line(table, column);
  if (!table.references.empty()) text += '\n';
  for (const ForeignKey& key : table.references) {
    const std::string other(key.table);
    text += "- " + listed(key.columns) + ": a row of [" + other + "](#" + other + ")\n";
  }
  if (!table.searched.empty())
    text += "\nIn SQLite `" + name + "_search` finds words in " + listed(table.searched) +
            "; its `rowid` is the column `id` that this table has there besides.\n";
  return text;
}

std::string dictionary() {
  std::string text =
      "# The tables of `remit export`\n\n"
      "A test writes this page from what the program goes by (`tables.cc`, `sqlite_schema.cc`).\n"
      "Columns in bold are a table's key. One that is *or null* may have no value.\n";
  for (const ExportTable& table : export_tables()) text += section_of(table);
  text += "\n# Views\n\nOf the SQLite database alone.\n\n| view | a row is |\n| --- | --- |\n";
  for (const ExportView& view : sqlite_views())
    text += "| `" + std::string(view.name) + "` | " + in_a_cell(view.meaning) + " |\n";
  return text;
}

TEST(ExportTables, AreInTheDataDictionary) {
  test::expect_golden(test::source_path("lib/remit/export/dictionary.md"),
                      test::binary_dir() / "dictionary.md", dictionary());
}

}  // namespace
}  // namespace remit
