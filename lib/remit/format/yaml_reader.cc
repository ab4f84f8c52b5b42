#include "remit/format/yaml_reader.h"

#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <system_error>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "remit/format/record_schema.h"
#include "remit/format/yaml_value.h"

namespace remit {
namespace {

using Kind = YamlValue::Kind;

constexpr const char* kShapeHint = "record.schema.json says what a record holds";
constexpr const char* kRecordHint = "make a record with remit extract";

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

// Walks the values of a record. The first thing amiss is kept and the walk goes on with defaults,
// which costs nothing and spares every step a check.
class RecordReader {
 public:
  explicit RecordReader(std::string_view file) : file_(file) {}

  Result<Record> read(const YamlValue& root) {
    Record record;
    if (check_version(root)) {
      read_source(root, record.source);
      read_document(root, record.document);
      read_nodes(list_in(root, "structure"), kNoNode, record.structure);
      read_analysis(root, record.structure, record.analysis);
      read_accounting(root, record.accounting);
      read_diagnostics(root, record.diagnostics);
    }
    if (error_) return fail(std::move(*error_));
    return record;
  }

 private:
  void refuse(const YamlValue& at, std::string message, std::string hint = kShapeHint) {
    if (error_) return;
    error_ = Error{.code = "bad-record", .message = std::move(message), .hint = std::move(hint)};
    error_->file = file_;
    error_->line = at.line;
    error_->column = at.column;
  }

  void refuse_kind(const YamlValue& at, std::string_view key, std::string_view wanted) {
    refuse(at, std::string(key) + ": " + std::string(wanted) + " is wanted, not " + described(at));
  }

  // The value of `key`, or null where there is none.
  const YamlValue& value_in(const YamlValue& map, std::string_view key) {
    static const YamlValue kNull;
    const YamlValue* found = nullptr;
    for (std::size_t i = 0; i < map.keys.size(); ++i) {
      if (map.keys[i] != key) continue;
      if (found != nullptr) refuse(map.items[i], std::string(key) + ": the key stands twice");
      found = &map.items[i];
    }
    return found == nullptr ? kNull : *found;
  }

  const YamlValue& map_in(const YamlValue& map, std::string_view key) {
    const YamlValue& value = value_in(map, key);
    if (value.kind != Kind::Map && value.kind != Kind::Null) refuse_kind(value, key, "a map");
    return value;
  }

  const YamlValue& list_in(const YamlValue& map, std::string_view key) {
    const YamlValue& value = value_in(map, key);
    if (value.kind == Kind::List || value.kind == Kind::Null) return value;
    refuse_kind(value, key, "a list");
    static const YamlValue kNull;
    return kNull;
  }

  std::optional<std::string> text_of(const YamlValue& value, std::string_view key) {
    if (value.kind == Kind::Scalar) return value.text;
    if (value.kind != Kind::Null) refuse_kind(value, key, "text");
    return std::nullopt;
  }

  std::optional<std::string> optional_in(const YamlValue& map, std::string_view key) {
    return text_of(value_in(map, key), key);
  }

  std::string text_in(const YamlValue& map, std::string_view key) {
    return optional_in(map, key).value_or(std::string());
  }

  std::string required_in(const YamlValue& map, std::string_view key, std::string_view what) {
    std::string text = text_in(map, key);
    if (text.empty()) refuse(map, std::string(what) + " without " + std::string(key));
    return text;
  }

  template <typename Number>
  Number number_in(const YamlValue& map, std::string_view key) {
    const YamlValue& value = value_in(map, key);
    if (value.kind == Kind::Null) return 0;
    Number number = 0;
    const char* const begin = value.text.data();
    const char* const end = begin + value.text.size();
    const auto [stop, status] = std::from_chars(begin, end, number);
    if (value.kind != Kind::Scalar || value.quoted || status != std::errc() || stop != end ||
        number < 0) {
      refuse_kind(value, key, "a whole number");
      return 0;
    }
    return number;
  }

