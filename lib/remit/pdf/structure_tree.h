#pragma once

#include <memory>
#include <unordered_map>

#include "remit/page/tags.h"
#include "remit/pdf/object_reader.h"

namespace remit::pdf {

/// Reads the structure tree of a tagged document. Null where there is none, or nothing of it can be
/// made out.
///
/// Every element counts once, however often the tree leads to it; a marked content that two
/// elements claim is nobody's. Time and memory are in proportion to the file, whatever it says.
/// `pages`: the number of each page (1-based) by that of its object.
std::shared_ptr<const Tags> read_structure_tree(const ObjectReader& objects, const Object& catalog,
                                                const std::unordered_map<long, int>& pages);

}  // namespace remit::pdf
