#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "remit/base/span.h"
#include "remit/grammar/role.h"

namespace remit {

/// A role, body or post named in a text.
struct Mention {
  Span at;              ///< bytes of the text
  std::string_view id;  ///< of the role or post; lives as long as its NameIndex
};

/// Finds the printed forms of roles, bodies and posts.
///
///     "the Council’s Section 151 Officer"  →  council · section_151_officer
///
/// Case, dashes, quotes and brackets make no difference; a form that is one word of capitals (MO,
/// CFO) is taken as it is printed only. Of forms that begin at one word the longest is taken.
class NameIndex {
 public:
  /// The names that a grammar knows.
  explicit NameIndex(const std::vector<Role>& roles);

  /// One more name. A form that is known already keeps its id.
  void add(std::string_view form, std::string_view id);

  /// In order, without overlaps; one pass over the text.
  [[nodiscard]] std::vector<Mention> find(std::string_view text) const;
  /// The id whose form is the whole of `text`; empty: none.
  [[nodiscard]] std::string_view id_of(std::string_view text) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const {
      return std::hash<std::string_view>()(word);
    }
  };
  struct Step {
    std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> next;  // folded word →
    std::uint32_t id = 0;  // into ids_; 0: no form ends here
  };
  class Words;

  std::vector<Step> steps_ = std::vector<Step>(1);
  std::vector<std::string> ids_ = {""};
};

}  // namespace remit
