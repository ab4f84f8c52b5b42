#include <algorithm>
#include <functional>
#include <unordered_map>
#include <utility>

#include "remit/revision/amended_record.h"
#include "remit/revision/marked_change.h"
#include "remit/revision/new_numbers.h"
#include "remit/revision/number_steps.h"

namespace remit {
namespace {

constexpr std::size_t kNone = SIZE_MAX;         // no entry, no item
constexpr std::size_t kRoot = SIZE_MAX - 1;     // the slot that the roots stand in
constexpr std::size_t kNowhere = SIZE_MAX - 2;  // the slot of an id that nothing has

bool moves(const NodePatch& entry) { return entry.place && !entry.puts_in(); }

/// What of a node is not as a comparison has it; empty: nothing.
std::string other_field(const Node& node, const NodeFields& old) {
  if (old.type && *old.type != node.type) return "type";
  if (old.num && *old.num != node.num) return "number";
  if (old.label && *old.label != node.label) return "label";
  if (old.heading && *old.heading != node.heading) return "heading";
  if (old.text && *old.text != node.text) return "text";
  if (old.table && !same_table(*old.table, node.table.value_or(TableText{}))) return "table";
  return "";
}

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

/// Decides which entries can be made. A slot is a place for a node: those of the base have the
/// numbers of its nodes, and those of what is put in come behind them, one for each entry.
class Settled {
 public:
  Settled(const Tree& base, const TreePatch& patch)
      : base_(base),
        patch_(patch),
        refused_(patch.size()),
        entry_of_node_(base.nodes.size(), kNone),
        node_of_entry_(patch.size(), kNoNode),
        dependents_(patch.size()) {
    for (NodeId node = 0; node < base_.nodes.size(); ++node)
      ids_.emplace(base_.nodes[node].id, node);
    for (std::size_t e = 0; e < patch_.size(); ++e) find_node(e);
    for (std::size_t e = 0; e < patch_.size(); ++e) find_slot(e);
    for (std::size_t e = 0; e < patch_.size(); ++e) note_dependents(e);
    for (std::size_t e = 0; e < patch_.size(); ++e) check(e);
    spread();
    while (refuse_loops()) spread();
  }

  [[nodiscard]] std::size_t slots() const { return base_.nodes.size() + patch_.size(); }
  [[nodiscard]] const std::string& refused(std::size_t entry) const { return refused_[entry]; }
  [[nodiscard]] bool is_made(std::size_t entry) const { return refused_[entry].empty(); }
  /// The node of the base that an entry changes, takes out or leaves; kNoNode: it puts in.
  [[nodiscard]] NodeId node_of(std::size_t entry) const { return node_of_entry_[entry]; }
  /// The entry that is about a node of the base; kNone: the comparison does not know it.
  [[nodiscard]] std::size_t entry_of(NodeId node) const { return entry_of_node_[node]; }
  /// The slot of what has an id of b.
  [[nodiscard]] std::size_t slot_of(const std::string& id) const {
    if (id.empty()) return kRoot;
    const auto found = slot_of_b_.find(id);
    return found == slot_of_b_.end() ? kNowhere : found->second;
  }
  /// Whether an entry puts what it is about at the place that it says.
  [[nodiscard]] bool places(std::size_t entry) const {
    return patch_[entry].place && is_made(entry);
  }
  /// The slot that is filled by the entry; of one that changes a node, that node's.
  [[nodiscard]] std::size_t slot_of_entry(std::size_t entry) const {
    return patch_[entry].puts_in() ? base_.nodes.size() + entry : node_of_entry_[entry];
  }
  /// The entry that places what is in a slot; kNone: it stands where it stood.
  [[nodiscard]] std::size_t placed_by(std::size_t slot) const {
    const std::size_t entry = entry_at(slot);
    return entry != kNone && places(entry) ? entry : kNone;
  }
  /// Whether a node of the base leaves its place.
  [[nodiscard]] bool leaves(NodeId node) const {
    const std::size_t entry = entry_of_node_[node];
    return entry != kNone && is_made(entry) && (patch_[entry].takes_out() || patch_[entry].place);
  }

 private:
  void refuse(std::size_t entry, std::string why) {
    if (!is_made(entry)) return;
    refused_[entry] = std::move(why);
    news_.push_back(entry);
  }

  void find_node(std::size_t e) {
    const NodePatch& entry = patch_[e];
    if (entry.puts_in()) return;
    const auto found = ids_.find(entry.a.value_or(""));
    if (found == ids_.end()) return refuse(e, "there is no " + entry.a.value_or("such node"));
    node_of_entry_[e] = found->second;
    if (entry_of_node_[found->second] != kNone) return refuse(e, "it is changed twice");
    entry_of_node_[found->second] = e;
    const std::string other = other_field(base_.nodes[found->second], entry.old);
    if (!other.empty()) refuse(e, "its " + other + " is not as the comparison has it");
  }

  void find_slot(std::size_t e) {
    const NodePatch& entry = patch_[e];
    if (entry.takes_out() || !entry.b) return;
    if (const std::size_t slot = slot_of_entry(e); slot != kNoNode)
      slot_of_b_.emplace(*entry.b, slot);
  }

