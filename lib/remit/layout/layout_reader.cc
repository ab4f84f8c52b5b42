#include "remit/layout/layout_reader.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <span>
#include <utility>

#include "remit/layout/aligned_tables.h"
#include "remit/layout/boxes.h"
#include "remit/layout/columns.h"
#include "remit/layout/furniture.h"
#include "remit/layout/lines.h"
#include "remit/layout/paragraphs.h"
#include "remit/layout/side_notes.h"
#include "remit/layout/struck_words.h"
#include "remit/layout/tables.h"
#include "remit/layout/tag_evidence.h"
#include "remit/layout/tagged_tables.h"
#include "remit/layout/words.h"
#include "remit/text/letters.h"

namespace remit {
namespace {

constexpr float kFar = 1e6f;           // points: off every page
constexpr std::size_t kSticksOut = 3;  // per cent of the lines: fewer that stick out set no margin
constexpr float kWideTable = 0.55f;    // of the page: a table as wide stands across its columns
constexpr float kBulletGap = 2.5f;     // of the type size
constexpr float kTableSize = 10;       // points: the type size that a table's indent is measured in
constexpr float kNotesGap = 1.55f;     // of the type size: a wider one parts notes from the text
constexpr float kNoteSize = 0.92f;     // of the body's type size: a footnote is no larger
constexpr float kSameColumn = 4;       // points: column edges of one table on two pages
constexpr float kDoubleRule = 12;    // points: an empty column as narrow is room between two rules
constexpr float kTightFoot = 0.25f;  // of the type size: so much less room tells a cut row
// What a full page has; one that has more costs no more than time.
constexpr std::size_t kWordsOnPage = 512, kBytesOnPage = 3072, kLinesOnPage = 64;
constexpr std::size_t kMostExpectedPages = 2000;  // a file can claim any number of them
constexpr std::size_t kFootLines = 2;             // below a table that goes on: the page's own

bool contains(const Box& box, const Word& word) {
  const float x = (word.box.x0 + word.box.x1) / 2;
  const float y = (word.box.y0 + word.box.y1) / 2;
  return x >= box.x0 && x <= box.x1 && y >= box.y0 && y <= box.y1;
}

/// Whether a dot stands before the line, at the height of its letters.
bool has_drawn_bullet(const Line& line, const std::vector<Box>& dots) {
  return std::any_of(dots.begin(), dots.end(), [&](const Box& dot) {
    const float y = (dot.y0 + dot.y1) / 2;
    return dot.x1 <= line.box.x0 && line.box.x0 - dot.x1 < kBulletGap * line.size &&
           dot.width() < 0.6f * line.size && y < line.baseline &&
           y > line.baseline - 0.75f * line.size;
  });
}

bool all_bold(const std::vector<Cell>& row) {
  bool words = false;
  for (const Cell& cell : row)
    for (const Paragraph& paragraph : cell.paragraphs) {
      words = true;
      if (!paragraph.bold) return false;
    }
  return words;
}

std::string text_of_row(const Layout& layout, const std::vector<Cell>& row) {
  std::string text;
  for (const Cell& cell : row) {
    for (const Paragraph& paragraph : cell.paragraphs)
      text += text_of(layout, paragraph.words) + '\n';
    text += '|';
  }
  return text;
}

std::vector<Span> words_of_row(const std::vector<Cell>& row) {
  std::vector<Span> words;
  for (const Cell& cell : row)
    for (const Paragraph& paragraph : cell.paragraphs)
      words.insert(words.end(), paragraph.words.begin(), paragraph.words.end());
  return words;
}

/// How many of `kept` lie before each index.
std::vector<int> counts_before(const std::vector<bool>& kept) {
  std::vector<int> counts(kept.size() + 1, 0);
  for (std::size_t i = 0; i < kept.size(); ++i) counts[i + 1] = counts[i] + (kept[i] ? 1 : 0);
  return counts;
}

/// Takes out the rows and columns that hold nothing because they are only double rules.
void drop_double_rules(TableBlock& table) {
  const std::size_t columns = table.columns.size() - 1;
  std::vector<bool> row_kept(table.rows.size(), false), column_kept(columns, false);
  for (std::size_t r = 0; r < table.rows.size(); ++r)
    for (std::size_t c = 0; c < columns; ++c)
      if (!table.rows[r][c].paragraphs.empty()) row_kept[r] = column_kept[c] = true;
  for (std::size_t c = 0; c < columns; ++c)
    column_kept[c] = column_kept[c] || table.columns[c + 1] - table.columns[c] > kDoubleRule;
  const std::vector<int> rows_before = counts_before(row_kept);
  const std::vector<int> columns_before = counts_before(column_kept);
  const auto left_of = [](const std::vector<int>& before, std::size_t from, int count) {
    const std::size_t end = std::min(from + static_cast<std::size_t>(count), before.size() - 1);
    return std::max(1, before[end] - before[from]);
  };
  std::vector<std::vector<Cell>> rows;
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    if (!row_kept[r]) continue;
    std::vector<Cell>& row = rows.emplace_back();
    for (std::size_t c = 0; c < columns; ++c) {
      Cell& cell = table.rows[r][c];
      cell.rows = left_of(rows_before, r, cell.rows);
      cell.columns = left_of(columns_before, c, cell.columns);
      if (column_kept[c]) row.push_back(std::move(cell));
    }
  }
  table.rows = std::move(rows);
  std::vector<float> edges = {table.columns.front()};
  for (std::size_t c = 0; c < columns; ++c)
    if (column_kept[c]) edges.push_back(table.columns[c + 1]);
  table.columns = std::move(edges);
}

/// Whether less room is left below the words of the last row than below those of any other.
/// `foot`: of each row's words; rows that no cell ends in have none (0).
bool is_tight(const Grid& grid, const std::vector<float>& foot, float size) {
  float last = -1, least = kFar;
  for (std::size_t r = 0; r < foot.size(); ++r) {
    if (foot[r] == 0) continue;
    if (last >= 0) least = std::min(least, last);
    last = grid.ys[r + 1] - foot[r];
  }
  return grid.ruled && least < kFar && last < least - kTightFoot * size;
}

}  // namespace

