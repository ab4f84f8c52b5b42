#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "remit/base/span.h"
#include "remit/revision/amend.h"
#include "remit/structure/node.h"

namespace remit {

/// Words of a field that others take the place of.
struct WordEdit {
  static constexpr std::size_t kFollows = SIZE_MAX;

  NodeField in = NodeField::Text;
  int row = 0, column = 0;
  Span bytes;                    ///< of the field; empty: words are put in
  std::string words;             ///< empty: words go
  std::size_t owner = kFollows;  ///< the amendment; kFollows: a reference that follows its target
};

/// Something new and where it is put.
struct NewNodes {
  Tree tree;  ///< one root
  std::size_t owner = 0;
};

/// What becomes of one node of the base.
struct NodeChanges {
  bool gone = false;        ///< with all below it
  bool items_gone = false;  ///< all below it, but not itself
  std::optional<std::string> num;
  std::vector<WordEdit> edits;
  std::vector<NewNodes> before, below, after;  ///< new siblings, and last children
};

/// The tree of the changes, and where its nodes come from.
struct Rebuilt {
  Tree tree;                          ///< without ids
  std::vector<NodeId> origins;        ///< of each node, in the base; kNoNode: it is new
  std::vector<std::size_t> owners;    ///< of each new node, the amendment; else SIZE_MAX
  std::vector<MarkedNode> marked;     ///< both trees as one
  std::vector<std::size_t> homeless;  ///< amendments whose new nodes would stand in what is gone

  /// Puts a node, without id and children, behind what `parent` holds (kNoNode: at the root).
  NodeId append(Node node, NodeId parent, NodeId origin, std::size_t owner);
};

/// A field with its edits, which are settled, as what stays, what goes and what comes.
std::vector<MarkedWords> marked_field(std::string_view field, const std::vector<WordEdit>& edits,
                                      NodeField in, int row = 0, int column = 0);

/// The words that are there afterwards.
std::string words_now(const std::vector<MarkedWords>& words);

/// Puts edits in order; of two that touch the same words the first stays, and one that follows a
/// reference gives way. Returns the owners of those that were taken out.
std::vector<std::size_t> settle_edits(std::vector<WordEdit>& edits);

/// Makes the changes. `changes`: one for each node of `base`, their edits settled; `nums`: the new
/// number of each node that has one.
Rebuilt rebuild(const Tree& base, std::vector<NodeChanges>& changes,
                const std::vector<std::optional<std::string>>& nums);

}  // namespace remit
