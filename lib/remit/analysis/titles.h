#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "remit/structure/node.h"

namespace remit {

/// The divisions and sections of a tree by their titles, whatever the order of the words.
///
///     "Protocol on Warden/Clerk Relations"  =  "the Warden/Clerk Relations Protocol"
///
/// Short words (on, of, the), plurals and what stands in brackets make no difference.
class Titles {
 public:
  explicit Titles(const Tree& tree);

  /// The nodes of that title that are nearest to the root. A part whose heading is repeated by the
  /// section that opens it counts once.
  [[nodiscard]] std::vector<NodeId> find(std::string_view title) const;

 private:
  std::unordered_map<std::string, std::vector<NodeId>> nodes_;
};

}  // namespace remit
