#include "remit/export/akn_writer.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "remit/export/akn_ids.h"
#include "remit/export/akn_marks.h"
#include "remit/export/xml_writer.h"
#include "remit/structure/eid.h"

namespace remit {
namespace {

constexpr std::string_view kNamespace = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";
constexpr std::string_view kOurNamespace = "urn:remit:record:1";
constexpr std::string_view kCountry = "gb";  // ISO 3166-1: the councils are British
constexpr std::string_view kNoDate = "0001-01-01";

/// The names of this document at the levels of FRBR (akn-nc 1.0, section 4), without the date that
/// nobody knows.
struct Iris {
  std::string work, expression, manifestation;
};

/// ISO 639-2 of an ISO 639-1 code.
std::string_view alpha3(std::string_view language) { return language == "cy" ? "cym" : "eng"; }

std::string iri_part(std::string_view text) {
  std::string part = slug(text);
  std::replace_if(
      part.begin(), part.end(), [](char c) { return c == '_' || c == '/' || c == '.'; }, '-');
  return part;
}

std::string_view council_of(const ExportDocument& document) {
  const std::string& council = document.record.document.council;
  return council.empty() ? "unknown" : std::string_view(council);
}

Iris iris_of(const ExportDocument& document) {
  const std::string work = "/akn/" + std::string(kCountry) + "/doc/" +
                           iri_part(council_of(document)) + '/' + iri_part(document.id);
  const std::string expression =
      work + '/' + std::string(alpha3(document.record.document.language)) + '@';
  return {work, expression, expression + ".xml"};
}

class AknWriter {
 public:
  explicit AknWriter(const ExportDocument& document)
      : document_(document),
        tree_(document.record.structure),
        nodes_(akn_nodes(tree_, ids_)),
        marks_(akn_marks(document, nodes_, ids_)),
        xml_(out_) {}

  std::string write() {
    out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    xml_.open("akomaNtoso", {{"xmlns", kNamespace}, {"xmlns:remit", kOurNamespace}});
    xml_.open("doc", {{"name", "doc"}});
    write_meta();
    xml_.open("mainBody");
    write_nodes();
    if (tree_.roots.empty()) xml_.empty("p");
    xml_.close();
    xml_.close();
    xml_.close();
    return std::move(out_);
  }

 private:
  // ---- metadata --------------------------------------------------------------------------------
  void write_core(const std::string& iri, const std::string& this_iri) {
    xml_.empty("FRBRthis", {{"value", this_iri}});
    xml_.empty("FRBRuri", {{"value", iri}});
    if (!document_.record.document.title.empty())
      xml_.empty("FRBRalias", {{"value", document_.record.document.title}, {"name", "title"}});
    xml_.empty("FRBRdate", {{"date", kNoDate}, {"name", "unknown"}});
    xml_.empty("FRBRauthor", {{"href", '#' + author_}});
  }

  void write_meta() {
    const Iris iris = iris_of(document_);
    author_ = ids_.unique("author");
    tool_ = ids_.unique("remit");
    xml_.open("meta");
    xml_.open("identification", {{"source", '#' + tool_}});
    xml_.open("FRBRWork");
    write_core(iris.work, iris.work + "/!main");
    xml_.empty("FRBRcountry", {{"value", kCountry}});
    xml_.close();
    xml_.open("FRBRExpression");
    write_core(iris.expression, iris.expression + "/!main");
    xml_.empty("FRBRlanguage", {{"language", alpha3(document_.record.document.language)}});
    xml_.close();
    xml_.open("FRBRManifestation");
    write_core(iris.manifestation, iris.expression + "/!main.xml");
    xml_.empty("FRBRformat", {{"value", "application/akn+xml"}});
    xml_.close();
    xml_.close();
    write_references();
    xml_.close();
  }

  void write_references() {
    const std::string_view council = council_of(document_);
    xml_.open("references", {{"source", '#' + tool_}});
    xml_.empty("TLCOrganization", {{"eId", author_},
                                   {"href", "/ontology/organization/" + iri_part(council)},
                                   {"showAs", council}});
    xml_.empty("TLCOrganization",
               {{"eId", tool_}, {"href", "/ontology/organization/remit"}, {"showAs", "remit"}});
    for (const AknThing& thing : marks_.things)
      xml_.empty(thing.element, {{"eId", thing.eid},
                                 {"href", thing.href},
                                 {"showAs", thing.shown},
                                 {"name", thing.name}});
    xml_.close();
  }

