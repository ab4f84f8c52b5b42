#include "remit/revision/trace_rows.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "remit/analysis/passages.h"
#include "remit/analysis/reference_links.h"
#include "remit/text/letters.h"

namespace remit {
namespace {

constexpr std::size_t kLongestReference = 400;  // bytes of a cell that is nothing but references

std::string on_one_line(std::string_view text) {
  std::string line(text);
  std::replace(line.begin(), line.end(), '\n', ' ');
  return std::string(trimmed(line));
}

bool is_legislation(const Chain& chain) {
  const Link::Is last = chain.links.back().is;
  return last == Link::Is::Act || last == Link::Is::ShortAct;
}

std::size_t count_words(std::string_view text) {
  const std::string line = folded(text);
  return line.empty() ? 0 : 1 + static_cast<std::size_t>(std::count(line.begin(), line.end(), ' '));
}

class Reader {
 public:
  Reader(const Record& report, const Grammar& grammar) : report_(report), grammar_(grammar) {
    for (const Reference& reference : report.analysis.references)
      by_field_[field_of(reference.place)].push_back(&reference);
  }

  std::vector<ReportRow> read() {
    const Tree& tree = report_.structure;
    for (NodeId id = 0; id < tree.nodes.size(); ++id) {
      const Node& node = tree.nodes[id];
      if (node.table)
        for (std::size_t r = 0; r < node.table->rows.size(); ++r)
          read_row(id, static_cast<int>(r) + 1, node.table->rows[r]);
      else
        read_node(id);
    }
    return std::move(rows_);
  }

 private:
  using Field = std::tuple<NodeId, int, int, int>;

  static Field field_of(const Place& place) {
    return {place.node, static_cast<int>(place.in), place.row, place.column};
  }

  /// The references of a field that point out of the report and to no Act.
  std::vector<const Reference*> outside(const Place& place) const {
    std::vector<const Reference*> out;
    const auto found = by_field_.find(field_of(place));
    if (found == by_field_.end()) return out;
    for (const Reference* reference : found->second)
      if (reference->status == ReferenceStatus::Outside &&
          reference->kind != ReferenceKind::Legislation)
        out.push_back(reference);
    return out;
  }

  void read_row(NodeId id, int row, const std::vector<std::string>& cells) {
    Place place{.node = id,
                .page = report_.structure.nodes[id].page,
                .in = Place::In::Cell,
                .row = row,
                .column = 0,
                .span = {}};
    for (std::size_t c = 0; c < cells.size(); ++c) {
      place.column = static_cast<int>(c);
      auto found = read_reference_cell(place, cells[c]);
      if (!found) continue;
      if (found->citations.empty()) return;  // an Act's: the row is about something else
      for (std::size_t other = 0; other < cells.size(); ++other)
        if (other != c && !cells[other].empty()) found->wordings.push_back(cells[other]);
      rows_.push_back(std::move(*found));
      return;
    }
    for (std::size_t c = 0; c < cells.size(); ++c) {
      place.column = static_cast<int>(c);
      if (add_citing(place, cells)) return;
    }
  }

  /// A cell that is nothing but references and what joins them; its citations are those of no Act.
  std::optional<ReportRow> read_reference_cell(const Place& place, const std::string& cell) const {
    if (cell.empty() || cell.size() > kLongestReference) return std::nullopt;
    const std::string line = on_one_line(cell);
    const std::vector<Chain> chains = read_chains(line, grammar_);
    if (chains.empty() || count_words(line.substr(0, chains.front().at.begin)) > 1)
      return std::nullopt;
    std::size_t others = count_words(line);
    ReportRow row{
        .place = place, .reference = line, .citations = {}, .wordings = {}, .whole_cell = true};
    for (const Chain& chain : chains) {
      const std::string text = line.substr(chain.at.begin, chain.at.size());
      others -= std::min(others, count_words(text));
      if (!is_legislation(chain)) row.citations.push_back(text);
    }
    if (others > chains.size()) return std::nullopt;
    const bool own = outside(place).empty() && !row.citations.empty();
    if (own) return std::nullopt;  // an appendix of the report
    // a long table's row may be pages further on than the table
    if (const auto found = by_field_.find(field_of(place)); found != by_field_.end())
      row.place.page = found->second.front()->place.page;
    return row;
  }

  /// A paragraph or row that speaks of a provision.
  bool add_citing(const Place& place, const std::vector<std::string>& wordings) {
    const std::vector<const Reference*> cited = outside(place);
    if (cited.empty()) return false;
    ReportRow row{
        .place = cited.front()->place, .reference = {}, .citations = {}, .wordings = wordings};
    for (const Reference* reference : cited) {
      row.citations.push_back(reference->text);
      row.reference += (row.reference.empty() ? "" : ", ") + on_one_line(reference->text);
    }
    rows_.push_back(std::move(row));
    return true;
  }

  void read_node(NodeId id) {
    const Node& node = report_.structure.nodes[id];
    const std::string heading = node.heading.value_or("");
    if (node.heading)
      add_citing({.node = id, .in = Place::In::Heading},
                 {heading + (node.text.empty() ? "" : "\n") + node.text});
    add_citing({.node = id}, {heading + (heading.empty() ? "" : "\n") + node.text});
  }

  const Record& report_;
  const Grammar& grammar_;
  std::map<Field, std::vector<const Reference*>> by_field_;
  std::vector<ReportRow> rows_;
};

}  // namespace

std::vector<ReportRow> report_rows(const Record& report, const Grammar& grammar) {
  return Reader(report, grammar).read();
}

}  // namespace remit
