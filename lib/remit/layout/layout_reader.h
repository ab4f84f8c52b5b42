#pragma once

#include <vector>

#include "remit/layout/layout.h"
#include "remit/layout/line_rules.h"
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

  void add(const Page& page);

  /// A page that is lines and tables already (a text file's): its words were appended to layout().
  struct TextPage {
    std::vector<Line> lines;
    std::vector<std::pair<float, TableBlock>> tables;  ///< top to bottom, with the height of each
  };
  void add(TextPage page);
  Layout& layout() { return layout_; }
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

  void set_margins();
  void find_notes();
  [[nodiscard]] float body_left(const std::vector<Item>& items) const;
  void build_blocks();
  void drop_repeated_header(const TableBlock& above, TableBlock& below);

  const LineRules& rules_;
  Layout layout_;
  std::vector<std::vector<Item>> items_;  // a page each
  std::vector<TableBlock> tables_;
  std::size_t decoded_ = 0;  // words (or pieces of one) as the pages gave them
  bool unwrapped_ = false;
};

}  // namespace remit
