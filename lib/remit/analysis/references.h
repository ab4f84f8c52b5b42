#pragma once

#include <vector>

#include "remit/analysis/mentions.h"
#include "remit/analysis/passages.h"
#include "remit/analysis/reference.h"
#include "remit/grammar/grammar.h"

namespace remit {

std::vector<Reference> find_references(const Tree& tree, const std::vector<Passage>& passages,
                                       const Grammar& grammar);

}  // namespace remit
