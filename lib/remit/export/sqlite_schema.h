#pragma once

#include <span>
#include <string>
#include <string_view>

#include "remit/export/table.h"

namespace remit {

/// A question that is asked often, as a view of the database.
struct ExportView {
  std::string_view name;
  std::string_view meaning;  ///< what a row is, a phrase
  std::string_view query;
};

/// In the order in which they can be made.
std::span<const ExportView> sqlite_views();

/// CREATE TABLE, with what the columns mean as comments, so that `.schema` is the dictionary. A
/// table with full-text search has a column more, `id`, for it to go by.
std::string create_table(const ExportTable& table);
/// INSERT of a row, a parameter for each column.
std::string insert_row(const ExportTable& table);
/// What is made once the rows are there: indices, full-text search (nodes_search, duties_search),
/// views.
std::string finish_schema();

}  // namespace remit