LayoutReader::PageTable LayoutReader::read_table(const Grid& grid,
                                                 std::vector<std::vector<Word>> words_of_cell,
                                                 int page) {
  TableBlock table;
  table.page = page;
  table.ruled = grid.ruled;
  table.columns = grid.xs;
  table.bottom = grid.ys.back();
  table.rows.assign(grid.ys.size() - 1, std::vector<Cell>(grid.xs.size() - 1));
  std::vector<float> foot(table.rows.size(), 0);
  float size = 0;
  for (std::size_t i = 0; i < grid.cells.size(); ++i) {
    const GridCell& place = grid.cells[i];
    Cell& cell =
        table.rows[static_cast<std::size_t>(place.row)][static_cast<std::size_t>(place.column)];
    cell.rows = place.rows;
    cell.columns = place.columns;
    std::vector<Line> lines = lines_of(std::move(words_of_cell[i]), layout_);
    // the room right of the text is what is left of it, mirrored
    float left = place.box.x1;
    float right = place.box.x0;
    for (const Line& line : lines) {
      left = std::min(left, line.box.x0);
      right = std::max(right, line.box.x1);
      float& lowest = foot[static_cast<std::size_t>(place.row + place.rows - 1)];
      lowest = std::max(lowest, line.box.y1);
      size = std::max(size, line.size);
    }
    const float padding =
        std::clamp(left - place.box.x0, 1.0f, std::max(1.0f, 0.15f * place.box.width()));
    for (Line& line : lines) {
      line.left = left;
      line.right = std::max(right, place.box.x1 - padding);
    }
    // where edges are missing two cells may claim one place
    cell.lines.insert(cell.lines.end(), lines.begin(), lines.end());
    for (Paragraph& paragraph : join_paragraphs(layout_, rules_, lines))
      cell.paragraphs.push_back(std::move(paragraph));
  }
  drop_double_rules(table);
  table.header_rows = tagged_header_rows(layout_, table);
  if (table.header_rows == 0 && table.rows.size() > 1 && all_bold(table.rows[0]) &&
      !all_bold(table.rows[1]))
    table.header_rows = 1;
  PageTable out;
  out.closed = grid.closed;
  out.tight = is_tight(grid, foot, size);
  out.block = std::move(table);
  return out;
}

