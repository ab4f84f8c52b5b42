#include <algorithm>
#include <utility>

#include "remit/revision/amended_record.h"
#include "remit/revision/marked_change.h"
#include "remit/revision/new_numbers.h"
#include "remit/revision/number_steps.h"
#include "remit/revision/settled_patch.h"

namespace remit {
namespace {

constexpr std::size_t kNone = SettledPatch::kNone;  // also: no item

bool moves(const NodePatch& entry) { return entry.place && !entry.puts_in(); }

void set_fields(Node& node, const NodeFields& fields) {
  if (fields.type) node.type = *fields.type;
  if (fields.num) {
    node.num = *fields.num;
    node.num_source = NumSource::Text;
  }
  if (fields.label) node.label = *fields.label;
  if (fields.heading) node.heading = *fields.heading;
  if (fields.text) node.text = *fields.text;
  if (fields.table) node.table = *fields.table;
  if (!fields.heading && !fields.text && !fields.table) return;
  node.turns.clear();  // they count characters that have moved
  node.boxes.clear();
}

/// Puts the tree together. Below each slot stands a list of items: what is there now, and ghosts of
/// what left, so that both texts can be shown as one.
class Assembler {
 public:
  Assembler(const Tree& base, const TreePatch& patch, const SettledPatch& settled,
            const std::vector<NodeFields>& followed, const std::vector<std::size_t>& effects)
      : base_(base),
        patch_(patch),
        settled_(settled),
        followed_(followed),
        effects_(effects),
        first_(settled.slots() + 1, kNone),
        item_of_slot_(settled.slots(), kNone) {
    put_base();
    for (std::size_t e = 0; e < patch_.size(); ++e) put(e);
  }

  Rebuilt build() {
    struct Step {
      std::size_t item;
      NodeId parent;
      int depth;
      bool fresh;  // what is there came with what it stands in
    };
    std::vector<Step> steps = {{first_[settled_.slots()], kNoNode, 0, false}};
    while (!steps.empty()) {
      const Step step = steps.back();
      steps.pop_back();
      if (step.item == kNone) continue;
      const Item& item = items_[step.item];
      steps.push_back({item.next, step.parent, step.depth, step.fresh});
      if (item.ghost) {
        if (!step.fresh) add_ghost(static_cast<NodeId>(item.slot), step.depth);
        continue;
      }
      const bool fresh = step.fresh || settled_.placed_by(item.slot) != kNone;
      const NodeId id = add(item.slot, step.parent, step.depth, fresh);
      steps.push_back({first_[item.slot], id, step.depth + 1, fresh});
    }
    return std::move(out_);
  }

 private:
  struct Item {
    std::size_t slot;
    bool ghost = false;
    std::size_t next = kNone;
  };

  [[nodiscard]] std::size_t& first_in(std::size_t slot) {
    return first_[slot == SettledPatch::kRoot ? settled_.slots() : slot];
  }

  void put_base() {
    std::vector<std::size_t> last(settled_.slots() + 1, kNone);
    for (NodeId node = 0; node < base_.nodes.size(); ++node) {
      const NodeId parent = base_.nodes[node].parent;
      const bool leaves = settled_.leaves(node);
      items_.push_back({.slot = node, .ghost = leaves});
      if (!leaves) item_of_slot_[node] = node;
      const std::size_t list = parent == kNoNode ? settled_.slots() : parent;
      (last[list] == kNone ? first_[list] : items_[last[list]].next) = node;
      last[list] = node;
    }
  }

  /// Puts what an entry places into its list, and first what it stands behind.
  void put(std::size_t entry) {
    std::vector<std::size_t> waiting;
    while (entry != kNone && settled_.places(entry) &&
           item_of_slot_[settled_.slot_of_entry(entry)] == kNone) {
      waiting.push_back(entry);
      const std::string& after = patch_[entry].place->after;
      entry = after.empty() ? kNone : settled_.placed_by(settled_.slot_of(after));
    }
    for (; !waiting.empty(); waiting.pop_back()) {
      const PatchPlace& place = *patch_[waiting.back()].place;
      const std::size_t item = items_.size();
      item_of_slot_[settled_.slot_of_entry(waiting.back())] = item;
      items_.push_back({.slot = settled_.slot_of_entry(waiting.back())});
      std::size_t* link = place.after.empty()
                              ? &first_in(settled_.slot_of(place.in))
                              : &items_[item_of_slot_[settled_.slot_of(place.after)]].next;
      // what went stands before what came
      while (*link != kNone && items_[*link].ghost) link = &items_[*link].next;
      items_[item].next = std::exchange(*link, item);
    }
  }

