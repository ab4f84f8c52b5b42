#pragma once

#include <vector>

#include "remit/structure/headings.h"

namespace remit {

/// One line of a contents list.
struct ContentsEntry {
  std::string text;  ///< without leaders and page
  int page = 0;      ///< of the file: where the list stands
};

/// Finds contents lists and takes them out of `pieces`; their words go to layout.furniture. A list
/// is
///
///   - lines that end in leaders and a page, with what is wrapped or ruled between them
///   - what follows a title such as "Contents", as far as it comes again later in the document
///   - a run of lines (links, or short numbered lines) that each come again later, in that order
///
/// Returns the entries, to be held against the body.
std::vector<ContentsEntry> take_contents(Layout& layout, const Grammar& grammar, Pieces& pieces);

}  // namespace remit
