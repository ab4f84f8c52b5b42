#include "remit/format/record_writer.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "remit/base/parallel.h"
#include "remit/format/emit_values.h"
#include "remit/format/json_emitter.h"
#include "remit/format/record_schema.h"
#include "remit/format/yaml_emitter.h"

namespace remit {
namespace {

void write_numbers(Emitter& emit, std::string_view key, std::uint64_t first, std::uint64_t second) {
  emit.key(key);
  emit.begin_list(ListStyle::Flow);
  emit.number(first);
  emit.number(second);
  emit.end_list();
}

void write_in(Emitter& emit, NodeField in, int row, int column) {
  if (in == NodeField::Heading) write_text(emit, "in", "heading");
  if (in == NodeField::Cell)
    write_numbers(emit, "in", static_cast<std::uint64_t>(row), static_cast<std::uint64_t>(column));
}

void write_turns(Emitter& emit, const std::vector<PageTurn>& turns) {
  if (turns.empty()) return;
  emit.key("turns");
  emit.begin_list(ListStyle::Block);
  for (const PageTurn& turn : turns) {
    emit.begin_map();
    write_page(emit, turn.page);
    write_count(emit, "at", turn.character);
    write_in(emit, turn.in, turn.row, turn.column);
    emit.end_map();
  }
  emit.end_list();
}

void write_boxes(Emitter& emit, const std::vector<PageBox>& boxes) {
  if (boxes.empty()) return;
  emit.key("boxes");
  emit.begin_list(ListStyle::Flow);
  for (const PageBox& box : boxes) {
    emit.begin_map();
    write_page(emit, box.page);
    for (const auto& [key, length] : {std::pair{"x0", box.x0}, std::pair{"y0", box.y0},
                                      std::pair{"x1", box.x1}, std::pair{"y1", box.y1}}) {
      emit.key(key);
      emit.decimal(length);
    }
    emit.end_map();
  }
  emit.end_list();
}

// All of a node but its children.
void write_node(Emitter& emit, const Node& node) {
  write_text(emit, "id", node.id);
  write_text(emit, "type", name_of(node.type));
  write_optional(emit, "num", node.num);
  if (node.num_source != NumSource::Text)
    write_text(emit, "num_source", node.num_source == NumSource::Ocr ? "ocr" : "inferred");
  write_optional(emit, "label", node.label);
  write_optional(emit, "heading", node.heading);
  write_text(emit, "text", node.text);
  write_page(emit, node.page);
  write_turns(emit, node.turns);
  write_boxes(emit, node.boxes);
  if (node.type == NodeType::Table) write_table(emit, node.table.value_or(TableText{}));
}

void write_tree(Emitter& emit, const Tree& tree) {
  struct Siblings {
    const std::vector<NodeId>* ids;
    std::size_t next;
  };
  std::vector<Siblings> open = {{&tree.roots, 0}};
  emit.begin_list(ListStyle::Block);
  while (true) {
    Siblings& siblings = open.back();
    if (siblings.next == siblings.ids->size()) {
      emit.end_list();
      open.pop_back();
      if (open.empty()) return;
      emit.end_map();  // the node whose children these were
      continue;
    }
    const Node& node = tree.nodes[(*siblings.ids)[siblings.next++]];
    emit.begin_map();
    write_node(emit, node);
    if (node.children.empty()) {
      emit.end_map();
    } else {
      emit.key("children");
      emit.begin_list(ListStyle::Block);
      open.push_back({&node.children, 0});
    }
  }
}

void write_diagnostics(Emitter& emit, const Diagnostics& diagnostics) {
  emit.begin_list(ListStyle::Block);
  for (const Diagnostic& diagnostic : diagnostics) {
    emit.begin_map();
    write_text(emit, "code", diagnostic.code);
    write_text(emit, "severity", kSeverityNames[static_cast<std::size_t>(diagnostic.severity)]);
    write_text(emit, "message", diagnostic.message);
    write_unless_empty(emit, "node", diagnostic.node);
    write_page(emit, diagnostic.page);
    if (!diagnostic.hint.empty()) write_text(emit, "hint", diagnostic.hint);
    emit.end_map();
  }
  emit.end_list();
}

void write_node_id(Emitter& emit, std::string_view key, const Tree& tree, NodeId node) {
  write_text(emit, key, tree.nodes[node].id);
}

void write_place(Emitter& emit, const Tree& tree, const Place& place) {
  write_node_id(emit, "node", tree, place.node);
  write_page(emit, place.page);
  write_numbers(emit, "span", place.span.begin, place.span.end);
  write_in(emit, place.in, place.row, place.column);
  write_boxes(emit, place.boxes);
}

void write_post(Emitter& emit, const Tree& tree, const Post& post) {
  write_text(emit, "id", post.id);
  write_text(emit, "title", post.title);
  write_strings(emit, "designations", post.designations, ListStyle::Flow);
  write_optional(emit, "group", post.group);
  write_strings(emit, "functions", post.functions, ListStyle::Block);
  emit.key("restrictions");
  emit.begin_list(ListStyle::Block);
  for (const Restriction& restriction : post.restrictions) {
    emit.begin_map();
    write_text(emit, "force", name_of(restriction.force));
    write_text(emit, "role", restriction.role);
    write_optional(emit, "condition", restriction.condition);
    write_place(emit, tree, restriction.place);
    emit.end_map();
  }
  emit.end_list();
  emit.key("source");
  emit.begin_list(ListStyle::Block);
  for (const Place& place : post.source) {
    emit.begin_map();
    write_place(emit, tree, place);
    emit.end_map();
  }
  emit.end_list();
}

void write_duty(Emitter& emit, const Tree& tree, const Duty& duty) {
  write_text(emit, "id", duty.id);
  write_optional(emit, "bearer", duty.bearer);
  write_optional(emit, "bearer_ref", duty.bearer_ref);
  write_text(emit, "modality", duty.modality);
  write_text(emit, "force", name_of(duty.force));
  write_text(emit, "action", duty.action);
  write_strings(emit, "conditions", duty.conditions, ListStyle::Block);
  write_strings(emit, "consultees", duty.consultees, ListStyle::Flow);
  write_text(emit, "text", duty.text);
  write_place(emit, tree, duty.place);
}

void write_definition(Emitter& emit, const Tree& tree, const Definition& definition) {
  write_text(emit, "term", definition.term);
  write_text(emit, "text", definition.text);
  emit.key("scope");
  definition.scope == kNoNode ? emit.null() : emit.string(tree.nodes[definition.scope].id);
  write_place(emit, tree, definition.place);
}

void write_reference(Emitter& emit, const Tree& tree, const Reference& reference) {
  write_text(emit, "text", reference.text);
  write_text(emit, "kind", name_of(reference.kind));
  write_text(emit, "status", name_of(reference.status));
  emit.key("targets");
  emit.begin_list(ListStyle::Flow);
  for (const NodeId target : reference.targets) emit.string(tree.nodes[target].id);
  emit.end_list();
  emit.key("legislation");
  if (const auto& act = reference.legislation) {
    emit.begin_map();
    write_optional(emit, "title", act->title);
    write_optional(emit, "provision", act->provision);
    emit.key("year");
    act->year ? emit.number(static_cast<std::uint64_t>(*act->year)) : emit.null();
    if (act->uri) write_text(emit, "uri", *act->uri);
    emit.end_map();
  } else {
    emit.null();
  }
  write_place(emit, tree, reference.place);
}

void write_amendment(Emitter& emit, const Tree& tree, const Amendment& amendment) {
  write_text(emit, "action", name_of(amendment.action));
  write_optional(emit, "target", amendment.target);
  write_optional(emit, "to", amendment.to);
  write_text(emit, "text", amendment.text);
  if (amendment.old) write_text(emit, "old", *amendment.old);
  if (amendment.after) write_text(emit, "after", *amendment.after);
  if (amendment.before) write_text(emit, "before", *amendment.before);
  write_place(emit, tree, amendment.place);
}

template <typename Item>
void write_items(Emitter& emit, std::string_view key, const Tree& tree,
                 const std::vector<Item>& items,
                 void (*write)(Emitter&, const Tree&, const Item&)) {
  emit.key(key);
  emit.begin_list(ListStyle::Block);
  for (const Item& item : items) {
    emit.begin_map();
    write(emit, tree, item);
    emit.end_map();
  }
  emit.end_list();
}

// Enough for most records, so that the output is seldom moved while it grows.
std::size_t size_of_tree(const Record& record) {
  constexpr std::size_t kPerNode = 320;  // keys, nulls, quotes, indentation: more than most need
  std::size_t size = 1024;
  for (const Node& node : record.structure.nodes) {
    size += kPerNode + node.id.size() + node.text.size();
    if (!node.table) continue;
    for (const auto& row : node.table->rows) {
      for (const std::string& cell : row) size += cell.size() + 8;
    }
  }
  return size;
}

std::size_t size_of_findings(const Record& record) {
  constexpr std::size_t kPerItem = 768;  // room that is not used costs nothing
  std::size_t size = 1024;
  for (const Duty& duty : record.analysis.duties)
    size += kPerItem + duty.action.size() + duty.text.size();
  size += kPerItem * (record.analysis.references.size() + record.analysis.definitions.size());
  return size;
}

/// The keys up to `structure`: what was read.
void write_reading(const Record& record, Emitter& emit) {
  write_count(emit, "remit", kRecordVersion);

  emit.key("source");
  emit.begin_map();
  write_text(emit, "file", record.source.file);
  write_text(emit, "sha256", record.source.sha256);
  write_text(emit, "format", record.source.format);
  write_count(emit, "pages", static_cast<std::size_t>(record.source.pages));
  write_unless_empty(emit, "producer", record.source.producer);
  write_unless_empty(emit, "text_layer", record.source.text_layer);
  emit.key("ocr_confidence");
  if (const std::optional<int> confidence = record.source.ocr_confidence)
    emit.number(static_cast<std::uint64_t>(*confidence));
  else
    emit.null();
  emit.key("pages_by");
  emit.begin_list(ListStyle::Block);
  for (const PagesBy& range : record.source.pages_by) {
    emit.begin_map();
    write_text(emit, "pages", range.pages);
    write_text(emit, "by", range.by);
    write_text(emit, "why", range.why);
    emit.end_map();
  }
  emit.end_list();
  emit.end_map();

  emit.key("document");
  emit.begin_map();
  write_unless_empty(emit, "council", record.document.council);
  write_unless_empty(emit, "gss", record.document.gss);
  write_unless_empty(emit, "title", record.document.title);
  write_text(emit, "language", record.document.language);
  emit.end_map();

  emit.key("structure");
  write_tree(emit, record.structure);
}

/// The keys behind `structure`: what is said of it.
void write_findings(const Record& record, Emitter& emit) {
  const Tree& tree = record.structure;
  write_items(emit, "posts", tree, record.analysis.posts, write_post);
  write_items(emit, "duties", tree, record.analysis.duties, write_duty);
  write_items(emit, "definitions", tree, record.analysis.definitions, write_definition);
  write_items(emit, "cross_references", tree, record.analysis.references, write_reference);
  write_items(emit, "amendments", tree, record.analysis.amendments, write_amendment);

  emit.key("furniture");
  emit.begin_list(ListStyle::Block);
  for (const PageFurniture& furniture : record.furniture) {
    emit.begin_map();
    write_text(emit, "kind", furniture.kind);
    write_text(emit, "text", furniture.text);
    write_text(emit, "pages", furniture.pages);
    emit.end_map();
  }
  emit.end_list();

  emit.key("accounting");
  emit.begin_map();
  write_count(emit, "words", record.accounting.words);
  write_count(emit, "structure", record.accounting.structure);
  write_count(emit, "furniture", record.accounting.furniture);
  write_count(emit, "unplaced", record.accounting.unplaced());
  emit.end_map();

  emit.key("diagnostics");
  write_diagnostics(emit, record.diagnostics);
}

/// Some keys of a record as a YAML map.
std::string yaml_of(const Record& record, void (*write)(const Record&, Emitter&),
                    std::size_t expected) {
  std::string out;
  out.reserve(expected);
  YamlEmitter emit(out);
  emit.begin_map();
  write(record, emit);
  emit.end_map();
  return out;
}

}  // namespace

void write_record(const Record& record, Emitter& emit) {
  emit.begin_map();
  write_record_keys(record, emit);
  emit.end_map();
}

void write_record_keys(const Record& record, Emitter& emit) {
  write_reading(record, emit);
  write_findings(record, emit);
}

std::string to_yaml(const Record& record) {
  // two maps without brackets, one behind the other, are one map: each half has a thread
  auto findings =
      in_background([&] { return yaml_of(record, write_findings, size_of_findings(record)); });
  std::string out = yaml_of(record, write_reading, size_of_tree(record) + size_of_findings(record));
  return out += findings.get();
}

std::string to_json(const Record& record, JsonLayout layout) {
  std::string out;
  out.reserve(size_of_tree(record) + size_of_findings(record));
  JsonEmitter emit(out, layout);
  write_record(record, emit);
  return out;
}

}  // namespace remit
