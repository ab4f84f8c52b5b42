#pragma once

#include <span>
#include <vector>

#include "remit/layout/layout.h"

namespace remit {

/// Boxed text of a page. A box with no words beside it stands in the flow of the text, one that the
/// text runs around stands beside it:
///
///     the text runs over     ┌─────────┐
///     the whole width and    │ a box   │   beside: read as one piece, behind the
///     beside the box, then   │ of words│   paragraph that it begins beside
///     again below it; it     └─────────┘
///     goes on to the end.
///     ┌────────────────────────────────┐
///     │ its own paragraphs             │   in flow
///     └────────────────────────────────┘
struct Boxes {
  std::vector<Box> in_flow;
  struct Beside {
    Box box;
    std::vector<Word> words;  ///< top to bottom
  };
  std::vector<Beside> beside;
};

/// Sorts out `boxes` (frames and fills, in any order) and takes the words of those that stand
/// beside the text out of `words`. Neither kind are a box around most of the page, a mark behind
/// words, a strip behind one line, and what lies within another box; a box that fills a column is
/// in flow.
Boxes read_boxes(std::vector<Word>& words, const std::vector<Style>& styles,
                 std::vector<Box> boxes);

/// Numbers the lines that stand in a box (from 1) and says where their text ends there: as far from
/// the box's right side as it begins from its left one. Their left margin stays the column's, from
/// which indents count.
void set_margins_inside(std::span<Line> lines, const std::vector<Box>& boxes);

/// Where the text of a box ends, seen in the same way.
float text_right(const Boxes::Beside& box);

/// Gives the lines that run beside a box their margins there. `lines` are those of one column.
void set_margins_beside(std::span<Line> lines, const std::vector<Boxes::Beside>& boxes);

}  // namespace remit
