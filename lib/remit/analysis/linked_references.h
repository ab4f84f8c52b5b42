#pragma once

#include <vector>

#include "remit/analysis/reference.h"
#include "remit/base/diagnostic.h"
#include "remit/layout/layout.h"
#include "remit/structure/node.h"

namespace remit {

/// Where a reference may be any of several places and its words are a link of the file, the link
/// says which: the one on the page that it leads to, and of several there the one nearest to its
/// height. What was said in `diagnostics` of such a reference is withdrawn.
void settle_by_links(const Layout& layout, const Tree& tree, std::vector<Reference>& references,
                     Diagnostics& diagnostics);

}  // namespace remit
