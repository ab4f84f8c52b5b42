#pragma once

#include <limits>
#include <optional>
#include <string>

#include "remit/base/diagnostic.h"
#include "remit/structure/headings.h"
#include "remit/structure/open_nodes.h"

namespace remit {

/// How many pieces ahead the next number is looked for.
inline constexpr std::size_t kLookAhead = 400;

/// Where a number stands among the open nodes, by the sequence of its list first and by its indent
/// where that leaves a choice.
struct Place {
  std::size_t owner = 0;  // index into the open nodes: whose list it counts in
  const Reading* reading = nullptr;
  float cost = std::numeric_limits<float>::max();
  enum class How { Follows, Opens, Jumps, Restarts, Begins } how = How::Opens;
  std::string last_label = {};
  const Rule* list_rule = nullptr;  // of the list, where its numbers are printed otherwise
};

/// Places the number at the head of `piece`, whose readings are not empty. `at`: the piece being
/// built; the numbers that come after it bear a reading out, or speak against it.
Place place_number(const Tree& tree, const OpenNodes& open, const Pieces& pieces, std::size_t at,
                   const Piece& piece);

/// What the next number of the form of `rule` says, from pieces[from] on; empty where none is near.
std::string_view next_num(const Pieces& pieces, std::size_t from, const Rule* rule);

/// What is odd about a number at its place, if anything is: it skips, restarts, begins in mid list.
std::optional<Diagnostic> odd_number(const Place& place, const Piece& piece);

}  // namespace remit
