#pragma once

#include <string_view>
#include <vector>

#include "remit/layout/layout.h"
#include "remit/layout/line_rules.h"
#include "remit/layout/tables.h"

namespace remit {

/// What speaks for a table that no rule is drawn around, besides how its words stand.
struct TableEvidence {
  /// Where the file itself says that a table stands (its tags): what is aligned there needs neither
  /// a header row nor many rows.
  std::vector<Box> tagged;
  /// The table that ran to the foot of the page before: rows below the top edge that keep to its
  /// columns go on with it. Null where none did.
  const Grid* above = nullptr;
};

/// The tables of a page that are set without rules, top to bottom: rows whose words leave the same
/// vertical strips free.
///
///     Post              Reports to          a header: bold, at least two short cells
///     Town Clerk        Mayor
///     Clerk of the      Town Clerk          a cell of two lines
///     Market
///
/// One is taken for a table where a bold header opens it, where three columns and more are filled
/// row by row, where it goes on with the one of the page before, or where `evidence` says so. A
/// list's labels beside its text, two columns of running text, a contents list and a heading with
/// its number are none. `words` are those outside `ruled`, the page's other tables; `text` is what
/// their Word::text points into.
std::vector<Grid> find_aligned_grids(const std::vector<Word>& words,
                                     const std::vector<Style>& styles, std::string_view text,
                                     const std::vector<Grid>& ruled, const LineRules& rules,
                                     const TableEvidence& evidence);

}  // namespace remit
