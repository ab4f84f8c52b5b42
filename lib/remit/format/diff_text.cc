#include "remit/format/diff_text.h"

#include <algorithm>
#include <array>
#include <vector>

#include "remit/revision/node_text.h"
#include "remit/revision/table_rows.h"
#include "remit/text/utf8.h"

namespace remit {
namespace {

constexpr std::size_t kLeastWidth = 40;
constexpr std::size_t kIndent = 6;
constexpr std::size_t kContext = 12;     // words of an unchanged run that are shown on either side
constexpr std::size_t kMostWords = 120;  // of a text that is in one document only

enum class Ink { Plain, Gone, Come, Faint, Bold };

/// A word in its ink; marks belong to it.
struct InkedWord {
  std::string text;
  Ink ink = Ink::Plain;
};

std::vector<std::string> words_in(std::string_view text) {
  std::vector<std::string> words;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n", at);
    if (begin == std::string_view::npos) break;
    const std::size_t end = std::min(text.size(), text.find_first_of(" \t\r\n", begin));
    words.emplace_back(text.substr(begin, end - begin));
    at = end;
  }
  return words;
}

class TextWriter {
 public:
  TextWriter(const DiffView& view, const DiffTextStyle& style)
      : view_(view),
        style_(style),
        width_(std::max<std::size_t>(kLeastWidth,
                                     static_cast<std::size_t>(std::max(style.width, 0)))) {}

  std::string write(const DiffParts& parts) {
    write_summary(parts);
    if (parts.nodes) write_nodes();
    if (parts.posts) write_posts();
    if (parts.duties) write_duties();
    return std::move(out_);
  }

 private:
  // ---- words in ink

  void add(std::vector<InkedWord>& line, std::string_view text, Ink ink) const {
    std::vector<std::string> words = words_in(text);
    if (words.empty()) return;
    if (!style_.color && ink == Ink::Gone) {
      words.front().insert(0, "[-");
      words.back() += "-]";
    }
    if (!style_.color && ink == Ink::Come) {
      words.front().insert(0, "{+");
      words.back() += "+}";
    }
    for (std::string& word : words) line.push_back({std::move(word), ink});
  }

  [[nodiscard]] std::string_view code(Ink ink) const {
    constexpr std::array<std::string_view, 5> kCodes = {"", "\x1b[31m", "\x1b[32m", "\x1b[2m",
                                                        "\x1b[1m"};
    return style_.color ? kCodes[static_cast<std::size_t>(ink)] : "";
  }

  /// Lines of at most `width` columns; a word that is longer has one of its own.
  [[nodiscard]] std::vector<std::vector<InkedWord>> wrapped(const std::vector<InkedWord>& words,
                                                            std::size_t width) const {
    std::vector<std::vector<InkedWord>> lines(1);
    std::size_t used = 0;
    for (const InkedWord& word : words) {
      const std::size_t size = count_utf8(word.text);
      if (used > 0 && used + 1 + size > width) {
        lines.emplace_back();
        used = 0;
      }
      used += size + (used > 0 ? 1 : 0);
      lines.back().push_back(word);
    }
    return lines;
  }

  /// A line of words; returns the columns that it takes.
  std::size_t put(const std::vector<InkedWord>& line) {
    std::size_t used = 0;
    Ink ink = Ink::Plain;
    for (const InkedWord& word : line) {
      const bool change = word.ink != ink;
      if (change && !code(ink).empty()) out_ += "\x1b[0m";
      if (used > 0) {
        out_ += ' ';
        ++used;
      }
      if (change) out_ += code(word.ink);
      ink = word.ink;
      out_ += word.text;
      used += count_utf8(word.text);
    }
    if (!code(ink).empty()) out_ += "\x1b[0m";
    return used;
  }

  void put_block(const std::vector<InkedWord>& words, std::size_t indent = kIndent) {
    for (const auto& line : wrapped(words, width_ - std::min(indent, width_ / 2))) {
      out_.append(indent, ' ');
      put(line);
      out_ += '\n';
    }
  }

  void put_columns(const std::vector<InkedWord>& left, const std::vector<InkedWord>& right) {
    const std::size_t column = (width_ - kIndent - 3) / 2;
    const auto of_a = wrapped(left, column), of_b = wrapped(right, column);
    for (std::size_t i = 0; i < std::max(of_a.size(), of_b.size()); ++i) {
      out_.append(kIndent, ' ');
      const std::size_t used = i < of_a.size() ? put(of_a[i]) : 0;
      out_.append(column > used ? column - used : 0, ' ');
      out_ += " | ";
      if (i < of_b.size()) put(of_b[i]);
      while (out_.ends_with(' ')) out_.pop_back();
      out_ += '\n';
    }
  }

