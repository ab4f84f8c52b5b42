#include "remit/structure/table_node.h"

#include <utility>

namespace remit {

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
}

}  // namespace remit
