#pragma once

#include "remit/base/diagnostic.h"
#include "remit/grammar/grammar.h"
#include "remit/layout/layout.h"
#include "remit/structure/node.h"

namespace remit {

/// Gives numbers to the paragraphs whose number is a picture that nobody could read, before
/// anything else is made of them:
///
///     Contents: "4. Quorum"   …   "￼ Quorum"       →  "4. Quorum": said elsewhere of that title
///     "3. Chair"   "￼ Quorum"                      →  "4. Quorum": the list goes on
///     "Article 6"   "￼ Quorum"   "see 6.1"         →  "6.1 Quorum": the text speaks of such
///     numbers
///
/// Pictures that number nothing, as in the cell of a table, are furniture: icons. The word in
/// `layout` becomes the number, with Word::inferred set. `out` says how many numbers
/// were read and how many inferred.
void infer_numbers(Layout& layout, const Grammar& grammar, Diagnostics& out);

/// Says of each node whose number is a picture where it comes from (Node::num_source).
void mark_pictured(const Layout& layout, Tree& tree);

}  // namespace remit
