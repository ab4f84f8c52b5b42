#pragma once

#include <vector>

#include "remit/analysis/amendment.h"
#include "remit/analysis/reference.h"
#include "remit/base/diagnostic.h"
#include "remit/structure/node.h"

namespace remit {

/// A report that orders changes of another text points into that text: "in paragraph 19.1, replace
/// …" is no fault where the report has no 19.1. A dangling reference becomes an outside one, and
/// what was said of it in `diagnostics` is withdrawn,
///
/// - where it stands in the words of an order that names its number;
/// - where its number goes by decimals below one that the orders are about ("18.12", and 18.16 is
/// to
///   be put in), and this document has no division of that number.
void settle_by_amendments(const Tree& tree, const std::vector<Amendment>& amendments,
                          std::vector<Reference>& references, Diagnostics& diagnostics);

}  // namespace remit
