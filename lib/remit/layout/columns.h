#pragma once

#include <vector>

#include "remit/layout/layout.h"

namespace remit {

/// A part of a page that is read from top to bottom before what comes next: the whole width between
/// two lines that span it, or one column of it.
struct Region {
  std::vector<Word> words;
  float top = 0, bottom = 0;
  float left = 0,
        right = 0;  ///< of its column; both 0: the whole width, whose margins are the page's
};

/// Parts of a page that reach over its columns (tables, boxes): no column goes past them, and what
/// words they hold are read over the whole width.
struct Barrier {
  float top = 0, bottom = 0;
};

/// Cuts the body words of a page into regions in reading order.
///
///     ┌──────────────┐
///     │ a heading    │  1
///     │ left │ right │  2, 3
///     │ left │ right │
///     │ over both    │  4
///     └──────────────┘
///
/// What reaches over both is told by its words, which cross the gutter; the short last line of such
/// a paragraph, and a short heading between two pairs of columns, by the room around them.
///
/// Two columns are told from a table of terms by their lines, which fill either column on most of
/// its height. Three and more are found by cutting a column again.
std::vector<Region> regions_of(std::vector<Word> words, const std::vector<Style>& styles,
                               const std::vector<Barrier>& barriers);

}  // namespace remit