  void put_title(std::string_view text) {
    out_ += '\n';
    std::vector<InkedWord> line;
    add(line, text, Ink::Bold);
    put(line);
    out_ += '\n';
  }

  // ---- the summary

  void write_side(char letter, const Record& record) {
    out_ += letter;
    out_ += "  " + record.source.file;
    for (const std::string* known : {&record.document.council, &record.document.title})
      if (!known->empty()) out_ += "  ·  " + *known;
    out_ += '\n';
  }

  void write_counts(std::string_view what, const DiffCounts& counts) {
    const auto count = [&](std::size_t number, std::size_t width) {
      const std::string digits = std::to_string(number);
      out_.append(width > digits.size() ? width - digits.size() : 0, ' ');
      out_ += digits;
    };
    out_ += what;
    out_.append(10 - what.size(), ' ');
    count(counts.same, 6);
    count(counts.reworded, 10);
    count(counts.force_changed, 11);
    count(counts.only_a, 10);
    count(counts.only_b, 10);
    count(counts.moved, 7);
    out_ += '\n';
  }

  void write_summary(const DiffParts& parts) {
    write_side('A', view_.a);
    write_side('B', view_.b);
    out_ += "\n            same  reworded  new force  only in A only in B  moved\n";
    if (parts.nodes) write_counts("provisions", count_nodes(view_.diff));
    if (parts.posts) write_counts("posts", count_posts(view_.diff));
    if (parts.duties) write_counts("duties", count_duties(view_.diff));
  }

  // ---- nodes

  static std::string name_of_node(const Node& node) {
    std::string name = node.label.value_or("");
    if (node.heading) name += (name.empty() ? "" : " ") + *node.heading;
    return name.empty() ? std::string(remit::name_of(node.type)) : name;
  }

  /// "11.03 (g) Keeper of the Register": the numbers from the division down.
  static std::string place(const Tree& tree, NodeId id, bool heading) {
    constexpr int kMostLabels = 6;
    const Node* node = &tree.nodes[id];
    std::string numbers = node->label.value_or("");
    for (int i = 0; i < kMostLabels && node->parent != kNoNode && !is_division(node->type); ++i) {
      node = &tree.nodes[node->parent];
      if (is_division(node->type)) break;
      // "9.1.f" says already that it is in 9.1
      if (!node->label || numbers.starts_with(node->num.value_or("-") + '.')) continue;
      numbers = *node->label + (numbers.empty() ? "" : " ") + numbers;
    }
    const Node& self = tree.nodes[id];
    if (!self.label && !self.heading)
      numbers += (numbers.empty() ? "" : " ") + std::string(remit::name_of(self.type));
    if (heading && self.heading) numbers += (numbers.empty() ? "" : " ") + *self.heading;
    return numbers.empty() ? name_of_node(self) : numbers;
  }

  static NodeId division_of(const Tree& tree, NodeId node) {
    while (node != kNoNode && !is_division(tree.nodes[node].type)) node = tree.nodes[node].parent;
    return node;
  }

  void enter_division(const NodeChange& change) {
    const NodeId a = change.a == kNoNode ? kNoNode : division_of(view_.a.structure, change.a);
    const NodeId b = change.b == kNoNode ? kNoNode : division_of(view_.b.structure, change.b);
    if ((change.a == kNoNode || a == division_a_) && (change.b == kNoNode || b == division_b_) &&
        entered_)
      return;
    write_unchanged();
    entered_ = true;
    if (change.a != kNoNode) division_a_ = a;
    if (change.b != kNoNode) division_b_ = b;
    const std::string of_a = a == kNoNode ? "" : name_of_node(view_.a.structure.nodes[a]);
    const std::string of_b = b == kNoNode ? "" : name_of_node(view_.b.structure.nodes[b]);
    if (of_a.empty() && of_b.empty())
      put_title("(outside any division)");
    else
      put_title(of_a.empty() ? of_b : of_b.empty() || of_a == of_b ? of_a : of_a + " → " + of_b);
  }

  void write_unchanged() {
    if (unchanged_ == 0) return;
    std::vector<InkedWord> line;
    add(line, "… " + std::to_string(unchanged_) + " unchanged", Ink::Faint);
    out_ += "    ";
    put(line);
    out_ += '\n';
    unchanged_ = 0;
  }

