#pragma once

#include <string>
#include <string_view>

#include "remit/base/diagnostic.h"
#include "remit/structure/node.h"

namespace remit {

/// "Members’ Code of Conduct" → "members_code_of_conduct"; at most 60 bytes, cut between words.
std::string slug(std::string_view heading);

/// Gives every node its id, after the Akoma Ntoso naming convention: the ids of its ancestors
/// joined by "__", each a prefix and a number.
///
///     art_11__sec_11.02__subpara_b__table_1
///
/// An unnumbered section takes a slug of its heading; bullets, tables and loose texts count from 1
/// below their parent. Where two siblings would share an id the later one's ends in _2 (_3 …), and
/// `out` says so for a number that stands twice.
void assign_ids(Tree& tree, Diagnostics& out);

}  // namespace remit
