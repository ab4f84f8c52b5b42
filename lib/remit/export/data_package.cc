#include "remit/export/data_package.h"

#include "remit/export/table.h"
#include "remit/format/json_emitter.h"

namespace remit {
namespace {

void write_text(Emitter& emit, std::string_view key, std::string_view text) {
  emit.key(key);
  emit.string(text);
}

void write_names(Emitter& emit, std::string_view key, const std::vector<std::string_view>& names) {
  emit.key(key);
  emit.begin_list(ListStyle::Flow);
  for (const std::string_view name : names) emit.string(name);
  emit.end_list();
}

void write_columns(Emitter& emit, const ExportTable& table) {
  emit.key("fields");
  emit.begin_list(ListStyle::Block);
  for (const ExportColumn& column : table.columns) {
    emit.begin_map();
    write_text(emit, "name", column.name);
    write_text(emit, "type", column.type == ColumnType::Integer ? "integer" : "string");
    write_text(emit, "description", column.meaning);
    emit.end_map();
  }
  emit.end_list();
}

void write_references(Emitter& emit, const ExportTable& table) {
  emit.key("foreignKeys");
  emit.begin_list(ListStyle::Block);
  for (const ForeignKey& key : table.references) {
    emit.begin_map();
    write_names(emit, "fields", key.columns);
    emit.key("reference");
    emit.begin_map();
    write_text(emit, "resource", key.table);
    write_names(emit, "fields", export_table(key.table).key);
    emit.end_map();
    emit.end_map();
  }
  emit.end_list();
}

void write_resource(Emitter& emit, const ExportTable& table) {
  emit.begin_map();
  write_text(emit, "name", table.name);
  write_text(emit, "path", std::string(table.name) + ".csv");
  write_text(emit, "description", table.meaning);
  write_text(emit, "format", "csv");
  write_text(emit, "encoding", "utf-8");
  emit.key("schema");
  emit.begin_map();
  write_columns(emit, table);
  write_names(emit, "primaryKey", table.key);
  write_references(emit, table);
  emit.end_map();
  emit.end_map();
}

}  // namespace

std::string data_package() {
  std::string out;
  JsonEmitter emit(out);
  emit.begin_map();
  write_text(emit, "profile", "tabular-data-package");
  write_text(emit, "name", "constitutions");
  emit.key("resources");
  emit.begin_list(ListStyle::Block);
  for (const ExportTable& table : export_tables()) write_resource(emit, table);
  emit.end_list();
  emit.end_map();
  return out;
}

}  // namespace remit