  void write_nodes() {
    for (const NodeChange& change : view_.diff.nodes) {
      enter_division(change);
      if (change.kind == ChangeKind::Same && !change.moved) {
        ++unchanged_;
        continue;
      }
      write_unchanged();
      write_change(change);
    }
    write_unchanged();
  }

  void write_change(const NodeChange& change) {
    const bool only_a = change.kind == ChangeKind::OnlyA, only_b = change.kind == ChangeKind::OnlyB;
    std::vector<InkedWord> line;
    const Ink ink = only_a ? Ink::Gone : only_b ? Ink::Come : Ink::Bold;
    std::string title = change.a != kNoNode ? place(view_.a.structure, change.a, true) : "";
    if (change.b != kNoNode) {
      const std::string other = place(view_.b.structure, change.b, !change.heading.empty());
      if (only_b) title = place(view_.b.structure, change.b, true);
      if (!only_b && other != title) title += " → " + other;
    }
    for (std::string& word : words_in(title)) line.push_back({std::move(word), ink});
    std::string note = change.moved ? "moved" : "";
    if (change.part) note += note.empty() ? "part of it" : ", part of it";
    if (!note.empty()) line.push_back({"(" + note + ")", Ink::Faint});
    out_ += only_a ? "- " : only_b ? "+ " : change.kind == ChangeKind::Same ? "> " : "~ ";
    put(line);
    out_ += '\n';
    if (only_a || only_b)
      write_only(change, only_a ? Ink::Gone : Ink::Come);
    else if (change.kind == ChangeKind::Reworded)
      write_reworded(change);
  }

  void write_only(const NodeChange& change, Ink ink) {
    const Node& node =
        ink == Ink::Gone ? view_.a.structure.nodes[change.a] : view_.b.structure.nodes[change.b];
    std::vector<InkedWord> words;
    for (std::string& word : words_in(node.text)) words.push_back({std::move(word), ink});
    if (words.size() > kMostWords) {
      const std::size_t more = words.size() - kMostWords;
      words.resize(kMostWords);
      add(words, "… (" + std::to_string(more) + " more words)", Ink::Faint);
    }
    put_one_side(words, ink);
    if (node.table) write_rows(node, ink == Ink::Gone ? "-" : "+", ink);
  }

  /// Words that are in one document only, in its column.
  void put_one_side(const std::vector<InkedWord>& words, Ink ink) {
    if (words.empty()) return;
    if (!style_.side_by_side)
      put_block(words);
    else if (ink == Ink::Gone)
      put_columns(words, {});
    else
      put_columns({}, words);
  }

  /// An unchanged run, its middle left out where it is long.
  void add_kept(std::vector<InkedWord>& line, std::string_view text, bool first, bool last) const {
    const std::vector<std::string> words = words_in(text);
    const std::size_t before = first ? 0 : kContext, after = last ? 0 : kContext;
    const bool cut = words.size() > before + after + kContext;
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (cut && i == before) {
        line.push_back(
            {"… " + std::to_string(words.size() - before - after) + " words …", Ink::Faint});
        i = words.size() - after;
        if (i == words.size()) break;
      }
      line.push_back({words[i], Ink::Plain});
    }
  }

  void add_runs(const std::vector<TextRun>& runs, std::string_view a, std::string_view b, bool of_a,
                bool of_b, std::vector<InkedWord>& line) const {
    for (std::size_t i = 0; i < runs.size(); ++i) {
      const TextRun& run = runs[i];
      if (run.op == WordOp::Keep) {
        const std::string_view text =
            of_b ? b.substr(run.b.begin, run.b.size()) : a.substr(run.a.begin, run.a.size());
        add_kept(line, text, i == 0, i + 1 == runs.size());
      } else if (run.op == WordOp::Delete && of_a) {
        add(line, a.substr(run.a.begin, run.a.size()), Ink::Gone);
      } else if (run.op == WordOp::Insert && of_b) {
        add(line, b.substr(run.b.begin, run.b.size()), Ink::Come);
      }
    }
  }

  void write_reworded(const NodeChange& change) {
    const Node &a = view_.a.structure.nodes[change.a], &b = view_.b.structure.nodes[change.b];
    write_runs(change.heading, a.heading.value_or(""), b.heading.value_or(""));
    if (a.table && b.table)
      write_table(change, a, b);
    else if (is_changed(change.words))
      write_runs(change.words, body_of(a), body_of(b));
  }

