#include "remit/revision/settled_patch.h"

#include <utility>

namespace remit {
namespace {

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

}  // namespace

SettledPatch::SettledPatch(const Tree& base, const TreePatch& patch)
    : base_(base),
      patch_(patch),
      refused_(patch.size()),
      entry_of_node_(base.nodes.size(), kNone),
      node_of_entry_(patch.size(), kNoNode),
      dependents_(patch.size()) {
  for (NodeId node = 0; node < base_.nodes.size(); ++node) ids_.emplace(base_.nodes[node].id, node);
  for (std::size_t e = 0; e < patch_.size(); ++e) find_node(e);
  for (std::size_t e = 0; e < patch_.size(); ++e) find_slot(e);
  for (std::size_t e = 0; e < patch_.size(); ++e) note_dependents(e);
  for (std::size_t e = 0; e < patch_.size(); ++e) check(e);
  spread();
  while (refuse_loops()) spread();
}

void SettledPatch::refuse(std::size_t entry, std::string why) {
  if (!is_made(entry)) return;
  refused_[entry] = std::move(why);
  news_.push_back(entry);
}

void SettledPatch::find_node(std::size_t e) {
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

void SettledPatch::find_slot(std::size_t e) {
  const NodePatch& entry = patch_[e];
  if (entry.takes_out() || !entry.b) return;
  if (const std::size_t slot = slot_of_entry(e); slot != kNoNode)
    slot_of_b_.emplace(*entry.b, slot);
}

std::size_t SettledPatch::entry_at(std::size_t slot) const {
  if (slot >= slots()) return kNone;
  return slot < base_.nodes.size() ? entry_of_node_[slot] : slot - base_.nodes.size();
}

void SettledPatch::note_dependents(std::size_t e) {
  const auto note = [&](std::size_t on) {
    if (on != kNone) dependents_[on].push_back(e);
  };
  const NodePatch& entry = patch_[e];
  if (entry.place) {
    note(entry_at(slot_of(entry.place->in)));
    note(entry_at(slot_of(entry.place->after)));
  } else if (entry.takes_out() && node_of_entry_[e] != kNoNode) {
    for (const NodeId child : base_.nodes[node_of_entry_[e]].children) note(entry_of_node_[child]);
  }
}

bool SettledPatch::is_there(std::size_t slot) const {
  if (slot == kRoot) return true;
  if (slot >= slots()) return false;
  const std::size_t entry = entry_at(slot);
  if (slot >= base_.nodes.size()) return is_made(entry);
  return entry == kNone || !is_made(entry) || !patch_[entry].takes_out();
}

std::size_t SettledPatch::above(std::size_t slot) const {
  if (const std::size_t entry = placed_by(slot); entry != kNone)
    return slot_of(patch_[entry].place->in);
  if (slot >= base_.nodes.size()) return kNowhere;
  const NodeId parent = base_.nodes[slot].parent;
  return parent == kNoNode ? kRoot : parent;
}

void SettledPatch::check(std::size_t e) {
  const NodePatch& entry = patch_[e];
  if (entry.place) {
    const std::size_t in = slot_of(entry.place->in);
    if (!is_there(in)) return refuse(e, "what it would stand in is not there: " + entry.place->in);
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

void SettledPatch::spread() {
  while (!news_.empty()) {
    const std::size_t entry = news_.back();
    news_.pop_back();
    for (const std::size_t dependent : dependents_[entry]) check(dependent);
  }
}

bool SettledPatch::refuse_loops() {
  refuse_loops_of([this](std::size_t slot) { return above(slot); });
  refuse_loops_of([this](std::size_t slot) {
    const std::size_t entry = placed_by(slot);
    if (entry == kNone || patch_[entry].place->after.empty()) return kNone;
    return slot_of(patch_[entry].place->after);
  });
  return !news_.empty();
}

void SettledPatch::refuse_loops_of(const std::function<std::size_t(std::size_t)>& next) {
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

}  // namespace remit
