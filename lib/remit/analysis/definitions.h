#pragma once

#include <vector>

#include "remit/analysis/definition.h"
#include "remit/analysis/passages.h"
#include "remit/grammar/grammar.h"

namespace remit {

/// What the document says that its words mean: in sentences ("“Clerk” means …"), in brackets behind
/// the meaning ("the Seals Team (ST)"), in tables and lists below a heading such as Definitions.
std::vector<Definition> find_definitions(const Tree& tree, const std::vector<Passage>& passages,
                                         const Grammar& grammar);

}  // namespace remit
