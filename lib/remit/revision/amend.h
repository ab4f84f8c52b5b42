#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "remit/analysis/record.h"
#include "remit/grammar/grammar.h"
#include "remit/revision/tree_patch.h"

namespace remit {

/// What became of one amendment, or of one change of a comparison.
struct AmendmentEffect {
  std::string
      action;  ///< "insert", "delete", … as written in a record; of a comparison also "move"
  std::optional<std::string> target, to;
  int page = 0;                         ///< of the report that orders it; 0: none does
  std::string refused = {};             ///< why it could not be done; empty: it was
  std::vector<std::string> nodes = {};  ///< ids in the amended record; of what is gone, in the base
};

/// A reference that was rewritten to follow what it points to.
struct ReferenceEffect {
  std::string from, to;
  std::string node;  ///< in the amended record
  int page = 0;
};

/// A reference that leads nowhere since the amendments were made.
struct LostReference {
  std::string text;
  std::string why;
  std::string node;  ///< in the amended record
  int page = 0;
};

struct AmendEffects {
  std::vector<AmendmentEffect> amendments;  ///< in the order given
  std::vector<ReferenceEffect> references;
  std::vector<LostReference> dangling;
};

/// Words that stayed, went or came.
enum class TextMark : std::uint8_t { Kept, Gone, New };
struct MarkedWords {
  TextMark mark = TextMark::Kept;
  std::string words;
};

/// A node of the base or of the amended record, with the changes marked.
struct MarkedNode {
  NodeType type = NodeType::Text;
  TextMark mark = TextMark::Kept;  ///< of the node as a whole
  int depth = 0;                   ///< 0 at the root
  std::vector<MarkedWords> label, heading, text;
  std::vector<std::vector<std::vector<MarkedWords>>> rows;  ///< of a table, its header first
};

/// A record that was amended.
///
/// Its tree has the changes; posts, duties, definitions and references are read anew from it. It
/// keeps the base's `source` and page numbers (something new has the page that it was put on), and
/// `accounting.structure` counts the words of the amended tree. `amendments` are the base's own.
struct Amended {
  Record record;
  AmendEffects effects;
  std::vector<MarkedNode> marked;  ///< both texts as one, in reading order
};

/// Makes the amendments to a copy of `base`.
///
///     insert 7.4 "The Clerk …"       7.3                   7.3
///     renumber 7.4 → 7.5             7.4 Keys        →     7.4 The Clerk …
///                                    … see 7.4 …           7.5 Keys
///                                                          … see 7.5 …
///
/// All are made at once: a target is a number of the base, and so it does not matter in which order
/// they are given; only the number of something new is one of the amended text. References to what
/// is renumbered are rewritten, in all of the record. An amendment that cannot be made is refused
/// and changes nothing. A target may be a node's id too. Takes time in proportion to the record and
/// the amendments, but that words without a target are looked for in all of the record each time.
/// Safe to call on several threads with one grammar.
Amended amend(const Record& base, const std::vector<Amendment>& amendments, const Grammar& grammar);

/// Makes the changes of a comparison, so that amend(a, make_patch(a, b)) has the tree of b.
///
/// `base` need not be the record that was compared. What it lacks, or has in other words, is
/// refused, and so is what hangs on that: what would stand in it or behind it. What the comparison
/// does not know stays where it is, and there references follow what is renumbered. Takes time in
/// proportion to both. Safe to call on several threads with one grammar.
Amended amend(const Record& base, const TreePatch& patch, const Grammar& grammar);

}  // namespace remit
