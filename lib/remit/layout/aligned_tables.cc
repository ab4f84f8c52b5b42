#include "remit/layout/aligned_tables.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "remit/layout/sort_unless_sorted.h"
#include "remit/text/letters.h"
#include "remit/text/utf8.h"

namespace remit {
namespace {

// All ratios are of the type size unless said otherwise.
constexpr float kSameLine = 0.25f;    // baselines this close are one line's
constexpr float kGutter = 0.8f;       // the least gap between two cells of a row
constexpr float kStrip = 0.35f;       // … and what all rows together must leave of it
constexpr float kWiderSpace = 1.5f;   // of a line's word space: a narrow gap that parts two cells
constexpr float kWordSpace = 0.25f;   // between a cell's last word and one that would still fit
constexpr float kLabel = 2.5f;        // a narrower first column is a list's labels
constexpr float kHeaderPitch = 1.5f;  // between the lines of a header
constexpr float kHeaderGap = 3.2f;    // from a header to its first row
constexpr float kRowGap = 2.4f;       // between rows, unless the rows before stood further apart
constexpr float kWiderGap = 1.5f;     // of the widest gap so far: a row no further off is the next
constexpr float kLeastPitch = 0.8f;   // closer lines are one with something raised
constexpr float kCellPitch = 1.22f;  // of the pitch: a wider gap parts rows, or a cell's paragraphs
constexpr float kCellGap = 1.35f;    // below the last row: the next line of one of its cells
constexpr float kEdge = 0.5f;        // left edges this close are one column's
constexpr float kFull = 0.72f;       // of its column: a line of running text
constexpr float kTextLines =
    0.33f;                        // of a column's lines: so many are full, or begin in mid-sentence
constexpr float kTextWidth = 14;  // a narrower column is no page's
constexpr std::size_t kLeastText = 2;     // lines of a page's column, at least
constexpr std::size_t kHeaderWords = 8;   // of a header's cell, at most
constexpr std::size_t kLeastRows = 2;     // below a header
constexpr std::size_t kSpacedRows = 6;    // lines to a row, at most, where space parts the rows
constexpr std::size_t kLeastRegular = 4;  // rows that make a table without a header
constexpr std::size_t kMostLines = 500;   // of a table on a page: more are no table
constexpr std::size_t kTopLines = 4;  // among the first lines of a page a table of the last goes on

/// Words of a line without a gutter between them.
struct Run {
  float x0 = 0, x1 = 0;
  std::size_t first = 0, last = 0;  // in TextLine::words, last included
};

struct TextLine {
  std::vector<const Word*> words;
  std::vector<Run> runs;
  float baseline = 0, size = 0;
  float top = 0, bottom = 0;
  float space = 0;    // between its words, most often
  bool bold = false;  // every word
};

struct Strip {
  float from = 0, to = 0;
  [[nodiscard]] float width() const { return to - from; }
};

/// Lines that keep the same strips free.
struct Candidate {
  std::size_t first = 0, end = 0;  // of the lines
  std::size_t header = 0;          // how many of them are its header
  std::vector<Strip> strips;       // left to right
  bool whole = false;              // nearly every line fills every column
  bool spaced = false;             // rows stand further apart than the lines of their cells
};

/// The usual gap between two words of a line's runs; 0 where each run is one word.
float space_of(const TextLine& line) {
  std::vector<float> gaps;
  for (const Run& run : line.runs)
    for (std::size_t i = run.first + 1; i <= run.last; ++i)
      gaps.push_back(line.words[i]->box.x0 - line.words[i - 1]->box.x1);
  if (gaps.empty()) return 0;
  const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
  std::nth_element(gaps.begin(), middle, gaps.end());
  return *middle;
}

std::vector<TextLine> text_lines(const std::vector<Word>& words, const std::vector<Style>& styles) {
  std::vector<const Word*> sorted;
  for (const Word& word : words)
    if (!word.artifact) sorted.push_back(&word);
  sort_unless_sorted(sorted.begin(), sorted.end(),
                     [](const Word* a, const Word* b) { return a->baseline < b->baseline; });
  std::vector<TextLine> lines;
  for (const Word* word : sorted) {
    const float size = styles[word->style].size;
    if (lines.empty() || word->baseline - lines.back().baseline > kSameLine * size)
      lines.push_back({.words = {}, .runs = {}, .baseline = word->baseline, .size = size});
    lines.back().words.push_back(word);
    lines.back().size = std::max(lines.back().size, size);
  }
  for (TextLine& line : lines) {
    sort_unless_sorted(line.words.begin(), line.words.end(),
                       [](const Word* a, const Word* b) { return a->box.x0 < b->box.x0; });
    line.top = line.words.front()->box.y0, line.bottom = line.words.front()->box.y1;
    line.bold = true;
    for (std::size_t i = 0; i < line.words.size(); ++i) {
      const Word& word = *line.words[i];
      line.top = std::min(line.top, word.box.y0);
      line.bottom = std::max(line.bottom, word.box.y1);
      line.bold = line.bold && styles[word.style].bold;
      if (line.runs.empty() || word.box.x0 - line.runs.back().x1 > kGutter * line.size)
        line.runs.push_back({word.box.x0, word.box.x1, i, i});
      line.runs.back().x1 = std::max(line.runs.back().x1, word.box.x1);
      line.runs.back().last = i;
    }
    line.space = space_of(line);
  }
  return lines;
}

/// Whether the words on both sides of a strip are further apart than those of one text.
bool parts_words(const Strip& strip, const TextLine& line) {
  float before = -1e6f, behind = 1e6f;
  for (const Word* word : line.words) {
    if (word->box.x1 <= strip.from + 0.1f) before = std::max(before, word->box.x1);
    if (word->box.x0 >= strip.to - 0.1f) behind = std::min(behind, word->box.x0);
  }
  return behind - before > std::min(kGutter * line.size, kWiderSpace * line.space);
}

/// The strips between the runs of a line.
std::vector<Strip> gaps_of(const TextLine& line) {
  std::vector<Strip> gaps;
  for (std::size_t i = 1; i < line.runs.size(); ++i)
    gaps.push_back({line.runs[i - 1].x1, line.runs[i].x0});
  return gaps;
}

/// What a line leaves of the strips; nothing where it runs over one.
std::optional<std::vector<Strip>> kept_free(std::vector<Strip> strips, const TextLine& line) {
  std::size_t s = 0;
  for (const Word* word : line.words) {
    const Box& box = word->box;
    while (s < strips.size() && strips[s].to <= box.x0) ++s;
    for (std::size_t i = s; i < strips.size() && strips[i].from < box.x1; ++i) {
      // a word reaches in from the side that it is nearer to
      const bool from_left = box.x0 - strips[i].from < strips[i].to - box.x1;
      if (from_left)
        strips[i].from = std::max(strips[i].from, box.x1);
      else
        strips[i].to = std::min(strips[i].to, box.x0);
    }
  }
  for (const Strip& strip : strips)
    if (strip.width() < kStrip * line.size || !parts_words(strip, line)) return std::nullopt;
  return strips;
}

std::size_t column_of(const std::vector<Strip>& strips, const Run& run) {
  std::size_t column = 0;
  while (column < strips.size() && run.x0 >= (strips[column].from + strips[column].to) / 2)
    ++column;
  return column;
}

class AlignedTables {
 public:
  AlignedTables(const std::vector<Word>& words, const std::vector<Style>& styles,
                std::string_view text, const std::vector<Grid>& ruled, const LineRules& rules,
                const TableEvidence& evidence)
      : text_(text),
        ruled_(ruled),
        rules_(rules),
        evidence_(evidence),
        lines_(text_lines(words, styles)) {
    next_plain_.assign(lines_.size() + 1, lines_.size());
    for (std::size_t i = lines_.size(); i-- > 0;)
      next_plain_[i] = lines_[i].bold ? next_plain_[i + 1] : i;
  }

