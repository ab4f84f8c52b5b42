#include "remit/layout/columns.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "remit/layout/sort_unless_sorted.h"

namespace remit {
namespace {

constexpr float kGutter = 0.9f;        // of the type size: the least width of a gutter
constexpr float kNarrowGutter = 0.6f;  // … of one that few lines of many cross
constexpr std::size_t kManyRows = 20;
constexpr std::size_t kFewCross = 10;  // one in so many
constexpr float kWordSpace = 0.7f;     // of the type size: the widest within one text
constexpr float kNarrowest = 0.22f;    // of the text's width: a narrower column is a list's labels
constexpr float kLabel = 2.6f;         // of the type size: the widest label
constexpr std::size_t kLeastRows = 6;  // fewer lines beside one another are a table's
constexpr float kBalance =
    0.3f;                       // the shorter column has at least this share of the longer's lines
constexpr float kFull = 0.72f;  // of the column: a line that fills it
constexpr float kFullLines = 0.4f;      // share of the lines that must
constexpr float kMostSpanning = 0.25f;  // share of the rows that may cross the gutter
constexpr int kMostCuts = 3;            // how often a column is cut again
constexpr float kLinePitch = 1.55f;     // of the type size: lines further apart are no paragraph's
constexpr float kPitchSlack = 1.22f;    // of the pitch: the next line stands no nearer
constexpr float kLarger = 1.08f;        // of the type size: what is set larger heads something
constexpr std::size_t kMostHeadRows = 3;  // of a heading between two pairs of columns

/// Words on one baseline.
struct Row {
  std::vector<std::size_t> words;
  float baseline = 0;
};

struct Gutter {
  float from = 0, to = 0;
  [[nodiscard]] float middle() const { return (from + to) / 2; }
};

class Page {
 public:
  Page(const std::vector<Word>& words, const std::vector<Style>& styles)
      : words_(words), styles_(styles) {
    std::vector<std::size_t> order(words.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    sort_unless_sorted(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return words[a].baseline < words[b].baseline;
    });
    std::vector<float> sizes;
    left_ = words.front().box.x0, right_ = words.front().box.x1;
    for (const std::size_t i : order) {
      const float size = styles[words[i].style].size;
      sizes.push_back(size);
      left_ = std::min(left_, words[i].box.x0);
      right_ = std::max(right_, words[i].box.x1);
      if (rows_.empty() || words[i].baseline - rows_.back().baseline > 0.25f * size)
        rows_.push_back({{}, words[i].baseline});
      rows_.back().words.push_back(i);
    }
    const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
    std::nth_element(sizes.begin(), middle, sizes.end());
    size_ = *middle;
  }

  [[nodiscard]] const std::vector<Row>& rows() const { return rows_; }

  /// The gutter that parts two columns, if the page has one.
  [[nodiscard]] std::optional<Gutter> gutter() const {
    const float width = right_ - left_;
    if (rows_.size() < kLeastRows || width < 12 * size_) return std::nullopt;
    // how many rows have a word over each point
    const auto bins = static_cast<std::size_t>(width) + 1;
    std::vector<std::size_t> cover(bins + 1, 0);
    for (const Row& row : rows_) {
      std::vector<std::pair<float, float>> spans;
      for (const std::size_t i : row.words) spans.emplace_back(words_[i].box.x0, words_[i].box.x1);
      std::sort(spans.begin(), spans.end());
      std::size_t done = 0;
      for (const auto& [from, to] : spans) {
        // the space between two words of one text is text
        const auto begin = static_cast<std::size_t>(std::max(0.0f, from - left_ - 0.3f * size_));
        const auto end = static_cast<std::size_t>(std::max(0.0f, to - left_ + 0.3f * size_));
        for (std::size_t x = std::max(begin, done); x < std::min(end + 1, bins); ++x) ++cover[x];
        done = std::max(done, std::min(end + 1, bins));
      }
    }
    const auto few = static_cast<std::size_t>(kMostSpanning * static_cast<float>(rows_.size()));
    const auto from = static_cast<std::size_t>(kNarrowest * width);
    const auto to = static_cast<std::size_t>((1 - kNarrowest) * width);
    // the strip that the fewest rows cross; the widest of them
    for (std::size_t most = 0; most <= few; ++most) {
      std::optional<Gutter> best;
      std::vector<Gutter> others;  // that part no two columns, but may part three
      const bool clear = rows_.size() >= kManyRows && most * kFewCross <= rows_.size();
      const float least = clear ? kNarrowGutter : kGutter;
      for (std::size_t x = from; x < to; ++x) {
        if (cover[x] > most) continue;
        std::size_t end = x;
        while (end < to && cover[end] <= most) ++end;
        const Gutter gutter{left_ + static_cast<float>(x), left_ + static_cast<float>(end)};
        const float wide = (gutter.to - gutter.from) + 0.6f * size_;
        x = end;
        if (wide < least * size_ || (best && wide <= best->to - best->from) ||
            behind_labels(gutter.middle()))
          continue;
        if (fills_all({gutter.middle()}))
          best = gutter;
        else
          others.push_back(gutter);
      }
      if (best) return best;
      // the lines of three columns need not be level: then none of two reaches from edge to edge
      for (std::size_t i = 1; i < others.size(); ++i)
        if (fills_all({others[i - 1].middle(), others[i].middle()})) return others[i - 1];
    }
    return std::nullopt;
  }

