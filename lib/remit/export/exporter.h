#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

#include "remit/base/result.h"
#include "remit/export/table.h"

namespace remit {

enum class ExportFormat : std::uint8_t {
  Sqlite,  ///< a database
  Csv,     ///< a folder with a file for each table
  Jsonl,   ///< the same, as JSON Lines
  Akn,     ///< a folder with an Akoma Ntoso document for each record
};

/// "sqlite", "csv", "jsonl", "akn".
std::optional<ExportFormat> export_format(std::string_view name);

/// Takes records one by one and writes them in one format. None is kept: memory does not grow with
/// their number.
///
///     auto exporter = open_exporter(ExportFormat::Csv, "tables", false);
///     (*exporter)->add({.id = "harrowmere", .record = record, .roles = grammar.roles()});
///     (*exporter)->finish();                                      // tables/ is there now
class Exporter {
 public:
  virtual ~Exporter() = default;

  /// Errors: bad-record, of a record that cannot be exported: the next may be added. unwritable:
  /// nothing more can be.
  virtual Result<void> add(const ExportDocument& document) = 0;
  /// Puts what was written in its place. Without this nothing of it stays. Error: unwritable.
  virtual Result<void> finish() = 0;
};

/// Errors: exists, where there is something at `place` and `replace` is not set, or it is something
/// else than an export; unwritable.
Result<std::unique_ptr<Exporter>> open_exporter(ExportFormat format,
                                                const std::filesystem::path& place, bool replace);

}  // namespace remit