  static bool is_changed(const std::vector<TextRun>& runs) {
    return std::any_of(runs.begin(), runs.end(),
                       [](const TextRun& run) { return run.op != WordOp::Keep; });
  }

  void write_runs(const std::vector<TextRun>& runs, std::string_view a, std::string_view b) {
    if (runs.empty()) return;
    std::vector<InkedWord> left, right;
    add_runs(runs, a, b, true, !style_.side_by_side, left);
    if (!style_.side_by_side) return put_block(left);
    add_runs(runs, a, b, false, true, right);
    put_columns(left, right);
  }

  // ---- tables, row by row

  static Span common(Span x, Span y) {
    const Span both{std::max(x.begin, y.begin), std::min(x.end, y.end)};
    return both.begin < both.end ? both : Span{};
  }

  /// What of the runs lies in a part of each text.
  static std::vector<TextRun> clipped(const std::vector<TextRun>& runs, Span a, Span b) {
    std::vector<TextRun> out;
    for (const TextRun& run : runs) {
      const TextRun part{.op = run.op, .a = common(run.a, a), .b = common(run.b, b)};
      if (part.a.size() + part.b.size() > 0) out.push_back(part);
    }
    return out;
  }

  static Span whole(std::string_view text) { return {0, static_cast<std::uint32_t>(text.size())}; }

  /// A row: a sign, and its cells with a bar between two. `add_cell` adds the words of one.
  template <typename AddCell>
  std::vector<InkedWord> row_of(std::string_view sign, std::size_t cells, AddCell add_cell) const {
    std::vector<InkedWord> line = {{std::string(sign), Ink::Plain}};
    for (std::size_t c = 0; c < cells; ++c) {
      if (c > 0) line.push_back({"|", Ink::Faint});
      add_cell(c, line);
    }
    return line;
  }

  static const std::vector<std::string>& cells_of(const Node& node, std::size_t row) {
    return row == 0 ? node.table->header : node.table->rows[row - 1];
  }

  /// A row that is in one document only.
  void put_row(std::string_view sign, const std::vector<std::string>& cells, Ink ink) {
    if (cells.empty()) return;
    const auto line = row_of(sign, cells.size(), [&](std::size_t c, std::vector<InkedWord>& out) {
      for (std::string& word : words_in(cells[c])) out.push_back({std::move(word), ink});
    });
    put_one_side(line, ink);
  }

  void put_unchanged_rows(std::size_t& rows) {
    if (rows == 0) return;
    put_block({{"… " + std::to_string(rows) + (rows == 1 ? " row" : " rows") + " unchanged",
                Ink::Faint}});
    rows = 0;
  }

  void write_table(const NodeChange& change, const Node& a, const Node& b) {
    const std::string of_a = body_of(a), of_b = body_of(b);
    const auto lead = clipped(change.words, whole(a.text), whole(b.text));
    if (is_changed(lead)) write_runs(lead, of_a, of_b);
    const auto cells_a = cells_in_body(a), cells_b = cells_in_body(b);
    std::size_t unchanged = 0;
    for (const RowPair& pair : pair_rows(a, b, change.words)) {
      if (pair.same) {
        if (!cells_of(a, *pair.a).empty()) ++unchanged;
        continue;
      }
      put_unchanged_rows(unchanged);
      if (!pair.b) {
        put_row("-", cells_of(a, *pair.a), Ink::Gone);
      } else if (!pair.a) {
        put_row("+", cells_of(b, *pair.b), Ink::Come);
      } else {
        const std::vector<Span>&x = cells_a[*pair.a], &y = cells_b[*pair.b];
        const auto row = [&](bool show_a, bool show_b) {
          const auto add_cell = [&](std::size_t c, std::vector<InkedWord>& line) {
            add_runs(
                clipped(change.words, c < x.size() ? x[c] : Span{}, c < y.size() ? y[c] : Span{}),
                of_a, of_b, show_a, show_b, line);
          };
          return row_of("~", std::max(x.size(), y.size()), add_cell);
        };
        if (style_.side_by_side)
          put_columns(row(true, false), row(false, true));
        else
          put_block(row(true, true));
      }
    }
    put_unchanged_rows(unchanged);
  }

