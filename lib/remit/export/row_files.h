#pragma once

#include <deque>
#include <filesystem>
#include <string_view>

#include "remit/base/result.h"
#include "remit/export/growing_file.h"
#include "remit/export/table.h"

namespace remit {

/// A file for each of export_tables(), named after it.
class RowFiles {
 public:
  RowFiles(const std::filesystem::path& folder, std::string_view ending);

  /// The file of a table of export_tables().
  GrowingFile& of(const ExportTable& table);
  [[nodiscard]] Result<void> check() const;
  Result<void> close();

 private:
  std::deque<GrowingFile> files_;  // in the order of export_tables()
};

}  // namespace remit
