#pragma once

#include <vector>

#include "remit/analysis/amendment.h"
#include "remit/analysis/passages.h"
#include "remit/grammar/grammar.h"

namespace remit {

/// The changes that a document orders, in reading order; ranges are written out.
///
///     "(a) adding a paragraph 7.4 as follows:"   →  insert 7.4, with the text of the
///     "7.4 The Clerk keeps the keys."                              paragraph that follows
///     "(b) renumbering paragraphs 7.4 - 7.5 as 7.5 - 7.6"      →  renumber 7.4 to 7.5, 7.5 to 7.6
///     "In Rule 3: (a) delete “or the Warden”"                  →  delete, 3, old
///
/// and those of a table of changes, whose columns are headed 'Current wording' and 'Proposed
/// wording'. A change of an Act is none; nor is one that is only told of. What is ordered twice (in
/// a report and in its recommendation) is there once.
std::vector<Amendment> find_amendments(const Tree& tree, const std::vector<Passage>& passages,
                                       const Grammar& grammar);

}  // namespace remit
