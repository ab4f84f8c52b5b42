#include "remit/analysis/post_tables.h"

#include <algorithm>
#include <map>

#include "remit/text/letters.h"
#include "remit/text/utf8.h"

namespace remit {
namespace {

using Row = std::vector<std::string>;

std::vector<std::string_view> paragraphs_of(std::string_view cell) {
  std::vector<std::string_view> out;
  while (!cell.empty()) {
    const std::size_t end = std::min(cell.find('\n'), cell.size());
    if (const std::string_view text = trimmed(cell.substr(0, end)); !text.empty())
      out.push_back(text);
    cell.remove_prefix(std::min(end + 1, cell.size()));
  }
  return out;
}

/// One table of posts being read.
class TableReader {
 public:
  TableReader(NodeId node, const Node& table, const PostNames& names, std::vector<PostFinding>& out)
      : node_(node), source_(table), table_(*table.table), names_(names), out_(out) {}

  void read() {
    const bool headless = std::all_of(table_.header.begin(), table_.header.end(),
                                      [](const std::string& cell) { return cell.empty(); });
    if (headless && table_.rows.empty()) return;
    read_header(headless ? table_.rows.front() : table_.header);
    for (std::size_t r = headless ? 1 : 0; r < table_.rows.size(); ++r) {
      if (is_header(table_.rows[r])) {  // printed again, or another table's
        read_header(table_.rows[r]);
        continue;
      }
      if (has("post") && (has("functions") || has("designation")))
        read_posts(r);
      else if (has("proper_officer") && table_.rows[r].size() > 1)
        read_holders(r, "proper_officer");
      else if (has("holder") && (has("functions") || has("designation")))
        read_holders(r, "holder");
    }
  }

 private:
  [[nodiscard]] const Rule* column_rule(std::string_view cell) const {
    const auto matches = names_.grammar().match(RuleKind::PostColumn, trimmed(cell));
    return matches.empty() ? nullptr : matches.front().rule;
  }

  void read_header(const Row& head) {
    columns_.clear();
    rule_.clear();
    for (std::size_t c = 0; c < head.size(); ++c)
      if (const Rule* rule = column_rule(head[c])) {
        columns_.emplace(rule->type, c);
        if (rule_.empty() || rule->type == "post") rule_ = rule->id;
      }
  }

  /// Whether every cell heads a column.
  [[nodiscard]] bool is_header(const Row& row) const {
    return row.size() > 1 && std::all_of(row.begin(), row.end(), [&](const std::string& cell) {
             return column_rule(cell) != nullptr;
           });
  }

  [[nodiscard]] bool has(std::string_view column) const { return columns_.contains(column); }

  [[nodiscard]] std::string_view cell(std::size_t row, std::string_view column) const {
    const auto at = columns_.find(column);
    if (at == columns_.end() || at->second >= table_.rows[row].size()) return {};
    return trimmed(table_.rows[row][at->second]);
  }

  /// A row that has one text and no more.
  [[nodiscard]] bool is_group_row(std::size_t row) const {
    const Row& cells = table_.rows[row];
    const auto filled = std::count_if(cells.begin(), cells.end(),
                                      [](const std::string& text) { return !text.empty(); });
    return cells.size() > 1 && filled == 1 && !cells.front().empty();
  }

  [[nodiscard]] Place place(std::size_t row, std::string_view column) const {
    const std::size_t c = columns_.find(column)->second;
    return {.node = node_,
            .page = page_at(source_, Place::In::Cell, static_cast<int>(row) + 1,
                            static_cast<int>(c), 0),
            .in = Place::In::Cell,
            .row = static_cast<int>(row) + 1,
            .column = static_cast<int>(c),
            .span = {0, static_cast<std::uint32_t>(count_utf8(table_.rows[row][c]))}};
  }

  /// A paragraph without the sign of its list item.
  [[nodiscard]] std::string_view item_of(std::string_view paragraph) const {
    for (const RuleMatch& match : names_.grammar().match(RuleKind::Bullet, paragraph))
      return trimmed(
          paragraph.substr(match.label.empty() ? match.whole.size() : match.label.size()));
    return paragraph;
  }

  /// Whether each of several paragraphs is a title for itself.
  [[nodiscard]] bool are_posts(const std::vector<std::string_view>& paragraphs) const {
    return paragraphs.size() > 1 &&
           std::all_of(paragraphs.begin(), paragraphs.end(), [&](std::string_view paragraph) {
             return !paragraph.starts_with("(") && names_.is_post(names_.read(paragraph).title);
           });
  }

  /// "- Head of Tolls - Head of Moorings", run together, is two items.
  void add_items(std::string_view paragraph, std::vector<std::string_view>& out) const {
    const std::string_view item = item_of(paragraph);
    std::vector<std::string_view> items;
    if (item.size() < paragraph.size()) {
      const std::string sign =
          " " + std::string(trimmed(paragraph.substr(0, paragraph.size() - item.size()))) + " ";
      std::size_t from = 0;
      for (std::size_t at; (at = paragraph.find(sign, from)) != std::string_view::npos;
           from = at + 1)
        items.push_back(paragraph.substr(from, at - from));
      items.push_back(paragraph.substr(from));
    }
    const bool are_titles = std::all_of(items.begin(), items.end(), [&](std::string_view each) {
      return names_.is_post(names_.read(item_of(each)).title);
    });
    if (items.size() > 1 && are_titles)
      out.insert(out.end(), items.begin(), items.end());
    else
      out.push_back(paragraph);
  }