/// The page's tables, ruled or not, top to bottom, and the boxes around its text.
Drawn LayoutReader::drawn_on(const Page& page, const std::vector<Word>& words) const {
  Drawn drawn = find_drawn(page, words, layout_.styles);
  std::vector<Grid>& grids = drawn.tables;
  for (Grid& grid : tagged_grids(page, words, grids)) grids.push_back(std::move(grid));
  std::vector<Word> rest;
  for (const Word& word : words)
    if (std::none_of(grids.begin(), grids.end(),
                     [&](const Grid& grid) { return contains(grid.box(), word); }))
      rest.push_back(word);
  TableEvidence evidence;
  if (open_table_) evidence.above = &*open_table_;
  for (Grid& grid : find_aligned_grids(rest, layout_.styles, layout_.text, grids, rules_, evidence))
    grids.push_back(std::move(grid));
  std::stable_sort(grids.begin(), grids.end(),
                   [](const Grid& a, const Grid& b) { return a.ys.front() < b.ys.front(); });
  return drawn;
}

/// A table without rules that ends the page may go on on the next one.
void LayoutReader::remember_open_table(const std::vector<Item>& items,
                                       const std::vector<Grid>& grids,
                                       const std::vector<std::size_t>& table_of_grid) {
  open_table_.reset();
  std::size_t last = items.size();
  for (std::size_t lines = 0; last > 0 && items[last - 1].line != kNone && lines <= kFootLines;
       ++lines)
    --last;
  if (last == 0 || items[last - 1].line != kNone) return;
  for (std::size_t g = 0; g < grids.size(); ++g)
    if (table_of_grid[g] == items[last - 1].table && !grids[g].ruled) open_table_ = grids[g];
}

void LayoutReader::expect(std::size_t pages) {
  const std::size_t believed = std::min(pages, kMostExpectedPages);
  layout_.text.reserve(believed * kBytesOnPage);
  layout_.words.reserve(believed * kWordsOnPage);
  layout_.lines.reserve(believed * kLinesOnPage);
}