  bool check_version(const YamlValue& root) {
    if (root.kind != Kind::Map) {
      refuse(root, "not a record: a map is wanted, not " + described(root), kRecordHint);
      return false;
    }
    const YamlValue& version = value_in(root, "remit");
    if (version.kind == Kind::Null) {
      refuse(root,
             "not a record: it has no version (remit: " + std::to_string(kRecordVersion) + ")",
             kRecordHint);
      return false;
    }
    const int number = number_in<int>(root, "remit");
    if (!error_ && number != kRecordVersion) {
      refuse(version,
             "remit: a record of version " + std::to_string(number) +
                 "; this program reads version " + std::to_string(kRecordVersion),
             number > kRecordVersion ? "use a newer remit, or extract the document again"
                                     : "extract the document again");
    }
    return !error_;
  }

  void read_source(const YamlValue& root, Source& source) {
    const YamlValue& map = map_in(root, "source");
    source.file = text_in(map, "file");
    source.sha256 = text_in(map, "sha256");
    source.format = text_in(map, "format");
    source.pages = number_in<int>(map, "pages");
    source.producer = text_in(map, "producer");
    source.text_layer = text_in(map, "text_layer");
    if (value_in(map, "ocr_confidence").kind != Kind::Null)
      source.ocr_confidence = number_in<int>(map, "ocr_confidence");
    for (const YamlValue& range : list_in(map, "pages_by").items)
      source.pages_by.push_back(
          {text_in(range, "pages"), text_in(range, "by"), text_in(range, "why")});
  }

  void read_document(const YamlValue& root, DocumentInfo& document) {
    const YamlValue& map = map_in(root, "document");
    document.council = text_in(map, "council");
    document.gss = text_in(map, "gss");
    document.title = text_in(map, "title");
    document.language = optional_in(map, "language").value_or(document.language);
  }

