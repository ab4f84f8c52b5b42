#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "remit/structure/node.h"

namespace remit {

/// The number that each node gets, where it gets another than it has; by NodeId.
using NewNums = std::vector<std::optional<std::string>>;

/// Gives what has the number of a renumbered node in front of its own the new one: where 4.3
/// becomes 4.4, so 4.3.1 becomes 4.4.1.
void spread_numbers(const Tree& tree, NewNums& nums);

/// The numbers that changes give to nodes of a tree, and to what is new in it, so that no list has
/// one twice.
///
/// A number counts in a list: a division's among its siblings, "4.2" in its division, "b" in what
/// it stands below. A change is told by its `owner`, an index of the caller's.
class NumberClaims {
 public:
  explicit NumberClaims(const Tree& tree);

  /// The node that has `num` in the list of `node`; kNoNode: none has.
  [[nodiscard]] NodeId in_list_of(NodeId node, std::string_view num) const;
  /// Gives `num` to a node. False: it gets another one already.
  bool renumber(std::size_t owner, NodeId node, std::string num);
  /// Wants `num` for something new in the list of `node`, or in the list that `node` holds.
  void want_in_list_of(std::size_t owner, NodeId node, std::string_view num);
  void want_below(std::size_t owner, NodeId node, std::string_view num);

  /// A change that cannot be made, and the number that stands twice if it is.
  struct Clash {
    std::size_t owner = 0;
    std::string num;
  };
  /// Takes back the numbers of the changes that are refused (`refused`: by owner), and of those
  /// that would give a number to two: their nodes keep their own numbers, which may be in the way
  /// of others. `gone`: by NodeId; what is gone leaves its number free.
  std::vector<Clash> settle(const std::vector<bool>& gone, std::vector<bool> refused);

  /// What is settled.
  [[nodiscard]] const NewNums& nums() const { return nums_; }

 private:
  struct Claim {
    std::size_t owner = 0;
    NodeId node = kNoNode;  ///< kNoNode: of something new
    std::string key;        ///< of the number in its list
  };

  [[nodiscard]] NodeId list_of(NodeId node, std::string_view num) const;
  static std::string key_at(NodeId list, std::string_view num);
  [[nodiscard]] std::string key_of(NodeId node) const;
  [[nodiscard]] bool is_kept(const std::string& key, const std::vector<bool>& gone) const;

  const Tree& tree_;
  NewNums nums_;
  std::vector<Claim> claims_;
  std::unordered_map<std::string, std::vector<NodeId>> at_number_;  // key_of → nodes
};

}  // namespace remit
