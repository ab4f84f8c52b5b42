#pragma once

#include <map>
#include <string>
#include <string_view>

#include "remit/structure/node.h"

namespace remit {

/// What the items of a list say about each other's headings. While the tree is built, it is noted
/// which headings and which texts are in doubt; when all items stand, their list decides.
class ListHeadings {
 public:
  /// A heading on a line of its own that is set as text is, above a list. It is none where most of
  /// its list have none:
  ///
  ///     1. Keep the books, and show them to whoever asks.
  ///     2. Plan the work of the year
  ///        (a) in January
  ///
  void doubt_line(NodeId id, std::string_view line);

  /// A run-in heading that neither its type nor a title's capitals tell; `head` is that heading
  /// with what parts it from its text. It is none where few others of a longer list have one.
  void doubt_run_in(NodeId id, std::string_view head);

  /// The words of a node's text up to `end` are its heading where all others of its list have one,
  /// or could, or where most have:
  ///
  ///     (a) First offence: Warning
  ///     (b) Second offence: 5 pounds
  ///
  void suggest(NodeId id, std::size_t end);

  void settle(Tree& tree) const;

 private:
  std::map<NodeId, std::string> lines_, run_ins_;
  std::map<NodeId, std::size_t> suggested_;
};

}  // namespace remit
