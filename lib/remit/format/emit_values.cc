#include "remit/format/emit_values.h"

#include <cstdint>

namespace remit {
namespace {

void write_cells(Emitter& emit, const std::vector<std::string>& cells) {
  emit.begin_list(ListStyle::Flow);
  for (const std::string& text : cells) emit.string(text);
  emit.end_list();
}

}  // namespace

void write_text(Emitter& emit, std::string_view key, std::string_view text) {
  emit.key(key);
  emit.string(text);
}

void write_optional(Emitter& emit, std::string_view key, const std::optional<std::string>& text) {
  emit.key(key);
  text ? emit.string(*text) : emit.null();
}

void write_unless_empty(Emitter& emit, std::string_view key, std::string_view text) {
  emit.key(key);
  text.empty() ? emit.null() : emit.string(text);
}

void write_count(Emitter& emit, std::string_view key, std::size_t count) {
  emit.key(key);
  emit.number(count);
}

void write_page(Emitter& emit, int page) {
  emit.key("page");
  page > 0 ? emit.number(static_cast<std::uint64_t>(page)) : emit.null();
}

void write_strings(Emitter& emit, std::string_view key, const std::vector<std::string>& texts,
                   ListStyle style) {
  emit.key(key);
  emit.begin_list(style);
  for (const std::string& text : texts) emit.string(text);
  emit.end_list();
}

void write_table(Emitter& emit, const TableText& table) {
  emit.key("header");
  write_cells(emit, table.header);
  emit.key("rows");
  emit.begin_list(ListStyle::Block);
  for (const auto& row : table.rows) write_cells(emit, row);
  emit.end_list();
  if (table.spans.empty()) return;
  emit.key("spans");
  emit.begin_list(ListStyle::Block);
  for (const CellSpan& span : table.spans) {
    emit.begin_map();
    write_count(emit, "row", static_cast<std::size_t>(span.row));
    write_count(emit, "column", static_cast<std::size_t>(span.column));
    write_count(emit, "rows", static_cast<std::size_t>(span.rows));
    write_count(emit, "columns", static_cast<std::size_t>(span.columns));
    emit.end_map();
  }
  emit.end_list();
}

void write_document(Emitter& emit, std::string_view key, const Record& record) {
  emit.key(key);
  emit.begin_map();
  write_text(emit, "file", record.source.file);
  write_unless_empty(emit, "council", record.document.council);
  write_unless_empty(emit, "title", record.document.title);
  emit.end_map();
}

}  // namespace remit
