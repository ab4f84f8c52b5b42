#include "remit/format/diff_page.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "remit/revision/node_text.h"
#include "remit/text/markup.h"

namespace remit {
namespace {

constexpr std::size_t kRowsInChunk = 40;  // are drawn when they come near the window

/// As HTML, its lines apart.
std::string escaped(std::string_view text) {
  std::string out = markup(text);
  for (std::size_t at = 0; (at = out.find('\n', at)) != std::string::npos; at += 4)
    out.replace(at, 1, "<br>");
  return out;
}

/// The template with its holes filled.
std::string filled(std::string_view page,
                   const std::unordered_map<std::string_view, std::string_view>& holes) {
  std::string out;
  while (!page.empty()) {
    const std::size_t begin = page.find("{{");
    const std::size_t end = page.find("}}", std::min(begin, page.size()));
    out += page.substr(0, begin);
    if (begin == std::string_view::npos || end == std::string_view::npos) break;
    if (const auto hole = holes.find(page.substr(begin + 2, end - begin - 2)); hole != holes.end())
      out += hole->second;
    page.remove_prefix(end + 2);
  }
  return out;
}

/// One of the two documents, and which of its words are marked how.
struct PageSide {
  const Record& record;
  bool is_a;
  [[nodiscard]] const Tree& tree() const { return record.structure; }
  [[nodiscard]] std::string_view tag() const { return is_a ? "del" : "ins"; }
  [[nodiscard]] Span of(const TextRun& run) const { return is_a ? run.a : run.b; }
  [[nodiscard]] bool marks(const TextRun& run) const {
    return run.op == (is_a ? WordOp::Delete : WordOp::Insert);
  }
};

/// Bytes of a text as HTML, the runs that changed marked; ranges must come in order.
class MarkedText {
 public:
  MarkedText(std::string_view text, const std::vector<TextRun>& runs, const PageSide& side)
      : text_(text), tag_(side.tag()) {
    for (const TextRun& run : runs)
      if (side.marks(run) && !side.of(run).empty()) marked_.push_back(side.of(run));
  }

  void write(std::string& out, std::size_t begin, std::size_t end) {
    while (begin < end) {
      while (next_ < marked_.size() && marked_[next_].end <= begin) ++next_;
      const bool inside = next_ < marked_.size() && marked_[next_].begin <= begin;
      std::size_t stop = end;
      if (next_ < marked_.size())
        stop = std::min<std::size_t>(end, inside ? marked_[next_].end : marked_[next_].begin);
      if (inside) out.append("<").append(tag_).append(">");
      out += escaped(text_.substr(begin, stop - begin));
      if (inside) out.append("</").append(tag_).append(">");
      begin = stop;
    }
  }

 private:
  std::string_view text_, tag_;
  std::vector<Span> marked_;
  std::size_t next_ = 0;
};

class PageWriter {
 public:
  explicit PageWriter(const DiffView& view) : view_(view), a_{view.a, true}, b_{view.b, false} {
    row_of_a_.assign(view.a.structure.nodes.size(), 0);
    row_of_b_.assign(view.b.structure.nodes.size(), 0);
    for (std::size_t i = 0; i < view.diff.nodes.size(); ++i) {
      const NodeChange& change = view.diff.nodes[i];
      if (change.a != kNoNode && row_of_a_[change.a] == 0) row_of_a_[change.a] = i + 1;
      if (change.b != kNoNode && row_of_b_[change.b] == 0) row_of_b_[change.b] = i + 1;
    }
  }

  std::string write(const DiffParts& parts) {
    std::string of_a = name_of_side(a_), of_b = name_of_side(b_);
    if (of_a == of_b) {  // two versions of one
      of_a = view_.a.source.file;
      of_b = view_.b.source.file;
    }
    const std::string title = "What differs: " + of_a + " and " + of_b;
    const std::string summary = write_summary(parts), rows = write_rows();
    const std::string side_a = describe(a_), side_b = describe(b_), safe = escaped(title);
    return filled(diff_page_html(), {{"title", safe},
                                     {"style", diff_page_style()},
                                     {"script", diff_page_script()},
                                     {"side_a", side_a},
                                     {"side_b", side_b},
                                     {"summary", summary},
                                     {"rows", rows}});
  }

