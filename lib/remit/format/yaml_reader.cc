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
#include "remit/format/value_reader.h"
#include "remit/format/yaml_value.h"

namespace remit {
namespace {

using Kind = YamlValue::Kind;

constexpr const char* kShapeHint = "record.schema.json says what a record holds";
constexpr const char* kRecordHint = "make a record with remit extract";

class RecordReader : private ValueReader {
 public:
  explicit RecordReader(std::string_view file) : ValueReader(file, kShapeHint) {}

  Result<Record> read(const YamlValue& root) {
    Record record;
    if (check_version(root)) {
      read_source(root, record.source);
      read_document(root, record.document);
      read_nodes(list_in(root, "structure"), kNoNode, record.structure);
      read_analysis(root, record.structure, record.analysis);
      read_items(root, "furniture", record.furniture, &RecordReader::read_furniture);
      read_accounting(root, record.accounting);
      read_diagnostics(root, record.diagnostics);
    }
    if (error()) return fail(*error());
    return record;
  }

 private:
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
    if (!error() && number != kRecordVersion) {
      refuse(version,
             "remit: a record of version " + std::to_string(number) +
                 "; this program reads version " + std::to_string(kRecordVersion),
             number > kRecordVersion ? "use a newer remit, or extract the document again"
                                     : "extract the document again");
    }
    return !error();
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

  void read_table(const YamlValue& map, Node& node) {
    if (node.type == NodeType::Table) {
      node.table = table_in(map);
      return;
    }
    if (const YamlValue& header = list_in(map, "header"); header.kind == Kind::List)
      refuse(header, "header: only a table has one");
    for (const char* const key : {"rows", "spans"})
      if (const YamlValue& list = list_in(map, key); list.kind == Kind::List)
        refuse(list, std::string(key) + ": only a table has them");
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
      if (error()) break;
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
      if (error()) return;  // a type that is amiss 10,000 times is looked at once
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
    return texts_of(list_in(map, key), key);
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
      if (error()) return;
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

  PageFurniture read_furniture(const YamlValue& map) {
    return {text_in(map, "kind"), text_in(map, "text"), text_in(map, "pages")};
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

  std::unordered_map<std::string_view, NodeId> node_ids_;  // views into the tree that is read
};

}  // namespace

Result<Record> read_record(std::string_view text, std::string_view file) {
  return read_yaml(text, file).and_then([file](const YamlValue& root) {
    return RecordReader(file).read(root);
  });
}

}  // namespace remit
