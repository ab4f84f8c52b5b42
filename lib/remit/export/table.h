#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "remit/analysis/record.h"
#include "remit/grammar/councils.h"
#include "remit/grammar/role.h"

namespace remit {

/// A record that is exported, the name that the tables know it by, and what grammars/ says of the
/// roles and the council in it. All of it belongs to the caller.
struct ExportDocument {
  std::string_view id;  ///< "harrowmere/constitution": unique in an export
  const Record& record;
  std::span<const Role> roles;       ///< in the order of their ids (Grammar::roles)
  const Council* council = nullptr;  ///< whose gss the record has; null: in no register
};

enum class ColumnType : std::uint8_t { Text, Integer };

struct ExportColumn {
  std::string_view name;  ///< lower-case letters and _; no word that SQL keeps for itself
  ColumnType type = ColumnType::Text;
  bool required = false;     ///< never null
  std::string_view meaning;  ///< a phrase, for the data dictionary
};

/// `columns` name a row of `table`, by the columns of the same number of its key.
struct ForeignKey {
  std::vector<std::string_view> columns;
  std::string_view table;
};

/// One value of a row: null, a whole number, or text that outlives the call it is passed in.
using ExportCell = std::variant<std::monostate, std::int64_t, std::string_view>;
using ExportRow = std::vector<ExportCell>;

/// A table of an export, in whatever format: what its columns are, and which rows a record has in
/// it. SQLite, CSV and JSON Lines are written from these and from nothing else, and so is the data
/// dictionary in README.md.
struct ExportTable {
  std::string_view name;
  std::string_view meaning;  ///< what a row is, a phrase
  std::vector<ExportColumn> columns;
  std::vector<std::string_view> key;  ///< the columns that tell its rows apart
  std::vector<ForeignKey> references = {};
  std::vector<std::vector<std::string_view>> indices = {};  ///< besides the key
  std::vector<std::string_view> searched = {};  ///< what SQLite's full-text search looks in
  /// Its rows are not one document's (councils, roles): a row whose key was there before is left
  /// out.
  bool shared = false;
  /// Calls `emit` for each row, in reading order: a cell for each column.
  void (*rows)(const ExportDocument& document, const std::function<void(const ExportRow&)>& emit);
};

/// All tables; one that is referred to stands before those that refer to it. The order and the
/// names are part of what users rely on: tables and columns are added, never renamed.
std::span<const ExportTable> export_tables();
/// The one of that name. Precondition: there is one.
const ExportTable& export_table(std::string_view name);

}  // namespace remit