void LayoutReader::add(const Page& page) {
  const std::size_t first_word = layout_.words.size();
  if (page.tags) layout_.tags = page.tags;
  layout_.bases.emplace_back(page.number, PageBasis::Untagged);
  const auto pages = static_cast<std::size_t>(page.number);
  if (layout_.user_spaces.size() < pages) layout_.user_spaces.resize(pages);
  if (pages > 0) layout_.user_spaces[pages - 1] = page.user_space;
  std::vector<Word> words = words_of(page, layout_);
  decoded_ += words.size();
  mark_struck_words(page, layout_.styles, words);
  std::vector<Item>& items = items_.emplace_back();

  // what cannot be seen, or lies across the page, is no part of the text
  const auto apart = std::stable_partition(
      words.begin(), words.end(), [](const Word& word) { return !word.hidden && !word.slanted; });
  for (auto word = apart; word != words.end(); ++word) {
    const auto index = static_cast<std::uint32_t>(layout_.words.size());
    layout_.furniture.push_back(
        {word->hidden ? FurnitureKind::Hidden : FurnitureKind::Watermark, {{index, index + 1}}});
    layout_.words.push_back(*word);
  }
  words.erase(apart, words.end());
  std::vector<Word> body;
  Drawn drawn = drawn_on(page, words);
  const std::vector<Grid>& grids = drawn.tables;
  std::vector<std::vector<std::vector<Word>>> words_of_cell(grids.size());
  for (std::size_t g = 0; g < grids.size(); ++g) words_of_cell[g].resize(grids[g].cells.size());
  for (Word& word : words) {
    std::vector<Word>* home = &body;
    for (std::size_t g = 0; g < grids.size() && home == &body; ++g) {
      if (!contains(grids[g].box(), word)) continue;
      for (std::size_t c = 0; c < grids[g].cells.size(); ++c)
        if (contains(grids[g].cells[c].box, word)) {
          home = &words_of_cell[g][c];
          break;
        }
    }
    home->push_back(std::move(word));
  }
  const float width = page.width;
  std::vector<Barrier> barriers;
  for (const Grid& grid : grids)
    if (grid.box().width() > kWideTable * width)
      barriers.push_back({grid.ys.front(), grid.ys.back()});
  Boxes boxes = read_boxes(body, layout_.styles, std::move(drawn.boxes));
  for (const Box& box : boxes.in_flow)
    if (box.width() > kWideTable * width) barriers.push_back({box.y0, box.y1});
  std::vector<std::size_t> table_of_grid;
  for (std::size_t g = 0; g < grids.size(); ++g) {
    table_of_grid.push_back(tables_.size());
    tables_.push_back(read_table(grids[g], std::move(words_of_cell[g]), page.number));
  }
  PageCut cut{.page = page.number, .cells = {}, .columns = {}};
  for (const Grid& grid : grids)
    for (const GridCell& cell : grid.cells) cut.cells.push_back(cell.box);
  std::vector<bool> placed(grids.size(), false);
  const auto place_tables = [&](float above, const Region* column) {
    for (std::size_t g = 0; g < grids.size(); ++g) {
      const Box box = grids[g].box();
      const float middle = (box.x0 + box.x1) / 2;
      if (placed[g] || box.y0 > above ||
          (column && (middle < column->left || middle > column->right)))
        continue;
      placed[g] = true;
      items.push_back({.line = kNone, .table = table_of_grid[g]});
    }
  };
  struct Note {
    std::vector<Word> words;
    int box_number = 0;
    float right = 0;  // of a box's text
  };
  std::vector<Note> notes;
  for (auto& words_of_note : take_margin_signs(body, layout_, rules_))
    notes.push_back({.words = std::move(words_of_note)});
  for (auto& words_of_note : take_margin_headings(body, layout_, rules_))
    notes.push_back({.words = std::move(words_of_note)});
  for (auto& words_of_note : take_side_notes(body, layout_))
    notes.push_back({.words = std::move(words_of_note)});
  auto box_number = static_cast<int>(boxes.in_flow.size());
  for (Boxes::Beside& boxed : boxes.beside) {
    const float right = text_right(boxed);
    notes.push_back({.words = std::move(boxed.words), .box_number = ++box_number, .right = right});
  }
  std::ranges::stable_sort(notes, {}, [](const Note& note) { return note.words.front().baseline; });
  std::size_t next_note = 0;
  // a note comes behind the line that it stands beside
  const auto place_notes = [&](float above) {
    for (; next_note < notes.size() && notes[next_note].words.front().baseline < above;
         ++next_note) {
      for (Line& line : lines_of(std::move(notes[next_note].words), layout_)) {
        line.left = line.box.x0;
        line.right = line.box.x1;
        line.aside = true;
        line.box_number = notes[next_note].box_number;
        line.own_right = notes[next_note].right;
        items.push_back({.line = layout_.lines.size(), .table = kNone});
        layout_.lines.push_back(line);
      }
    }
  };
  for (Region& region : regions_of(std::move(body), layout_.styles, barriers)) {
    const bool column = region.right > region.left;
    if (!column) place_tables(region.top, nullptr);
    if (column) cut.columns.push_back({region.left, region.top, region.right, region.bottom});
    const std::size_t first_line = layout_.lines.size();
    for (Line& line : lines_of(std::move(region.words), layout_)) {
      place_notes(line.box.y0);
      place_tables(line.baseline, column ? &region : nullptr);
      line.left = region.left;
      line.right = region.right;
      line.bullet = has_drawn_bullet(line, page.dots);
      items.push_back({.line = layout_.lines.size(), .table = kNone});
      layout_.lines.push_back(line);
    }
    set_margins_inside(std::span(layout_.lines).subspan(first_line), boxes.in_flow);
    set_margins_beside(std::span(layout_.lines).subspan(first_line), boxes.beside);
    if (column) place_tables(region.bottom, &region);
  }
  place_notes(kFar);
  place_tables(kFar, nullptr);
  remember_open_table(items, grids, table_of_grid);
  if (!cut.cells.empty() || !cut.columns.empty()) layout_.cuts.push_back(std::move(cut));
  place_links(layout_, page, first_word);
}