  std::vector<Grid> find() {
    std::vector<Grid> grids;
    for (std::size_t i = 0; i < lines_.size();) {
      const std::optional<Candidate> table = table_at(i);
      if (table) grids.push_back(grid_of(*table));
      i = table ? table->end : i + 1;
    }
    return grids;
  }

 private:
  /// The table whose first line is `i`.
  [[nodiscard]] std::optional<Candidate> table_at(std::size_t i) const {
    if (std::optional<Candidate> next = continued(i)) return next;
    if (lines_[i].runs.size() < 2) return std::nullopt;
    const bool tagged = is_tagged(lines_[i]);
    const bool header = is_header(i);
    if (!header && !tagged && lines_[i].runs.size() < 3) return std::nullopt;
    Candidate table{.first = i, .end = i + 1, .header = 0, .strips = gaps_of(lines_[i])};
    if (header) take_header(table);
    grow(table, tagged);
    trim(table);
    table.whole = is_whole(table);
    table.spaced = !table.whole && is_spaced(table);
    if (is_contents(table) || is_list(table)) return std::nullopt;
    if (tagged) return table.end > table.first + 1 ? std::optional(table) : std::nullopt;
    if (header ? !has_rows(table) || !fills_rows(table)
               : !is_regular(table) || !stands_apart(table))
      return std::nullopt;
    if (is_running_text(table)) return std::nullopt;
    add_first_column(table);
    return table;
  }

