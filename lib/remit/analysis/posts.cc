#include "remit/analysis/posts.h"

#include <iterator>

#include "remit/analysis/post_list.h"
#include "remit/analysis/post_names.h"
#include "remit/analysis/post_sentences.h"
#include "remit/analysis/post_tables.h"

namespace remit {

std::vector<Post> find_posts(const Tree& tree, const std::vector<Passage>& passages,
                             const Grammar& grammar, const NameIndex& names) {
  const PostNames post_names(grammar, names);
  std::vector<PostFinding> findings = read_post_tables(tree, post_names);
  std::vector<PostFinding> said = read_post_sentences(tree, passages, post_names);
  std::move(said.begin(), said.end(), std::back_inserter(findings));
  return PostList(post_names).gather(findings, passages);
}

}  // namespace remit