 private:
  static std::string name_of_side(const PageSide& side) {
    const DocumentInfo& document = side.record.document;
    if (!document.council.empty()) return document.council;
    return document.title.empty() ? side.record.source.file : document.title;
  }

  static std::string describe(const PageSide& side) {
    const DocumentInfo& document = side.record.document;
    std::string text;
    for (const std::string* known : {&document.council, &document.title, &side.record.source.file})
      if (!known->empty()) text += (text.empty() ? "" : " · ") + escaped(*known);
    return text;
  }

  static std::string link(std::size_t row, std::string_view text) {
    return "<a href=\"#m" + std::to_string(row) + "\">" + escaped(text) + "</a>";
  }

  static std::string name_of_node(const Node& node) {
    std::string name = node.label.value_or("");
    if (node.heading) name += (name.empty() ? "" : " ") + *node.heading;
    return name.empty() ? std::string(remit::name_of(node.type)) : name;
  }

  static std::string spaced(std::string id) {
    std::replace(id.begin(), id.end(), '_', ' ');
    return id;
  }

  // ---- the summary

  static void write_count_row(std::string& out, std::string_view what, const DiffCounts& counts) {
    out.append("<tr><th scope=\"row\">").append(what).append("</th>");
    for (const std::size_t count : {counts.same, counts.reworded, counts.force_changed,
                                    counts.only_a, counts.only_b, counts.moved})
      out += "<td>" + std::to_string(count) + "</td>";
    out += "</tr>\n";
  }

  std::string write_summary(const DiffParts& parts) {
    std::string out =
        "<table class=\"counts\"><thead><tr><td></td><th scope=\"col\">same</th>"
        "<th scope=\"col\">reworded</th><th scope=\"col\">new force</th>"
        "<th scope=\"col\">only in A</th><th scope=\"col\">only in B</th>"
        "<th scope=\"col\">moved</th></tr></thead><tbody>\n";
    write_count_row(out, "provisions", count_nodes(view_.diff));
    if (parts.posts) write_count_row(out, "posts", count_posts(view_.diff));
    if (parts.duties) write_count_row(out, "duties", count_duties(view_.diff));
    out += "</tbody></table>\n";
    write_divisions(out);
    if (parts.posts) write_posts(out);
    if (parts.duties) write_duties(out);
    return out;
  }

  void write_divisions(std::string& out) const {
    std::string list;
    for (std::size_t i = 0; i < view_.diff.nodes.size(); ++i) {
      const NodeChange& change = view_.diff.nodes[i];
      const bool only_a = change.kind == ChangeKind::OnlyA;
      if (!only_a && change.kind != ChangeKind::OnlyB) continue;
      const Node& node = only_a ? a_.tree().nodes[change.a] : b_.tree().nodes[change.b];
      if (!is_division(node.type)) continue;
      list += std::string("<li>only in ") + (only_a ? "A: " : "B: ") +
              link(i + 1, name_of_node(node)) + "</li>\n";
    }
    if (!list.empty())
      out += "<details open><summary>Divisions in one only</summary><ul>\n" + list +
             "</ul></details>\n";
  }

  std::string post_link(const PageSide& side, const Post& post) const {
    if (post.source.empty()) return escaped(post.title);
    return link((side.is_a ? row_of_a_ : row_of_b_)[post.source.front().node], post.title);
  }

  static void write_list(std::string& out, const Post* post,
                         const std::vector<std::size_t>& functions, std::string_view tag) {
    out += "<td>";
    if (post && !functions.empty()) {
      out += "<ul>";
      for (const std::size_t i : functions)
        out.append("<li><")
            .append(tag)
            .append(">")
            .append(escaped(post->functions[i]))
            .append("</")
            .append(tag)
            .append("></li>");
      out += "</ul>";
    }
    out += "</td>";
  }

