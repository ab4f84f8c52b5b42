#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "remit/page/page.h"
#include "remit/text/utf8.h"

namespace remit::test {

/// How a page that is drawn as text is measured.
struct Pen {
  float size = 10;   ///< of the type
  float width = 6;   ///< of a column
  float pitch = 12;  ///< of a row
  float left = 72, top = 72;
};

/// Draws a page from its picture: a character a column, a row a line.
///
///     glyph_page(R"(
///       ┌──────────┬───────────┐
///       │ Post     │ Functions │        ─ │ and their corners are rulings
///       └──────────┴───────────┘
///       (a)  *General.* The Clerk …     between stars: bold
///     )");
///
/// One space is drawn as a space; where there are more the pen jumps. The margin that all rows
/// share, and an empty first and last row, are no part of the picture.
inline Page glyph_page(std::string_view picture, int number = 1, Pen pen = {}) {
  std::vector<std::vector<char32_t>> rows(1);
  for (std::size_t at = 0; at < picture.size();) {
    const char32_t c = next_utf8(picture, at);
    if (c == U'\n')
      rows.emplace_back();
    else
      rows.back().push_back(c);
  }
  const auto blank = [](const std::vector<char32_t>& row) {
    return row.end() == std::find_if(row.begin(), row.end(), [](char32_t c) { return c != U' '; });
  };
  if (blank(rows.front())) rows.erase(rows.begin());
  if (!rows.empty() && blank(rows.back())) rows.pop_back();
  std::size_t margin = 1000;
  for (const auto& row : rows) {
    if (blank(row)) continue;
    std::size_t indent = 0;
    while (row[indent] == U' ') ++indent;
    margin = std::min(margin, indent);
  }

  Page page;
  page.number = number;
  page.width = 595;
  page.height = 842;
  page.fonts = {{.name = "Serif"}, {.name = "Serif-Bold", .bold = true}};
  const auto is_across = [](char32_t c) {
    return std::u32string_view(U"─┌┬┐├┼┤└┴┘").find(c) != std::u32string_view::npos;
  };
  const auto is_down = [](char32_t c) {
    return std::u32string_view(U"│┌┬┐├┼┤└┴┘").find(c) != std::u32string_view::npos;
  };
  const auto x_of = [&](std::size_t column) {
    return pen.left + pen.width * static_cast<float>(column);
  };
  const auto y_of = [&](std::size_t row) { return pen.top + pen.pitch * static_cast<float>(row); };

  std::size_t columns = 0;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    if (blank(rows[r])) continue;
    std::vector<char32_t> row(rows[r].begin() + static_cast<std::ptrdiff_t>(margin), rows[r].end());
    columns = std::max(columns, row.size());
    bool bold = false;
    std::size_t column = 0;  // stars take no room
    for (std::size_t i = 0; i < row.size(); ++i) {
      const char32_t c = row[i];
      if (c == U'*') {
        bold = !bold;
        continue;
      }
      const bool jump = c == U' ' && ((i > 0 && row[i - 1] == U' ') ||
                                      (i + 1 < row.size() && row[i + 1] == U' '));
      if (!is_across(c) && !is_down(c) && !jump)
        page.glyphs.push_back({.x0 = x_of(column),
                               .x1 = x_of(column + 1),
                               .baseline = y_of(r),
                               .size = pen.size,
                               .character = c,
                               .font = static_cast<std::uint16_t>(bold ? 1 : 0)});
      ++column;
    }
    std::erase(row, U'*');
    for (std::size_t i = 0; i < row.size();) {
      std::size_t end = i;
      while (end < row.size() && is_across(row[end])) ++end;
      if (end > i + 1) {
        const float y = y_of(r) - pen.pitch / 4;
        page.rulings.push_back({.x0 = x_of(i) + pen.width / 2,
                                .y0 = y,
                                .x1 = x_of(end) - pen.width / 2,
                                .y1 = y,
                                .width = 0.5f});
      }
      i = std::max(end, i + 1);
    }
    rows[r] = row;
  }
  for (std::size_t column = 0; column < columns; ++column)
    for (std::size_t r = 0; r < rows.size();) {
      std::size_t end = r;
      while (end < rows.size() && column < rows[end].size() && is_down(rows[end][column])) ++end;
      if (end > r + 1) {
        const float x = x_of(column) + pen.width / 2;
        page.rulings.push_back({.x0 = x,
                                .y0 = y_of(r) - pen.pitch / 4,
                                .x1 = x,
                                .y1 = y_of(end - 1) - pen.pitch / 4,
                                .width = 0.5f});
      }
      r = std::max(end, r + 1);
    }
  return page;
}

}  // namespace remit::test
