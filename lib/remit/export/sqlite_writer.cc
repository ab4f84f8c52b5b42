#include <memory>
#include <sqlite3.h>
#include <string>
#include <vector>

#include "remit/export/sqlite_schema.h"
#include "remit/export/table_writer.h"
#include "remit/text/utf8.h"

namespace remit {
namespace {

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
};
struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;
using Statement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

/// The file is a new one that nobody else sees, and is thrown away if anything goes wrong: no
/// journal is needed. One transaction; what grows past 64 MiB of pages goes to the file.
constexpr const char* kBegin =
    "PRAGMA journal_mode = OFF;"
    "PRAGMA synchronous = OFF;"
    "PRAGMA locking_mode = EXCLUSIVE;"
    "PRAGMA cache_size = -65536;"
    "PRAGMA user_version = 1;"
    "BEGIN;";

class SqliteWriter final : public TableWriter {
 public:
  explicit SqliteWriter(const std::filesystem::path& file) : name_(file.string()) {
    sqlite3* database = nullptr;
    const int status =
        sqlite3_open_v2(file.c_str(), &database,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    database_.reset(database);
    if (status != SQLITE_OK) keep_problem();
    run(kBegin);
    for (const ExportTable& table : export_tables()) run(create_table(table));
    for (const ExportTable& table : export_tables()) inserts_.push_back(prepare(insert_row(table)));
  }

  void add(const ExportTable& table, const ExportRow& row) override {
    if (!problem_.empty()) return;
    sqlite3_stmt* insert =
        inserts_[static_cast<std::size_t>(&table - export_tables().data())].get();
    std::vector<std::string> mended;  // texts that were not UTF-8
    mended.reserve(row.size());
    for (std::size_t i = 0; i < row.size(); ++i)
      bind(insert, static_cast<int>(i + 1), row[i], mended);
    if (sqlite3_step(insert) != SQLITE_DONE) keep_problem();
    sqlite3_reset(insert);
  }

  Result<void> check() override {
    if (problem_.empty()) return {};
    return fail({.code = "unwritable",
                 .message = problem_,
                 .hint = "check that the folder exists, may be written to and has room",
                 .file = name_});
  }

  Result<void> finish() override {
    inserts_.clear();
    run(finish_schema());
    run("COMMIT; ANALYZE;");
    auto good = check();
    if (sqlite3_close(database_.release()) != SQLITE_OK && good) good = check();
    return good;
  }

 private:
  void bind(sqlite3_stmt* insert, int at, const ExportCell& cell,
            std::vector<std::string>& mended) {
    int status = SQLITE_OK;
    if (const auto* number = std::get_if<std::int64_t>(&cell)) {
      status = sqlite3_bind_int64(insert, at, *number);
    } else if (const auto* text = std::get_if<std::string_view>(&cell)) {
      const std::string& valid = mended.emplace_back(valid_utf8(*text));
      status =
          sqlite3_bind_text64(insert, at, valid.data(), valid.size(), SQLITE_STATIC, SQLITE_UTF8);
    } else {
      status = sqlite3_bind_null(insert, at);
    }
    if (status != SQLITE_OK) keep_problem();
  }

  void run(const std::string& sql) {
    if (problem_.empty() &&
        sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
      keep_problem();
  }

  Statement prepare(const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    if (problem_.empty() &&
        sqlite3_prepare_v2(database_.get(), sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
      keep_problem();
    return Statement(statement);
  }

  void keep_problem() {
    if (problem_.empty()) problem_ = sqlite3_errmsg(database_.get());
  }

  std::string name_;
  std::string problem_;
  Database database_;
  std::vector<Statement> inserts_;  // in the order of export_tables()
};

}  // namespace

Result<std::unique_ptr<TableWriter>> sqlite_writer(const std::filesystem::path& file) {
  auto writer = std::make_unique<SqliteWriter>(file);
  return writer->check().map([&] { return std::unique_ptr<TableWriter>(std::move(writer)); });
}

}  // namespace remit
