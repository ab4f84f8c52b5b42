#include "remit/revision/table_rows.h"

#include <algorithm>
#include <map>

#include "remit/revision/rising_chain.h"

namespace remit {
namespace {

constexpr std::uint32_t kShare = 3;  // a third of a row's words make another one its version

/// Where each row stands in the body.
std::vector<Span> rows_in_body(const Node& node) {
  std::uint32_t at = node.text.empty() ? 0 : static_cast<std::uint32_t>(node.text.size()) + 1;
  std::vector<Span> rows;
  const auto add = [&](const std::vector<std::string>& cells) {
    const std::uint32_t begin = at;
    for (const std::string& cell : cells) at += static_cast<std::uint32_t>(cell.size()) + 1;
    if (cells.empty()) ++at;
    rows.push_back({begin, at - 1});
  };
  if (!node.table) return rows;
  add(node.table->header);
  for (const auto& row : node.table->rows) add(row);
  return rows;
}

Span common(Span x, Span y) {
  const Span both{std::max(x.begin, y.begin), std::min(x.end, y.end)};
  return both.begin < both.end ? both : Span{};
}

/// The first row that ends behind `at`.
std::size_t row_at(const std::vector<Span>& rows, std::uint32_t at) {
  return static_cast<std::size_t>(
      std::upper_bound(rows.begin(), rows.end(), at,
                       [](std::uint32_t byte, Span row) { return byte < row.end; }) -
      rows.begin());
}

/// How many bytes of each row of a are kept in each row of b.
std::map<std::pair<std::size_t, std::size_t>, std::uint32_t> kept_bytes(
    const std::vector<Span>& of_a, const std::vector<Span>& of_b,
    const std::vector<TextRun>& words) {
  std::map<std::pair<std::size_t, std::size_t>, std::uint32_t> kept;
  for (const TextRun& run : words) {
    if (run.op != WordOp::Keep) continue;
    std::size_t i = row_at(of_a, run.a.begin), j = row_at(of_b, run.b.begin);
    for (; i < of_a.size() && j < of_b.size(); ++i, ++j) {
      const std::uint32_t bytes = common(of_a[i], run.a).size();
      if (bytes == 0 || common(of_b[j], run.b).size() == 0) break;
      kept[{i, j}] += bytes;
    }
  }
  return kept;
}

/// Whether a row has words that are not kept.
bool is_touched(Span row, const std::vector<TextRun>& words, WordOp op) {
  return std::any_of(words.begin(), words.end(), [&](const TextRun& run) {
    return run.op == op && common(row, op == WordOp::Delete ? run.a : run.b).size() > 0;
  });
}

}  // namespace

std::vector<RowPair> pair_rows(const Node& a, const Node& b, const std::vector<TextRun>& words) {
  const std::vector<Span> of_a = rows_in_body(a), of_b = rows_in_body(b);
  const auto kept = kept_bytes(of_a, of_b, words);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> best;  // of each row of a, in its order
  std::vector<std::uint32_t> most;
  if (!of_a.empty() && !of_b.empty() && of_a[0].empty() && of_b[0].empty()) {
    best.emplace_back(0, 0);  // neither has a header
    most.push_back(UINT32_MAX);
  }
  for (const auto& [rows, bytes] : kept) {
    const auto& [i, j] = rows;
    if (bytes * kShare < std::min(of_a[i].size(), of_b[j].size())) continue;
    if (best.empty() || best.back().first != i) {
      best.emplace_back(i, j);
      most.push_back(bytes);
    } else if (bytes > most.back()) {
      best.back().second = static_cast<std::uint32_t>(j);
      most.back() = bytes;
    }
  }
  const std::vector<bool> keeps = in_order(best);
  std::vector<RowPair> pairs;
  std::size_t i = 0, j = 0;
  const auto catch_up = [&](std::size_t end_a, std::size_t end_b) {
    for (; i < end_a; ++i) pairs.push_back({.a = i, .b = std::nullopt});
    for (; j < end_b; ++j) pairs.push_back({.a = std::nullopt, .b = j});
  };
  for (std::size_t k = 0; k < best.size(); ++k) {
    if (!keeps[k]) continue;
    catch_up(best[k].first, best[k].second);
    pairs.push_back({.a = i,
                     .b = j,
                     .same = !is_touched(of_a[i], words, WordOp::Delete) &&
                             !is_touched(of_b[j], words, WordOp::Insert)});
    ++i;
    ++j;
  }
  catch_up(of_a.size(), of_b.size());
  return pairs;
}

std::vector<std::vector<Span>> cells_in_body(const Node& node) {
  std::vector<std::vector<Span>> cells;
  if (!node.table) return cells;
  const std::vector<Span> rows = rows_in_body(node);
  for (std::size_t r = 0; r < rows.size(); ++r) {
    std::uint32_t at = rows[r].begin;
    auto& of_row = cells.emplace_back();
    for (const std::string& cell : r == 0 ? node.table->header : node.table->rows[r - 1]) {
      const auto end = at + static_cast<std::uint32_t>(cell.size());
      of_row.push_back({at, end});
      at = end + 1;
    }
  }
  return cells;
}

}  // namespace remit