  [[nodiscard]] std::string text_of_run(const TextLine& line, const Run& run) const {
    std::string out;
    for (std::size_t i = run.first; i <= run.last; ++i) {
      if (i > run.first) out += ' ';
      out += text_.substr(line.words[i]->text.begin, line.words[i]->text.size());
    }
    return out;
  }

  [[nodiscard]] std::string text_of_line(const TextLine& line) const {
    return text_of_run(line, {0, 0, 0, line.words.size() - 1});
  }

  [[nodiscard]] bool is_tagged(const TextLine& line) const {
    return std::any_of(evidence_.tagged.begin(), evidence_.tagged.end(), [&](const Box& box) {
      return line.baseline > box.y0 && line.baseline < box.y1;
    });
  }

  /// Short bold cells, and what follows is not bold throughout.
  [[nodiscard]] bool is_header(std::size_t i) const {
    const TextLine& line = lines_[i];
    if (!line.bold) return false;
    if (next_plain_[i] == lines_.size()) return false;
    if (opens_text(text_of_line(line))) return false;
    if (!is_letter(first_character(text_of_line(line)))) return false;
    return std::all_of(line.runs.begin(), line.runs.end(), [&](const Run& run) {
      return run.last - run.first < kHeaderWords && names_something(text_of_run(line, run));
    });
  }

  /// A name of a column: words without a colon, or a year.
  static bool names_something(std::string_view text) {
    if (text.find(':') != std::string_view::npos) return false;
    bool letters = false, digits = true;
    for (std::size_t at = 0; at < text.size();) {
      const char32_t c = next_utf8(text, at);
      letters = letters || is_letter(c);
      digits = digits && c >= U'0' && c <= U'9';
    }
    return letters || (digits && text.size() == 4);
  }

  /// Whether a line opens a piece of the numbered text.
  [[nodiscard]] bool opens_text(const std::string& text) const {
    return (rules_.opens && rules_.opens(text, true)) || (rules_.divides && rules_.divides(text));
  }

  /// The header's further lines: bold, close to one another.
  void take_header(Candidate& table) const {
    table.header = 1;
    while (table.end < lines_.size()) {
      const TextLine &last = lines_[table.end - 1], &line = lines_[table.end];
      if (!line.bold || line.baseline - last.baseline > kHeaderPitch * last.size) return;
      if (opens_text(text_of_line(line))) return;
      const auto strips = kept_free(table.strips, line);
      if (!strips) return;
      table.strips = *strips;
      ++table.header, ++table.end;
    }
  }