  [[nodiscard]] std::size_t entry_at(std::size_t slot) const {
    if (slot >= slots()) return kNone;
    return slot < base_.nodes.size() ? entry_of_node_[slot] : slot - base_.nodes.size();
  }

  void note_dependents(std::size_t e) {
    const auto note = [&](std::size_t on) {
      if (on != kNone) dependents_[on].push_back(e);
    };
    const NodePatch& entry = patch_[e];
    if (entry.place) {
      note(entry_at(slot_of(entry.place->in)));
      note(entry_at(slot_of(entry.place->after)));
    } else if (entry.takes_out() && node_of_entry_[e] != kNoNode) {
      for (const NodeId child : base_.nodes[node_of_entry_[e]].children)
        note(entry_of_node_[child]);
    }
  }

  [[nodiscard]] bool is_there(std::size_t slot) const {
    if (slot == kRoot) return true;
    if (slot >= slots()) return false;
    const std::size_t entry = entry_at(slot);
    if (slot >= base_.nodes.size()) return is_made(entry);
    return entry == kNone || !is_made(entry) || !patch_[entry].takes_out();
  }

  /// The slot that what is in a slot stands in.
  [[nodiscard]] std::size_t above(std::size_t slot) const {
    if (const std::size_t entry = placed_by(slot); entry != kNone)
      return slot_of(patch_[entry].place->in);
    if (slot >= base_.nodes.size()) return kNowhere;
    const NodeId parent = base_.nodes[slot].parent;
    return parent == kNoNode ? kRoot : parent;
  }

  void check(std::size_t e) {
    const NodePatch& entry = patch_[e];
    if (entry.place) {
      const std::size_t in = slot_of(entry.place->in);
      if (!is_there(in))
        return refuse(e, "what it would stand in is not there: " + entry.place->in);
      if (entry.place->after.empty()) return;
      const std::size_t before = slot_of(entry.place->after);
      if (!is_there(before) || above(before) != in)
        refuse(e, "what it would stand behind is not there: " + entry.place->after);
    } else if (entry.takes_out() && node_of_entry_[e] != kNoNode) {
      for (const NodeId child : base_.nodes[node_of_entry_[e]].children)
        if (is_there(child) && above(child) == node_of_entry_[e])
          return refuse(e, base_.nodes[child].id + ", which is in it, stays");
    }
  }

  /// Looks again at what hangs on an entry that was refused.
  void spread() {
    while (!news_.empty()) {
      const std::size_t entry = news_.back();
      news_.pop_back();
      for (const std::size_t dependent : dependents_[entry]) check(dependent);
    }
  }

  /// Refuses what would stand in, or behind, itself. False: there is none.
  bool refuse_loops() {
    refuse_loops_of([this](std::size_t slot) { return above(slot); });
    refuse_loops_of([this](std::size_t slot) {
      const std::size_t entry = placed_by(slot);
      if (entry == kNone || patch_[entry].place->after.empty()) return kNone;
      return slot_of(patch_[entry].place->after);
    });
    return !news_.empty();
  }

  void refuse_loops_of(const std::function<std::size_t(std::size_t)>& next) {
    std::vector<std::size_t> seen(slots(), kNone);  // by slot: where the walk began that met it
    std::vector<std::size_t> looped;
    for (std::size_t begin = 0; begin < slots(); ++begin) {
      std::size_t slot = begin;
      while (slot < slots() && seen[slot] == kNone) {
        seen[slot] = begin;
        slot = next(slot);
      }
      if (slot >= slots() || seen[slot] != begin) continue;
      const std::size_t met = slot;
      do {
        looped.push_back(slot);
        slot = next(slot);
      } while (slot != met);
    }
    for (const std::size_t slot : looped)
      if (const std::size_t entry = placed_by(slot); entry != kNone)
        refuse(entry, "it would stand in itself");
  }

  const Tree& base_;
  const TreePatch& patch_;
  std::vector<std::string> refused_;  // by entry
  std::vector<std::size_t> entry_of_node_;
  std::vector<NodeId> node_of_entry_;
  std::vector<std::vector<std::size_t>> dependents_;  // by entry: those to check when it is refused
  std::unordered_map<std::string_view, NodeId> ids_;
  std::unordered_map<std::string_view, std::size_t> slot_of_b_;
  std::vector<std::size_t> news_;  // refused; their dependents are not yet checked
};

/// Puts the tree together. Below each slot stands a list of items: what is there now, and ghosts of
/// what left, so that both texts can be shown as one.
class Assembler {
 public:
  Assembler(const Tree& base, const TreePatch& patch, const Settled& settled,
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
    return first_[slot == kRoot ? settled_.slots() : slot];
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
    const auto id = static_cast<NodeId>(out_.tree.nodes.size());
    node.parent = parent;
    node.children.clear();
    node.id.clear();
    out_.tree.nodes.push_back(std::move(node));
    (parent == kNoNode ? out_.tree.roots : out_.tree.nodes[parent].children).push_back(id);
    out_.origins.push_back(of_base ? static_cast<NodeId>(slot) : kNoNode);
    out_.owners.push_back(of_base ? WordEdit::kFollows : effects_[entry]);
    return id;
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
  const Settled& settled_;
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
  Followed(const Record& base, const TreePatch& patch, const Settled& settled)
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
  const Settled settled(base.structure, patch);
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
