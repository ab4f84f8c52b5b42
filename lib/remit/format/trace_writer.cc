#include "remit/format/trace_writer.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "remit/format/emit_values.h"
#include "remit/format/json_emitter.h"
#include "remit/format/yaml_emitter.h"
#include "remit/text/utf8.h"

namespace remit {
namespace {

constexpr std::size_t kWidestColumn = 44;  // characters of a column of the table
constexpr std::size_t kLongestDuty = 90;   // characters of a duty's text that are shown

void write_nodes(Emitter& emit, std::string_view key, const Tree& tree,
                 const std::vector<NodeId>& nodes) {
  emit.key(key);
  emit.begin_list(ListStyle::Flow);
  for (const NodeId node : nodes) emit.string(tree.nodes[node].id);
  emit.end_list();
}

void write_duties(Emitter& emit, std::string_view key, const Record& constitution,
                  const std::vector<std::size_t>& duties) {
  emit.key(key);
  emit.begin_list(ListStyle::Flow);
  for (const std::size_t duty : duties) emit.string(constitution.analysis.duties[duty].id);
  emit.end_list();
}

void write_row(Emitter& emit, const Record& constitution, const Record& report,
               const TraceRow& row) {
  emit.begin_map();
  write_text(emit, "reference", row.reference);
  write_unless_empty(emit, "heading", row.heading);
  write_nodes(emit, "nodes", constitution.structure, row.nodes);
  write_duties(emit, "duties", constitution, row.duties);
  write_text(emit, "wording", name_of(row.wording));
  write_text(emit, "node", report.structure.nodes[row.place.node].id);
  if (row.place.in == Place::In::Cell) {
    emit.key("in");
    emit.begin_list(ListStyle::Flow);
    emit.number(static_cast<std::uint64_t>(row.place.row));
    emit.number(static_cast<std::uint64_t>(row.place.column));
    emit.end_list();
  }
  emit.key("page");
  row.place.page > 0 ? emit.number(static_cast<std::uint64_t>(row.place.page)) : emit.null();
  emit.end_map();
}

template <typename Syntax>
std::string written(const Record& constitution, const Record& report, const Trace& trace) {
  std::string out;
  Syntax emit(out);
  write_trace(constitution, report, trace, emit);
  return out;
}

/// The first `width` characters of a text, with "…" where it goes on.
std::string cut(std::string_view text, std::size_t width) {
  std::size_t at = 0;
  for (std::size_t n = 0; at < text.size(); ++n) {
    if (n == width) return std::string(text.substr(0, at)) + "…";
    next_utf8(text, at);
  }
  return std::string(text);
}

std::string padded(std::string text, std::size_t width) {
  text = cut(text, kWidestColumn);
  const std::size_t size = count_utf8(text);
  return text + std::string(width > size ? width - size : 0, ' ');
}

/// "11.03 (a) Maintaining the Constitution": a provision as people name it.
std::string name_of_node(const Tree& tree, NodeId node) {
  std::string name;
  NodeId at = node;
  std::vector<std::string> labels;
  while (at != kNoNode) {
    const Node& here = tree.nodes[at];
    if (here.label) labels.push_back(*here.label);
    if (here.type == NodeType::Section || is_division(here.type)) break;
    at = here.parent;
  }
  for (auto label = labels.rbegin(); label != labels.rend(); ++label)
    name += (name.empty() ? "" : " ") + *label;
  const std::string heading = tree.nodes[node].heading.value_or("");
  if (!heading.empty()) name += (name.empty() ? "" : " ") + heading;
  return name.empty() ? tree.nodes[node].id : name;
}

}  // namespace

void write_trace(const Record& constitution, const Record& report, const Trace& trace,
                 Emitter& emit) {
  emit.begin_map();
  emit.key("remit_trace");
  emit.number(1);
  write_document(emit, "constitution", constitution);
  write_document(emit, "report", report);
  emit.key("rows");
  emit.begin_list(ListStyle::Block);
  for (const TraceRow& row : trace.rows) write_row(emit, constitution, report, row);
  emit.end_list();
  write_nodes(emit, "sections", constitution.structure, trace.sections);
  write_duties(emit, "uncovered", constitution, trace.uncovered);
  emit.end_map();
}

std::string trace_yaml(const Record& constitution, const Record& report, const Trace& trace) {
  return written<YamlEmitter>(constitution, report, trace);
}

std::string trace_json(const Record& constitution, const Record& report, const Trace& trace) {
  return written<JsonEmitter>(constitution, report, trace);
}

std::string trace_text(const Record& constitution, const Record& report, const Trace& trace) {
  const Tree& tree = constitution.structure;
  std::size_t width = 0;
  for (const TraceRow& row : trace.rows)
    width = std::max(width, count_utf8(cut(row.reference, kWidestColumn)));
  std::string out = report.source.file + " on " + constitution.source.file + "\n\n";
  for (const TraceRow& row : trace.rows) {
    std::string page = "p." + std::to_string(row.place.page);
    page.resize(std::max<std::size_t>(page.size(), 6), ' ');
    out += page + padded(row.reference, width) + "  ";
    if (row.nodes.empty()) {
      out += "is not in the constitution\n";
      continue;
    }
    out += padded(std::string(name_of(row.wording)), 5) + "  ";
    for (std::size_t i = 0; i < row.nodes.size(); ++i)
      out += (i > 0 ? "; " : "") + name_of_node(tree, row.nodes[i]);
    out += " (" + std::to_string(row.duties.size()) +
           (row.duties.size() == 1 ? " duty)\n" : " duties)\n");
  }
  if (trace.uncovered.empty()) {
    return out + (trace.rows.empty() ? "nothing in it cites the constitution\n"
                                     : "\nevery duty of these sections is covered\n");
  }
  out += "\nno row covers:\n";
  for (const std::size_t index : trace.uncovered) {
    const Duty& duty = constitution.analysis.duties[index];
    out += "p." + std::to_string(duty.place.page) + "  " + name_of_node(tree, duty.place.node) +
           " [" + duty.id + "]\n      " + cut(duty.text, kLongestDuty) + '\n';
  }
  return out;
}

}  // namespace remit