  /// Whether a row has text over the gutter.
  [[nodiscard]] bool spans(const Row& row, float middle) const {
    float before = -1e6f, behind = 1e6f;
    for (const std::size_t i : row.words) {
      const Box& box = words_[i].box;
      if (box.x0 < middle && box.x1 > middle) return true;
      if (box.x1 <= middle)
        before = std::max(before, box.x1);
      else
        behind = std::min(behind, box.x0);
    }
    return behind - before < kWordSpace * size_;
  }

  /// Whether row `r`, which follows one that spans the columns, is the short last line of the same
  /// paragraph: nothing stands right of `middle`, and what comes next is further away.
  [[nodiscard]] bool ends_spanning(std::size_t r, float middle) const {
    if (r == 0 || !only_left(rows_[r], middle)) return false;
    const float pitch = rows_[r].baseline - rows_[r - 1].baseline;
    return pitch <= kLinePitch * size_ &&
           (r + 1 == rows_.size() ||
            rows_[r + 1].baseline - rows_[r].baseline > kPitchSlack * pitch);
  }

  /// Whether row `r` is of a heading over both columns that is too short to cross the gutter: words
  /// set as headings are, with room above them, between rows that have words in either column.
  [[nodiscard]] bool heads_both(std::size_t r, float middle) const {
    std::size_t first = r, last = r;
    while (first > 0 && r - first < kMostHeadRows && is_head(rows_[first - 1], middle)) --first;
    while (last + 1 < rows_.size() && last - r < kMostHeadRows && is_head(rows_[last + 1], middle))
      ++last;
    return is_head(rows_[r], middle) && first > 0 && last + 1 < rows_.size() &&
           last - first < kMostHeadRows &&
           rows_[first].baseline - rows_[first - 1].baseline > kLinePitch * size_ &&
           on_both_sides(rows_[first - 1], middle) && on_both_sides(rows_[last + 1], middle);
  }

 private:
  [[nodiscard]] bool only_left(const Row& row, float middle) const {
    return std::all_of(row.words.begin(), row.words.end(),
                       [&](std::size_t i) { return words_[i].box.x1 <= middle; });
  }

  [[nodiscard]] bool on_both_sides(const Row& row, float middle) const {
    return !spans(row, middle) && !only_left(row, middle) &&
           std::any_of(row.words.begin(), row.words.end(),
                       [&](std::size_t i) { return words_[i].box.x1 <= middle; });
  }

  /// Whether a row is set as headings are, and stands left of `middle`.
  [[nodiscard]] bool is_head(const Row& row, float middle) const {
    return only_left(row, middle) &&
           std::all_of(row.words.begin(), row.words.end(), [&](std::size_t i) {
             const Style& style = styles_[words_[i].style];
             return style.size > kLarger * size_ || style.bold;
           });
  }

  /// Whether what is left of `middle` ends in labels, "(a)" or "12.", set one below the other: then
  /// the gap is the one between the right column's labels and its text.
  [[nodiscard]] bool behind_labels(float middle) const {
    std::vector<float> labels;
    float text_end = -1e6f;  // of the lines that end in no label
    for (const Row& row : rows_) {
      if (spans(row, middle)) continue;
      std::vector<std::pair<float, float>> parts;
      for (const std::size_t i : row.words)
        if (words_[i].box.x1 <= middle) parts.emplace_back(words_[i].box.x0, words_[i].box.x1);
      if (parts.empty()) continue;
      std::sort(parts.begin(), parts.end());
      const auto& [from, to] = parts.back();
      if (to - from < kLabel * size_ &&
          (parts.size() == 1 || from - parts[parts.size() - 2].second > 0.6f * size_))
        labels.push_back(from);
      else
        text_end = std::max(text_end, to);
    }
    return std::count_if(labels.begin(), labels.end(),
                         [&](float from) { return from > text_end; }) >= 2;
  }

