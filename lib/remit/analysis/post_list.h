#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "remit/analysis/passages.h"
#include "remit/analysis/place.h"
#include "remit/analysis/post.h"
#include "remit/analysis/post_names.h"

namespace remit {

/// One thing that a document says of a post, at one place.
struct PostFinding {
  std::string title;               ///< of the post, or the printed form of a role that holds it
  std::vector<std::string> roles;  ///< ids of the roles it is given here
  std::optional<std::string> group = {};
  std::vector<std::string> functions = {};
  std::vector<Restriction> restrictions = {};
  Place place = {};
  std::string rule = {};
  /// Says that there is such a role only where nothing else does: a heading, a restriction.
  bool weak = false;
};

/// What `find_posts` gathers its findings into.
class PostList {
 public:
  explicit PostList(const PostNames& names);

  /// All findings of a document, in reading order, become its posts.
  ///
  /// First those that name a post by its title, so that it is known who holds which role; then
  /// those that name it by a role; the weak ones last.
  std::vector<Post> gather(const std::vector<PostFinding>& findings,
                           const std::vector<Passage>& passages);

 private:
  struct Entry {
    Post post;
    std::vector<std::pair<Place, std::string>> functions;
    bool by_role = false;  // its title is a role's printed form
  };

  void add(const PostFinding& finding, bool titled);
  Entry* find(const PostFinding& finding, bool titled);
  /// The form that the document prints most often.
  void name_roles(const std::vector<Passage>& passages);

  const PostNames& names_;
  std::vector<Entry> entries_;
  std::map<std::string, std::size_t> by_key_;
  std::map<std::string, std::size_t, std::less<>> holders_;  // role id → entry
};

}  // namespace remit
