#include "remit/format/diff_writer.h"

#include <utility>

#include "remit/format/emit_values.h"
#include "remit/format/yaml_emitter.h"
#include "remit/revision/node_text.h"
#include "remit/revision/tree_patch.h"

namespace remit {
namespace {

void write_counts(Emitter& emit, std::string_view key, const DiffCounts& counts, bool nodes,
                  bool duties) {
  emit.key(key);
  emit.begin_map();
  write_count(emit, "same", counts.same);
  write_count(emit, "reworded", counts.reworded);
  if (duties) write_count(emit, "force_changed", counts.force_changed);
  write_count(emit, "only_a", counts.only_a);
  write_count(emit, "only_b", counts.only_b);
  if (nodes) write_count(emit, "moved", counts.moved);
  emit.end_map();
}

void write_id(Emitter& emit, std::string_view key, const std::string* id) {
  emit.key(key);
  id ? emit.string(*id) : emit.null();
}

std::string_view name_of(WordOp op) {
  return op == WordOp::Keep ? "keep" : op == WordOp::Delete ? "delete" : "insert";
}

/// A kept run is written as b prints it.
std::string_view printed(const TextRun& run, std::string_view a, std::string_view b) {
  return run.op == WordOp::Delete ? a.substr(run.a.begin, run.a.size())
                                  : b.substr(run.b.begin, run.b.size());
}

void write_runs(Emitter& emit, std::string_view key, const std::vector<TextRun>& runs,
                std::string_view a, std::string_view b) {
  emit.key(key);
  emit.begin_list(ListStyle::Block);
  for (const TextRun& run : runs) {
    emit.begin_list(ListStyle::Flow);
    emit.string(name_of(run.op));
    emit.string(printed(run, a, b));
    emit.end_list();
  }
  emit.end_list();
}

/// A text as the runs of its words have it, a space between two.
std::string joined(const std::vector<TextRun>& runs, WordOp left_out, std::string_view a,
                   std::string_view b) {
  std::string text;
  for (const TextRun& run : runs) {
    if (run.op == left_out) continue;
    if (!text.empty()) text += ' ';
    text += printed(run, a, b);
  }
  return text;
}

/// `all`: of a node that is in one document only, whose fields are left out where it has none.
void write_fields(Emitter& emit, const NodeFields& fields, bool all) {
  const auto optional = [&](std::string_view key,
                            const std::optional<std::optional<std::string>>& field) {
    if (field && (*field || !all)) write_optional(emit, key, *field);
  };
  if (fields.type) write_text(emit, "type", name_of(*fields.type));
  optional("num", fields.num);
  optional("label", fields.label);
  optional("heading", fields.heading);
  if (fields.text && (!fields.text->empty() || !all)) write_text(emit, "text", *fields.text);
  if (fields.table) write_table(emit, *fields.table);
}

void write_place(Emitter& emit, const PatchPlace& place) {
  write_unless_empty(emit, "in", place.in);
  write_unless_empty(emit, "after", place.after);
}

/// What `remit amend` needs besides the words: old and new.
void write_patch(Emitter& emit, const NodePatch& patch) {
  const bool all = patch.puts_in() || patch.takes_out();
  if (!patch.old.empty()) {
    emit.key("old");
    emit.begin_map();
    write_fields(emit, patch.old, all);
    emit.end_map();
  }
  if (patch.now.empty() && !patch.place) return;
  emit.key("new");
  emit.begin_map();
  if (patch.place) write_place(emit, *patch.place);
  write_fields(emit, patch.now, all);
  emit.end_map();
}

void write_node_change(Emitter& emit, const DiffView& view, const NodeChange& change,
                       NodePatch patch) {
  const Node* a = change.a == kNoNode ? nullptr : &view.a.structure.nodes[change.a];
  const Node* b = change.b == kNoNode ? nullptr : &view.b.structure.nodes[change.b];
  emit.begin_map();
  write_id(emit, "a", a ? &a->id : nullptr);
  write_id(emit, "b", b ? &b->id : nullptr);
  emit.key("kind");
  emit.string(name_of(change.kind));
  emit.key("moved");
  emit.boolean(change.moved);
  if (change.part) {
    emit.key("part");
    emit.boolean(true);
  }
  emit.key("similarity");
  emit.decimal(change.similarity);
  if (!change.heading.empty())
    write_runs(emit, "heading", change.heading, a->heading.value_or(""), b->heading.value_or(""));
  if (change.kind == ChangeKind::Reworded) {
    const std::string of_a = body_of(*a), of_b = body_of(*b);
    write_runs(emit, "words", change.words, of_a, of_b);
    if (!change.part) {  // the words say it, where they do to the letter
      patch.old.text.reset();
      patch.now.text.reset();
      if (joined(change.words, WordOp::Insert, of_a, of_b) != a->text) patch.old.text = a->text;
      if (joined(change.words, WordOp::Delete, of_a, of_b) != b->text) patch.now.text = b->text;
    }
  }
  write_patch(emit, patch);
  emit.end_map();
}

void write_nodes(Emitter& emit, const DiffView& view) {
  TreePatch patch = make_patch(view.a, view.b, view.diff);
  emit.key("nodes");
  emit.begin_list(ListStyle::Block);
  for (std::size_t i = 0; i < patch.size(); ++i)
    write_node_change(emit, view, view.diff.nodes[i], std::move(patch[i]));
  emit.end_list();
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
  write_document(emit, "a", view.a);
  write_document(emit, "b", view.b);
  emit.key("summary");
  emit.begin_map();
  if (parts.nodes) write_counts(emit, "nodes", count_nodes(view.diff), true, false);
  if (parts.posts) write_counts(emit, "posts", count_posts(view.diff), false, false);
  if (parts.duties) write_counts(emit, "duties", count_duties(view.diff), false, true);
  emit.end_map();
  if (parts.nodes) write_nodes(emit, view);
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