void LayoutReader::add(TextPage page) {
  std::vector<Item>& items = items_.emplace_back();
  std::size_t next = 0;
  const auto place_tables = [&](float above) {
    for (; next < page.tables.size() && page.tables[next].first < above; ++next) {
      items.push_back({.line = kNone, .table = tables_.size()});
      tables_.push_back({.block = std::move(page.tables[next].second)});
    }
  };
  for (Line& line : page.lines) {
    place_tables(line.baseline);
    items.push_back({.line = layout_.lines.size(), .table = kNone});
    layout_.lines.push_back(line);
  }
  place_tables(kFar);
}

Layout LayoutReader::finish() {
  for (std::size_t i = 0; i < layout_.words.size(); ++i)
    layout_.word_count += layout_.words[i].glued ? 0 : 1;
  // a word that a stage has dropped is still one of the document's
  if (decoded_ > layout_.words.size()) layout_.word_count += decoded_ - layout_.words.size();
  std::vector<std::vector<std::size_t>> lines_of_page;
  for (const auto& items : items_) {
    auto& lines = lines_of_page.emplace_back();
    for (const Item& item : items)
      if (item.line != kNone) lines.push_back(item.line);
    std::stable_sort(lines.begin(), lines.end(), [&](std::size_t a, std::size_t b) {
      return layout_.lines[a].baseline < layout_.lines[b].baseline;
    });
  }
  take_line_numbers(layout_, lines_of_page);
  find_furniture(layout_, lines_of_page, rules_);
  find_notes();
  set_margins();
  hear_tags();
  build_blocks();
  match_outline(layout_);
  std::vector<std::vector<Span>> paragraphs;
  for (const Block& block : layout_.blocks) {
    if (!block.table) {
      paragraphs.push_back(block.paragraph.words);
      continue;
    }
    for (const auto& row : block.table->rows)
      for (const Cell& cell : row)
        for (const Paragraph& paragraph : cell.paragraphs) paragraphs.push_back(paragraph.words);
  }
  mend_hyphens(layout_, paragraphs);
  return std::move(layout_);
}

/// Footnotes: the small lines at the foot of a page, from one that opens with a mark on. A mark at
/// the foot of the letters is one only where other type or a gap stands above it: "2." may be an
/// item of a list in small type.
void LayoutReader::find_notes() {
  std::map<float, std::size_t> weight;
  for (const Line& line : layout_.lines)
    if (!line.furniture) weight[line.size] += line.words.size();
  if (weight.empty()) return;
  const float usual =
      std::max_element(weight.begin(), weight.end(), [](const auto& a, const auto& b) {
        return a.second < b.second;
      })->first;
  const auto marked = [&](const Line& line) {
    const std::string_view word = layout_.word(line.words.begin);
    const auto digits = static_cast<std::size_t>(
        std::find_if(word.begin(), word.end(), [](char c) { return c < '0' || c > '9'; }) -
        word.begin());
    return (digits > 0 && digits <= 3) || word == "*" || word == "†" || word == "‡";
  };
  for (const auto& items : items_) {
    std::size_t first = items.size(), before = first;
    const Line* below = nullptr;  // the marked line just below the one that is looked at
    for (std::size_t i = items.size(); i-- > 0;) {
      if (items[i].line == kNone) break;
      const Line& line = layout_.lines[items[i].line];
      if (line.furniture || line.aside) continue;
      if (line.size > kNoteSize * usual) break;
      if (below && !layout_.words[below->words.begin].raised &&
          below->baseline - line.baseline < kNotesGap * line.size)
        first = before;
      below = nullptr;
      if (!marked(line)) continue;
      before = std::exchange(first, i);
      below = &line;
    }
    // a page of nothing but small type has no notes
    const bool body_above = std::any_of(
        items.begin(), items.begin() + static_cast<std::ptrdiff_t>(first), [&](const Item& item) {
          return item.line == kNone || (!layout_.lines[item.line].furniture &&
                                        layout_.lines[item.line].size > kNoteSize * usual);
        });
    for (std::size_t i = first; i < items.size() && body_above; ++i)
      layout_.lines[items[i].line].note = !layout_.lines[items[i].line].aside;
  }
}