  NodeType type_in(const YamlValue& map) {
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

  std::vector<std::string> read_cells(const YamlValue& list, std::string_view key) {
    std::vector<std::string> cells;
    cells.reserve(list.items.size());
    for (const YamlValue& cell : list.items) cells.push_back(text_of(cell, key).value_or(""));
    return cells;
  }

  void read_table(const YamlValue& map, Node& node) {
    const YamlValue& header = list_in(map, "header");
    const YamlValue& rows = list_in(map, "rows");
    const YamlValue& spans = list_in(map, "spans");
    if (node.type != NodeType::Table) {
      if (header.kind == Kind::List) refuse(header, "header: only a table has one");
      if (rows.kind == Kind::List) refuse(rows, "rows: only a table has them");
      if (spans.kind == Kind::List) refuse(spans, "spans: only a table has them");
      return;
    }
    TableText& table = node.table.emplace();
    table.header = read_cells(header, "header");
    table.rows.reserve(rows.items.size());
    for (const YamlValue& row : rows.items) {
      if (row.kind != Kind::List) refuse_kind(row, "rows", "a list");
      table.rows.push_back(read_cells(row, "rows"));
      const std::size_t cells = table.rows.back().size();
      if (!table.header.empty() && cells != table.header.size()) {
        refuse(row, "rows: a row of " + std::to_string(cells) + " below a header of " +
                        std::to_string(table.header.size()));
      }
    }
    read_spans(spans, table);
  }

  void read_spans(const YamlValue& list, TableText& table) {
    for (const YamlValue& map : list.items) {
      if (map.kind != Kind::Map) refuse_kind(map, "spans", "a map");
      const CellSpan span = {number_in<int>(map, "row"), number_in<int>(map, "column"),
                             number_in<int>(map, "rows"), number_in<int>(map, "columns")};
      const std::size_t width =
          table.rows.empty() ? table.header.size() : table.rows.front().size();
      if (span.rows < 1 || span.columns < 1 ||
          static_cast<std::size_t>(span.row) + static_cast<std::size_t>(span.rows) >
              table.rows.size() + 1 ||
          static_cast<std::size_t>(span.column) + static_cast<std::size_t>(span.columns) > width)
        refuse(map, "spans: no such cells in the table");
      table.spans.push_back(span);
    }
  }

  // Of a Place or a PageTurn: which field it counts in.
  template <typename Point>
  void read_in(const YamlValue& map, Point& point) {
    const YamlValue& in = value_in(map, "in");
    if (in.kind == Kind::List) {
      point.in = NodeField::Cell;
      const auto [row, column] = pair_in(in, "in");
      point.row = static_cast<int>(row);
      point.column = static_cast<int>(column);
    } else if (in.kind == Kind::Scalar && in.text == "heading") {
      point.in = NodeField::Heading;
    } else if (in.kind != Kind::Null) {
      refuse_kind(in, "in", "heading or [row, column]");
    }
  }

  void read_turns(const YamlValue& list, Node& node) {
    for (const YamlValue& map : list.items) {
      if (map.kind != Kind::Map) refuse_kind(map, "turns", "a list of maps");
      PageTurn& turn = node.turns.emplace_back();
      turn.page = number_in<int>(map, "page");
      turn.character = number_in<std::uint32_t>(map, "at");
      read_in(map, turn);
    }
  }

  double decimal_in(const YamlValue& map, std::string_view key) {
    const YamlValue& value = value_in(map, key);
    double number = 0;
    const char* const end = value.text.data() + value.text.size();
    const auto [stop, status] = std::from_chars(value.text.data(), end, number);
    if (value.kind == Kind::Scalar && !value.quoted && status == std::errc() && stop == end &&
        std::isfinite(number))
      return number;
    refuse_kind(value.kind == Kind::Null ? map : value, key, "a number");
    return 0;
  }

  std::vector<PageBox> read_boxes(const YamlValue& map) {
    std::vector<PageBox> boxes;
    for (const YamlValue& box : list_in(map, "boxes").items) {
      if (box.kind != Kind::Map) refuse_kind(box, "boxes", "a list of maps");
      if (error_) break;
      boxes.push_back({.page = number_in<int>(box, "page"),
                       .x0 = decimal_in(box, "x0"),
                       .y0 = decimal_in(box, "y0"),
                       .x1 = decimal_in(box, "x1"),
                       .y1 = decimal_in(box, "y1")});
    }
    return boxes;
  }

  // Recursion is bounded by kMaxNesting.
  void read_nodes(const YamlValue& list, NodeId parent, Tree& tree) {
    for (const YamlValue& map : list.items) {
      if (map.kind != Kind::Map) refuse(map, "a node is a map, not " + described(map));
      const auto id = static_cast<NodeId>(tree.nodes.size());
      Node& node = tree.nodes.emplace_back();
      node.parent = parent;
      node.id = required_in(map, "id", "a node");
      node.type = type_in(map);
      node.num = optional_in(map, "num");
      node.num_source = num_source_in(map);
      node.label = optional_in(map, "label");
      node.heading = optional_in(map, "heading");
      node.text = text_in(map, "text");
      node.page = number_in<int>(map, "page");
      read_turns(list_in(map, "turns"), node);
      node.boxes = read_boxes(map);
      read_table(map, node);
      (parent == kNoNode ? tree.roots : tree.nodes[parent].children).push_back(id);
      if (error_) return;  // a type that is amiss 10,000 times is looked at once
      read_nodes(list_in(map, "children"), id, tree);
    }
  }

  // ---- what was found in the tree ---------------------------------------------------------------
  NodeId node_in(const YamlValue& map, const YamlValue& value, std::string_view key) {
    const std::string id = text_of(value, key).value_or("");
    if (const auto found = node_ids_.find(id); found != node_ids_.end()) return found->second;
    refuse(value.kind == Kind::Null ? map : value,
           std::string(key) + ": there is no node \"" + id + "\"");
    return 0;
  }

  // Two whole numbers.
  std::pair<std::uint32_t, std::uint32_t> pair_in(const YamlValue& list, std::string_view key) {
    std::pair<std::uint32_t, std::uint32_t> pair;
    if (list.kind != Kind::List || list.items.size() != 2) {
      refuse_kind(list, key, "a list of two numbers");
      return pair;
    }
    const auto number_of = [&](const YamlValue& item, std::uint32_t& number) {
      const char* const end = item.text.data() + item.text.size();
      const auto [stop, status] = std::from_chars(item.text.data(), end, number);
      if (item.kind != Kind::Scalar || status != std::errc() || stop != end)
        refuse_kind(item, key, "a whole number");
    };
    number_of(list.items[0], pair.first);
    number_of(list.items[1], pair.second);
    return pair;
  }

  Place read_place(const YamlValue& map) {
    Place place;
    place.node = node_in(map, value_in(map, "node"), "node");
    place.page = number_in<int>(map, "page");
    if (const YamlValue& span = value_in(map, "span"); span.kind != Kind::Null)
      std::tie(place.span.begin, place.span.end) = pair_in(span, "span");
    read_in(map, place);
    place.boxes = read_boxes(map);
    return place;
  }

  Force force_in(const YamlValue& map) {
    const YamlValue& value = value_in(map, "force");
    if (const auto force = force_named(value.text); force && value.kind == Kind::Scalar)
      return *force;
    refuse(value.kind == Kind::Null ? map : value, "force: " + described(value) + " is no force",
           "one of obligation, permission, prohibition, recommendation");
    return Force::Obligation;
  }

  std::vector<std::string> texts_in(const YamlValue& map, std::string_view key) {
    return read_cells(list_in(map, key), key);
  }

  Post read_post(const YamlValue& map) {
    Post post;
    post.id = required_in(map, "id", "a post");
    post.title = text_in(map, "title");
    post.designations = texts_in(map, "designations");
    post.group = optional_in(map, "group");
    post.functions = texts_in(map, "functions");
    for (const YamlValue& item : list_in(map, "restrictions").items)
      post.restrictions.push_back({.force = force_in(item),
                                   .role = text_in(item, "role"),
                                   .condition = optional_in(item, "condition"),
                                   .place = read_place(item)});
    for (const YamlValue& item : list_in(map, "source").items)
      post.source.push_back(read_place(item));
    return post;
  }

  Duty read_duty(const YamlValue& map) {
    Duty duty;
    duty.id = required_in(map, "id", "a duty");
    duty.bearer = optional_in(map, "bearer");
    duty.bearer_ref = optional_in(map, "bearer_ref");
    duty.modality = text_in(map, "modality");
    duty.force = force_in(map);
    duty.action = text_in(map, "action");
    duty.conditions = texts_in(map, "conditions");
    duty.consultees = texts_in(map, "consultees");
    duty.text = text_in(map, "text");
    duty.place = read_place(map);
    return duty;
  }

  Definition read_definition(const YamlValue& map) {
    Definition definition;
    definition.term = required_in(map, "term", "a definition");
    definition.text = text_in(map, "text");
    if (const YamlValue& scope = value_in(map, "scope"); scope.kind != Kind::Null)
      definition.scope = node_in(map, scope, "scope");
    definition.place = read_place(map);
    return definition;
  }

  template <typename Value>
  Value named_in(const YamlValue& map, std::string_view key,
                 std::optional<Value> (*named)(std::string_view)) {
    const YamlValue& value = value_in(map, key);
    if (const auto found = named(value.text); found && value.kind == Kind::Scalar) return *found;
    refuse(value.kind == Kind::Null ? map : value,
           std::string(key) + ": " + described(value) + " is not known");
    return {};
  }

  Reference read_reference(const YamlValue& map) {
    Reference reference;
    reference.text = text_in(map, "text");
    reference.kind = named_in<ReferenceKind>(map, "kind", reference_kind);
    reference.status = named_in<ReferenceStatus>(map, "status", reference_status);
    for (const YamlValue& target : list_in(map, "targets").items)
      reference.targets.push_back(node_in(map, target, "targets"));
    if (const YamlValue& act = map_in(map, "legislation"); act.kind == Kind::Map) {
      Legislation& legislation = reference.legislation.emplace();
      legislation.title = optional_in(act, "title");
      legislation.provision = optional_in(act, "provision");
      if (value_in(act, "year").kind != Kind::Null) legislation.year = number_in<int>(act, "year");
      legislation.uri = optional_in(act, "uri");
    }
    reference.place = read_place(map);
    return reference;
  }

  Amendment read_amendment(const YamlValue& map) {
    Amendment amendment;
    amendment.action = named_in<AmendmentAction>(map, "action", amendment_action);
    amendment.target = optional_in(map, "target");
    amendment.to = optional_in(map, "to");
    amendment.text = text_in(map, "text");
    amendment.old = optional_in(map, "old");
    amendment.after = optional_in(map, "after");
    amendment.before = optional_in(map, "before");
    amendment.place = read_place(map);
    return amendment;
  }

  template <typename Item>
  void read_items(const YamlValue& root, std::string_view key, std::vector<Item>& items,
                  Item (RecordReader::*read_item)(const YamlValue&)) {
    const YamlValue& list = list_in(root, key);
    items.reserve(list.items.size());
    for (const YamlValue& map : list.items) {
      if (map.kind != Kind::Map) refuse_kind(map, key, "a list of maps");
      if (error_) return;
      items.push_back((this->*read_item)(map));
    }
  }

  void read_analysis(const YamlValue& root, const Tree& tree, Analysis& analysis) {
    for (NodeId id = 0; id < tree.nodes.size(); ++id) node_ids_.emplace(tree.nodes[id].id, id);
    read_items(root, "posts", analysis.posts, &RecordReader::read_post);
    read_items(root, "duties", analysis.duties, &RecordReader::read_duty);
    read_items(root, "definitions", analysis.definitions, &RecordReader::read_definition);
    read_items(root, "cross_references", analysis.references, &RecordReader::read_reference);
    read_items(root, "amendments", analysis.amendments, &RecordReader::read_amendment);
  }

  void read_accounting(const YamlValue& root, Accounting& accounting) {
    const YamlValue& map = map_in(root, "accounting");
    accounting.words = number_in<std::size_t>(map, "words");
    accounting.structure = number_in<std::size_t>(map, "structure");
    accounting.furniture = number_in<std::size_t>(map, "furniture");
    const auto unplaced = number_in<std::size_t>(map, "unplaced");
    const bool adds_up = accounting.structure <= accounting.words &&
                         accounting.furniture <= accounting.words - accounting.structure &&
                         unplaced == accounting.unplaced();
    if (!adds_up) {
      refuse(map, "accounting: words is not structure + furniture + unplaced");
    }
  }

  NumSource num_source_in(const YamlValue& map) {
    const YamlValue& value = value_in(map, "num_source");
    if (value.kind == Kind::Null) return NumSource::Text;
    if (value.kind == Kind::Scalar && value.text == "ocr") return NumSource::Ocr;
    if (value.kind == Kind::Scalar && value.text == "inferred") return NumSource::Inferred;
    refuse(value, "num_source: ocr or inferred, not " + described(value));
    return NumSource::Text;
  }

  Severity severity_in(const YamlValue& map) {
    const YamlValue& value = value_in(map, "severity");
    if (value.kind == Kind::Null) return Severity::Warning;
    for (std::size_t i = 0; i < kSeverityNames.size(); ++i) {
      if (value.kind == Kind::Scalar && value.text == kSeverityNames[i]) {
        return static_cast<Severity>(i);
      }
    }
    refuse(value, "severity: " + described(value) + " is no severity",
           "one of info, warning, error");
    return Severity::Warning;
  }

  void read_diagnostics(const YamlValue& root, Diagnostics& diagnostics) {
    const YamlValue& list = list_in(root, "diagnostics");
    diagnostics.reserve(list.items.size());
    for (const YamlValue& map : list.items) {
      if (map.kind != Kind::Map) refuse(map, "a diagnostic is a map, not " + described(map));
      Diagnostic& diagnostic = diagnostics.emplace_back();
      diagnostic.code = text_in(map, "code");
      diagnostic.severity = severity_in(map);
      diagnostic.message = text_in(map, "message");
      diagnostic.node = text_in(map, "node");
      diagnostic.page = number_in<int>(map, "page");
      diagnostic.hint = text_in(map, "hint");
    }
  }

  std::string_view file_;
  std::optional<Error> error_;
  std::unordered_map<std::string_view, NodeId> node_ids_;  // views into the tree that is read
};

}  // namespace

Result<Record> read_record(std::string_view text, std::string_view file) {
  return read_yaml(text, file).and_then([file](const YamlValue& root) {
    return RecordReader(file).read(root);
  });
}

}  // namespace remit
