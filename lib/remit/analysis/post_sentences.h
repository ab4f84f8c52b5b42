#pragma once

#include <vector>

#include "remit/analysis/passages.h"
#include "remit/analysis/post_list.h"
#include "remit/analysis/post_names.h"
#include "remit/structure/node.h"

namespace remit {

/// Reads the sentences that name or designate posts, and those that keep roles apart.
///
///     "The Director of Tolls is the Council's Monitoring Officer, who may not be the Treasurer."
std::vector<PostFinding> read_post_sentences(const Tree& tree, const std::vector<Passage>& passages,
                                             const PostNames& names);

}  // namespace remit
