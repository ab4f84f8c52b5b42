#pragma once

#include <vector>

#include "remit/analysis/definition.h"
#include "remit/analysis/passages.h"
#include "remit/analysis/reference.h"
#include "remit/base/diagnostic.h"
#include "remit/grammar/grammar.h"

namespace remit {

/// Wherever the text points elsewhere, and what it points to.
///
///     "paragraph 3 of Schedule 2 to Part 4"           →  one reference, to that paragraph
///     "section 5 of the Local Government Act 1972"    →  legislation
///     "the Seal Protocol set out in Part 5"           →  a document, and a Part
///
/// `definitions` tell what "the 1972 Act" is. Diagnostics: reference-dangling,
/// reference-ambiguous.
std::vector<Reference> find_references(const Tree& tree, const std::vector<Passage>& passages,
                                       const Grammar& grammar,
                                       const std::vector<Definition>& definitions,
                                       Diagnostics& out);

}  // namespace remit
