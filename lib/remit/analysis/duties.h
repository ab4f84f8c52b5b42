#pragma once

#include <vector>

#include "remit/analysis/duty.h"
#include "remit/analysis/mentions.h"
#include "remit/analysis/passages.h"
#include "remit/analysis/post.h"
#include "remit/grammar/grammar.h"

namespace remit {

std::vector<Duty> find_duties(const Tree& tree, const std::vector<Passage>& passages,
                              const Grammar& grammar, const NameIndex& names,
                              const std::vector<Post>& posts);

}  // namespace remit