  void write_posts(std::string& out) const {
    if (view_.diff.posts.empty()) return;
    out +=
        "<details><summary>Posts</summary>\n<table class=\"wide\"><thead><tr>"
        "<th scope=\"col\">role</th><th scope=\"col\">in A</th><th scope=\"col\">in B</th>"
        "<th scope=\"col\">functions only in A</th><th scope=\"col\">functions only in B</th>"
        "</tr></thead><tbody>\n";
    for (const PostChange& change : view_.diff.posts) {
      const Post* a = change.a ? &a_.record.analysis.posts[*change.a] : nullptr;
      const Post* b = change.b ? &b_.record.analysis.posts[*change.b] : nullptr;
      std::vector<std::size_t> gone = change.only_a, come = change.only_b;
      for (const auto& [i, j] : change.reworded) {
        gone.push_back(i);
        come.push_back(j);
      }
      out += "<tr><td>" + escaped(change.role ? spaced(*change.role) : "–") + "</td><td>" +
             (a ? post_link(a_, *a) : "–") + "</td><td>" + (b ? post_link(b_, *b) : "–") + "</td>";
      write_list(out, a, gone, "del");
      write_list(out, b, come, "ins");
      out += "</tr>\n";
    }
    out += "</tbody></table></details>\n";
  }

  std::string sentence(const PageSide& side, const Duty& duty) const {
    const std::size_t row = (side.is_a ? row_of_a_ : row_of_b_)[duty.place.node];
    std::string text = duty.modality + ' ' + duty.action;
    for (const std::string& condition : duty.conditions) text += ", " + condition;
    return link(row, duty.bearer.value_or("(nobody named)")) + ' ' + escaped(text);
  }

  void write_duties(std::string& out) const {
    std::string list;
    for (const bool forced : {true, false})  // what changed its force stands first
      for (const DutyChange& change : view_.diff.duties) {
        if (change.kind == ChangeKind::Same) continue;
        if ((change.kind == ChangeKind::ForceChanged) != forced) continue;
        const Duty* a = change.a ? &a_.record.analysis.duties[*change.a] : nullptr;
        const Duty* b = change.b ? &b_.record.analysis.duties[*change.b] : nullptr;
        std::string kind = !b ? "only in A" : !a ? "only in B" : forced ? "" : "reworded";
        if (forced && a && b)
          kind =
              std::string(remit::name_of(a->force)) + " → " + std::string(remit::name_of(b->force));
        list += "<tr><td>" + kind + "</td><td>" + (a ? sentence(a_, *a) : "–") + "</td><td>" +
                (b ? sentence(b_, *b) : "–") + "</td></tr>\n";
      }
    if (list.empty()) return;
    out +=
        "<details><summary>Duties that differ</summary>\n<table class=\"wide\"><thead><tr>"
        "<th scope=\"col\">kind</th><th scope=\"col\">in A</th><th scope=\"col\">in B</th>"
        "</tr></thead><tbody>\n" +
        list + "</tbody></table></details>\n";
  }

  // ---- the texts

  static NodeId division_of(const Tree& tree, NodeId node) {
    while (node != kNoNode && !is_division(tree.nodes[node].type)) node = tree.nodes[node].parent;
    return node;
  }

  std::string write_rows() {
    std::string out;
    std::size_t in_chunk = 0;
    NodeId division_a = kNoNode, division_b = kNoNode;
    const auto& changes = view_.diff.nodes;
    for (std::size_t i = 0; i < changes.size(); ++i) {
      const NodeChange& change = changes[i];
      const NodeId of_a = change.a == kNoNode ? division_a : division_of(a_.tree(), change.a);
      const NodeId of_b = change.b == kNoNode ? division_b : division_of(b_.tree(), change.b);
      const bool entered = of_a != division_a || (change.a == kNoNode && of_b != division_b);
      if (in_chunk == 0 || in_chunk >= kRowsInChunk || entered) {
        if (i > 0) out += "</div>\n";
        out += "<div class=\"chunk\">\n";
        in_chunk = 0;
      }
      if (entered) {
        const bool by_a = change.a != kNoNode && of_a != kNoNode;
        const NodeId division = by_a ? of_a : of_b;
        if (division != kNoNode)
          out +=
              "<h3>" + escaped(name_of_node((by_a ? a_ : b_).tree().nodes[division])) + "</h3>\n";
      }
      division_a = of_a;
      division_b = of_b;
      write_row(out, i);
      ++in_chunk;
    }
    if (!changes.empty()) out += "</div>\n";
    return out;
  }

