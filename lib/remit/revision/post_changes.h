#pragma once

#include <vector>

#include "remit/revision/diff.h"
#include "remit/revision/node_text.h"

namespace remit {

/// The names that two records use, and the one vocabulary that their words are in.
struct ComparedNames {
  Vocabulary& vocabulary;
  const NameIndex &a, &b;
};

/// Posts by the statutory roles that they hold ("who is the Monitoring Officer there?"), in the
/// order of the roles' ids; the others by title, then by functions.
std::vector<PostChange> compare_posts(const std::vector<Post>& a, const std::vector<Post>& b,
                                      const ComparedNames& names);

}  // namespace remit
