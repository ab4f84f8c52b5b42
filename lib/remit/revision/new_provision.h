#pragma once

#include <string_view>

#include "remit/grammar/grammar.h"
#include "remit/structure/node.h"

namespace remit {

/// The nodes of a text that is put in: a root, and its items below it.
///
///     "A ringer may:¶(a) ring; and¶(b) rest."   →   A ringer may:
///                                                     (a) ring; and
///                                                     (b) rest.
///
/// `text`: paragraphs parted by a blank line. `like`: a node of the same list, whose type the root
/// takes; where it is a section with a heading, a first paragraph that is no sentence is the
/// heading. The root has neither number nor id.
Tree provision_of(std::string_view text, const Node& like, int page, const Grammar& grammar);

}  // namespace remit
