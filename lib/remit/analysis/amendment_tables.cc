#include "remit/analysis/amendment_tables.h"

#include <optional>

#include "remit/analysis/amendment_places.h"
#include "remit/analysis/printed_numbers.h"
#include "remit/text/letters.h"
#include "remit/text/utf8.h"

namespace remit {
namespace {

struct Columns {
  std::optional<std::size_t> current, proposed, place;
  const Rule* rule = nullptr;
};

Columns columns_of(const std::vector<std::string>& header, const Grammar& grammar) {
  Columns columns;
  for (std::size_t c = 0; c < header.size(); ++c) {
    const auto found = grammar.match(RuleKind::AmendmentColumn, trimmed(header[c]));
    if (found.empty()) continue;
    const Rule& rule = *found.front().rule;
    if (rule.type == "current" && !columns.current) columns.current = c;
    if (rule.type == "place" && !columns.place) columns.place = c;
    if (rule.type == "proposed" && !columns.proposed) {
      columns.proposed = c;
      columns.rule = &rule;
    }
  }
  return columns;
}

/// A wording and the number before it.
struct Wording {
  std::string num;
  std::string text;
};

Wording read_wording(std::string_view cell, const Grammar& grammar) {
  cell = trimmed(cell);
  const auto deleted = grammar.match(RuleKind::AmendmentColumn, cell);
  if (!deleted.empty() && deleted.front().rule->type == "deleted") return {};
  Wording wording{.num = {}, .text = std::string(cell)};
  const auto found = grammar.match(RuleKind::Marker, cell);
  if (found.empty()) return wording;
  const RuleMatch& match = found.front();
  wording.num = std::string(match.num.empty() ? match.label : match.num);
  wording.text = std::string(trimmed(cell.substr(match.whole.size())));
  return wording;
}

class Reader {
 public:
  Reader(const Tree& tree, NodeId table, const Grammar& grammar)
      : tree_(tree), table_(table), grammar_(grammar) {}

  std::vector<Amendment> read() {
    const TableText& table = *tree_.nodes[table_].table;
    std::size_t first = 0;
    columns_ = columns_of(table.header, grammar_);
    if (!complete() && !table.rows.empty()) {  // a header that is not told from the rows
      columns_ = columns_of(table.rows.front(), grammar_);
      first = 1;
    }
    if (!complete()) return {};
    for (std::size_t r = first; r < table.rows.size(); ++r)
      read_row(table.rows[r], static_cast<int>(r) + 1);
    return std::move(amendments_);
  }

 private:
  [[nodiscard]] bool complete() const { return columns_.current && columns_.proposed; }

  void read_row(const std::vector<std::string>& row, int number) {
    const auto cell = [&](std::optional<std::size_t> column) {
      return column && *column < row.size() ? std::string_view(row[*column]) : std::string_view();
    };
    Wording current = read_wording(cell(columns_.current), grammar_);
    Wording proposed = read_wording(cell(columns_.proposed), grammar_);
    if (current.text == proposed.text && current.num == proposed.num) return;
    std::vector<std::string> named = places_named(cell(columns_.place), grammar_);
    Amendment amendment;
    amendment.rule = columns_.rule->id;
    if (!named.empty())
      amendment.target = named.front();
    else if (const std::string& num = current.num.empty() ? proposed.num : current.num;
             !num.empty())
      amendment.target = num;
    amendment.text = std::move(proposed.text);
    if (current.text.empty()) {
      amendment.action = AmendmentAction::Insert;
    } else if (amendment.text.empty()) {
      amendment.action = AmendmentAction::Delete;
      amendment.old = std::move(current.text);
    } else {
      amendment.action = AmendmentAction::Replace;
      amendment.old = std::move(current.text);
    }
    const std::size_t column = amendment.text.empty() ? *columns_.current : *columns_.proposed;
    amendment.place = {.node = table_,
                       .page = tree_.nodes[table_].page,
                       .in = Place::In::Cell,
                       .row = number,
                       .column = static_cast<int>(column),
                       .span = {0, static_cast<std::uint32_t>(count_utf8(cell(column)))}};
    amendments_.push_back(std::move(amendment));
  }

  const Tree& tree_;
  NodeId table_;
  const Grammar& grammar_;
  Columns columns_;
  std::vector<Amendment> amendments_;
};

}  // namespace

std::vector<Amendment> read_change_table(const Tree& tree, NodeId table, const Grammar& grammar) {
  if (!tree.nodes[table].table) return {};
  return Reader(tree, table, grammar).read();
}

}  // namespace remit
