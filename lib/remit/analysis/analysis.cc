#include "remit/analysis/analysis.h"

#include "remit/analysis/amending_references.h"
#include "remit/analysis/amendments.h"
#include "remit/analysis/definitions.h"
#include "remit/analysis/duties.h"
#include "remit/analysis/mentions.h"
#include "remit/analysis/passages.h"
#include "remit/analysis/posts.h"
#include "remit/analysis/references.h"
#include "remit/base/parallel.h"

namespace remit {

Analysis analyse(const Tree& tree, const Grammar& grammar, Diagnostics& diagnostics) {
  Analysis out;
  const std::vector<Passage> passages = read_passages(tree, grammar);
  const NameIndex names(grammar.roles());
  // what is meant and where it points needs to know of no post, so both are read at once
  auto references = in_background([&] {
    out.definitions = find_definitions(tree, passages, grammar);
    out.references = find_references(tree, passages, grammar, out.definitions, diagnostics);
    out.amendments = find_amendments(tree, passages, grammar);
    settle_by_amendments(tree, out.amendments, out.references, diagnostics);
  });
  out.posts = find_posts(tree, passages, grammar, names);
  out.duties = find_duties(tree, passages, grammar, names, out.posts);
  references.get();  // what went wrong there goes wrong here
  return out;
}

}  // namespace remit
