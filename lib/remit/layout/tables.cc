#include "remit/layout/tables.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>

namespace remit {
namespace {

constexpr std::size_t kMostRulings = 8000;  // on a page: more are a drawing
constexpr float kJoin = 3;       // points: line ends this close touch; edges this close are one
constexpr float kShortest = 6;   // a ruling shorter than this is a tick or part of a picture
constexpr float kGutter = 0.9f;  // of the type size: the least room between two columns
constexpr float kLeastColumn =
    2.5f;  // of the type size: a narrower first column is a list's labels

constexpr float kUnder = 0.22f;  // of the type size: an underline is no further below the baseline
constexpr float kThrough = 0.55f;     // … and a line through a word no further above it
constexpr float kUnderlined = 0.55f;  // of its length: so much of it runs along words

constexpr std::size_t kMostFills = 1000;     // on a page: more are a drawing
constexpr std::size_t kLeastShadeEdges = 3;  // of a table's shaded rows

struct Segment {
  float at = 0;  // the coordinate that does not change
  float from = 0, to = 0;
};

/// Segments on one line that touch are one.
std::vector<Segment> joined(std::vector<Segment> segments) {
  std::sort(segments.begin(), segments.end(), [](const Segment& a, const Segment& b) {
    return a.at != b.at ? a.at < b.at : a.from < b.from;
  });
  // lines a hair apart are one line: give each run of close coordinates its first one's
  for (std::size_t i = 1; i < segments.size(); ++i)
    if (segments[i].at - segments[i - 1].at < kJoin / 2) segments[i].at = segments[i - 1].at;
  std::stable_sort(segments.begin(), segments.end(), [](const Segment& a, const Segment& b) {
    return a.at != b.at ? a.at < b.at : a.from < b.from;
  });
  std::vector<Segment> out;
  for (const Segment& segment : segments) {
    if (!out.empty() && out.back().at == segment.at && segment.from <= out.back().to + kJoin)
      out.back().to = std::max(out.back().to, segment.to);
    else
      out.push_back(segment);
  }
  std::erase_if(out, [](const Segment& segment) { return segment.to - segment.from < kShortest; });
  return out;
}

struct Groups {
  explicit Groups(std::size_t size) : parent(size) { std::iota(parent.begin(), parent.end(), 0U); }
  std::size_t find(std::size_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
  }
  void unite(std::size_t a, std::size_t b) {
    a = find(a), b = find(b);
    if (a != b) parent[std::max(a, b)] = std::min(a, b);
  }
  std::vector<std::size_t> parent;
};

std::vector<float> edges_of(std::vector<float> values) {
  std::sort(values.begin(), values.end());
  std::vector<float> out;
  for (const float value : values)
    if (out.empty() || value - out.back() > kJoin) out.push_back(value);
  return out;
}

bool covers(const std::vector<Segment>& segments, float at, float from, float to) {
  const float middle = (from + to) / 2;
  return std::any_of(segments.begin(), segments.end(), [&](const Segment& segment) {
    return std::abs(segment.at - at) <= kJoin && segment.from <= middle && segment.to >= middle;
  });
}

bool inside(const Box& box, const Word& word) {
  const float x = (word.box.x0 + word.box.x1) / 2;
  const float y = (word.box.y0 + word.box.y1) / 2;
  return x >= box.x0 && x <= box.x1 && y >= box.y0 && y <= box.y1;
}

/// Cells of a ruled grid: neighbours that no edge parts are one cell.
void fill_cells(Grid& grid, const std::vector<Segment>& across, const std::vector<Segment>& down) {
  const std::size_t columns = grid.xs.size() - 1, rows = grid.ys.size() - 1;
  Groups groups(columns * rows);
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t c = 0; c < columns; ++c) {
      if (c + 1 < columns && !covers(down, grid.xs[c + 1], grid.ys[r], grid.ys[r + 1]))
        groups.unite(r * columns + c, r * columns + c + 1);
      if (r + 1 < rows && !covers(across, grid.ys[r + 1], grid.xs[c], grid.xs[c + 1]))
        groups.unite(r * columns + c, (r + 1) * columns + c);
    }
  for (std::size_t i = 0; i < columns * rows; ++i) {
    if (groups.find(i) != i) continue;
    std::size_t last_row = i / columns, first_column = i % columns, last_column = first_column;
    for (std::size_t j = i; j < columns * rows; ++j)
      if (groups.find(j) == i) {
        last_row = std::max(last_row, j / columns);
        first_column = std::min(first_column, j % columns);
        last_column = std::max(last_column, j % columns);
      }
    const std::size_t row = i / columns;
    grid.cells.push_back({.box = {grid.xs[first_column], grid.ys[row], grid.xs[last_column + 1],
                                  grid.ys[last_row + 1]},
                          .row = static_cast<int>(row),
                          .column = static_cast<int>(first_column),
                          .rows = static_cast<int>(last_row - row + 1),
                          .columns = static_cast<int>(last_column - first_column + 1)});
  }
}

std::size_t cells_with_words(const Grid& grid, const std::vector<Word>& words) {
  return static_cast<std::size_t>(
      std::count_if(grid.cells.begin(), grid.cells.end(), [&](const GridCell& cell) {
        return std::any_of(words.begin(), words.end(),
                           [&](const Word& word) { return inside(cell.box, word); });
      }));
}

/// The cell of a grid that holds its words, if lines are drawn on all its sides.
std::optional<Box> frame_of(const Grid& grid, const std::vector<Segment>& across,
                            const std::vector<Segment>& down, const std::vector<Word>& words) {
  for (const GridCell& cell : grid.cells) {
    const Box& box = cell.box;
    if (std::any_of(words.begin(), words.end(),
                    [&](const Word& word) { return inside(box, word); }) &&
        covers(across, box.y0, box.x0, box.x1) && covers(across, box.y1, box.x0, box.x1) &&
        covers(down, box.x0, box.y0, box.y1) && covers(down, box.x1, box.y0, box.y1))
      return box;
  }
  return std::nullopt;
}

/// Grids of lines that cross; `frames`: those of one cell with words.
std::vector<Grid> ruled_grids(const std::vector<Segment>& across, const std::vector<Segment>& down,
                              const std::vector<Word>& words, std::vector<bool>& used,
                              std::vector<Box>& frames) {
  Groups groups(across.size() + down.size());
  for (std::size_t i = 0; i < across.size(); ++i)
    for (std::size_t j = 0; j < down.size(); ++j)
      if (down[j].at >= across[i].from - kJoin && down[j].at <= across[i].to + kJoin &&
          across[i].at >= down[j].from - kJoin && across[i].at <= down[j].to + kJoin)
        groups.unite(i, across.size() + j);
  std::map<std::size_t, std::pair<std::vector<std::size_t>, std::vector<std::size_t>>> members;
  for (std::size_t i = 0; i < across.size(); ++i) members[groups.find(i)].first.push_back(i);
  for (std::size_t j = 0; j < down.size(); ++j)
    members[groups.find(across.size() + j)].second.push_back(j);
  std::vector<Grid> grids;
  for (const auto& [root, own] : members) {
    std::vector<Segment> own_across, own_down;
    std::vector<float> xs, ys;
    for (const std::size_t i : own.first) own_across.push_back(across[i]);
    for (const std::size_t j : own.second) own_down.push_back(down[j]);
    if (own_down.empty() || own_across.empty()) continue;
    for (const Segment& segment : own_across)
      ys.push_back(segment.at), xs.push_back(segment.from), xs.push_back(segment.to);
    for (const Segment& segment : own_down)
      xs.push_back(segment.at), ys.push_back(segment.from), ys.push_back(segment.to);
    Grid grid{.xs = edges_of(xs), .ys = edges_of(ys), .cells = {}};
    if (grid.xs.size() < 2 || grid.ys.size() < 2 || grid.xs.size() > 60) continue;
    // an outer edge that is not drawn is there all the same
    const std::vector<Segment> drawn_down = own_down;
    own_down.push_back({grid.xs.front(), grid.ys.front(), grid.ys.back()});
    own_down.push_back({grid.xs.back(), grid.ys.front(), grid.ys.back()});
    fill_cells(grid, own_across, own_down);
    grid.closed = std::any_of(own_across.begin(), own_across.end(), [&](const Segment& segment) {
      return grid.ys.back() - segment.at <= kJoin;
    });
    if (cells_with_words(grid, words) < 2) {
      if (const auto frame = frame_of(grid, own_across, drawn_down, words))
        frames.push_back(*frame);
      continue;
    }
    for (const std::size_t i : own.first) used[i] = true;
    grids.push_back(std::move(grid));
  }
  return grids;
}

bool crosses(const Word& word, float edge) {
  return word.box.x0 < edge - 1 && word.box.x1 > edge + 1;
}

std::vector<const Word*> words_in(const Box& box, const std::vector<Word>& words) {
  std::vector<const Word*> found;
  for (const Word& word : words)
    if (inside(box, word)) found.push_back(&word);
  return found;
}

/// Free vertical strips between words that fill the same rows.
std::vector<float> gutters_of(std::vector<const Word*> words, const std::vector<Style>& styles) {
  std::sort(words.begin(), words.end(),
            [](const Word* a, const Word* b) { return a->box.x0 < b->box.x0; });
  std::vector<float> gutters;
  if (words.empty()) return gutters;
  float size = 0;
  for (const Word* word : words) size = std::max(size, styles[word->style].size);
  const float left = words.front()->box.x0;
  float reach = words.front()->box.x1;
  for (const Word* word : words) {
    if (word->box.x0 - reach > kGutter * size && reach - left > kLeastColumn * size)
      gutters.push_back(word->box.x0 - kGutter * size / 2);
    reach = std::max(reach, word->box.x1);
  }
  return gutters;
}

/// Rules of one width, drawn in one piece or (`joints`) a cell's edge at a time.
struct RuleGroup {
  std::vector<float> ys;
  float from = 0, to = 0;
  std::vector<float> joints;  // where two cells' edges meet, in every rule
};

/// A table between rules `first` and `last` of a group, grown by what belongs to it beyond them: a
/// header above the first rule, a row below the last one that the page cuts. Such lines keep the
/// columns free of one another and fill more than one.
Grid grown(const RuleGroup& group, std::size_t first, std::size_t last,
           const std::vector<float>& edges, const std::vector<Word>& words,
           const std::vector<Style>& styles) {
  Grid grid;
  grid.ys.assign(group.ys.begin() + static_cast<std::ptrdiff_t>(first),
                 group.ys.begin() + static_cast<std::ptrdiff_t>(last) + 1);
  const auto grow = [&](bool up) {
    const float start = up ? grid.ys.front() : grid.ys.back();
    std::vector<const Word*> beyond;
    for (const Word& word : words)
      if (word.box.x1 > group.from && word.box.x0 < group.to &&
          (up ? word.baseline < start : word.baseline > start))
        beyond.push_back(&word);
    std::sort(beyond.begin(), beyond.end(), [&](const Word* a, const Word* b) {
      return up ? a->baseline > b->baseline : a->baseline < b->baseline;
    });
    float edge = start;
    std::vector<bool> columns(edges.size() + 1, false);
    for (std::size_t i = 0; i < beyond.size();) {
      const float size = styles[beyond[i]->style].size, baseline = beyond[i]->baseline;
      if (std::abs(baseline - edge) > 2.2f * size) break;
      std::vector<bool> filled(columns.size(), false);
      bool free = true;
      std::size_t end = i;
      for (; end < beyond.size() && std::abs(beyond[end]->baseline - baseline) < 0.3f * size;
           ++end) {
        std::size_t column = 0;
        for (const float at : edges) {
          free = free && !crosses(*beyond[end], at);
          column += beyond[end]->box.x0 >= at - 1 ? 1 : 0;
        }
        filled[column] = true;
      }
      if (!free) break;
      for (std::size_t c = 0; c < columns.size(); ++c) columns[c] = columns[c] || filled[c];
      edge = up ? beyond[i]->box.y0 - 1 : beyond[i]->box.y1 + 1;
      i = end;
      if (up) break;  // a header is one line
    }
    if (edge == start || std::count(columns.begin(), columns.end(), true) < 2) return;
    if (up)
      grid.ys.insert(grid.ys.begin(), edge);
    else
      grid.ys.push_back(edge), grid.closed = false;
  };
  if (first == 0 || group.joints.empty()) grow(true);
  if (last + 1 == group.ys.size()) grow(false);
  grid.xs.push_back(group.from - 1);
  grid.xs.insert(grid.xs.end(), edges.begin(), edges.end());
  grid.xs.push_back(group.to + 1);
  for (std::size_t r = 0; r + 1 < grid.ys.size(); ++r)
    for (std::size_t c = 0; c + 1 < grid.xs.size(); ++c)
      grid.cells.push_back({.box = {grid.xs[c], grid.ys[r], grid.xs[c + 1], grid.ys[r + 1]},
                            .row = static_cast<int>(r),
                            .column = static_cast<int>(c)});
  return grid;
}

/// Rules of the same width, one below the other, that no crossing line joins.
std::vector<RuleGroup> rule_groups(const std::vector<Segment>& across,
                                   const std::vector<bool>& used,
                                   const std::vector<Segment>& pieces) {
  std::vector<RuleGroup> groups;
  std::vector<bool> taken = used;
  for (std::size_t first = 0; first < across.size(); ++first) {
    if (taken[first]) continue;
    RuleGroup group{.ys = {}, .from = across[first].from, .to = across[first].to, .joints = {}};
    for (std::size_t i = first; i < across.size(); ++i)
      if (!taken[i] && std::abs(across[i].from - group.from) <= kJoin &&
          std::abs(across[i].to - group.to) <= kJoin) {
        group.ys.push_back(across[i].at);
        taken[i] = true;
      }
    if (group.ys.size() < 2) continue;
    for (const Segment& piece : pieces)
      if (std::abs(piece.at - group.ys.front()) < kJoin / 2 && piece.to < group.to - kJoin &&
          piece.to > group.from + kJoin)
        group.joints.push_back(piece.to);
    group.joints = edges_of(std::move(group.joints));
    groups.push_back(std::move(group));
  }
  return groups;
}

/// Rows between rules of one width. Their columns are told by the joints in the rules, or by
/// gutters that the words leave free; a table ends where words cross from one column to the next.
std::vector<Grid> row_ruled_grids(const std::vector<RuleGroup>& groups,
                                  const std::vector<Word>& words,
                                  const std::vector<Style>& styles) {
  std::vector<Grid> grids;
  for (const RuleGroup& group : groups) {
    const std::size_t least = group.joints.empty() ? 2 : 1;  // bands between rules
    for (std::size_t first = 0; first + least < group.ys.size(); ++first) {
      std::vector<float> edges = group.joints;
      std::vector<const Word*> own;
      std::size_t last = first;
      for (std::size_t next = first + 1; next < group.ys.size(); ++next) {
        std::vector<const Word*> band =
            words_in({group.from - 1, group.ys[next - 1], group.to + 1, group.ys[next]}, words);
        if (!group.joints.empty()) {
          if (std::any_of(band.begin(), band.end(), [&](const Word* word) {
                return std::any_of(edges.begin(), edges.end(),
                                   [&](float edge) { return crosses(*word, edge); });
              }))
            break;
        } else {
          band.insert(band.end(), own.begin(), own.end());
          std::vector<float> gutters = gutters_of(band, styles);
          if (gutters.empty() || (!edges.empty() && gutters.size() < edges.size())) break;
          edges = std::move(gutters);
          own = std::move(band);
        }
        last = next;
      }
      if (last < first + least || edges.empty()) continue;
      Grid grid = grown(group, first, last, edges, words, styles);
      if (cells_with_words(grid, words) >= 3) {
        grids.push_back(std::move(grid));
        first = last - 1;
      }
    }
  }
  return grids;
}

/// Takes out the lines drawn under words or through them: they are the words', not a table's.
void drop_underlines(std::vector<Segment>& across, const std::vector<Word>& words,
                     const std::vector<Style>& styles) {
  std::vector<const Word*> by_baseline;
  float largest = 0;
  for (const Word& word : words) {
    by_baseline.push_back(&word);
    largest = std::max(largest, styles[word.style].size);
  }
  std::sort(by_baseline.begin(), by_baseline.end(),
            [](const Word* a, const Word* b) { return a->baseline < b->baseline; });
  std::erase_if(across, [&](const Segment& segment) {
    float covered = 0;
    auto word =
        std::lower_bound(by_baseline.begin(), by_baseline.end(), segment.at - kUnder * largest,
                         [](const Word* w, float y) { return w->baseline < y; });
    for (; word != by_baseline.end() && (*word)->baseline < segment.at + kThrough * largest;
         ++word) {
      const float size = styles[(*word)->style].size, below = segment.at - (*word)->baseline;
      if (below > kUnder * size || below < -kThrough * size) continue;
      covered += std::max(
          0.0f, std::min((*word)->box.x1, segment.to) - std::max((*word)->box.x0, segment.from));
    }
    return covered > kUnderlined * (segment.to - segment.from);
  });
}

bool overlap(const Box& a, const Box& b) {
  return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

bool overlaps_any(const Box& box, const std::vector<Grid>& grids) {
  return std::any_of(grids.begin(), grids.end(),
                     [&](const Grid& grid) { return overlap(box, grid.box()); });
}

/// The filled rectangles that hold words of no table.
std::vector<Box> fills_of(const Page& page, const std::vector<Word>& words,
                          const std::vector<Grid>& grids) {
  std::vector<Box> fills;
  if (page.fills.size() > kMostFills) return fills;
  for (const Fill& fill : page.fills) {
    if (std::any_of(words.begin(), words.end(),
                    [&](const Word& word) { return inside(fill.box, word); }) &&
        !overlaps_any(fill.box, grids))
      fills.push_back(fill.box);
  }
  return fills;
}

/// Tables whose rows are shaded: the edges of the shades are rules. A shade is a row's where its
/// words leave gutters free, and a cell's where another is drawn beside it.
std::vector<Grid> shaded_grids(const std::vector<Box>& fills, const std::vector<Word>& words,
                               const std::vector<Style>& styles) {
  std::vector<Segment> edges;
  for (const Box& fill : fills) {
    const bool cell = std::any_of(fills.begin(), fills.end(), [&](const Box& other) {
      return std::abs(other.y0 - fill.y0) < kJoin && std::abs(other.y1 - fill.y1) < kJoin &&
             (std::abs(other.x0 - fill.x1) < kJoin || std::abs(other.x1 - fill.x0) < kJoin);
    });
    if (!cell && gutters_of(words_in(fill, words), styles).empty()) continue;
    edges.push_back({fill.y0, fill.x0, fill.x1});
    edges.push_back({fill.y1, fill.x0, fill.x1});
  }
  const std::vector<Segment> across = joined(edges);
  if (across.size() < kLeastShadeEdges) return {};
  return row_ruled_grids(rule_groups(across, std::vector<bool>(across.size(), false), edges), words,
                         styles);
}

/// Takes out what lies within another table: it is part of it.
std::vector<Grid> outermost(std::vector<Grid> grids) {
  std::sort(grids.begin(), grids.end(),
            [](const Grid& a, const Grid& b) { return a.ys.front() < b.ys.front(); });
  // one inside another is part of it
  std::vector<Grid> out;
  for (Grid& grid : grids) {
    const Box box = grid.box();
    const bool within = std::any_of(grids.begin(), grids.end(), [&](const Grid& other) {
      if (&other == &grid || other.xs.empty() || grid.xs.empty()) return false;
      const Box outer = other.box();
      return box.x0 >= outer.x0 - 1 && box.x1 <= outer.x1 + 1 && box.y0 >= outer.y0 - 1 &&
             box.y1 <= outer.y1 + 1 &&
             outer.width() * outer.height() > 1.2f * box.width() * box.height();
    });
    if (!within) out.push_back(grid);
  }
  return out;
}

bool is_stub(const Segment& segment) { return segment.to - segment.from < kShortest; }

}  // namespace

Drawn find_drawn(const Page& page, const std::vector<Word>& words,
                 const std::vector<Style>& styles) {
  std::vector<Segment> across, down;
  for (const Ruling& ruling : page.rulings) {
    if (ruling.horizontal())
      across.push_back({ruling.y0, ruling.x0, ruling.x1});
    else
      down.push_back({ruling.x0, ruling.y0, ruling.y1});
  }
  if (across.size() + down.size() > kMostRulings) across = joined(std::move(across));  // dots
  down = joined(std::move(down));
  Drawn drawn;
  if (across.size() + down.size() <= kMostRulings && across.size() >= 2) {
    drop_underlines(across, words, styles);
    std::vector<Segment> pieces = across;
    std::erase_if(pieces, is_stub);  // dashes and dots end no cell's edge
    across = joined(std::move(across));
    std::vector<bool> used(across.size(), false);
    drawn.tables = ruled_grids(across, down, words, used, drawn.boxes);
    for (Grid& grid : row_ruled_grids(rule_groups(across, used, pieces), words, styles))
      drawn.tables.push_back(std::move(grid));
  }
  const std::vector<Box> fills = fills_of(page, words, drawn.tables);
  for (Grid& grid : shaded_grids(fills, words, styles)) drawn.tables.push_back(std::move(grid));
  drawn.tables = outermost(std::move(drawn.tables));
  drawn.boxes.insert(drawn.boxes.end(), fills.begin(), fills.end());
  std::erase_if(drawn.boxes, [&](const Box& box) { return overlaps_any(box, drawn.tables); });
  return drawn;
}

}  // namespace remit
