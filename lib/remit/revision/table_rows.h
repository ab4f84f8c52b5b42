#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "remit/revision/diff.h"
#include "remit/structure/node.h"

namespace remit {

/// A row of one table and the row of another that holds most of its words. Rows count as in
/// CellSpan: 0 is the header.
struct RowPair {
  std::optional<std::size_t> a, b;
  bool same = false;  ///< every word of both is kept
};

/// The rows of two tables, in order: what is only in b stands behind what it stands behind there.
///
///     Post   | Pay       Post   | Pay        0 0  same
///     Warden | 4 marks   Warden | 5 marks    1 1
///     Ringer | 1 mark    Sexton | 3 marks    2 –
///                                            – 2
///
/// `words`: what became of the words of body_of() each.
std::vector<RowPair> pair_rows(const Node& a, const Node& b, const std::vector<TextRun>& words);

/// Where each cell of a table stands in body_of(), row by row.
std::vector<std::vector<Span>> cells_in_body(const Node& node);

}  // namespace remit