  // ---- text ------------------------------------------------------------------------------------
  /// An inline element, opened. Its eId counts below the node's.
  void open_mark(const AknMark& mark, const std::string& context) {
    const std::string eid =
        mark.element == "def" || mark.element == "mref" ? "" : counted_id(context, mark.element);
    if (mark.element == "rref")
      xml_.open_inline("rref", {{"eId", eid}, {"from", mark.to}, {"upTo", mark.upto}});
    else if (mark.element == "ref")
      xml_.open_inline("ref", {{"eId", eid}, {"class", mark.kind}, {"href", mark.to}});
    else
      xml_.open_inline(mark.element, {{"eId", eid}, {"refersTo", mark.to}});
  }

  std::string counted_id(const std::string& context, std::string_view element) {
    if (context != counting_for_) {
      counting_for_ = context;
      counts_.clear();
    }
    return ids_.unique(context + "__" + std::string(element) + '_' +
                       std::to_string(++counts_[element]));
  }

  /// The bytes [begin, end) of a field, a paragraph, with the marks over them. A mark that goes on
  /// over several paragraphs is an element in each.
  void write_words(std::string_view text, std::size_t begin, std::size_t end,
                   const std::vector<AknMark>& marks, const std::string& context) {
    std::vector<std::size_t> ends;
    std::size_t at = begin;
    const auto go_to = [&](std::size_t next) {
      xml_.text(text.substr(at, next - at));
      at = next;
    };
    for (const AknMark& mark : marks) {
      if (mark.end <= begin || mark.begin >= end) continue;
      const std::size_t first = std::max<std::size_t>(mark.begin, begin);
      for (; !ends.empty() && ends.back() <= first; ends.pop_back()) {
        go_to(ends.back());
        xml_.close();
      }
      go_to(first);
      open_mark(mark, context);
      ends.push_back(std::min<std::size_t>(mark.end, end));
    }
    for (; !ends.empty(); ends.pop_back()) {
      go_to(ends.back());
      xml_.close();
    }
    go_to(end);
  }

  const std::vector<AknMark>& marks_in(const AknField& field) const {
    static const std::vector<AknMark> none;
    const auto at = marks_.marks.find(field);
    return at == marks_.marks.end() ? none : at->second;
  }

  /// A `p` for each paragraph of a field. The first has the id of `owner`, if it is a node's.
  void write_paragraphs(std::string_view text, std::string_view gap, const AknField& field,
                        const std::string& context, const Node* owner = nullptr) {
    const std::vector<AknMark>& marks = marks_in(field);
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find(gap, begin), text.size());
      if (owner != nullptr)
        xml_.open_line(
            "p", {{"eId", context}, {"remit:id", owner->id}, {"remit:page", page_of(*owner)}});
      else
        xml_.open_line("p");
      owner = nullptr;
      write_words(text, begin, end, marks, context);
      xml_.close();
      begin = end + gap.size();
    }
  }

  static std::string page_of(const Node& node) {
    return node.page > 0 ? std::to_string(node.page) : "";
  }

  // ---- nodes -----------------------------------------------------------------------------------
  void write_cell(NodeId id, int row, int column, const CellSpan* span) {
    const TableText& table = *tree_.nodes[id].table;
    const std::string& text =
        row == 0 ? table.header[static_cast<std::size_t>(column)]
                 : table.rows[static_cast<std::size_t>(row - 1)][static_cast<std::size_t>(column)];
    const auto unless_one = [](int n) { return n > 1 ? std::to_string(n) : ""; };
    xml_.open(row == 0 ? "th" : "td",
              {{"colspan", span != nullptr ? unless_one(span->columns) : ""},
               {"rowspan", span != nullptr ? unless_one(span->rows) : ""}});
    write_paragraphs(text, "\n", {id, NodeField::Cell, row, column}, nodes_[id].eid);
    xml_.close();
  }

  /// The cells of a row that no span of an earlier cell covers, unless they hold words all the
  /// same.
  void write_row(NodeId id, int row, const std::vector<std::string>& cells) {
    const TableText& table = *tree_.nodes[id].table;
    xml_.open("tr");
    bool any = false;
    for (int column = 0; column < static_cast<int>(cells.size()); ++column) {
      const CellSpan* own = nullptr;
      bool covered = false;
      for (const CellSpan& span : table.spans) {
        if (span.row == row && span.column == column) own = &span;
        covered = covered || (row >= span.row && row < span.row + span.rows &&
                              column >= span.column && column < span.column + span.columns &&
                              (row != span.row || column != span.column));
      }
      if (covered && cells[static_cast<std::size_t>(column)].empty()) continue;
      write_cell(id, row, column, own);
      any = true;
    }
    if (!any) xml_.empty("td");
    xml_.close();
  }

