#pragma once

#include "remit/grammar/grammar.h"
#include "remit/layout/line_rules.h"

namespace remit {

/// What layout asks about lines, answered by a grammar. The grammar must outlive the answer.
LineRules line_rules(const Grammar& grammar);

}  // namespace remit
