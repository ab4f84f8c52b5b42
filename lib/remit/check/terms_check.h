#pragma once

#include "remit/check/findings.h"

namespace remit {

/// Terms and their definitions, in all files together.
///
///     "a Great Peal (as defined in Article 4)"     and Article 4 never speaks of one
///     "a Great Peal (as defined in this Part)"     and no definition is of that term
///
/// are term-undefined. Where the definition is said to be in a file that is not here, or in an Act,
/// nothing is said. A term of a list of definitions, in quotation marks or a cell of its own,
/// that is never used is term-unused, a note.
void check_terms(const Corpus& corpus, Findings& out);

}  // namespace remit
