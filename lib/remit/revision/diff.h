#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "remit/analysis/record.h"
#include "remit/grammar/grammar.h"
#include "remit/revision/word_diff.h"

namespace remit {

/// What became of a node, a post or a duty of one record in the other.
enum class ChangeKind : std::uint8_t {
  Same,          ///< the same words; the names of one role count as one word
  Reworded,      ///< one provision in other words
  ForceChanged,  ///< of a duty: 'will' became 'may'
  OnlyA,
  OnlyB
};
/// "same", "reworded", "force_changed", "only_a", "only_b".
std::string_view name_of(ChangeKind kind);

/// A run of printed words: bytes of the text of a, and of b. A kept run is in both, and may be
/// printed otherwise in each; a deleted one is empty in b, an inserted one in a.
struct TextRun {
  WordOp op = WordOp::Keep;
  Span a, b;
};

/// A node of a and the node of b that is the same provision. A split is two of these with one a, a
/// merge two with one b.
struct NodeChange {
  NodeId a = kNoNode, b = kNoNode;  ///< kNoNode: it has none there
  ChangeKind kind = ChangeKind::Same;
  bool moved = false;    ///< its number or its place differs, its parents' match taken into account
  bool part = false;     ///< the further half of a split or a merge
  float similarity = 0;  ///< 0 to 1: words kept, over the words of both
  std::vector<TextRun> heading = {};  ///< of Reworded: of the headings, where they differ
  std::vector<TextRun> words = {};    ///< of Reworded: of body_of() each
};

/// Posts that hold one role, or that have one title.
struct PostChange {
  std::optional<std::string> role;  ///< the statutory role that both hold; none: matched by title
  std::optional<std::size_t> a, b;  ///< into Analysis::posts
  ChangeKind kind = ChangeKind::Same;                          ///< Same: title and functions are
  std::vector<std::pair<std::size_t, std::size_t>> same = {};  ///< functions of a, of b
  std::vector<std::pair<std::size_t, std::size_t>> reworded = {};  ///< … alike in most words
  std::vector<std::size_t> only_a = {}, only_b = {};
};

struct DutyChange {
  std::optional<std::size_t> a, b;     ///< into Analysis::duties
  ChangeKind kind = ChangeKind::Same;  ///< Same: bearer, force, action and conditions are
};

/// What differs between two records.
struct RecordDiff {
  std::vector<NodeChange> nodes;   ///< in a's order; what is only in b after what it follows there
  std::vector<PostChange> posts;   ///< those with a role first
  std::vector<DutyChange> duties;  ///< in a's order, then those only in b
  [[nodiscard]] bool differs() const;  ///< anything but Same, or moved
};

/// Compares two records: of two councils, or two versions of one. Every node, and every duty, of
/// both is in at least one change; a post in one for each role that it holds. Linear but for
/// sorting; the same records give the same bytes.
RecordDiff diff_records(const Record& a, const Record& b, const Grammar& grammar);

}  // namespace remit