  void add_ghost(NodeId root, int depth) {
    std::vector<int> depths;  // of each node from the root on
    for (NodeId id = root; id < base_.nodes.size(); ++id) {
      const Node& node = base_.nodes[id];
      if (id > root && (node.parent == kNoNode || node.parent < root)) break;
      depths.push_back(id == root ? depth : depths[node.parent - root] + 1);
      out_.marked.push_back(marked_node(node, TextMark::Gone, depths.back()));
    }
  }

  static MarkedNode marked_node(const Node& node, TextMark mark, int depth) {
    MarkedNode marked{.type = node.type,
                      .mark = mark,
                      .depth = depth,
                      .label = marked_whole(mark, node.label.value_or("")),
                      .heading = marked_whole(mark, node.heading.value_or("")),
                      .text = marked_whole(mark, node.text),
                      .rows = {}};
    if (!node.table) return marked;
    marked.rows.push_back(marked_row(mark, node.table->header));
    for (const auto& row : node.table->rows) marked.rows.push_back(marked_row(mark, row));
    return marked;
  }

  static MarkedNode marked_pair(const Node& old, const Node& now, int depth) {
    MarkedNode marked = marked_node(now, TextMark::Kept, depth);
    if (old.label != now.label) {
      marked.label = marked_whole(TextMark::Gone, old.label.value_or(""));
      for (MarkedWords& words : marked_whole(TextMark::New, now.label.value_or("")))
        marked.label.push_back(std::move(words));
    }
    if (old.heading != now.heading)
      marked.heading = marked_change(old.heading.value_or(""), now.heading.value_or(""));
    if (old.text != now.text) marked.text = marked_change(old.text, now.text);
    if (old.table && now.table && !same_table(*old.table, *now.table))
      marked.rows = marked_rows(old, now);
    return marked;
  }

  NodeId add(std::size_t slot, NodeId parent, int depth, bool fresh) {
    const bool of_base = slot < base_.nodes.size();
    const std::size_t entry =
        of_base ? settled_.entry_of(static_cast<NodeId>(slot)) : slot - base_.nodes.size();
    Node node;
    if (of_base) node = base_.nodes[slot];
    if (entry == kNone)
      set_fields(node, followed_[slot]);
    else if (settled_.is_made(entry))
      set_fields(node, patch_[entry].now);
    if (!of_base) node.page = page_beside(entry, parent);
    out_.marked.push_back(fresh ? marked_node(node, TextMark::New, depth)
                                : marked_pair(base_.nodes[slot], node, depth));
    return out_.append(std::move(node), parent, of_base ? static_cast<NodeId>(slot) : kNoNode,
                       of_base ? WordEdit::kFollows : effects_[entry]);
  }

  /// The page that something new is put on: that of what it stands behind, or in.
  [[nodiscard]] int page_beside(std::size_t entry, NodeId parent) const {
    const std::size_t before = settled_.slot_of(patch_[entry].place->after);
    if (before < base_.nodes.size()) return base_.nodes[before].page;
    if (parent != kNoNode && out_.tree.nodes[parent].children.empty())
      return out_.tree.nodes[parent].page;
    return out_.tree.nodes.empty() ? 1 : out_.tree.nodes.back().page;
  }

