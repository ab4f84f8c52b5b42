#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "remit/structure/headings.h"

namespace remit {

/// What a line of a contents list says, without leaders and page.
struct ContentsTitle {
  std::string text;   ///< "Article 2 – Members"
  std::string label;  ///< "Article 2"; empty: none
  std::string num;    ///< "2"; empty: none
  std::string title;  ///< "Members"
};

/// One entry of a contents list.
struct ContentsEntry {
  /// The ways to read it, the likeliest first: its line alone, with a bare number as its label, or
  /// with the line before or after it, where that has no page of its own and so may be a part of
  /// it.
  std::vector<ContentsTitle> readings;
  int page = 0;            ///< of the file: where the list stands
  std::uint32_t word = 0;  ///< its first, of Layout::words
  std::size_t list = 0;    ///< which list: they count from 0
  bool titled = false;     ///< the list has a title
  bool paged = false;      ///< the list has pages
};

/// Finds contents lists and takes them out of `pieces`; their words go to layout.furniture. A list
/// is
///
///   - lines that end in a page, with what is wrapped or ruled between them: most behind leaders,
///   or
///     most come again later
///   - what follows a title such as "Contents", as far as it comes again later in the document
///   - a run of lines (links, or short numbered lines) that each come again later, in that order
///
/// Returns the entries, to be held against the body.
std::vector<ContentsEntry> take_contents(Layout& layout, const Grammar& grammar, Pieces& pieces);

}  // namespace remit
