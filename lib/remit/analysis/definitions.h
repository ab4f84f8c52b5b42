#pragma once

#include <vector>

#include "remit/analysis/definition.h"
#include "remit/analysis/mentions.h"
#include "remit/analysis/passages.h"
#include "remit/grammar/grammar.h"

namespace remit {

std::vector<Definition> find_definitions(const Tree& tree, const std::vector<Passage>& passages,
                                         const Grammar& grammar);

}  // namespace remit