  /// Takes in the lines below as long as they leave the strips free and stand close enough.
  void grow(Candidate& table, bool tagged) const {
    float widest = 0;
    const std::size_t end = std::min(lines_.size(), table.first + kMostLines);
    for (; table.end < end; ++table.end) {
      const TextLine &last = lines_[table.end - 1], &line = lines_[table.end];
      const float gap = line.baseline - last.baseline;
      const bool first = table.end == table.first + table.header && table.header > 0;
      if (gap >
          (first ? kHeaderGap * line.size : std::max(kRowGap * line.size, kWiderGap * widest)))
        return;
      if (!first && line.runs.size() > 1 && is_header(table.end)) return;
      if (tagged && !is_tagged(line)) return;
      if (parted_by_table(last.baseline, line.baseline)) return;
      const auto strips = kept_free(table.strips, line);
      if (!strips) return;
      table.strips = *strips;
      if (!first) widest = std::max(widest, gap);
    }
  }

  [[nodiscard]] bool parted_by_table(float above, float below) const {
    return std::any_of(ruled_.begin(), ruled_.end(), [&](const Grid& grid) {
      return grid.ys.front() > above - 1 && grid.ys.front() < below;
    });
  }

  /// The words of a line in each column that it has any in.
  [[nodiscard]] std::vector<Run> cells_of(const Candidate& table, const TextLine& line) const {
    std::vector<Run> cells;
    std::size_t column = 0;
    for (std::size_t i = 0; i < line.words.size(); ++i) {
      const Box& box = line.words[i]->box;
      const std::size_t own = column_of(table.strips, {box.x0, box.x1, i, i});
      if (cells.empty() || own != column) cells.push_back({box.x0, box.x1, i, i});
      column = own;
      cells.back().x1 = std::max(cells.back().x1, box.x1);
      cells.back().last = i;
    }
    return cells;
  }

  /// Columns that a line has words in.
  [[nodiscard]] std::vector<bool> filled(const Candidate& table, const TextLine& line) const {
    std::vector<bool> columns(table.strips.size() + 1, false);
    for (const Run& run : cells_of(table, line)) columns[column_of(table.strips, run)] = true;
    return columns;
  }

  [[nodiscard]] std::size_t count_filled(const Candidate& table, const TextLine& line) const {
    const std::vector<bool> columns = filled(table, line);
    return static_cast<std::size_t>(std::count(columns.begin(), columns.end(), true));
  }

  /// The least distance between two lines of the table's body.
  [[nodiscard]] float pitch_of(const Candidate& table) const {
    float pitch = 1e6f;
    for (std::size_t i = table.first + table.header + 1; i < table.end; ++i) {
      const float gap = lines_[i].baseline - lines_[i - 1].baseline;
      if (gap > kLeastPitch * lines_[i].size) pitch = std::min(pitch, gap);
    }
    // lines as far apart as this are no cell's
    return std::min(pitch, kHeaderPitch * lines_[table.first].size);
  }

  /// Takes off what follows the last row: text that stands in one column and further down than a
  /// cell's next line, or is bold, or opens with a number.
  void trim(Candidate& table) const {
    std::size_t last = table.end;
    while (last > table.first + 1 && count_filled(table, lines_[last - 1]) < 2) --last;
    std::size_t end = last;
    for (; end < table.end; ++end) {
      const TextLine& line = lines_[end];
      const float gap = line.baseline - lines_[end - 1].baseline;
      if (gap > kCellGap * line.size || (line.bold && !lines_[last - 1].bold) ||
          (filled(table, line)[0] && opens_text(text_of_line(line))))
        break;
    }
    table.end = end;
  }

  /// Whether nearly every line fills every column: then each is a row.
  [[nodiscard]] bool is_whole(const Candidate& table) const {
    std::size_t whole = 0;
    const std::size_t first = table.first + table.header;
    for (std::size_t i = first; i < table.end; ++i)
      whole += count_filled(table, lines_[i]) == table.strips.size() + 1 ? 1 : 0;
    return 5 * whole >= 4 * (table.end - first);
  }

