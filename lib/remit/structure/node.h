#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "remit/base/span.h"

namespace remit {

/// Index of a node in Tree::nodes. Stays valid when the tree is moved.
using NodeId = std::uint32_t;
inline constexpr NodeId kNoNode = 0xFFFFFFFF;

/// The kinds of Akoma Ntoso's hierarchy that council documents use.
enum class NodeType : std::uint8_t {
  Part,
  Article,
  Annex,
  Appendix,
  Schedule,  // divisions that call themselves that
  Section,   // a heading on a line of its own, numbered or not
  Paragraph,
  Subparagraph,
  Point,
  Bullet,  // numbered text and list items
  Table,
  Text,  // a table; an unnumbered paragraph after a child
};

/// "part", "article", … as written in a record.
std::string_view name_of(NodeType type);
/// The type of that name, if there is one.
std::optional<NodeType> node_type(std::string_view name);
/// A Part, Article, Annex, Appendix or Schedule.
bool is_division(NodeType type);
/// "part", "art", "annex", "app", …: how the node's id begins (Akoma Ntoso eId).
std::string_view id_prefix(NodeType type);

/// A cell that reaches over several rows or columns. Row 0 is the header, also of a table without
/// one: row n is `rows[n - 1]`. The places that it covers besides its own hold empty cells.
struct CellSpan {
  int row = 0, column = 0;
  int rows = 1, columns = 1;
  friend bool operator==(const CellSpan&, const CellSpan&) = default;
};

/// A table as text. A cell's paragraphs are parted by '\n'. Every row has as many cells as
/// `header`, where there is one.
struct TableText {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;
  std::vector<CellSpan> spans = {};  ///< row by row; none where each cell has one place
};

/// The fields of a node that hold running text, in reading order.
enum class NodeField : std::uint8_t { Heading, Text, Cell };

/// From this character of a field on, up to the next turn, a node stands on `page`: of a node that
/// goes on over the end of a page. `row` and `column` tell a cell, as in Place.
struct PageTurn {
  NodeField in = NodeField::Text;
  int row = 0, column = 0;
  std::uint32_t character = 0;
  int page = 0;  ///< 1-based
  friend bool operator==(const PageTurn&, const PageTurn&) = default;
};

/// Part of a page that something stands on, in the coordinates of the PDF itself (ISO 32000-1,
/// 8.3.2.3, default user space): y upwards, and x0 <= x1, y0 <= y1; commonly points from the lower
/// left corner. An annotation with this /Rect covers it.
struct PageBox {
  int page = 0;  ///< 1-based
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  friend bool operator==(const PageBox&, const PageBox&) = default;
};

/// Where the number of a node comes from.
enum class NumSource : std::uint8_t {
  Text,      ///< it is printed as text
  Ocr,       ///< it is a picture that was read
  Inferred,  ///< it is a picture that could not be read: what its place tells
};

struct Node {
  NodeType type = NodeType::Text;
  NodeId parent = kNoNode;         ///< kNoNode at the root
  int page = 0;                    ///< where it starts, 1-based
  std::string id;                  ///< unique in the tree: art_11__sec_11.02
  std::optional<std::string> num;  ///< bare: 11.02, a, iv
  NumSource num_source = NumSource::Text;
  std::optional<std::string> label;  ///< as printed: "Article 11", "(a)"
  std::optional<std::string> heading;
  std::string text;                ///< its own leading text; paragraphs parted by "\n\n"
  std::optional<TableText> table;  ///< of a Table node
  std::vector<NodeId> children;    ///< in reading order
  std::vector<Span> words;         ///< ranges of Layout::words it stands on, in reading order
  std::string rule;                ///< the grammar rule (or the reading) that made it
  std::vector<PageTurn> turns;     ///< in reading order; none where it stands on one page
  std::vector<PageBox> boxes;      ///< where asked for: one for each page and column
};

/// Whether a node has neither text nor nodes below it: a heading that still waits for what it
/// heads.
[[nodiscard]] inline bool is_empty(const Node& node) {
  return node.text.empty() && node.children.empty();
}

/// A document's numbered tree. Nodes stand in reading order: a parent before its children.
struct Tree {
  std::vector<Node> nodes;
  std::vector<NodeId> roots;

  [[nodiscard]] const Node* find(std::string_view id) const;
};

/// The page on which a character of a node stands.
int page_at(const Node& node, NodeField in, int row, int column, std::uint32_t character);

}  // namespace remit
