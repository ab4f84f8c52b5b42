#pragma once

#include <vector>

#include "remit/layout/layout.h"

namespace remit {

/// One cell of a table on a page: its box, its place in the grid and how far it spans.
struct GridCell {
  Box box;
  int row = 0, column = 0;
  int rows = 1, columns = 1;
};

/// The grid of one table on one page.
struct Grid {
  std::vector<float> xs, ys;  ///< column and row edges, ascending
  std::vector<GridCell> cells;
  bool ruled = true;   ///< its edges are drawn, or some of them
  bool closed = true;  ///< a rule is drawn below its last row
  [[nodiscard]] Box box() const { return {xs.front(), ys.front(), xs.back(), ys.back()}; }
};

/// What is drawn around words and behind them.
struct Drawn {
  std::vector<Grid> tables;  ///< top to bottom
  std::vector<Box> boxes;    ///< frames and filled rectangles around words that are no table's
};

/// The tables of a page are found from ruling lines: a grid of lines (or of cell edges drawn one by
/// one), with spans where an edge is missing; or rows ruled off from one another, or shaded, whose
/// words leave the same gutters free. A single box is no table, nor are rules without gutters.
Drawn find_drawn(const Page& page, const std::vector<Word>& words,
                 const std::vector<Style>& styles);

}  // namespace remit
