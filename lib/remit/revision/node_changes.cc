#include "remit/revision/node_changes.h"

#include <algorithm>
#include <tuple>

#include "remit/revision/marked_change.h"
#include "remit/revision/number_steps.h"

namespace remit {
namespace {

auto place_of(const WordEdit& edit) {
  return std::tuple(edit.in, edit.row, edit.column, edit.bytes.begin, edit.bytes.end);
}

bool same_field(const WordEdit& edit, NodeField in, int row, int column) {
  return edit.in == in && edit.row == row && edit.column == column;
}

class Builder {
 public:
  Builder(const Tree& base, std::vector<NodeChanges>& changes,
          const std::vector<std::optional<std::string>>& nums)
      : base_(base), changes_(changes), nums_(nums), new_id_(base.nodes.size(), kNoNode) {}

  Rebuilt build() {
    for (NodeId id = 0; id < base_.nodes.size(); ++id) {
      const NodeId parent = base_.nodes[id].parent;
      while (!open_.empty() && open_.back() != parent) close();
      depth_ = static_cast<int>(open_.size());
      insert(changes_[id].before, parent == kNoNode ? kNoNode : new_id_[parent], parent);
      add(id, is_gone(id));
      open_.push_back(id);
    }
    while (!open_.empty()) close();
    return std::move(out_);
  }

 private:
  [[nodiscard]] bool is_gone(NodeId id) const {
    const NodeId parent = base_.nodes[id].parent;
    return changes_[id].gone ||
           (parent != kNoNode && (new_id_[parent] == kNoNode || changes_[parent].items_gone));
  }

  /// All below the innermost open node has been read.
  void close() {
    const NodeId id = open_.back();
    open_.pop_back();
    const NodeId parent = base_.nodes[id].parent;
    depth_ = static_cast<int>(open_.size()) + 1;
    insert(changes_[id].below, new_id_[id], id);
    depth_ = static_cast<int>(open_.size());
    insert(changes_[id].after, parent == kNoNode ? kNoNode : new_id_[parent], parent);
  }

  /// `base_parent`: kNoNode at the root; else the node that must have stayed.
  void insert(std::vector<NewNodes>& all, NodeId parent, NodeId base_parent) {
    for (NewNodes& fresh : all) {
      if (base_parent != kNoNode && parent == kNoNode) {
        out_.homeless.push_back(fresh.owner);
        continue;
      }
      std::vector<NodeId> ids;
      std::vector<int> depths;
      for (Node& node : fresh.tree.nodes) {
        const bool root = node.parent == kNoNode;
        const NodeId above = root ? parent : ids[node.parent];
        depths.push_back(root ? depth_ : depths[node.parent] + 1);
        out_.marked.push_back({.type = node.type,
                               .mark = TextMark::New,
                               .depth = depths.back(),
                               .label = marked_whole(TextMark::New, node.label.value_or("")),
                               .heading = marked_whole(TextMark::New, node.heading.value_or("")),
                               .text = marked_whole(TextMark::New, node.text),
                               .rows = {}});
        ids.push_back(out_.append(std::move(node), above, kNoNode, fresh.owner));
      }
    }
  }

  void add(NodeId id, bool gone) {
    const Node& base = base_.nodes[id];
    const std::vector<WordEdit> none;
    const std::vector<WordEdit>& edits = gone ? none : changes_[id].edits;
    const auto field = [&](std::string_view words, NodeField in, int row = 0, int column = 0) {
      return gone ? marked_whole(TextMark::Gone, words)
                  : marked_field(words, edits, in, row, column);
    };
    MarkedNode marked{
        .type = base.type,
        .mark = gone ? TextMark::Gone : TextMark::Kept,
        .depth = depth_,
        .label = marked_whole(gone ? TextMark::Gone : TextMark::Kept, base.label.value_or("")),
        .heading = field(base.heading.value_or(""), NodeField::Heading),
        .text = field(base.text, NodeField::Text),
        .rows = {}};
    const auto mark_row = [&](const std::vector<std::string>& cells, int row) {
      auto& out = marked.rows.emplace_back();
      for (std::size_t c = 0; c < cells.size(); ++c)
        out.push_back(field(cells[c], NodeField::Cell, row, static_cast<int>(c)));
    };
    if (base.table) {
      mark_row(base.table->header, 0);
      for (std::size_t r = 0; r < base.table->rows.size(); ++r)
        mark_row(base.table->rows[r], static_cast<int>(r) + 1);
    }
    if (!gone) append_changed(id, marked);
    out_.marked.push_back(std::move(marked));
  }

