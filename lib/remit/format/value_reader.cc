#include "remit/format/value_reader.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace remit {
namespace {

using Kind = YamlValue::Kind;

const YamlValue& null_value() {
  static const YamlValue kNull;
  return kNull;
}

}  // namespace

std::string described(const YamlValue& value) {
  switch (value.kind) {
    case Kind::Null:
      return "null";
    case Kind::List:
      return "a list";
    case Kind::Map:
      return "a map";
    case Kind::Scalar:
      break;
  }
  constexpr std::size_t kShown = 40;
  if (value.text.size() <= kShown) return '"' + value.text + '"';
  std::size_t cut = kShown;
  while (cut > 0 && (static_cast<unsigned char>(value.text[cut]) & 0xC0) == 0x80) --cut;
  return '"' + value.text.substr(0, cut) + "…\"";
}

void ValueReader::refuse(const YamlValue& at, std::string message) {
  refuse(at, std::move(message), hint_);
}

void ValueReader::refuse(const YamlValue& at, std::string message, std::string_view hint) {
  if (error_) return;
  error_ = Error{.code = "bad-record", .message = std::move(message), .hint = std::string(hint)};
  error_->file = file_;
  error_->line = at.line;
  error_->column = at.column;
}

void ValueReader::refuse_kind(const YamlValue& at, std::string_view key, std::string_view wanted) {
  refuse(at, std::string(key) + ": " + std::string(wanted) + " is wanted, not " + described(at));
}

const YamlValue& ValueReader::value_in(const YamlValue& map, std::string_view key) {
  const YamlValue* found = nullptr;
  for (std::size_t i = 0; i < map.keys.size(); ++i) {
    if (map.keys[i] != key) continue;
    if (found != nullptr) refuse(map.items[i], std::string(key) + ": the key stands twice");
    found = &map.items[i];
  }
  return found == nullptr ? null_value() : *found;
}

const YamlValue& ValueReader::map_in(const YamlValue& map, std::string_view key) {
  const YamlValue& value = value_in(map, key);
  if (value.kind != Kind::Map && value.kind != Kind::Null) refuse_kind(value, key, "a map");
  return value;
}

const YamlValue& ValueReader::list_in(const YamlValue& map, std::string_view key) {
  const YamlValue& value = value_in(map, key);
  if (value.kind == Kind::List || value.kind == Kind::Null) return value;
  refuse_kind(value, key, "a list");
  return null_value();
}

std::optional<std::string> ValueReader::text_of(const YamlValue& value, std::string_view key) {
  if (value.kind == Kind::Scalar) return value.text;
  if (value.kind != Kind::Null) refuse_kind(value, key, "text");
  return std::nullopt;
}

std::optional<std::string> ValueReader::optional_in(const YamlValue& map, std::string_view key) {
  return text_of(value_in(map, key), key);
}

std::string ValueReader::text_in(const YamlValue& map, std::string_view key) {
  return optional_in(map, key).value_or(std::string());
}

std::string ValueReader::required_in(const YamlValue& map, std::string_view key,
                                     std::string_view what) {
  std::string text = text_in(map, key);
  if (text.empty()) refuse(map, std::string(what) + " without " + std::string(key));
  return text;
}

bool ValueReader::has(const YamlValue& map, std::string_view key) {
  return std::find(map.keys.begin(), map.keys.end(), key) != map.keys.end();
}

NodeType ValueReader::type_in(const YamlValue& map) {
  const std::string name = required_in(map, "type", "a node");
  if (const std::optional<NodeType> type = node_type(name)) return *type;
  std::string names;
  for (unsigned i = 0; i <= static_cast<unsigned>(NodeType::Text); ++i) {
    names.append(i == 0 ? "" : ", ").append(name_of(static_cast<NodeType>(i)));
  }
  const YamlValue& value = value_in(map, "type");
  refuse(value, "type: " + described(value) + " is no type of node", "one of " + names);
  return NodeType::Text;
}

std::vector<std::string> ValueReader::texts_of(const YamlValue& list, std::string_view key) {
  std::vector<std::string> cells;
  cells.reserve(list.items.size());
  for (const YamlValue& cell : list.items) cells.push_back(text_of(cell, key).value_or(""));
  return cells;
}

TableText ValueReader::table_in(const YamlValue& map) {
  TableText table;
  table.header = texts_of(list_in(map, "header"), "header");
  const YamlValue& rows = list_in(map, "rows");
  table.rows.reserve(rows.items.size());
  for (const YamlValue& row : rows.items) {
    if (row.kind != Kind::List) refuse_kind(row, "rows", "a list");
    table.rows.push_back(texts_of(row, "rows"));
    const std::size_t cells = table.rows.back().size();
    if (!table.header.empty() && cells != table.header.size())
      refuse(row, "rows: a row of " + std::to_string(cells) + " below a header of " +
                      std::to_string(table.header.size()));
  }
  read_spans(list_in(map, "spans"), table);
  return table;
}

void ValueReader::read_spans(const YamlValue& list, TableText& table) {
  for (const YamlValue& map : list.items) {
    if (map.kind != Kind::Map) refuse_kind(map, "spans", "a map");
    const CellSpan span = {number_in<int>(map, "row"), number_in<int>(map, "column"),
                           number_in<int>(map, "rows"), number_in<int>(map, "columns")};
    const std::size_t width = table.rows.empty() ? table.header.size() : table.rows.front().size();
    if (span.rows < 1 || span.columns < 1 ||
        static_cast<std::size_t>(span.row) + static_cast<std::size_t>(span.rows) >
            table.rows.size() + 1 ||
        static_cast<std::size_t>(span.column) + static_cast<std::size_t>(span.columns) > width)
      refuse(map, "spans: no such cells in the table");
    table.spans.push_back(span);
  }
}

}  // namespace remit