/// A page's body is as wide as its lines are, but no narrower than the document's is: a page of
/// short lines has no margins of its own. A few lines that stick out set no margin.
void LayoutReader::set_margins() {
  struct Margins {
    float left = kFar, right = -kFar;
  };
  const auto margins_of = [](std::vector<float>& lefts, std::vector<float>& rights) {
    if (lefts.empty()) return Margins{};
    const std::size_t few = lefts.size() * kSticksOut / 100;
    const auto left = lefts.begin() + static_cast<std::ptrdiff_t>(few);
    const auto right = rights.end() - 1 - static_cast<std::ptrdiff_t>(few);
    std::nth_element(lefts.begin(), left, lefts.end());
    std::nth_element(rights.begin(), right, rights.end());
    return Margins{*left, *right};
  };
  std::vector<Margins> of_page;
  std::vector<float> all_lefts, all_rights;
  for (const auto& items : items_) {
    std::vector<float> lefts, rights;
    for (const Item& item : items) {
      if (item.line == kNone || layout_.lines[item.line].furniture ||
          layout_.lines[item.line].right > layout_.lines[item.line].left)
        continue;
      lefts.push_back(layout_.lines[item.line].box.x0);
      rights.push_back(layout_.lines[item.line].box.x1);
    }
    all_lefts.insert(all_lefts.end(), lefts.begin(), lefts.end());
    all_rights.insert(all_rights.end(), rights.begin(), rights.end());
    of_page.push_back(margins_of(lefts, rights));
  }
  const Margins usual = margins_of(all_lefts, all_rights);
  for (std::size_t p = 0; p < items_.size(); ++p)
    for (const Item& item : items_[p]) {
      if (item.line == kNone) continue;
      Line& line = layout_.lines[item.line];
      if (!(line.right > line.left)) {  // else a column's own
        line.left = std::min(of_page[p].left, usual.left);
        line.right = unwrapped_ ? kFar : std::max(of_page[p].right, usual.right);
      }
      if (line.own_right != 0) line.right = line.own_right;
    }
}

/// What the file's own tags say of the lines of the body, where they are believed.
void LayoutReader::hear_tags() {
  if (!layout_.tags) return;
  std::vector<std::vector<std::size_t>> lines_of_page;
  for (const auto& items : items_) {
    auto& lines = lines_of_page.emplace_back();
    for (const Item& item : items)
      if (item.line != kNone && !layout_.lines[item.line].furniture &&
          !layout_.lines[item.line].note)
        lines.push_back(item.line);
  }
  weigh_tags(layout_, lines_of_page, rules_);
}

bool LayoutReader::repeats_header(const TableBlock& above, const TableBlock& below) const {
  const auto header = static_cast<std::size_t>(std::max(above.header_rows, 1));
  if (above.rows.size() < header || below.rows.size() < header) return false;
  for (std::size_t r = 0; r < header; ++r)
    if (text_of_row(layout_, above.rows[r]) != text_of_row(layout_, below.rows[r])) return false;
  return true;
}

void LayoutReader::drop_repeated_header(const TableBlock& above, TableBlock& below) {
  if (!repeats_header(above, below)) return;
  const auto header = static_cast<std::size_t>(std::max(above.header_rows, 1));
  for (std::size_t r = 0; r < header; ++r)
    layout_.furniture.push_back({FurnitureKind::RepeatedHeader, words_of_row(below.rows[r])});
  below.rows.erase(below.rows.begin(), below.rows.begin() + static_cast<std::ptrdiff_t>(header));
  below.header_rows = 0;
}