  /// Whether space parts the rows: lines that fill several columns stand further down, time and
  /// again, than lines otherwise do.
  [[nodiscard]] bool is_spaced(const Candidate& table) const {
    const float pitch = pitch_of(table);
    const std::size_t first = table.first + table.header;
    std::size_t apart = 0;
    for (std::size_t i = first + 1; i < table.end; ++i) {
      const std::vector<bool> cells = filled(table, lines_[i]);
      const bool several = std::count(cells.begin(), cells.end(), true) >= 2;
      if (cells[0] && several && lines_[i].baseline - lines_[i - 1].baseline > kCellPitch * pitch)
        ++apart;
    }
    return apart >= kLeastRows && kSpacedRows * apart >= table.end - first;
  }

  /// Two rows and more, whose cells begin on one line: the lines of the shortest column stand
  /// beside lines of others.
  [[nodiscard]] bool has_rows(const Candidate& table) const {
    const std::size_t columns = table.strips.size() + 1;
    std::size_t rows = 0;
    std::vector<std::size_t> own(columns, 0), beside(columns, 0);
    for (std::size_t i = table.first + table.header; i < table.end; ++i) {
      const std::vector<bool> cells = filled(table, lines_[i]);
      const bool shared = std::count(cells.begin(), cells.end(), true) >= 2;
      rows += shared ? 1 : 0;
      for (std::size_t c = 0; c < columns; ++c) {
        own[c] += cells[c] ? 1 : 0;
        beside[c] += cells[c] && shared ? 1 : 0;
      }
    }
    const auto fewest =
        static_cast<std::size_t>(std::min_element(own.begin(), own.end()) - own.begin());
    return rows >= 2 && 10 * beside[fewest] >= 7 * own[fewest];
  }

  /// Whether there are rows, and most of them fill more than one column.
  [[nodiscard]] bool fills_rows(const Candidate& table) const {
    const float pitch = pitch_of(table);
    const std::vector<float> right = limits(table);
    std::size_t rows = 0, shared = 0;
    std::vector<bool> cells(table.strips.size() + 1, false);
    const auto close = [&] {
      ++rows;
      shared += std::count(cells.begin(), cells.end(), true) >= 2 ? 1 : 0;
      cells.assign(cells.size(), false);
    };
    const std::size_t first = table.first + table.header;
    for (std::size_t i = first; i < table.end; ++i) {
      if (i > first && opens_row(table, i, pitch, right)) close();
      const std::vector<bool> line = filled(table, lines_[i]);
      for (std::size_t c = 0; c < cells.size(); ++c) cells[c] = cells[c] || line[c];
    }
    close();
    return rows >= kLeastRows && 3 * shared >= 2 * rows;
  }

  /// Most lines fill every column, and each column has one left or one right edge.
  [[nodiscard]] bool is_regular(const Candidate& table) const {
    const std::size_t columns = table.strips.size() + 1;
    std::size_t whole = 0;
    std::vector<std::vector<float>> lefts(columns), rights(columns);
    for (std::size_t i = table.first; i < table.end; ++i) {
      const TextLine& line = lines_[i];
      whole += count_filled(table, line) == columns ? 1 : 0;
      std::vector<bool> seen(columns, false);
      for (const Run& run : cells_of(table, line)) {
        const std::size_t column = column_of(table.strips, run);
        if (!seen[column]) lefts[column].push_back(run.x0);
        if (seen[column])
          rights[column].back() = run.x1;
        else
          rights[column].push_back(run.x1);
        seen[column] = true;
      }
    }
    if (whole < kLeastRegular || 10 * whole < 7 * (table.end - table.first)) return false;
    if (columns - label_columns(table) < 3) return false;
    const float slack = kEdge * lines_[table.first].size;
    for (std::size_t c = 0; c < columns; ++c)
      if (!mostly_at_one_edge(lefts[c], slack) && !mostly_at_one_edge(rights[c], slack))
        return false;
    return true;
  }

