#include "remit/revision/marked_change.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "remit/revision/node_text.h"
#include "remit/revision/table_rows.h"
#include "remit/revision/word_diff.h"

namespace remit {
namespace {

using Numbers = std::unordered_map<std::string_view, WordId>;

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t'; }

/// Each word with the space before it; what follows the last is one of its own.
std::vector<Span> words_of(std::string_view text) {
  std::vector<Span> words;
  const auto size = static_cast<std::uint32_t>(text.size());
  for (std::uint32_t at = 0; at < size;) {
    const std::uint32_t begin = at;
    while (at < size && is_space(text[at])) ++at;
    while (at < size && !is_space(text[at])) ++at;
    words.push_back({begin, at});
  }
  return words;
}

std::vector<WordId> numbered(std::string_view text, const std::vector<Span>& words,
                             Numbers& numbers) {
  std::vector<WordId> out;
  out.reserve(words.size());
  for (const Span word : words)
    out.push_back(
        numbers.emplace(text.substr(word.begin, word.size()), static_cast<WordId>(numbers.size()))
            .first->second);
  return out;
}

Span bytes_of(Span run, const std::vector<Span>& words, std::size_t size) {
  const auto begin_of = [&](std::uint32_t word) {
    return word < words.size() ? words[word].begin : static_cast<std::uint32_t>(size);
  };
  return {begin_of(run.begin), begin_of(run.end)};
}

}  // namespace

std::vector<TextRun> printed_runs(std::string_view a, std::string_view b) {
  Numbers numbers;
  const std::vector<Span> of_a = words_of(a), of_b = words_of(b);
  const std::vector<WordId> x = numbered(a, of_a, numbers), y = numbered(b, of_b, numbers);
  std::vector<TextRun> runs;
  for (const WordRun& run : diff_words(x, y))
    runs.push_back(
        {.op = run.op, .a = bytes_of(run.a, of_a, a.size()), .b = bytes_of(run.b, of_b, b.size())});
  return runs;
}

std::vector<MarkedWords> marked_change(std::string_view a, std::string_view b) {
  std::vector<MarkedWords> out;
  for (const TextRun& run : printed_runs(a, b)) {
    const bool gone = run.op == WordOp::Delete;
    const Span bytes = gone ? run.a : run.b;
    out.push_back({.mark = gone                       ? TextMark::Gone
                           : run.op == WordOp::Insert ? TextMark::New
                                                      : TextMark::Kept,
                   .words = std::string((gone ? a : b).substr(bytes.begin, bytes.size()))});
  }
  return out;
}

std::vector<MarkedWords> marked_whole(TextMark mark, std::string_view words) {
  if (words.empty()) return {};
  return {{mark, std::string(words)}};
}

std::vector<std::vector<MarkedWords>> marked_row(TextMark mark,
                                                 const std::vector<std::string>& cells) {
  std::vector<std::vector<MarkedWords>> out;
  out.reserve(cells.size());
  for (const std::string& cell : cells) out.push_back(marked_whole(mark, cell));
  return out;
}

std::vector<std::vector<std::vector<MarkedWords>>> marked_rows(const Node& a, const Node& b) {
  const auto cells_of = [](const Node& node, std::size_t row) -> const std::vector<std::string>& {
    return row == 0 ? node.table->header : node.table->rows[row - 1];
  };
  std::vector<std::vector<std::vector<MarkedWords>>> out;
  for (const RowPair& pair : pair_rows(a, b, printed_runs(body_of(a), body_of(b)))) {
    if (!pair.a || !pair.b) {
      out.push_back(pair.a ? marked_row(TextMark::Gone, cells_of(a, *pair.a))
                           : marked_row(TextMark::New, cells_of(b, *pair.b)));
      continue;
    }
    const std::vector<std::string>&x = cells_of(a, *pair.a), &y = cells_of(b, *pair.b);
    auto& row = out.emplace_back();
    for (std::size_t c = 0; c < std::max(x.size(), y.size()); ++c)
      row.push_back(marked_change(c < x.size() ? std::string_view(x[c]) : "",
                                  c < y.size() ? std::string_view(y[c]) : ""));
  }
  return out;
}

}  // namespace remit
