#include "remit/export/row_files.h"

#include <string>

namespace remit {

RowFiles::RowFiles(const std::filesystem::path& folder, std::string_view ending) {
  for (const ExportTable& table : export_tables())
    files_.emplace_back(folder / (std::string(table.name) + std::string(ending)));
}

GrowingFile& RowFiles::of(const ExportTable& table) {
  return files_[static_cast<std::size_t>(&table - export_tables().data())];
}

Result<void> RowFiles::check() const {
  for (const GrowingFile& file : files_)
    if (auto good = file.check(); !good) return good;
  return {};
}

Result<void> RowFiles::close() {
  Result<void> all;
  for (GrowingFile& file : files_)
    if (auto closed = file.close(); !closed && all) all = std::move(closed);
  return all;
}

}  // namespace remit
