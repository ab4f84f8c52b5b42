#pragma once

#include <vector>

#include "remit/base/diagnostic.h"
#include "remit/structure/contents.h"
#include "remit/structure/node.h"

namespace remit {

/// Looks for each entry of the contents lists in the body, and reports what differs
/// (contents-mismatch):
///
///     5.2 Voting rights     and the body has no such heading
///     5.2 Voting rights     and the body numbers it 5.3
///     5.2 Voting rights     and 5.2 is headed "Votes" in the body
///
/// Case, punctuation and spaces do not count, nor does a number that only one of the two prints. A
/// list most of which has nothing in the body is one finding, since it is another document's, or
/// none. Pages are not compared.
///
/// `body`: the pieces without the lists. The ids of `tree` are set.
void check_contents(const std::vector<ContentsEntry>& entries, const Layout& layout,
                    const Pieces& body, const Tree& tree, Diagnostics& out);

}  // namespace remit
