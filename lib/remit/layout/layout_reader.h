#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "remit/layout/layout.h"
#include "remit/layout/line_rules.h"
#include "remit/layout/tables.h"
#include "remit/page/page.h"

namespace remit {

/// Reads pages one by one, then the whole: a page becomes words, tables and lines; all pages
/// together tell what repeats (furniture), where paragraphs and tables go on over a page break, and
/// which hyphens were set by the typesetter.
///
///     LayoutReader reader(rules);
///     for (int n = 1; n <= source.info().pages; ++n) {
///       source.read(n, page, diagnostics);
///       reader.add(page);
///     }
///     Layout layout = reader.finish();
///
/// Every word of every page is afterwards in exactly one block or in Layout::furniture. Not shared
/// between threads; `rules` must outlive it.
class LayoutReader {
 public:
  explicit LayoutReader(const LineRules& rules) : rules_(rules) {}
  explicit LayoutReader(LineRules&&) = delete;  // they must outlive it

  /// Makes room for so many pages: words that move as their number grows are written twice.
  void expect(std::size_t pages);

  void add(const Page& page);

  /// A page that is lines and tables already (a text file's): its words were appended to layout().
  struct TextPage {
    std::vector<Line> lines;
    std::vector<std::pair<float, TableBlock>> tables;  ///< top to bottom, with the height of each
  };
  void add(TextPage page);
  Layout& layout() { return layout_; }
  /// What the file's outline says: evidence for headings.
  void set_outline(std::vector<OutlineEntry> outline) { layout_.outline = std::move(outline); }
  /// Every line is a paragraph: the source does not wrap its lines.
  void set_unwrapped() { unwrapped_ = true; }

  Layout finish();

 private:
  /// A line or a table of the body, in reading order.
  struct Item {
    std::size_t line = kNone;
    std::size_t table = kNone;
  };
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  /// A table as one page shows it, and what its lower edge tells of its last row.
  struct PageTable {
    TableBlock block;
    bool closed = true;  ///< a rule is drawn below it
    bool closes = true;  ///< … on this page, or on a later one that it goes on to
    bool tight = false;  ///< less room below its last row than below any other
  };

  [[nodiscard]] PageTable read_table(const Grid& grid, std::vector<std::vector<Word>> words_of_cell,
                                     int page);
  [[nodiscard]] Drawn drawn_on(const Page& page, const std::vector<Word>& words) const;
  void remember_open_table(const std::vector<Item>& items, const std::vector<Grid>& grids,
                           const std::vector<std::size_t>& table_of_grid);
  [[nodiscard]] bool goes_on(const TableBlock& above, const TableBlock& below) const;
  [[nodiscard]] bool is_cut(const TableBlock& above, const PageTable& part,
                            const TableBlock& below) const;
  [[nodiscard]] bool flows_on(const Cell& above, const Cell& below) const;
  void join_rows(std::vector<Cell>& above, std::vector<Cell>& below) const;
  void set_margins();
  void hear_tags();
  void find_notes();
  [[nodiscard]] float body_left(const std::vector<Item>& items) const;
  void build_blocks();
  [[nodiscard]] bool repeats_header(const TableBlock& above, const TableBlock& below) const;
  void drop_repeated_header(const TableBlock& above, TableBlock& below);

  const LineRules& rules_;
  Layout layout_;
  std::vector<std::vector<Item>> items_;  // a page each
  std::vector<PageTable> tables_;
  std::optional<Grid> open_table_;  // set without rules, at the foot of the page read last
  std::size_t decoded_ = 0;         // words (or pieces of one) as the pages gave them
  bool unwrapped_ = false;
};

}  // namespace remit
