#include "remit/revision/tree_patch.h"

#include <algorithm>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "remit/revision/rising_chain.h"

namespace remit {
namespace {

NodeFields all_fields(const Node& node) {
  NodeFields fields{.type = node.type,
                    .num = node.num,
                    .label = node.label,
                    .heading = node.heading,
                    .text = node.text};
  if (node.type == NodeType::Table) fields.table = node.table.value_or(TableText{});
  return fields;
}

/// The fields of two nodes that differ, as each has them.
std::pair<NodeFields, NodeFields> differing_fields(const Node& a, const Node& b) {
  NodeFields old = all_fields(a), now = all_fields(b);
  const auto keep_if = [](bool differs, auto& x, auto& y) {
    if (differs) return;
    x.reset();
    y.reset();
  };
  keep_if(a.type != b.type, old.type, now.type);
  keep_if(a.num != b.num, old.num, now.num);
  keep_if(a.label != b.label, old.label, now.label);
  keep_if(a.heading != b.heading, old.heading, now.heading);
  keep_if(a.text != b.text, old.text, now.text);
  if (old.table && now.table) keep_if(!same_table(*old.table, *now.table), old.table, now.table);
  return {std::move(old), std::move(now)};
}

class PatchMaker {
 public:
  PatchMaker(const Tree& a, const Tree& b, const RecordDiff& diff)
      : a_(a), b_(b), diff_(diff), match_(a.nodes.size(), kNoNode) {
    for (const NodeChange& change : diff.nodes)
      if (change.a != kNoNode && change.b != kNoNode && !change.part) match_[change.a] = change.b;
    find_stayers(a_.roots, kNoNode);
    for (NodeId node = 0; node < a_.nodes.size(); ++node)
      if (match_[node] != kNoNode) find_stayers(a_.nodes[node].children, match_[node]);
    matched_.insert(match_.begin(), match_.end());
  }

  TreePatch make() const {
    TreePatch patch;
    patch.reserve(diff_.nodes.size());
    for (const NodeChange& change : diff_.nodes) patch.push_back(of(change));
    return patch;
  }

 private:
  /// Notes which nodes of a list stay in it, in their order.
  void find_stayers(const std::vector<NodeId>& of_a, NodeId b) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    for (const NodeId node : of_a)
      if (match_[node] != kNoNode && b_.nodes[match_[node]].parent == b)
        pairs.emplace_back(node, match_[node]);
    const std::vector<bool> keeps = in_order(pairs);
    for (std::size_t i = 0; i < pairs.size(); ++i)
      if (keeps[i]) stays_.insert(pairs[i].first);
  }

  [[nodiscard]] PatchPlace place_of(NodeId node) const {
    PatchPlace place;
    const NodeId parent = b_.nodes[node].parent;
    if (parent != kNoNode) place.in = b_.nodes[parent].id;
    const std::vector<NodeId>& siblings = parent == kNoNode ? b_.roots : b_.nodes[parent].children;
    const auto at = std::lower_bound(siblings.begin(), siblings.end(), node);
    if (at != siblings.begin()) place.after = b_.nodes[*(at - 1)].id;
    return place;
  }

  [[nodiscard]] NodePatch of(const NodeChange& change) const {
    NodePatch patch{.part = change.part};
    if (change.a != kNoNode) patch.a = a_.nodes[change.a].id;
    if (change.b != kNoNode) patch.b = b_.nodes[change.b].id;
    const bool fresh = change.a == kNoNode || (change.part && !matched_.contains(change.b));
    const bool gone = !fresh && (change.b == kNoNode || change.part);
    if (gone) {
      patch.old = all_fields(a_.nodes[change.a]);
      return patch;
    }
    if (fresh)
      patch.now = all_fields(b_.nodes[change.b]);
    else
      std::tie(patch.old, patch.now) = differing_fields(a_.nodes[change.a], b_.nodes[change.b]);
    if (fresh || !stays_.contains(change.a)) patch.place = place_of(change.b);
    return patch;
  }

  const Tree &a_, &b_;
  const RecordDiff& diff_;
  std::vector<NodeId> match_;  // in b, parts left out
  std::unordered_set<NodeId> stays_, matched_;
};

}  // namespace

TreePatch make_patch(const Record& a, const Record& b, const RecordDiff& diff) {
  return PatchMaker(a.structure, b.structure, diff).make();
}

bool same_table(const TableText& a, const TableText& b) {
  return a.header == b.header && a.rows == b.rows && a.spans == b.spans;
}

}  // namespace remit
