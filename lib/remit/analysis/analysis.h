#pragma once

#include <vector>

#include "remit/analysis/amendment.h"
#include "remit/analysis/definition.h"
#include "remit/analysis/duty.h"
#include "remit/analysis/post.h"
#include "remit/analysis/reference.h"
#include "remit/base/diagnostic.h"
#include "remit/grammar/grammar.h"

namespace remit {

/// What a document says: who is there, who must do what, what words mean, where it points, what it
/// changes. Each list is in reading order.
struct Analysis {
  std::vector<Post> posts;
  std::vector<Duty> duties;
  std::vector<Definition> definitions;
  std::vector<Reference> references;
  std::vector<Amendment> amendments;
};

/// Reads the sentences, headings and tables of a tree. Safe to call on several threads with one
/// grammar.
/// Diagnostics: see find_references.
Analysis analyse(const Tree& tree, const Grammar& grammar, Diagnostics& diagnostics);

}  // namespace remit