  const Tree& base_;
  const TreePatch& patch_;
  const SettledPatch& settled_;
  const std::vector<NodeFields>& followed_;
  const std::vector<std::size_t>& effects_;
  std::vector<Item> items_;
  std::vector<std::size_t> first_;  // by slot: its first item; the last is the root's
  std::vector<std::size_t> item_of_slot_;
  Rebuilt out_;
};

/// What a node of the base becomes that the comparison does not know: its numbers and its
/// references follow what the comparison renumbers.
class Followed {
 public:
  Followed(const Record& base, const TreePatch& patch, const SettledPatch& settled)
      : fields(base.structure.nodes.size()) {
    const Tree& tree = base.structure;
    std::vector<bool> unknown(tree.nodes.size());
    for (NodeId node = 0; node < tree.nodes.size(); ++node)
      unknown[node] = settled.entry_of(node) == kNone;
    if (std::find(unknown.begin(), unknown.end(), true) == unknown.end()) return;
    NewNums nums(tree.nodes.size());
    for (std::size_t e = 0; e < patch.size(); ++e)
      if (const auto& num = patch[e].now.num; num && *num && settled.is_made(e) &&
                                              settled.node_of(e) != kNoNode &&
                                              tree.nodes[settled.node_of(e)].num)
        nums[settled.node_of(e)] = **num;
    const NewNums told = nums;
    spread_numbers(tree, nums);
    for (NodeId node = 0; node < tree.nodes.size(); ++node)
      if (!unknown[node]) nums[node] = told[node];
    std::vector<NodeChanges> changes(tree.nodes.size());
    references = follow_references(base, nums, changes);
    std::erase_if(references, [&](const FollowedReference& one) {
      return !unknown[one.reference->place.node];
    });
    for (NodeId node = 0; node < tree.nodes.size(); ++node)
      if (unknown[node]) follow(tree.nodes[node], nums[node], changes[node].edits, fields[node]);
  }

  std::vector<NodeFields> fields;  ///< by NodeId
  std::vector<FollowedReference> references;

 private:
  static void follow(const Node& node, const std::optional<std::string>& num,
                     std::vector<WordEdit>& edits, NodeFields& now) {
    if (num) {
      now.num = num;
      if (node.label) now.label = relabelled(*node.label, node.num.value_or(""), *num);
    }
    if (edits.empty()) return;
    settle_edits(edits);
    if (node.heading)
      now.heading = words_now(marked_field(*node.heading, edits, NodeField::Heading));
    now.text = words_now(marked_field(node.text, edits, NodeField::Text));
    if (!node.table) return;
    now.table = node.table;
    const auto follow_row = [&](std::vector<std::string>& cells, int row) {
      for (std::size_t c = 0; c < cells.size(); ++c)
        cells[c] =
            words_now(marked_field(cells[c], edits, NodeField::Cell, row, static_cast<int>(c)));
    };
    follow_row(now.table->header, 0);
    for (std::size_t r = 0; r < now.table->rows.size(); ++r)
      follow_row(now.table->rows[r], static_cast<int>(r) + 1);
  }
};

/// What an entry does, in a word: the most of it.
std::string action_of(const NodePatch& entry) {
  if (entry.puts_in()) return "insert";
  if (entry.takes_out()) return "delete";
  if (entry.now.heading || entry.now.text || entry.now.table) return "replace";
  return moves(entry) ? "move" : "renumber";
}

AmendmentEffect effect_of(const NodePatch& entry) {
  AmendmentEffect effect{
      .action = action_of(entry), .target = entry.puts_in() ? entry.b : entry.a, .to = {}};
  if (!entry.puts_in() && !entry.takes_out() && entry.b != entry.a) effect.to = entry.b;
  return effect;
}

}  // namespace

Amended amend(const Record& base, const TreePatch& patch, const Grammar& grammar) {
  const SettledPatch settled(base.structure, patch);
  AmendedTree amended;
  std::vector<std::size_t> effects(patch.size(), kNone);
  for (std::size_t e = 0; e < patch.size(); ++e) {
    if (patch[e].does_nothing()) continue;
    effects[e] = amended.effects.size();
    AmendmentEffect& effect = amended.effects.emplace_back(effect_of(patch[e]));
    effect.refused = settled.refused(e);
    auto& touched = amended.touched.emplace_back();
    if (settled.node_of(e) != kNoNode) touched.push_back(settled.node_of(e));
  }
  Followed followed(base, patch, settled);
  amended.followed = std::move(followed.references);
  amended.rebuilt = Assembler(base.structure, patch, settled, followed.fields, effects).build();
  return make_amended(base, std::move(amended), grammar);
}

}  // namespace remit