  void write_table(NodeId id, const std::string& eid, bool is_node) {
    const Node& node = tree_.nodes[id];
    const TableText table = node.table.value_or(TableText{});
    xml_.open("table", {{"eId", eid},
                        {"remit:id", is_node ? node.id : ""},
                        {"remit:page", is_node ? page_of(node) : ""}});
    if (!table.header.empty()) write_row(id, 0, table.header);
    for (std::size_t row = 0; row < table.rows.size(); ++row)
      if (!table.rows[row].empty()) write_row(id, static_cast<int>(row + 1), table.rows[row]);
    if (table.header.empty() && std::all_of(table.rows.begin(), table.rows.end(),
                                            [](const auto& row) { return row.empty(); })) {
      xml_.open("tr");
      xml_.empty("td");
      xml_.close();
    }
    xml_.close();
  }

  void write_block(NodeId id) {
    const Node& node = tree_.nodes[id];
    if (node.type == NodeType::Table) return write_table(id, nodes_[id].eid, true);
    if (node.text.empty()) return xml_.empty("p", {{"eId", nodes_[id].eid}, {"remit:id", node.id}});
    write_paragraphs(node.text, "\n\n", {id, NodeField::Text, 0, 0}, nodes_[id].eid, &node);
  }

  void write_own_text(NodeId id) {
    const Node& node = tree_.nodes[id];
    write_paragraphs(node.text, "\n\n", {id, NodeField::Text, 0, 0}, nodes_[id].eid);
    if (node.table) write_table(id, ids_.unique(nodes_[id].eid + "__table_1"), false);
  }

  bool has_own_text(const Node& node) const { return !node.text.empty() || node.table.has_value(); }

  void write_blocks(NodeId id, std::string_view container, std::string_view abbreviation,
                    bool own_text, const NodeId* begin, const NodeId* end) {
    if (!own_text && begin == end) return;
    xml_.open(container, {{"eId", ids_.unique(nodes_[id].eid + "__" + std::string(abbreviation))}});
    if (own_text) write_own_text(id);
    for (; begin != end; ++begin) write_block(*begin);
    xml_.close();
  }

  /// num and heading.
  void write_title(NodeId id) {
    const Node& node = tree_.nodes[id];
    const std::string num = node.label.value_or(node.num.value_or(""));
    if (!num.empty()) {
      xml_.open_line("num");
      xml_.text(num);
      xml_.close();
    }
    if (!node.heading || node.heading->empty()) return;
    const std::string eid = ids_.unique(nodes_[id].eid + "__heading");
    xml_.open_line("heading", {{"eId", eid}});
    write_words(*node.heading, 0, node.heading->size(), marks_in({id, NodeField::Heading, 0, 0}),
                nodes_[id].eid);
    xml_.close();
  }

  /// Nodes that are being written, of one parent: those before `last` in the hierarchy, the rest as
  /// blocks that close it.
  struct Siblings {
    NodeId parent;
    const NodeId* next;
    const NodeId* last;
    const NodeId* end;
  };

  /// Opens a node and writes all of it but the children in its hierarchy.
  Siblings open_node(NodeId id) {
    const Node& node = tree_.nodes[id];
    const AknNode& named = nodes_[id];
    xml_.open(named.element, {{"eId", named.eid},
                              {"name", named.name},
                              {"remit:id", node.id},
                              {"remit:page", page_of(node)}});
    write_title(id);
    const NodeId* const begin = node.children.data();
    const NodeId* const end = begin + node.children.size();
    const auto block = [&](NodeId child) { return nodes_[child].is_block(); };
    const NodeId* const first = std::find_if_not(begin, end, block);
    if (first == end) {
      write_blocks(id, "content", "content", has_own_text(node), begin, end);
      return {id, end, end, end};
    }
    const NodeId* last = end;
    while (block(last[-1])) --last;
    write_blocks(id, "intro", "intro", has_own_text(node), begin, first);
    return {id, first, last, end};
  }

  /// Without recursion: the depth of a tree is limited by memory alone.
  void write_nodes() {
    const NodeId* const roots = tree_.roots.data();
    const NodeId* const end = roots + tree_.roots.size();
    std::vector<Siblings> open = {{kNoNode, roots, end, end}};
    while (true) {
      Siblings& siblings = open.back();
      if (siblings.next != siblings.last) {
        const NodeId id = *siblings.next++;
        if (nodes_[id].is_block())
          write_block(id);
        else
          open.push_back(open_node(id));
        continue;
      }
      if (siblings.parent == kNoNode) return;
      write_blocks(siblings.parent, "wrapUp", "wrapup", false, siblings.last, siblings.end);
      xml_.close();
      open.pop_back();
    }
  }

  const ExportDocument& document_;
  const Tree& tree_;
  AknIds ids_;
  std::vector<AknNode> nodes_;
  AknMarks marks_;
  std::string author_, tool_;
  std::string counting_for_;  // the node whose inline elements are counted
  std::map<std::string_view, int> counts_;
  std::string out_;
  XmlWriter xml_;
};

}  // namespace

std::string to_akn(const ExportDocument& document) { return AknWriter(document).write(); }

}  // namespace remit