  void read_posts(std::size_t row) {
    if (is_group_row(row)) {
      group_ = table_.rows[row].front();
      return;
    }
    if (has("group") && !cell(row, "group").empty()) group_ = cell(row, "group");
    std::vector<std::string_view> paragraphs;
    for (const std::string_view paragraph : paragraphs_of(cell(row, "post")))
      add_items(paragraph, paragraphs);
    std::vector<std::string_view> functions;
    for (const std::string_view paragraph : paragraphs_of(cell(row, "functions")))
      functions.push_back(item_of(paragraph));
    const bool is_list = std::any_of(paragraphs.begin(), paragraphs.end(), [&](auto paragraph) {
      return item_of(paragraph).size() < paragraph.size();
    });
    if (is_list || are_posts(paragraphs))
      read_sub_rows(row, paragraphs, functions);
    else
      read_post(row, cell(row, "post"), functions);
  }

  /// Posts in a list, whose functions stand in the next cell at their height.
  void read_sub_rows(std::size_t row, const std::vector<std::string_view>& paragraphs,
                     const std::vector<std::string_view>& functions) {
    const bool bare = are_posts(paragraphs);  // no signs before them
    const auto is_item = [&](std::string_view paragraph) {
      return bare || item_of(paragraph).size() < paragraph.size();
    };
    auto left =
        static_cast<std::size_t>(std::count_if(paragraphs.begin(), paragraphs.end(), is_item));
    const bool aligned = functions.size() >= left;  // those before are said of all
    for (const std::string_view paragraph : paragraphs) {
      if (!is_item(paragraph)) {
        group_ = paragraph;
        continue;
      }
      read_post(row, item_of(paragraph),
                aligned ? std::vector{functions[functions.size() - left]}
                        : std::vector<std::string_view>{});
      --left;
    }
  }

  void read_post(std::size_t row, std::string_view text,
                 const std::vector<std::string_view>& functions) {
    std::string line(text);
    std::replace(line.begin(), line.end(), '\n', ' ');
    if (names_.is_class(line)) {
      group_ = line;
      return;
    }
    const PostTitle title = names_.read(line);
    if (title.title.empty()) return;
    PostFinding finding{.title = title.title,
                        .roles = title.roles,
                        .group = group_,
                        .place = place(row, "post"),
                        .rule = rule_};
    const auto give = [&](const std::vector<std::string>& roles) {
      for (const std::string& role : roles)
        if (std::find(finding.roles.begin(), finding.roles.end(), role) == finding.roles.end())
          finding.roles.push_back(role);
    };
    for (const std::string_view designation : paragraphs_of(cell(row, "designation")))
      if (!names_.grammar().matches(RuleKind::Sentence, designation))
        give(names_.roles_in(designation));
    for (const std::string_view function : functions) {
      give(names_.own_roles(function));
      finding.functions.emplace_back(function);
    }
    out_.push_back(std::move(finding));
  }

  /// "Clerk or the Treasurer", a title a line, or one title over two lines.
  [[nodiscard]] std::vector<PostTitle> titles_in(std::string_view text) const {
    std::vector<PostTitle> titles;
    const auto add = [&](std::string_view part) {
      PostTitle title = names_.read(part);
      const bool is_post = names_.is_post(title.title);
      if (is_post) titles.push_back(std::move(title));
      return is_post;
    };
    const std::vector<std::string_view> lines = paragraphs_of(text);
    if (are_posts(lines)) {
      for (const std::string_view each : lines) add(each);
      return titles;
    }
    std::string line(text);
    std::replace(line.begin(), line.end(), '\n', ' ');
    if (!add(line))
      for (const std::string_view part : names_.parts(line)) add(part);
    return titles;
  }

  /// A row that says who does something: as the Proper Officer, or by delegation.
  void read_holders(std::size_t row, std::string_view column) {
    for (PostTitle& title : titles_in(cell(row, column))) {
      PostFinding finding{.title = std::move(title.title),
                          .roles = std::move(title.roles),
                          .place = place(row, column),
                          .rule = rule_};
      for (std::string& role : names_.roles_in(cell(row, "designation")))
        finding.roles.push_back(std::move(role));
      if (column == "proper_officer") {
        finding.roles.emplace_back("proper_officer");
        for (const std::string_view paragraph : paragraphs_of(function_of(row)))
          finding.functions.emplace_back(item_of(paragraph));
      }
      out_.push_back(std::move(finding));
    }
  }

  /// What the holder does: the column of functions, or the first that is no other.
  [[nodiscard]] std::string_view function_of(std::size_t row) const {
    if (has("functions")) return cell(row, "functions");
    for (std::size_t c = 0; c < table_.rows[row].size(); ++c)
      if (std::none_of(columns_.begin(), columns_.end(),
                       [&](const auto& column) { return column.second == c; }))
        return table_.rows[row][c];
    return {};
  }

  NodeId node_;
  const Node& source_;
  const TableText& table_;
  const PostNames& names_;
  std::vector<PostFinding>& out_;
  std::map<std::string, std::size_t, std::less<>> columns_;
  std::string rule_;
  std::optional<std::string> group_;
};

}  // namespace

std::vector<PostFinding> read_post_tables(const Tree& tree, const PostNames& names) {
  std::vector<PostFinding> out;
  for (NodeId id = 0; id < tree.nodes.size(); ++id)
    if (tree.nodes[id].table) TableReader(id, tree.nodes[id], names, out).read();
  return out;
}

}  // namespace remit