  /// Columns of numbers or bullets, as they stand beside the items of a list.
  [[nodiscard]] std::size_t label_columns(const Candidate& table) const {
    std::vector<std::size_t> cells(table.strips.size() + 1, 0), labels(cells.size(), 0);
    for (std::size_t i = table.first; i < table.end; ++i)
      for (const Run& run : cells_of(table, lines_[i])) {
        const std::size_t column = column_of(table.strips, run);
        ++cells[column];
        labels[column] += is_label(lines_[i], run) ? 1 : 0;
      }
    std::size_t count = 0;
    for (std::size_t c = 0; c < cells.size(); ++c) count += 2 * labels[c] > cells[c] ? 1 : 0;
    return count;
  }

  [[nodiscard]] bool is_label(const TextLine& line, const Run& run) const {
    if (run.x1 - run.x0 > kLabel * line.size) return false;
    const std::string text = text_of_run(line, run);
    if (rules_.opens && rules_.opens(text + " a", true)) return true;
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  }

  /// Nothing stands right above it, as its rows do above one another.
  [[nodiscard]] bool stands_apart(const Candidate& table) const {
    if (table.first == 0) return true;
    const TextLine& first = lines_[table.first];
    return first.baseline - lines_[table.first - 1].baseline >
           std::max(kCellPitch * pitch_of(table), kHeaderPitch * first.size);
  }

  static bool mostly_at_one_edge(std::vector<float> edges, float slack) {
    if (edges.empty()) return false;
    const auto middle = edges.begin() + static_cast<std::ptrdiff_t>(edges.size() / 2);
    std::nth_element(edges.begin(), middle, edges.end());
    const float edge = *middle;
    const auto close = static_cast<std::size_t>(std::count_if(
        edges.begin(), edges.end(), [&](float x) { return std::abs(x - edge) <= slack; }));
    return 10 * close >= 8 * edges.size();
  }

  /// Entries of a contents list: leaders, or page numbers behind a gap that never fall.
  [[nodiscard]] bool is_contents(const Candidate& table) const {
    if (!rules_.contents_entry) return false;
    std::size_t entries = 0;
    int page = 0;
    bool falls = false;
    for (std::size_t i = table.first + table.header; i < table.end; ++i) {
      if (!rules_.contents_entry(text_of_line(lines_[i]), true)) continue;
      ++entries;
      const Word& last = *lines_[i].words.back();
      const std::string_view word = text_.substr(last.text.begin, last.text.size());
      int number = page;
      std::from_chars(word.data(), word.data() + word.size(), number);
      falls = falls || number < page;
      page = number;
    }
    return !falls && 2 * entries > table.end - table.first - table.header;
  }

  /// Labels beside their text: two columns, and the first holds numbers or bullets.
  [[nodiscard]] bool is_list(const Candidate& table) const {
    if (table.strips.size() > 1 || !rules_.opens) return false;
    std::size_t cells = 0, labels = 0;
    for (std::size_t i = table.first + table.header; i < table.end; ++i)
      for (const Run& run : cells_of(table, lines_[i])) {
        if (column_of(table.strips, run) > 0) break;
        ++cells;
        const bool narrow = run.x1 - run.x0 < kLabel * lines_[i].size;
        labels += narrow && rules_.opens(text_of_line(lines_[i]), true) ? 1 : 0;
        break;
      }
    return 2 * labels > cells;
  }

  /// Columns of a page: in each of them sentences run on from edge to edge, with no space that
  /// parts rows.
  [[nodiscard]] bool is_running_text(const Candidate& table) const {
    if (table.spaced) return false;
    const auto [left, right] = extents(table);
    std::vector<std::size_t> lines(left.size(), 0), full(left.size(), 0), within(left.size(), 0);
    for (std::size_t i = table.first + table.header; i < table.end; ++i)
      for (const Run& run : cells_of(table, lines_[i])) {
        const std::size_t c = column_of(table.strips, run);
        ++lines[c];
        full[c] += run.x1 - left[c] > kFull * (right[c] - left[c]) ? 1 : 0;
        within[c] += is_lower(first_character(text_of_run(lines_[i], run))) ? 1 : 0;
      }
    for (std::size_t c = 0; c < left.size(); ++c)
      if (lines[c] < kLeastText || right[c] - left[c] < kTextWidth * lines_[table.first].size ||
          static_cast<float>(std::min(full[c], within[c])) <
              kTextLines * static_cast<float>(lines[c]))
        return false;
    return true;
  }

