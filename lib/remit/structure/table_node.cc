#include "remit/structure/table_node.h"

#include <algorithm>
#include <utility>

namespace remit {
namespace {

/// Cells that reach over several places, none further than the table's edge.
std::vector<CellSpan> spans_of(const TableBlock& table) {
  std::vector<CellSpan> spans;
  const int above = table.header_rows > 0 ? 0 : 1;
  for (std::size_t r = 0; r < table.rows.size(); ++r)
    for (std::size_t c = 0; c < table.rows[r].size(); ++c) {
      const Cell& cell = table.rows[r][c];
      const int rows = std::min(cell.rows, static_cast<int>(table.rows.size() - r));
      const int columns = std::min(cell.columns, static_cast<int>(table.rows[r].size() - c));
      if (rows > 1 || columns > 1)
        spans.push_back({static_cast<int>(r) + above, static_cast<int>(c), rows, columns});
    }
  return spans;
}

}  // namespace

void read_table(const Layout& layout, const TableBlock& table, Node& node) {
  node.table.emplace();
  const auto text_of_cell = [&](const Cell& cell) {
    std::string text;
    for (const Paragraph& paragraph : cell.paragraphs) {
      if (!text.empty()) text += '\n';
      text += text_of(layout, paragraph.words);
      node.words.insert(node.words.end(), paragraph.words.begin(), paragraph.words.end());
    }
    return text;
  };
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    std::vector<std::string> row;
    for (const Cell& cell : table.rows[r]) row.push_back(text_of_cell(cell));
    if (r == 0 && table.header_rows > 0)
      node.table->header = std::move(row);
    else
      node.table->rows.push_back(std::move(row));
  }
  node.table->spans = spans_of(table);
}

}  // namespace remit
