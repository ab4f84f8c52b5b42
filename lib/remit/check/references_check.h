#pragma once

#include "remit/check/findings.h"

namespace remit {

/// References that lead nowhere (reference-dangling) or to several places (reference-ambiguous).
///
/// What one file lacks is looked up in the others: divisions, documents by their titles, and places
/// in either ("paragraph 3 of Part 5"). A bare "paragraph 3" is one of its own file. A division
/// that no file holds is dangling where the files have all others of its kind from the first on.
void check_references(const Corpus& corpus, Findings& out);

}  // namespace remit
