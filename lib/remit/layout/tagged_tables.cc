#include "remit/layout/tagged_tables.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <unordered_map>

namespace remit {
namespace {

constexpr std::size_t kMostColumns = 60;
constexpr std::size_t kMostCells = 20'000;     // of one table
constexpr std::size_t kMostElements = 50'000;  // within one table
constexpr std::size_t kMostTables = 100;       // on a page
constexpr double kLargestCell = 0.8;           // of a table's words: more, and it is no table
constexpr float kSlack = 1;                    // points that neighbours may overlap

ElementId cell_around(const Tags& tags, ElementId element) {
  while (element != kNoElement && tags.elements[element].role != TagRole::Cell &&
         tags.elements[element].role != TagRole::HeaderCell) {
    if (tags.elements[element].role == TagRole::Table) return kNoElement;
    element = tags.elements[element].parent;
  }
  return element;
}

/// Elements stand in the order of the tree: what is within one follows it, and ends where a parent
/// stands before it.
bool is_within(const Tags& tags, ElementId element, ElementId outer) {
  return element < tags.elements.size() && tags.elements[element].parent != kNoElement &&
         tags.elements[element].parent >= outer;
}

/// Where a cell stands in its table, by the tags alone.
struct TaggedCell {
  ElementId element = kNoElement;
  std::size_t row = 0, column = 0, rows = 1, columns = 1;
  std::size_t words = 0;
  Box box;  // of its words
};

struct TaggedTable {
  std::vector<TaggedCell> cells;
  std::unordered_map<ElementId, std::size_t> index;  // of a cell, by its element
  std::size_t rows = 0, columns = 0;
};

/// The cells of a table as its rows list them. What spans rows moves the cells below it aside.
std::optional<TaggedTable> cells_of(const Tags& tags, ElementId table) {
  TaggedTable out;
  std::vector<std::size_t> taken_until;  // by column: the row from which it is free
  for (ElementId row = table + 1; is_within(tags, row, table); ++row) {
    if (row - table > kMostElements) return std::nullopt;
    if (tags.elements[row].role != TagRole::Row || tags.around(row, TagRole::Table) != table)
      continue;
    std::size_t column = 0;
    for (ElementId cell = row + 1; is_within(tags, cell, row); ++cell) {
      const TagElement& own = tags.elements[cell];
      if (own.parent != row || (own.role != TagRole::Cell && own.role != TagRole::HeaderCell))
        continue;
      while (column < taken_until.size() && taken_until[column] > out.rows) ++column;
      const std::size_t end = column + own.columns;
      if (end > kMostColumns || out.cells.size() == kMostCells) return std::nullopt;
      taken_until.resize(std::max(taken_until.size(), end), 0);
      for (std::size_t c = column; c < end; ++c) taken_until[c] = out.rows + own.rows;
      out.index[cell] = out.cells.size();
      out.cells.push_back({.element = cell,
                           .row = out.rows,
                           .column = column,
                           .rows = own.rows,
                           .columns = own.columns,
                           .box = {}});
      column = end;
    }
    ++out.rows;
  }
  out.columns = taken_until.size();
  if (out.rows < 2 || out.columns < 2) return std::nullopt;
  return out;
}

/// From where to where rows or columns reach.
struct Extent {
  float from = 0, to = 0;
  bool known = false;
  void grow(float low, float high) {
    from = known ? std::min(from, low) : low;
    to = known ? std::max(to, high) : high;
    known = true;
  }
};

/// Edges half-way between neighbours; nothing where these overlap. Those without words are thin.
std::optional<std::vector<float>> edges_between(std::vector<Extent> extents) {
  Extent last;
  for (Extent& extent : extents) {
    if (!extent.known) continue;
    if (last.known && extent.from < last.to - kSlack) return std::nullopt;
    last = extent;
  }
  if (!last.known) return std::nullopt;
  for (std::size_t i = extents.size(); i-- > 0;) {
    if (extents[i].known)
      last = extents[i];
    else
      extents[i] = {.from = last.from, .to = last.from, .known = true};
  }
  std::vector<float> edges = {extents.front().from - kSlack};
  for (std::size_t i = 1; i < extents.size(); ++i)
    edges.push_back(std::max((extents[i - 1].to + extents[i].from) / 2, edges.back()));
  edges.push_back(std::max(extents.back().to, edges.back()) + kSlack);
  return edges;
}

bool inside(const Box& box, const Word& word) {
  const float x = (word.box.x0 + word.box.x1) / 2, y = (word.box.y0 + word.box.y1) / 2;
  return x >= box.x0 && x <= box.x1 && y >= box.y0 && y <= box.y1;
}

std::optional<Grid> grid_of(TaggedTable table, const std::vector<const Word*>& own,
                            const Tags& tags) {
  std::size_t largest = 0;
  for (const Word* word : own) {
    const auto found = table.index.find(cell_around(tags, word->element));
    if (found == table.index.end()) return std::nullopt;
    TaggedCell& cell = table.cells[found->second];
    const Box& box = word->box;
    cell.box = cell.words == 0 ? box
                               : Box{std::min(cell.box.x0, box.x0), std::min(cell.box.y0, box.y0),
                                     std::max(cell.box.x1, box.x1), std::max(cell.box.y1, box.y1)};
    largest = std::max(largest, ++cell.words);
  }
  if (static_cast<double>(largest) > kLargestCell * static_cast<double>(own.size()))
    return std::nullopt;
  // the rows that this page holds
  std::size_t first = table.rows, last = 0;
  for (const TaggedCell& cell : table.cells)
    if (cell.words != 0) {
      first = std::min(first, cell.row);
      last = std::max(last, cell.row);
    }
  std::vector<Extent> across(table.columns), down(last - first + 1);
  for (const TaggedCell& cell : table.cells) {
    if (cell.words == 0) continue;
    if (cell.columns == 1) across[cell.column].grow(cell.box.x0, cell.box.x1);
    if (cell.rows == 1) down[cell.row - first].grow(cell.box.y0, cell.box.y1);
  }
  if (std::count_if(across.begin(), across.end(), [](const Extent& e) { return e.known; }) < 2)
    return std::nullopt;
  auto xs = edges_between(std::move(across)), ys = edges_between(std::move(down));
  if (!xs || !ys) return std::nullopt;
  Grid grid{.xs = std::move(*xs), .ys = std::move(*ys), .cells = {}, .ruled = false};
  std::unordered_map<ElementId, Box> box_of;
  for (const TaggedCell& cell : table.cells) {
    if (cell.row < first || cell.row > last) continue;
    const std::size_t row = cell.row - first;
    const std::size_t end = std::min(row + cell.rows, grid.ys.size() - 1);
    grid.cells.push_back({.box = {grid.xs[cell.column], grid.ys[row],
                                  grid.xs[cell.column + cell.columns], grid.ys[end]},
                          .row = static_cast<int>(row),
                          .column = static_cast<int>(cell.column),
                          .rows = static_cast<int>(end - row),
                          .columns = static_cast<int>(cell.columns)});
    box_of[cell.element] = grid.cells.back().box;
  }
  if (std::any_of(own.begin(), own.end(), [&](const Word* word) {
        return !inside(box_of[cell_around(tags, word->element)], *word);
      }))
    return std::nullopt;
  return grid;
}

/// The elements of `role` around the words of a row or table, each once where its words stand
/// together. `most`: no more are asked for.
std::vector<ElementId> elements_of(const Layout& layout, const std::vector<Cell>& row, TagRole role,
                                   std::size_t most) {
  std::vector<ElementId> found;
  for (const Cell& cell : row)
    for (const Paragraph& paragraph : cell.paragraphs)
      for (const Span& line : paragraph.words)
        for (std::uint32_t i = line.begin; i < line.end; ++i) {
          const ElementId element = layout.tags->around(layout.words[i].element, role);
          if (element == kNoElement || (!found.empty() && found.back() == element)) continue;
          found.push_back(element);
          if (found.size() == most) return found;
        }
  return found;
}

ElementId first_of(const Layout& layout, const std::vector<Cell>& row, TagRole role) {
  const std::vector<ElementId> found = elements_of(layout, row, role, 1);
  return found.empty() ? kNoElement : found.front();
}

Kinship kinship(ElementId a, ElementId b) {
  if (a == kNoElement || b == kNoElement) return Kinship::Unknown;
  return a == b ? Kinship::Same : Kinship::Different;
}

}  // namespace

std::vector<Grid> tagged_grids(const Page& page, const std::vector<Word>& words,
                               const std::vector<Grid>& grids) {
  std::vector<Grid> found;
  if (!page.tags) return found;
  const Tags& tags = *page.tags;
  std::map<ElementId, std::vector<const Word*>> words_of_table;
  for (const Word& word : words)
    if (const ElementId table = tags.around(word.element, TagRole::Table); table != kNoElement)
      words_of_table[table].push_back(&word);
  if (words_of_table.size() > kMostTables) return found;
  for (const auto& [table, own] : words_of_table) {
    if (std::any_of(own.begin(), own.end(), [&](const Word* word) {
          return std::any_of(grids.begin(), grids.end(),
                             [&](const Grid& grid) { return inside(grid.box(), *word); });
        }))
      continue;
    auto cells = cells_of(tags, table);
    if (!cells) continue;
    auto grid = grid_of(std::move(*cells), own, tags);
    if (!grid) continue;
    const Box box = grid->box();
    const ElementId own_table = table;
    const bool alone = std::all_of(words.begin(), words.end(), [&](const Word& word) {
      return !inside(box, word) || tags.around(word.element, TagRole::Table) == own_table;
    });
    if (alone) found.push_back(std::move(*grid));
  }
  return found;
}

int tagged_header_rows(const Layout& layout, const TableBlock& table) {
  if (!layout.tags) return 0;
  const Tags& tags = *layout.tags;
  const auto heads = [&](const Word& word) {
    const ElementId cell = cell_around(tags, word.element);
    return cell != kNoElement && (tags.elements[cell].role == TagRole::HeaderCell ||
                                  tags.around(cell, TagRole::TableHead) != kNoElement);
  };
  const auto is_header = [&](const std::vector<Cell>& row) {
    bool any = false;
    for (const Cell& cell : row)
      for (const Paragraph& paragraph : cell.paragraphs)
        for (const Span& line : paragraph.words)
          for (std::uint32_t i = line.begin; i < line.end; ++i) {
            any = true;
            if (!heads(layout.words[i])) return false;
          }
    return any;
  };
  std::size_t rows = 0;
  while (rows < table.rows.size() && is_header(table.rows[rows])) ++rows;
  return rows == table.rows.size() ? 0 : static_cast<int>(rows);
}

Kinship tagged_table_kinship(const Layout& layout, const TableBlock& above,
                             const TableBlock& below) {
  if (!layout.tags || above.rows.empty() || below.rows.empty()) return Kinship::Unknown;
  return kinship(first_of(layout, above.rows.back(), TagRole::Table),
                 first_of(layout, below.rows.front(), TagRole::Table));
}

Kinship tagged_row_kinship(const Layout& layout, const std::vector<Cell>& above,
                           const std::vector<Cell>& below) {
  if (!layout.tags) return Kinship::Unknown;
  constexpr std::size_t kAll = std::numeric_limits<std::size_t>::max();
  const std::vector<ElementId> upper = elements_of(layout, above, TagRole::Row, kAll);
  const ElementId lower = first_of(layout, below, TagRole::Row);
  const bool several = std::ranges::any_of(upper, [&](ElementId e) { return e != upper.front(); });
  if (several)  // what is drawn as one row is tagged as several
    return std::ranges::find(upper, lower) != upper.end() ? Kinship::Same : Kinship::Unknown;
  return kinship(upper.empty() ? kNoElement : upper.front(), lower);
}

}  // namespace remit