  /// Whether lines run through all columns that `middles` part, on most of their height.
  [[nodiscard]] bool fills_all(const std::vector<float>& middles) const {
    struct Column {
      std::vector<std::pair<float, float>> lines;
      float from = 1e6f, to = -1e6f;
    };
    std::vector<Column> columns(middles.size() + 1);
    for (const Row& row : rows_) {
      if (std::any_of(middles.begin(), middles.end(),
                      [&](float middle) { return spans(row, middle); }))
        continue;
      std::vector<std::pair<float, float>> extents(columns.size(), {1e6f, -1e6f});
      for (const std::size_t i : row.words) {
        auto& [from, to] = extents[static_cast<std::size_t>(
            std::count_if(middles.begin(), middles.end(),
                          [&](float middle) { return words_[i].box.x0 >= middle; }))];
        from = std::min(from, words_[i].box.x0);
        to = std::max(to, words_[i].box.x1);
      }
      for (std::size_t c = 0; c < columns.size(); ++c) {
        const auto [from, to] = extents[c];
        if (to < from) continue;
        columns[c].lines.emplace_back(from, to);
        columns[c].from = std::min(columns[c].from, from);
        columns[c].to = std::max(columns[c].to, to);
      }
    }
    std::size_t fewest = rows_.size(), most = 0;
    for (const Column& column : columns) {
      const float width = column.to - column.from;
      const auto full = std::count_if(
          column.lines.begin(), column.lines.end(),
          [&](const auto& line) { return line.second - line.first >= kFull * width; });
      if (column.lines.size() < kLeastRows || width < kNarrowest * (right_ - left_) ||
          static_cast<float>(full) < kFullLines * static_cast<float>(column.lines.size()))
        return false;
      fewest = std::min(fewest, column.lines.size());
      most = std::max(most, column.lines.size());
    }
    return static_cast<float>(fewest) >= kBalance * static_cast<float>(most);
  }

  const std::vector<Word>& words_;
  const std::vector<Style>& styles_;
  std::vector<Row> rows_;
  float left_ = 0, right_ = 0;
  float size_ = 0;
};

Region region_of(std::vector<Word> words) {
  Region region;
  region.top = words.front().box.y0;
  region.bottom = words.front().box.y1;
  for (const Word& word : words) {
    region.top = std::min(region.top, word.box.y0);
    region.bottom = std::max(region.bottom, word.box.y1);
  }
  region.words = std::move(words);
  return region;
}

/// Cuts `words` into regions appended to `out`; `column`: they are one column already.
void cut(std::vector<Word> words, const std::vector<Style>& styles,
         const std::vector<Barrier>& barriers, int cuts, bool column, std::vector<Region>& out) {
  if (words.empty()) return;
  const auto whole = [&](std::vector<Word> all) {
    Region region = region_of(std::move(all));
    if (column) {
      region.left = region.words.front().box.x0, region.right = region.words.front().box.x1;
      for (const Word& word : region.words) {
        region.left = std::min(region.left, word.box.x0);
        region.right = std::max(region.right, word.box.x1);
      }
    }
    out.push_back(std::move(region));
  };
  const Page page(words, styles);
  const std::optional<Gutter> gutter = cuts < kMostCuts ? page.gutter() : std::nullopt;
  if (!gutter) {
    whole(std::move(words));
    return;
  }
  const float middle = gutter->middle();
  float left0 = 1e6f, left1 = -1e6f, right0 = 1e6f, right1 = -1e6f;
  for (const Row& row : page.rows()) {
    if (page.spans(row, middle)) continue;
    for (const std::size_t i : row.words) {
      float& from = words[i].box.x0 < middle ? left0 : right0;
      float& to = words[i].box.x0 < middle ? left1 : right1;
      from = std::min(from, words[i].box.x0);
      to = std::max(to, words[i].box.x1);
    }
  }
  std::vector<Word> left, right, over;
  const auto close_columns = [&] {
    for (auto& [side, from, to] :
         {std::tuple{&left, left0, left1}, std::tuple{&right, right0, right1}}) {
      const std::size_t first = out.size();
      cut(std::exchange(*side, {}), styles, barriers, cuts + 1, true, out);
      if (out.size() == first + 1) out[first].left = from, out[first].right = to;
    }
  };
  const auto close_over = [&] {
    if (!over.empty()) out.push_back(region_of(std::exchange(over, {})));
  };
  float last = -1e6f;
  for (std::size_t r = 0; r < page.rows().size(); ++r) {
    const Row& row = page.rows()[r];
    const bool barrier = std::any_of(barriers.begin(), barriers.end(), [&](const Barrier& b) {
      return b.top > last && b.bottom < row.baseline;
    });
    last = row.baseline;
    if (barrier) {
      close_over();
      close_columns();
    }
    const bool within = std::any_of(barriers.begin(), barriers.end(), [&](const Barrier& b) {
      return b.top < row.baseline && row.baseline < b.bottom;
    });
    const bool spans = within || page.spans(row, middle) || page.heads_both(r, middle) ||
                       (!over.empty() && page.ends_spanning(r, middle));
    if (spans)
      close_columns();
    else
      close_over();
    for (const std::size_t i : row.words)
      (spans ? over : words[i].box.x0 < middle ? left : right).push_back(words[i]);
  }
  close_over();
  close_columns();
}

}  // namespace

std::vector<Region> regions_of(std::vector<Word> words, const std::vector<Style>& styles,
                               const std::vector<Barrier>& barriers) {
  std::vector<Region> regions;
  cut(std::move(words), styles, barriers, 0, false, regions);
  return regions;
}

}  // namespace remit