  void append_changed(NodeId id, MarkedNode& marked) {
    const Node& base = base_.nodes[id];
    Node node = base;
    if (!changes_[id].edits.empty()) {
      if (node.heading) node.heading = words_now(marked.heading);
      node.text = words_now(marked.text);
      if (node.table) {
        for (std::size_t r = 0; r < marked.rows.size(); ++r) {
          auto& cells = r == 0 ? node.table->header : node.table->rows[r - 1];
          for (std::size_t c = 0; c < cells.size(); ++c) cells[c] = words_now(marked.rows[r][c]);
        }
      }
      node.turns.clear();  // they count characters that have moved
      node.boxes.clear();
    }
    if (const auto& num = nums_[id]) {
      const std::string old_label = base.label.value_or("");
      if (base.label) node.label = relabelled(old_label, base.num.value_or(""), *num);
      node.num = *num;
      marked.label.clear();
      if (!old_label.empty()) marked.label.push_back({TextMark::Gone, old_label});
      marked.label.push_back({TextMark::New, node.label.value_or(*num)});
    }
    const NodeId parent = base.parent;
    new_id_[id] = out_.append(std::move(node), parent == kNoNode ? kNoNode : new_id_[parent], id,
                              WordEdit::kFollows);
  }

  const Tree& base_;
  std::vector<NodeChanges>& changes_;
  const std::vector<std::optional<std::string>>& nums_;
  std::vector<NodeId> new_id_;  // of the nodes that stay
  std::vector<NodeId> open_;    // the node that was read last, and those around it
  int depth_ = 0;
  Rebuilt out_;
};

}  // namespace

NodeId Rebuilt::append(Node node, NodeId parent, NodeId origin, std::size_t owner) {
  const auto id = static_cast<NodeId>(tree.nodes.size());
  node.parent = parent;
  node.children.clear();
  node.id.clear();
  tree.nodes.push_back(std::move(node));
  (parent == kNoNode ? tree.roots : tree.nodes[parent].children).push_back(id);
  origins.push_back(origin);
  owners.push_back(owner);
  return id;
}

std::vector<MarkedWords> marked_field(std::string_view field, const std::vector<WordEdit>& edits,
                                      NodeField in, int row, int column) {
  std::vector<MarkedWords> out;
  const auto add = [&](TextMark mark, std::string_view words) {
    if (!words.empty()) out.push_back({mark, std::string(words)});
  };
  std::size_t at = 0;
  for (const WordEdit& edit : edits) {
    if (!same_field(edit, in, row, column)) continue;
    add(TextMark::Kept, field.substr(at, edit.bytes.begin - at));
    add(TextMark::Gone, field.substr(edit.bytes.begin, edit.bytes.size()));
    add(TextMark::New, edit.words);
    at = edit.bytes.end;
  }
  add(TextMark::Kept, field.substr(at));
  return out;
}

std::string words_now(const std::vector<MarkedWords>& words) {
  std::string out;
  for (const MarkedWords& piece : words)
    if (piece.mark != TextMark::Gone) out += piece.words;
  return out;
}

std::vector<std::size_t> settle_edits(std::vector<WordEdit>& edits) {
  std::vector<std::size_t> refused;
  std::stable_sort(edits.begin(), edits.end(),
                   [](const WordEdit& a, const WordEdit& b) { return place_of(a) < place_of(b); });
  std::vector<WordEdit> settled;
  for (WordEdit& edit : edits) {
    if (!settled.empty() && same_field(settled.back(), edit.in, edit.row, edit.column) &&
        edit.bytes.begin < settled.back().bytes.end) {
      if (edit.owner == WordEdit::kFollows) continue;
      if (settled.back().owner != WordEdit::kFollows) {
        refused.push_back(edit.owner);
        continue;
      }
      settled.pop_back();
    }
    settled.push_back(std::move(edit));
  }
  edits = std::move(settled);
  return refused;
}

Rebuilt rebuild(const Tree& base, std::vector<NodeChanges>& changes,
                const std::vector<std::optional<std::string>>& nums) {
  return Builder(base, changes, nums).build();
}

}  // namespace remit
