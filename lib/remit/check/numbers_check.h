#pragma once

#include "remit/check/findings.h"

namespace remit {

/// What the reading of the files found: numbering-gap, numbering-duplicate, numbering-restart,
/// contents-mismatch, words-unplaced, and what was damaged in a file. References are left out: they
/// are looked up anew in all files.
void add_read_findings(const Corpus& corpus, Findings& out);

/// Numbers that were put in between or given up:
///
///     6A. after 6.        numbering-inserted
///     4.3 [Not used]      numbering-unused
///
/// Both are in order, and what somebody who renumbers looks for.
void check_numbers(const Corpus& corpus, Findings& out);

}  // namespace remit