  /// The rows of a table that is in one document only, the first of many.
  void write_rows(const Node& node, std::string_view sign, Ink ink) {
    std::size_t words = 0, row = 0;
    for (; row <= node.table->rows.size() && words < kMostWords; ++row) {
      put_row(sign, cells_of(node, row), ink);
      for (const std::string& cell : cells_of(node, row)) words += words_in(cell).size();
    }
    if (const std::size_t more = node.table->rows.size() + 1 - row; more > 0)
      put_block(
          {{"… " + std::to_string(more) + (more == 1 ? " more row" : " more rows"), Ink::Faint}});
  }

  // ---- posts and duties

  static std::string spaced(std::string id) {
    std::replace(id.begin(), id.end(), '_', ' ');
    return id;
  }

  void put_item(std::string_view sign, std::string_view text, Ink ink, std::size_t indent) {
    std::vector<InkedWord> line;
    for (std::string& word : words_in(text)) line.push_back({std::move(word), ink});
    if (line.empty()) return;
    line.front().text.insert(0, std::string(sign) + ' ');
    put_block(line, indent);
  }

  void write_posts() {
    if (view_.diff.posts.empty()) return;
    put_title("Posts");
    for (const PostChange& change : view_.diff.posts) {
      const Post* a = change.a ? &view_.a.analysis.posts[*change.a] : nullptr;
      const Post* b = change.b ? &view_.b.analysis.posts[*change.b] : nullptr;
      std::string title = change.role ? spaced(*change.role) + ": " : "";
      title += a ? a->title : change.role ? "nobody" : "";
      if (b && (change.role || a)) title += " → ";
      if (b) title += b->title;
      if (!b && change.role) title += " → nobody";
      const std::string_view sign = !b                                ? "-"
                                    : !a                              ? "+"
                                    : change.kind == ChangeKind::Same ? "="
                                                                      : "~";
      put_item(sign, title, !b ? Ink::Gone : !a ? Ink::Come : Ink::Bold, 0);
      if (!a || !b) continue;
      for (const std::size_t i : change.only_a) put_item("-", a->functions[i], Ink::Gone, 4);
      for (const auto& [i, j] : change.reworded) {
        put_item("-", a->functions[i], Ink::Gone, 4);
        put_item("+", b->functions[j], Ink::Come, 4);
      }
      for (const std::size_t j : change.only_b) put_item("+", b->functions[j], Ink::Come, 4);
      if (!change.same.empty())
        put_item("…", std::to_string(change.same.size()) + " functions unchanged", Ink::Faint, 4);
    }
  }

  static std::string sentence(const Duty& duty) {
    std::string text =
        duty.bearer.value_or("(nobody named)") + ' ' + duty.modality + ' ' + duty.action;
    for (const std::string& condition : duty.conditions) text += ", " + condition;
    return text;
  }

  void write_duties() {
    if (view_.diff.duties.empty()) return;
    put_title("Duties");
    std::size_t same = 0;
    for (const DutyChange& change : view_.diff.duties) {
      if (change.kind == ChangeKind::Same) {
        ++same;
        continue;
      }
      const Duty* a = change.a ? &view_.a.analysis.duties[*change.a] : nullptr;
      const Duty* b = change.b ? &view_.b.analysis.duties[*change.b] : nullptr;
      const std::string at = (a ? place(view_.a.structure, a->place.node, false) : "") +
                             (a && b ? " → " : "") +
                             (b ? place(view_.b.structure, b->place.node, false) : "");
      const std::string force =
          change.kind == ChangeKind::ForceChanged
              ? "  " + std::string(name_of(a->force)) + " → " + std::string(name_of(b->force))
              : "";
      put_item(!b                                        ? "-"
               : !a                                      ? "+"
               : change.kind == ChangeKind::ForceChanged ? "!"
                                                         : "~",
               at + force, Ink::Bold, 0);
      if (a) put_item("-", sentence(*a), Ink::Gone, 4);
      if (b) put_item("+", sentence(*b), Ink::Come, 4);
    }
    if (same > 0) put_item("…", std::to_string(same) + " unchanged", Ink::Faint, 0);
  }

  const DiffView& view_;
  const DiffTextStyle& style_;
  std::size_t width_;
  std::string out_;
  std::size_t unchanged_ = 0;
  bool entered_ = false;
  NodeId division_a_ = kNoNode, division_b_ = kNoNode;
};

}  // namespace

std::string diff_text(const DiffView& view, const DiffParts& parts, const DiffTextStyle& style) {
  return TextWriter(view, style).write(parts);
}

}  // namespace remit