  void write_row(std::string& out, std::size_t index) const {
    const NodeChange& change = view_.diff.nodes[index];
    out += "<div class=\"row " + std::string(remit::name_of(change.kind)) +
           (change.moved ? " moved" : "") + "\" id=\"m" + std::to_string(index + 1) + "\">";
    write_cell(out, a_, change.a, change);
    write_cell(out, b_, change.b, change);
    write_note(out, index);
    out += "</div>\n";
  }

  /// Whether it moved, and the other half of a split or a merge.
  void write_note(std::string& out, std::size_t index) const {
    const NodeChange& change = view_.diff.nodes[index];
    std::string note;
    if (change.moved) {
      note = "moved";
      // where it stands among b's: after what is printed before it there
      if (change.b > 0 && row_of_b_[change.b - 1] != index)
        note += "; in B it stands after " +
                link(row_of_b_[change.b - 1], name_of_node(b_.tree().nodes[change.b - 1]));
    }
    if (change.part) {
      std::size_t other = row_of_a_[change.a];
      if (other == index + 1) other = row_of_b_[change.b];
      note +=
          (note.empty() ? "" : "; ") + std::string("a part; the other is ") + link(other, "here");
    }
    if (!note.empty()) out += "<p class=\"note\">" + note + "</p>";
  }

  void write_cell(std::string& out, const PageSide& side, NodeId id,
                  const NodeChange& change) const {
    const std::string_view letter = side.is_a ? "A" : "B";
    out += side.is_a ? "<div class=\"cell a\"" : "<div class=\"cell b\"";
    out.append(" data-side=\"").append(letter).append("\"");
    const std::string& language = side.record.document.language;
    if (language != "en" && !language.empty()) out += " lang=\"" + escaped(language) + "\"";
    out += '>';
    if (id != kNoNode) {
      write_label(out, side, side.tree().nodes[id], change);
      write_body(out, side, side.tree().nodes[id], change);
    }
    out += "</div>";
  }

  static void write_label(std::string& out, const PageSide& side, const Node& node,
                          const NodeChange& change) {
    if (!node.label && !node.heading) return;
    out += "<p class=\"label\">" + escaped(node.label.value_or(""));
    if (node.label && node.heading) out += ' ';
    if (node.heading)
      MarkedText(*node.heading, change.heading, side).write(out, 0, node.heading->size());
    out += "</p>";
  }

  static void write_body(std::string& out, const PageSide& side, const Node& node,
                         const NodeChange& change) {
    const std::string body = body_of(node);
    MarkedText marked(body, change.words, side);
    if (node.table) return write_table(out, marked, node);
    for (std::size_t at = 0; at < body.size();) {
      const std::size_t end = std::min(body.find("\n\n", at), body.size());
      out += "<p>";
      marked.write(out, at, end);
      out += "</p>";
      at = end == body.size() ? end : end + 2;
    }
  }

  /// The cells stand in the body one after the other, a tab or a line's end after each.
  static void write_table(std::string& out, MarkedText& marked, const Node& node) {
    std::size_t at = node.text.empty() ? 0 : node.text.size() + 1;
    const auto write_cells = [&](const std::vector<std::string>& cells, bool header) {
      out += "<tr>";
      for (const std::string& cell : cells) {
        const bool head = header && !cell.empty();
        out += head ? "<th scope=\"col\">" : "<td>";
        marked.write(out, at, at + cell.size());
        out += head ? "</th>" : "</td>";
        at += cell.size() + 1;
      }
      if (cells.empty()) ++at;
      out += "</tr>";
    };
    if (!node.text.empty()) {
      out += "<p>";
      marked.write(out, 0, node.text.size());
      out += "</p>";
    }
    out += "<table>";
    if (!node.table->header.empty()) {
      out += "<thead>";
      write_cells(node.table->header, true);
      out += "</thead>";
    } else {
      ++at;
    }
    out += "<tbody>";
    for (const auto& row : node.table->rows) write_cells(row, false);
    out += "</tbody></table>";
  }

  const DiffView& view_;
  PageSide a_, b_;
  std::vector<std::size_t> row_of_a_, row_of_b_;  // by NodeId; 0: none
};

}  // namespace

std::string diff_page(const DiffView& view, const DiffParts& parts) {
  return PageWriter(view).write(parts);
}

}  // namespace remit
