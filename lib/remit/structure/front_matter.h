#pragma once

#include <cstddef>

#include "remit/grammar/grammar.h"
#include "remit/structure/division_lines.h"
#include "remit/structure/headings.h"

namespace remit {

/// How many pieces, from the first, stand at the root and head nothing, however they are set:
///
///   - what is before the first Part or Article: the title, a preamble
///   - else a title page: what is alone on the first page and is no text, unless the file itself
///     marks one of its lines as a heading
std::size_t front_matter(const Grammar& grammar, const Pieces& pieces,
                         const DivisionLines& divisions);

}  // namespace remit
