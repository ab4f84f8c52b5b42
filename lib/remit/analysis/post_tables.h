#pragma once

#include <vector>

#include "remit/analysis/post_list.h"
#include "remit/analysis/post_names.h"
#include "remit/structure/node.h"

namespace remit {

/// Reads the tables of posts of a tree.
///
///     Post                                        Functions
///     Heads of Service ─ a class: group           All have charge of their service …   ← of none
///     Harbours         ─ a group
///     - Head of Tolls                             Collection of dues                    ┐ the last
///     - Head of Moorings                          Berths and buoys                      ┘ as many
///
/// Which column is which is said by the rules of the kind post_column.
std::vector<PostFinding> read_post_tables(const Tree& tree, const PostNames& names);

}  // namespace remit
