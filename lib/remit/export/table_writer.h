#pragma once

#include <filesystem>
#include <memory>

#include "remit/base/result.h"
#include "remit/export/table.h"

namespace remit {

/// Takes the rows of all tables and writes them in one format. Nothing that it has written is kept
/// in memory.
class TableWriter {
 public:
  virtual ~TableWriter() = default;

  /// One row of a table of export_tables(). What goes wrong is kept for check().
  virtual void add(const ExportTable& table, const ExportRow& row) = 0;
  /// Error: unwritable, where a row could not be written.
  virtual Result<void> check() = 0;
  /// Writes what is left to write, once all rows are there. Error: unwritable.
  virtual Result<void> finish() = 0;
};

/// A file for each table in the folder `folder`, which is there: councils.csv, … and
/// datapackage.json, which says the types and keys (Frictionless Data, Table Schema).
///
/// RFC 4180: a header, CRLF, quotes doubled; null is an empty cell, and an empty text `""`. UTF-8
/// with a byte order mark, for Excel takes a file without one for Windows-1252. A text gets an
/// apostrophe before it where a spreadsheet would run it as a formula, because it begins with
/// = + - @, a tab or a carriage return, and where a reader that guesses types would make another
/// value of it: 18.20 is a paragraph, not 18.2, and 1/2 not a date.
Result<std::unique_ptr<TableWriter>> csv_writer(const std::filesystem::path& folder);

/// A file for each table in `folder`: councils.jsonl, …, a JSON object (RFC 8259) on each line, all
/// its columns in their order.
Result<std::unique_ptr<TableWriter>> jsonl_writer(const std::filesystem::path& folder);

/// A new SQLite database `file`: the tables with their keys, indices, full-text search and views
/// (sqlite_schema.h). The same rows make the same bytes, with one version of SQLite.
Result<std::unique_ptr<TableWriter>> sqlite_writer(const std::filesystem::path& file);

}  // namespace remit
