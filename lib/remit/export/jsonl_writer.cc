#include <string>

#include "remit/export/row_files.h"
#include "remit/export/table_writer.h"
#include "remit/format/scalar.h"

namespace remit {
namespace {

class JsonlWriter final : public TableWriter {
 public:
  explicit JsonlWriter(const std::filesystem::path& folder) : files_(folder, ".jsonl") {}

  void add(const ExportTable& table, const ExportRow& row) override {
    line_.clear();
    for (std::size_t i = 0; i < row.size(); ++i) {
      line_ += i == 0 ? "{\"" : ",\"";
      (line_ += table.columns[i].name) += "\":";
      if (const auto* number = std::get_if<std::int64_t>(&row[i]))
        line_ += std::to_string(*number);
      else if (const auto* text = std::get_if<std::string_view>(&row[i]))
        append_quoted(line_, *text);
      else
        line_ += "null";
    }
    files_.of(table).append(line_ += "}\n");
  }

  Result<void> check() override { return files_.check(); }
  Result<void> finish() override { return files_.close(); }

 private:
  RowFiles files_;
  std::string line_;
};

}  // namespace

Result<std::unique_ptr<TableWriter>> jsonl_writer(const std::filesystem::path& folder) {
  auto writer = std::make_unique<JsonlWriter>(folder);
  return writer->check().map([&] { return std::unique_ptr<TableWriter>(std::move(writer)); });
}

}  // namespace remit
