#include <array>
#include <charconv>
#include <string>

#include "remit/base/file.h"
#include "remit/export/data_package.h"
#include "remit/export/row_files.h"
#include "remit/export/table_writer.h"
#include "remit/text/utf8.h"

namespace remit {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Whether a spreadsheet would run the cell as a formula (OWASP, CSV Injection).
bool runs_as_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

/// Whether a reader that guesses what a cell is would make another value of it: 18.20 the number
/// 18.2, 007 7, 1e3 1000, 1/2 the second of January.
bool is_taken_for_another(std::string_view text) {
  if (text.empty() || text.find_first_not_of("0123456789.eE/:-") != std::string_view::npos)
    return false;
  double number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, status] = std::from_chars(text.data(), end, number);
  if (status == std::errc::result_out_of_range) return true;
  if (status != std::errc()) return false;
  if (stop != end) return text.find_first_of("/:-") != std::string_view::npos;
  std::array<char, 32> printed{};
  const auto last = std::to_chars(printed.data(), printed.data() + printed.size(), number).ptr;
  return text != std::string_view(printed.data(), static_cast<std::size_t>(last - printed.data()));
}

bool needs_quotes(std::string_view text) {
  return text.empty() || text.find_first_of(",\"\r\n") != std::string_view::npos ||
         text.front() == ' ' || text.back() == ' ';
}

void append_text(std::string& line, std::string_view text) {
  const std::string_view shield = runs_as_formula(text) || is_taken_for_another(text) ? "'" : "";
  if (!needs_quotes(text)) {  // DuckDB takes a quote and an apostrophe together for an escape
    (line += shield) += text;
    return;
  }
  (line += '"') += shield;
  for (const char c : text) {
    if (c == '"') line += '"';
    line += c;
  }
  line += '"';
}

class CsvWriter final : public TableWriter {
 public:
  explicit CsvWriter(const std::filesystem::path& folder)
      : folder_(folder), files_(folder, ".csv") {
    for (const ExportTable& table : export_tables()) {
      std::string line(kByteOrderMark);
      for (std::size_t i = 0; i < table.columns.size(); ++i)
        (line += i == 0 ? "" : ",") += table.columns[i].name;
      files_.of(table).append(line += "\r\n");
    }
  }

  void add(const ExportTable& table, const ExportRow& row) override {
    line_.clear();
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) line_ += ',';
      if (const auto* number = std::get_if<std::int64_t>(&row[i]))
        line_ += std::to_string(*number);
      else if (const auto* text = std::get_if<std::string_view>(&row[i]))
        append_text(line_, valid_utf8(*text));
    }
    files_.of(table).append(line_ += "\r\n");
  }

  Result<void> check() override { return files_.check(); }

  Result<void> finish() override {
    return files_.close().and_then(
        [&] { return write_file(folder_ / "datapackage.json", data_package()); });
  }

 private:
  std::filesystem::path folder_;
  RowFiles files_;
  std::string line_;
};

}  // namespace

Result<std::unique_ptr<TableWriter>> csv_writer(const std::filesystem::path& folder) {
  auto writer = std::make_unique<CsvWriter>(folder);
  return writer->check().map([&] { return std::unique_ptr<TableWriter>(std::move(writer)); });
}

}  // namespace remit