/// Whether a table goes on with the one that ended the page before: the same columns or, where only
/// the words tell the columns, the same header.
bool LayoutReader::goes_on(const TableBlock& above, const TableBlock& below) const {
  if (above.columns.size() != below.columns.size()) return false;
  const Kinship kinship = tagged_table_kinship(layout_, above, below);
  if (kinship == Kinship::Same) return true;
  if (kinship == Kinship::Different && !repeats_header(above, below)) return false;
  // the right edge of a table without rules is where its longest line happens to end
  const auto end = above.columns.end() - (above.ruled ? 0 : 1);
  if (above.ruled == below.ruled &&
      std::equal(above.columns.begin(), end, below.columns.begin(),
                 [](float a, float b) { return std::abs(a - b) <= kSameColumn; }))
    return true;
  return (!above.ruled || !below.ruled) && above.header_rows > 0 && below.header_rows > 0 &&
         text_of_row(layout_, above.rows.front()) == text_of_row(layout_, below.rows.front());
}

/// Whether a sentence of a cell goes on in `below`, as the lines of one paragraph do.
bool LayoutReader::flows_on(const Cell& above, const Cell& below) const {
  if (above.lines.empty() || below.lines.empty()) return false;
  const char32_t last = last_character(layout_.word(above.lines.back().words.end - 1));
  if (last == '.' || last == ';' || last == ':') return false;
  std::vector<Line> lines = above.lines;
  lines.push_back(below.lines.front());
  return join_paragraphs(layout_, rules_, lines).size() == above.paragraphs.size();
}

/// Whether the page cut a row in two. The lower part has no text in the first column where the
/// upper has some, or goes on in the middle of a sentence; or the upper part lacks the rule that
/// closes the table elsewhere, or the room that its other rows leave below their words.
bool LayoutReader::is_cut(const TableBlock& above, const PageTable& part,
                          const TableBlock& below) const {
  const std::vector<Cell>&upper = above.rows.back(), &lower = below.rows.front();
  const Kinship kinship = tagged_row_kinship(layout_, upper, lower);
  if (kinship != Kinship::Unknown) return kinship == Kinship::Same;
  bool any = false, empty_first = false, mid_sentence = false, flows = false;
  for (std::size_t c = 0; c < lower.size(); ++c) {
    if (lower[c].paragraphs.empty()) {
      empty_first = empty_first || (!upper[c].paragraphs.empty() && c == 0);
      continue;
    }
    any = true;
    if (upper[c].paragraphs.empty()) continue;
    const std::string before = text_of(layout_, upper[c].paragraphs.back().words);
    const std::string after = text_of(layout_, lower[c].paragraphs.front().words);
    const char32_t last = last_character(before);
    mid_sentence =
        mid_sentence || ((is_letter(last) || last == ',') && is_lower(first_character(after)));
    flows = flows || flows_on(upper[c], lower[c]);
  }
  // what a row is about does not begin in mid-sentence alone
  const bool titled = !upper[0].lines.empty() && !lower[0].lines.empty();
  mid_sentence = mid_sentence && (!titled || flows_on(upper[0], lower[0]));
  const bool open = part.closes && !part.closed;
  return any && (empty_first || mid_sentence || open || (part.tight && flows));
}

void LayoutReader::join_rows(std::vector<Cell>& above, std::vector<Cell>& below) const {
  for (std::size_t c = 0; c < above.size(); ++c) {
    auto& upper = above[c].paragraphs;
    auto& lower = below[c].paragraphs;
    above[c].rows += below[c].rows - 1;
    if (lower.empty()) continue;
    bool joined = !upper.empty() && flows_on(above[c], below[c]);
    if (!upper.empty() && !joined) {
      const std::string before = text_of(layout_, upper.back().words);
      const std::string after = text_of(layout_, lower.front().words);
      const char32_t last = last_character(before);
      joined = (last != '.' && last != ';' && last != ':') &&
               (is_lower(first_character(after)) || last == ',' || last == '-');
    }
    if (joined)
      upper.back().words.insert(upper.back().words.end(), lower.front().words.begin(),
                                lower.front().words.end());
    std::move(lower.begin() + (joined ? 1 : 0), lower.end(), std::back_inserter(upper));
    std::move(below[c].lines.begin(), below[c].lines.end(), std::back_inserter(above[c].lines));
  }
}

