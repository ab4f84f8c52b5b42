#include "remit/export/exporter.h"

#include <array>
#include <set>
#include <string>
#include <unordered_set>
#include <utility>

#include "remit/base/file.h"
#include "remit/export/akn_writer.h"
#include "remit/export/staged_place.h"
#include "remit/export/table_writer.h"

namespace remit {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSqliteOpening = "SQLite format 3";  // sqlite.org/fileformat.html, 1.3
constexpr std::array<std::string_view, 2> kCsvEndings = {".csv", "datapackage.json"};
constexpr std::array<std::string_view, 1> kJsonlEndings = {".jsonl"};
constexpr std::array<std::string_view, 1> kAknEndings = {".xml"};

/// An id that two of them have; empty: there is none.
template <typename Item>
std::string_view twice(const std::vector<Item>& items) {
  std::unordered_set<std::string_view> seen;
  for (const Item& item : items)
    if (!seen.insert(item.id).second) return item.id;
  return {};
}

/// Whether ids tell things apart, as keys must. `extract` sees to it; an editor may not have.
Result<void> check_ids(const Record& record) {
  for (const std::string_view id :
       {twice(record.structure.nodes), twice(record.analysis.posts), twice(record.analysis.duties)})
    if (!id.empty())
      return fail({.code = "bad-record",
                   .message = "the id \"" + std::string(id) + "\" stands twice",
                   .hint = "extract the document again"});
  return {};
}

class TableExporter final : public Exporter {
 public:
  TableExporter(StagedPlace place, std::unique_ptr<TableWriter> writer)
      : place_(std::move(place)), writer_(std::move(writer)) {}

  Result<void> add(const ExportDocument& document) override {
    return check_ids(document.record).and_then([&] {
      for (const ExportTable& table : export_tables())
        table.rows(document, [&](const ExportRow& row) {
          if (!table.shared || is_new(table, row)) writer_->add(table, row);
        });
      return writer_->check();
    });
  }

  Result<void> finish() override {
    return writer_->finish().and_then([&] { return place_.put_in_place(); });
  }

 private:
  bool is_new(const ExportTable& table, const ExportRow& row) {
    std::string key(table.name);
    for (std::size_t i = 0; i < table.key.size(); ++i) {  // the first columns, of a shared table
      const auto* text = std::get_if<std::string_view>(&row[i]);
      (key += '\0') +=
          text != nullptr ? std::string(*text) : std::to_string(std::get<std::int64_t>(row[i]));
    }
    return seen_.insert(std::move(key)).second;
  }

  StagedPlace place_;
  std::unique_ptr<TableWriter> writer_;
  std::unordered_set<std::string> seen_;
};

class AknExporter final : public Exporter {
 public:
  explicit AknExporter(StagedPlace place) : place_(std::move(place)) {}

  Result<void> add(const ExportDocument& document) override {
    return check_ids(document.record).and_then([&] {
      const fs::path file = place_.path() / (std::string(document.id) + ".xml");
      std::error_code ignored;  // write_file says what is wrong
      fs::create_directories(file.parent_path(), ignored);
      return write_file(file, to_akn(document));
    });
  }

  Result<void> finish() override { return place_.put_in_place(); }

 private:
  StagedPlace place_;
};

Result<std::unique_ptr<Exporter>> open_tables(
    Result<StagedPlace> place, Result<std::unique_ptr<TableWriter>> (*writer)(const fs::path&)) {
  if (!place) return fail(std::move(place.error()));
  auto opened = writer(place->path());
  if (!opened) return fail(std::move(opened.error()));
  return std::make_unique<TableExporter>(std::move(*place), std::move(*opened));
}

}  // namespace

std::optional<ExportFormat> export_format(std::string_view name) {
  if (name == "sqlite") return ExportFormat::Sqlite;
  if (name == "csv") return ExportFormat::Csv;
  if (name == "jsonl") return ExportFormat::Jsonl;
  if (name == "akn") return ExportFormat::Akn;
  return std::nullopt;
}

Result<std::unique_ptr<Exporter>> open_exporter(ExportFormat format, const fs::path& place,
                                                bool replace) {
  switch (format) {
    case ExportFormat::Sqlite:
      return open_tables(StagedPlace::file(place, kSqliteOpening, replace), sqlite_writer);
    case ExportFormat::Csv:
      return open_tables(StagedPlace::folder(place, kCsvEndings, replace), csv_writer);
    case ExportFormat::Jsonl:
      return open_tables(StagedPlace::folder(place, kJsonlEndings, replace), jsonl_writer);
    case ExportFormat::Akn:
      break;
  }
  auto staged = StagedPlace::folder(place, kAknEndings, replace);
  if (!staged) return fail(std::move(staged.error()));
  return std::make_unique<AknExporter>(std::move(*staged));
}

}  // namespace remit
