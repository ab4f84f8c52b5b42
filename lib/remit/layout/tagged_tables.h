#pragma once

#include <vector>

#include "remit/layout/layout.h"
#include "remit/layout/tables.h"

namespace remit {

/// The tables of a page that the file's tags know and no ruling shows, with the spans of their
/// cells. A table is taken only where its words lie as its tags say: rows below one another,
/// columns beside one another, nothing else between them, and not all of its text in one cell. So a
/// page that is set in a table for the sake of its layout is none, and no word changes its place.
///
/// `words`: of the page, with their elements. `grids`: what was found already.
std::vector<Grid> tagged_grids(const Page& page, const std::vector<Word>& words,
                               const std::vector<Grid>& grids);

/// How many rows at the head of a table are header cells throughout; 0 where all are, or none.
int tagged_header_rows(const Layout& layout, const TableBlock& table);

/// What the tags say of two parts of tables.
enum class Kinship { Unknown, Same, Different };

/// Whether two parts, on pages that follow one another, are of one table …
Kinship tagged_table_kinship(const Layout& layout, const TableBlock& above,
                             const TableBlock& below);
/// … and two rows are one row, which the page cut. Unknown where `above` is drawn as one row and
/// tagged as several, none of them the other's.
Kinship tagged_row_kinship(const Layout& layout, const std::vector<Cell>& above,
                           const std::vector<Cell>& below);

}  // namespace remit
