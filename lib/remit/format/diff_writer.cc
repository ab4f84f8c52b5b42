#include "remit/format/diff_writer.h"

#include "remit/format/yaml_emitter.h"
#include "remit/revision/node_text.h"

namespace remit {
namespace {

void write_side(Emitter& emit, std::string_view key, const Record& record) {
  const auto known = [&](std::string_view name, const std::string& text) {
    emit.key(name);
    text.empty() ? emit.null() : emit.string(text);
  };
  emit.key(key);
  emit.begin_map();
  known("file", record.source.file);
  known("council", record.document.council);
  known("title", record.document.title);
  emit.end_map();
}

void write_counts(Emitter& emit, std::string_view key, const DiffCounts& counts, bool nodes,
                  bool duties) {
  const auto count = [&](std::string_view name, std::size_t number) {
    emit.key(name);
    emit.number(number);
  };
  emit.key(key);
  emit.begin_map();
  count("same", counts.same);
  count("reworded", counts.reworded);
  if (duties) count("force_changed", counts.force_changed);
  count("only_a", counts.only_a);
  count("only_b", counts.only_b);
  if (nodes) count("moved", counts.moved);
  emit.end_map();
}

void write_id(Emitter& emit, std::string_view key, const std::string* id) {
  emit.key(key);
  id ? emit.string(*id) : emit.null();
}

std::string_view name_of(WordOp op) {
  return op == WordOp::Keep ? "keep" : op == WordOp::Delete ? "delete" : "insert";
}

void write_runs(Emitter& emit, std::string_view key, const std::vector<TextRun>& runs,
                std::string_view a, std::string_view b) {
  emit.key(key);
  emit.begin_list(ListStyle::Block);
  for (const TextRun& run : runs) {
    emit.begin_list(ListStyle::Flow);
    emit.string(name_of(run.op));
    emit.string(run.op == WordOp::Delete ? a.substr(run.a.begin, run.a.size())
                                         : b.substr(run.b.begin, run.b.size()));
    emit.end_list();
  }
  emit.end_list();
}

void write_node_change(Emitter& emit, const DiffView& view, const NodeChange& change) {
  const Node* a = change.a == kNoNode ? nullptr : &view.a.structure.nodes[change.a];
  const Node* b = change.b == kNoNode ? nullptr : &view.b.structure.nodes[change.b];
  emit.begin_map();
  write_id(emit, "a", a ? &a->id : nullptr);
  write_id(emit, "b", b ? &b->id : nullptr);
  emit.key("kind");
  emit.string(name_of(change.kind));
  emit.key("moved");
  emit.boolean(change.moved);
  emit.key("similarity");
  emit.decimal(change.similarity);
  if (!change.heading.empty())
    write_runs(emit, "heading", change.heading, a->heading.value_or(""), b->heading.value_or(""));
  if (change.kind == ChangeKind::Reworded)
    write_runs(emit, "words", change.words, body_of(*a), body_of(*b));
  emit.end_map();
}

void write_functions(Emitter& emit, const PostChange& change, const Post* a, const Post* b) {
  const auto list = [&](std::string_view key, const std::vector<std::size_t>& indices,
                        const Post* post) {
    emit.key(key);
    emit.begin_list(ListStyle::Block);
    for (const std::size_t i : indices) emit.string(post->functions[i]);
    emit.end_list();
  };
  emit.key("functions");
  emit.begin_map();
  emit.key("same");
  emit.begin_list(ListStyle::Block);
  for (const auto& [i, j] : change.same) emit.string(b->functions[j]);
  emit.end_list();
  emit.key("reworded");
  emit.begin_list(ListStyle::Block);
  for (const auto& [i, j] : change.reworded) {
    emit.begin_list(ListStyle::Flow);
    emit.string(a->functions[i]);
    emit.string(b->functions[j]);
    emit.end_list();
  }
  emit.end_list();
  list("only_a", change.only_a, a);
  list("only_b", change.only_b, b);
  emit.end_map();
}

void write_post_change(Emitter& emit, const DiffView& view, const PostChange& change) {
  const Post* a = change.a ? &view.a.analysis.posts[*change.a] : nullptr;
  const Post* b = change.b ? &view.b.analysis.posts[*change.b] : nullptr;
  emit.begin_map();
  write_id(emit, "role", change.role ? &*change.role : nullptr);
  write_id(emit, "a", a ? &a->id : nullptr);
  write_id(emit, "b", b ? &b->id : nullptr);
  emit.key("kind");
  emit.string(name_of(change.kind));
  write_functions(emit, change, a, b);
  emit.end_map();
}

void write_duty_change(Emitter& emit, const DiffView& view, const DutyChange& change) {
  emit.begin_map();
  write_id(emit, "a", change.a ? &view.a.analysis.duties[*change.a].id : nullptr);
  write_id(emit, "b", change.b ? &view.b.analysis.duties[*change.b].id : nullptr);
  emit.key("kind");
  emit.string(name_of(change.kind));
  emit.end_map();
}

template <typename Change>
void write_changes(Emitter& emit, std::string_view key, const DiffView& view,
                   const std::vector<Change>& changes,
                   void (*write)(Emitter&, const DiffView&, const Change&)) {
  emit.key(key);
  emit.begin_list(ListStyle::Block);
  for (const Change& change : changes) write(emit, view, change);
  emit.end_list();
}

template <typename Change>
DiffCounts count(const std::vector<Change>& changes) {
  DiffCounts counts;
  for (const Change& change : changes) switch (change.kind) {
      case ChangeKind::Same:
        ++counts.same;
        break;
      case ChangeKind::Reworded:
        ++counts.reworded;
        break;
      case ChangeKind::ForceChanged:
        ++counts.force_changed;
        break;
      case ChangeKind::OnlyA:
        ++counts.only_a;
        break;
      case ChangeKind::OnlyB:
        ++counts.only_b;
        break;
    }
  return counts;
}

}  // namespace

DiffCounts count_nodes(const RecordDiff& diff) {
  DiffCounts counts = count(diff.nodes);
  for (const NodeChange& change : diff.nodes) counts.moved += change.moved ? 1 : 0;
  return counts;
}
DiffCounts count_posts(const RecordDiff& diff) { return count(diff.posts); }
DiffCounts count_duties(const RecordDiff& diff) { return count(diff.duties); }

void write_diff(const DiffView& view, const DiffParts& parts, Emitter& emit) {
  emit.begin_map();
  emit.key("remit_diff");
  emit.number(kDiffVersion);
  write_side(emit, "a", view.a);
  write_side(emit, "b", view.b);
  emit.key("summary");
  emit.begin_map();
  if (parts.nodes) write_counts(emit, "nodes", count_nodes(view.diff), true, false);
  if (parts.posts) write_counts(emit, "posts", count_posts(view.diff), false, false);
  if (parts.duties) write_counts(emit, "duties", count_duties(view.diff), false, true);
  emit.end_map();
  if (parts.nodes) write_changes(emit, "nodes", view, view.diff.nodes, write_node_change);
  if (parts.posts) write_changes(emit, "posts", view, view.diff.posts, write_post_change);
  if (parts.duties) write_changes(emit, "duties", view, view.diff.duties, write_duty_change);
  emit.end_map();
}

std::string to_yaml(const DiffView& view, const DiffParts& parts) {
  std::string out;
  YamlEmitter emit(out);
  write_diff(view, parts, emit);
  return out;
}

std::string to_json(const DiffView& view, const DiffParts& parts, JsonLayout layout) {
  std::string out;
  JsonEmitter emit(out, layout);
  write_diff(view, parts, emit);
  return out;
}

}  // namespace remit
