#pragma once

#include <optional>
#include <string>
#include <vector>

#include "remit/analysis/record.h"
#include "remit/revision/diff.h"
#include "remit/structure/node.h"

namespace remit {

/// Fields of a node: those that differ, or all of what is new or gone.
struct NodeFields {
  using Text = std::optional<std::string>;  ///< empty: the node has none

  std::optional<NodeType> type = {};
  std::optional<Text> num = {}, label = {}, heading = {};
  std::optional<std::string> text = {};
  std::optional<TableText> table = {};

  [[nodiscard]] bool empty() const {
    return !type && !num && !label && !heading && !text && !table;
  }
};

/// Where a node stands: ids of b.
struct PatchPlace {
  std::string in;     ///< what it stands in; empty: the root
  std::string after;  ///< the node before it there; empty: it is the first
};

/// What turns a node of a into the node of b that is the same provision.
///
///     a      b
///     art_1  art_1     old and now have the fields that differ; `place` where it stands elsewhere
///     none   sec_2     now has all fields, and `place`: it is put in
///     sec_3  none      old has all fields: it goes
///
/// Of the further half of a split or a merge (`part`) one node has its match in another of these:
/// the other one is put in, or goes.
struct NodePatch {
  NodeFields::Text a = {}, b = {};  ///< ids
  bool part = false;
  NodeFields old = {}, now = {};
  std::optional<PatchPlace> place = {};

  [[nodiscard]] bool puts_in() const { return place && (part || !a); }
  [[nodiscard]] bool takes_out() const { return !b || (part && !place); }
  [[nodiscard]] bool does_nothing() const { return old.empty() && now.empty() && !place; }
};

/// What turns the tree of a into that of b: one for each NodeChange, in their order.
using TreePatch = std::vector<NodePatch>;

TreePatch make_patch(const Record& a, const Record& b, const RecordDiff& diff);

bool same_table(const TableText& a, const TableText& b);

}  // namespace remit
