#pragma once

#include <vector>

#include "remit/analysis/mentions.h"
#include "remit/analysis/passages.h"
#include "remit/analysis/post.h"
#include "remit/grammar/grammar.h"

namespace remit {

std::vector<Post> find_posts(const Tree& tree, const std::vector<Passage>& passages,
                             const Grammar& grammar, const NameIndex& names);

}  // namespace remit