/// The left edge of a page's text.
float LayoutReader::body_left(const std::vector<Item>& items) const {
  for (const Item& item : items)
    if (item.line != kNone) return layout_.lines[item.line].left;
  return 0;
}

void LayoutReader::build_blocks() {
  ParagraphJoiner joiner(layout_, rules_);
  const auto put = [&](std::vector<Paragraph> paragraphs) {
    for (Paragraph& paragraph : paragraphs) layout_.blocks.push_back({std::move(paragraph), {}});
  };
  // notes wait until the paragraph that the page may cut, or that they stand beside, is whole
  std::vector<Paragraph> notes;
  ParagraphJoiner asides(layout_, rules_);
  const auto put_body = [&](std::vector<Paragraph> paragraphs) {
    const bool closed = !paragraphs.empty();
    put(std::move(paragraphs));
    if (!closed) return;
    put(asides.take());
    put(std::exchange(notes, {}));
  };
  // whether a table's last row is closed by a rule, its last page tells
  for (std::size_t t = tables_.size(); t-- > 0;) {
    PageTable& table = tables_[t];
    table.closes = table.closed || (t + 1 < tables_.size() && tables_[t + 1].closes &&
                                    goes_on(table.block, tables_[t + 1].block));
  }
  const PageTable* last_part = nullptr;  // of the table met last
  for (const auto& items : items_) {
    ParagraphJoiner note_joiner(layout_, rules_);
    for (const Item& item : items)
      if (item.line != kNone && layout_.lines[item.line].note &&
          !layout_.lines[item.line].furniture)
        note_joiner.add(layout_.lines[item.line]);
    std::vector<Paragraph> notes_of_page = note_joiner.take();
    for (const Item& item : items) {
      if (item.line != kNone) {
        const Line& line = layout_.lines[item.line];
        if (line.furniture || line.note) continue;
        if (line.aside) {
          asides.add(line);
          continue;
        }
        joiner.add(line);
        put_body(joiner.closed());
        continue;
      }
      TableBlock& table = tables_[item.table].block;
      if (table.rows.empty()) continue;
      const bool follows = !joiner.open() && !layout_.blocks.empty() &&
                           layout_.blocks.back().table &&
                           layout_.blocks.back().table->page < table.page;
      put_body(joiner.take());
      const PageTable* part = std::exchange(last_part, &tables_[item.table]);
      if (follows && goes_on(*layout_.blocks.back().table, table)) {
        TableBlock& above = *layout_.blocks.back().table;
        drop_repeated_header(above, table);
        std::size_t from = 0;
        if (!table.rows.empty() && !above.rows.empty() && part && is_cut(above, *part, table)) {
          join_rows(above.rows.back(), table.rows.front());
          from = 1;
        }
        std::move(table.rows.begin() + static_cast<std::ptrdiff_t>(from), table.rows.end(),
                  std::back_inserter(above.rows));
        above.page = table.page;
        above.columns = table.columns;
        above.bottom = table.bottom;
        continue;
      }
      Block block;
      block.paragraph.page = table.page;
      block.paragraph.x0 = table.columns.front() - body_left(items);
      block.paragraph.size = kTableSize;
      block.table = std::move(table);
      layout_.blocks.push_back(std::move(block));
    }
    std::move(notes_of_page.begin(), notes_of_page.end(), std::back_inserter(notes));
    if (joiner.open()) continue;
    put(asides.take());
    put(std::exchange(notes, {}));
  }
  put(joiner.take());
  put(asides.take());
  put(std::move(notes));
}

}  // namespace remit