  /// The left and the right edge of the words in each column.
  [[nodiscard]] std::pair<std::vector<float>, std::vector<float>> extents(
      const Candidate& table) const {
    std::vector<float> left(table.strips.size() + 1, 1e6f), right(left.size(), -1e6f);
    for (std::size_t i = table.first; i < table.end; ++i)
      for (const Run& run : cells_of(table, lines_[i])) {
        const std::size_t column = column_of(table.strips, run);
        left[column] = std::min(left[column], run.x0);
        right[column] = std::max(right[column], run.x1);
      }
    return {left, right};
  }

  /// How far a line of each column may run: to the gutter before the next one.
  [[nodiscard]] std::vector<float> limits(const Candidate& table) const {
    std::vector<float> right = extents(table).second;
    for (std::size_t c = 0; c < table.strips.size(); ++c)
      right[c] = std::max(right[c], table.strips[c].to - kGutter * lines_[table.first].size);
    return right;
  }

  /// A first column that the header names nothing of: what stands left of the header's first cell.
  void add_first_column(Candidate& table) const {
    if (table.header == 0) return;
    Strip strip{-1e6f, 1e6f};
    for (std::size_t i = table.first; i < table.first + table.header; ++i)
      strip.to = std::min(strip.to, lines_[i].runs.front().x0);
    float left = strip.to;
    std::size_t rows = 0, lines = 0;
    for (std::size_t i = table.first + table.header; i < table.end; ++i, ++lines) {
      rows += lines_[i].runs.front().x1 <= strip.to ? 1 : 0;
      for (const Run& run : lines_[i].runs) {
        left = std::min(left, run.x0);
        if (run.x0 < strip.to && run.x1 > strip.to) return;
        if (run.x1 <= strip.to) strip.from = std::max(strip.from, run.x1);
      }
    }
    const float size = lines_[table.first].size;
    if (2 * rows > lines && strip.width() >= kStrip * size && strip.from - left > kLabel * size)
      table.strips.insert(table.strips.begin(), strip);
  }

  /// Rows at the top of the page that go on with the table of the page before.
  [[nodiscard]] std::optional<Candidate> continued(std::size_t i) const {
    if (!evidence_.above || i >= kTopLines || lines_[i].runs.size() < 2) return std::nullopt;
    if (is_header(i)) return std::nullopt;  // its own, repeated or not
    const std::vector<float>& xs = evidence_.above->xs;
    Candidate table{.first = i, .end = i, .header = 0, .strips = {}};
    for (std::size_t c = 1; c + 1 < xs.size(); ++c)
      table.strips.push_back({xs[c] - kStrip * lines_[i].size, xs[c] + 0.1f});
    const auto keeps = [&](const TextLine& line) {
      return std::all_of(line.runs.begin(), line.runs.end(), [&](const Run& run) {
        return std::any_of(xs.begin(), xs.end() - 1,
                           [&](float x) { return std::abs(run.x0 - x) <= kEdge * line.size + 1; });
      });
    };
    if (!keeps(lines_[i])) return std::nullopt;
    const auto strips = kept_free(table.strips, lines_[i]);
    if (!strips) return std::nullopt;
    table.end = i + 1;
    grow(table, false);
    trim(table);
    table.whole = is_whole(table);
    table.spaced = !table.whole && is_spaced(table);
    return has_rows(table) && !is_list(table) ? std::optional(table) : std::nullopt;
  }

