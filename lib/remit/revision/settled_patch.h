#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "remit/revision/tree_patch.h"

namespace remit {

/// Decides which entries can be made. A slot is a place for a node: those of the base have the
/// numbers of its nodes, and those of what is put in come behind them, one for each entry.
class SettledPatch {
 public:
  static constexpr std::size_t kNone = SIZE_MAX;         ///< no entry
  static constexpr std::size_t kRoot = SIZE_MAX - 1;     ///< the slot that the roots stand in
  static constexpr std::size_t kNowhere = SIZE_MAX - 2;  ///< the slot of an id that nothing has

  /// `base` and `patch` must outlive it.
  SettledPatch(const Tree& base, const TreePatch& patch);

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
  void refuse(std::size_t entry, std::string why);
  void find_node(std::size_t e);
  void find_slot(std::size_t e);
  [[nodiscard]] std::size_t entry_at(std::size_t slot) const;
  void note_dependents(std::size_t e);
  [[nodiscard]] bool is_there(std::size_t slot) const;
  /// The slot that what is in a slot stands in.
  [[nodiscard]] std::size_t above(std::size_t slot) const;
  void check(std::size_t e);
  /// Looks again at what hangs on an entry that was refused.
  void spread();
  /// Refuses what would stand in, or behind, itself. False: there is none.
  bool refuse_loops();
  void refuse_loops_of(const std::function<std::size_t(std::size_t)>& next);

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

}  // namespace remit
