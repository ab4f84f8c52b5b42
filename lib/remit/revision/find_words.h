#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "remit/base/span.h"
#include "remit/structure/node.h"

namespace remit {

/// Words of one field of a node.
struct FoundWords {
  NodeId node = kNoNode;
  NodeField in = NodeField::Text;
  int row = 0, column = 0;
  Span bytes;  ///< of the field
};

/// The whole field that they stand in.
std::string_view field_of(const Tree& tree, const FoundWords& found);

/// … with the space that would be left over if they were taken out.
Span with_space(std::string_view field, Span words);

/// What a search for words found: them, or why not.
struct WordSearch {
  std::optional<FoundWords> found;
  std::string why = {};  ///< where nothing is found: `"…" stands more than once in 4.1`
};

/// Where words stand, if it is at one place: in `within` or below it (kNoNode: anywhere). `name` is
/// what `within` is called in the reason.
WordSearch find_words(const Tree& tree, std::string_view words, NodeId within,
                      const std::string& name);

}  // namespace remit
