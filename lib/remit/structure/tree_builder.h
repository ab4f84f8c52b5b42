#pragma once

#include "remit/base/diagnostic.h"
#include "remit/grammar/grammar.h"
#include "remit/layout/layout.h"
#include "remit/structure/node.h"

namespace remit {

/// Builds the numbered tree of a document from its paragraphs and tables.
///
/// Divisions nest by their kind, decimal numbers below the number that they extend, lists by their
/// sequence and, where that leaves a choice, by their indent; an unnumbered heading stands where
/// the numbers after it go on. Numbers are kept as printed: what is skipped, restarted or repeated
/// is said in `out`, never corrected.
///
/// Every word of `layout` is afterwards in one node's words or in layout.furniture (contents lists
/// and repeated titles are added to it here).
Tree build_tree(Layout& layout, const Grammar& grammar, Diagnostics& out);

}  // namespace remit