  /// Whether a run continues the one above it in its column: that one left no room for its first
  /// word, and they are no two numbers of a column.
  [[nodiscard]] bool goes_on(const TextLine& above, const Run& upper, const TextLine& line,
                             const Run& lower, float right) const {
    const auto is_number = [&](const TextLine& l, const Run& run) {
      const std::string text = text_of_run(l, run);
      const char32_t c = first_character(text);
      return (c >= '0' && c <= '9') || c == U'£' || c == '$' || c == U'€' || c == '-';
    };
    if (is_number(above, upper) && is_number(line, lower)) return false;
    const Box& word = line.words[lower.first]->box;
    return upper.x1 + kWordSpace * line.size + word.width() > right + 0.5f;
  }

  /// Whether a row opens with line `i`, the one above it being `i - 1`.
  [[nodiscard]] bool opens_row(const Candidate& table, std::size_t i, float pitch,
                               const std::vector<float>& right) const {
    const TextLine &above = lines_[i - 1], &line = lines_[i];
    const std::vector<bool> upper = filled(table, above), lower = filled(table, line);
    const auto count = std::count(lower.begin(), lower.end(), true);
    const bool apart = line.baseline - above.baseline > kCellPitch * pitch;
    if (apart) return lower[0] || count > 1;
    if (table.spaced) return false;
    if (!lower[0] && (count < 2 || lower.size() < 3)) return false;
    if (lower[0] && !upper[0]) return true;
    if (table.whole && static_cast<std::size_t>(count) == lower.size()) return true;
    const std::vector<Run> over = cells_of(table, above);
    for (const Run& run : cells_of(table, line)) {
      const std::size_t column = column_of(table.strips, run);
      const auto last = std::find_if(over.begin(), over.end(), [&](const Run& other) {
        return column_of(table.strips, other) == column;
      });
      if (last != over.end() && !goes_on(above, *last, line, run, right[column])) return true;
    }
    return false;
  }

  [[nodiscard]] Grid grid_of(const Candidate& table) const {
    const auto [left, right] = extents(table);
    Grid grid;
    grid.ruled = false;
    grid.xs.push_back(left.front() - 1);
    // the left edge of a column's words stays the same from page to page
    for (std::size_t c = 0; c < table.strips.size(); ++c)
      grid.xs.push_back(std::max(left[c + 1] - 1, right[c] + 0.1f));
    grid.xs.push_back(right.back() + 1);
    grid.ys.push_back(lines_[table.first].top - 1);
    const float pitch = pitch_of(table);
    const std::vector<float> limit = limits(table);
    for (std::size_t i = table.first + 1; i < table.end; ++i) {
      const bool in_header = i < table.first + table.header;
      const bool below_header = table.header > 0 && i == table.first + table.header;
      if (!in_header && (below_header || opens_row(table, i, pitch, limit)))
        grid.ys.push_back((lines_[i - 1].bottom + lines_[i].top) / 2);
    }
    grid.ys.push_back(lines_[table.end - 1].bottom + 1);
    for (std::size_t r = 0; r + 1 < grid.ys.size(); ++r)
      for (std::size_t c = 0; c + 1 < grid.xs.size(); ++c)
        grid.cells.push_back(
            {.box = {grid.xs[c], grid.ys[r], c + 2 < grid.xs.size() ? limit[c] : grid.xs[c + 1],
                     grid.ys[r + 1]},
             .row = static_cast<int>(r),
             .column = static_cast<int>(c)});
    return grid;
  }

  std::string_view text_;
  const std::vector<Grid>& ruled_;
  const LineRules& rules_;
  const TableEvidence& evidence_;
  std::vector<TextLine> lines_;
  std::vector<std::size_t> next_plain_;  // of each line: the next that is not bold throughout
};

}  // namespace

std::vector<Grid> find_aligned_grids(const std::vector<Word>& words,
                                     const std::vector<Style>& styles, std::string_view text,
                                     const std::vector<Grid>& ruled, const LineRules& rules,
                                     const TableEvidence& evidence) {
  return AlignedTables(words, styles, text, ruled, rules, evidence).find();
}

}  // namespace remit
