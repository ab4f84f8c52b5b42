#include "remit/export/akn_ids.h"

#include <algorithm>
#include <map>
#include <utility>

namespace remit {
namespace {

struct Element {
  std::string_view element;
  std::string_view abbreviation;
  std::string_view name = {};
};

Element element_of(const Node& node) {
  switch (node.type) {
    case NodeType::Part:
      return {"part", "part"};
    case NodeType::Article:
      return {"article", "art"};
    case NodeType::Section:
      return {"section", "sec"};
    case NodeType::Paragraph:
      return {"paragraph", "para"};
    case NodeType::Subparagraph:
      return {"subparagraph", "subpara"};
    case NodeType::Point:
      return {"point", "point"};
    case NodeType::Bullet:
      return {"indent", "indent"};
    case NodeType::Text:
      return {"hcontainer", "hcontainer", node.label ? "note" : "text"};
    case NodeType::Annex:
    case NodeType::Appendix:
    case NodeType::Schedule:
    case NodeType::Table:
      break;
  }
  return {"hcontainer", "hcontainer", name_of(node.type)};
}

/// Whether it can be a block: nothing but text or cells.
bool is_plain(const Node& node) {
  return (node.type == NodeType::Text || (node.type == NodeType::Table && node.text.empty())) &&
         node.children.empty() && !node.label && !node.num && !node.heading;
}

/// The nodes among siblings that stand between two that are no blocks: these cannot be blocks.
std::pair<std::size_t, std::size_t> inner_range(const Tree& tree,
                                                const std::vector<NodeId>& siblings) {
  const auto hierarchical = [&](NodeId id) { return !is_plain(tree.nodes[id]); };
  const auto first = std::find_if(siblings.begin(), siblings.end(), hierarchical);
  const auto last = std::find_if(siblings.rbegin(), siblings.rend(), hierarchical).base();
  return {first - siblings.begin(), std::max(last - siblings.begin(), first - siblings.begin())};
}

/// "11-02" of art_11__sec_11.02: what follows the prefix in the last step of an id.
std::string number_in(const Node& node) {
  if (node.num && !node.num->empty()) return akn_name(*node.num);
  if (node.type != NodeType::Section) return "";
  const std::size_t step = node.id.rfind("__");
  const std::string_view last =
      std::string_view(node.id).substr(step == std::string::npos ? 0 : step + 2);
  const std::size_t number = last.find('_');
  return number == std::string_view::npos ? "" : akn_name(last.substr(number + 1));
}

class Namer {
 public:
  Namer(const Tree& tree, AknIds& ids) : tree_(tree), ids_(ids), nodes_(tree.nodes.size()) {}

  std::vector<AknNode> name_all() {
    name_siblings(tree_.roots, true);
    // a parent stands before its children
    for (const Node& node : tree_.nodes) name_siblings(node.children, false);
    return std::move(nodes_);
  }

 private:
  void name_siblings(const std::vector<NodeId>& siblings, bool root) {
    const auto [begin, end] = inner_range(tree_, siblings);
    std::map<std::string_view, int> counts;
    for (std::size_t i = 0; i < siblings.size(); ++i) {
      const bool block = is_plain(tree_.nodes[siblings[i]]) && (root || i < begin || i >= end);
      name_node(siblings[i], block, counts);
    }
  }

  void name_node(NodeId id, bool block, std::map<std::string_view, int>& counts) {
    const Node& node = tree_.nodes[id];
    AknNode& named = nodes_[id];
    Element element = element_of(node);
    if (block && node.type == NodeType::Table) element = {"table", "table"};
    if (block && node.type == NodeType::Text) element = {"p", "p"};
    named.element = element.element;
    named.name = element.name;
    std::string number = number_in(node);
    if (number.empty()) number = std::to_string(++counts[element.abbreviation]);
    std::string eid = node.parent == kNoNode ? "" : nodes_[node.parent].eid + "__";
    ((eid += element.abbreviation) += '_') += number;
    named.eid = ids_.unique(eid);
  }

  const Tree& tree_;
  AknIds& ids_;
  std::vector<AknNode> nodes_;
};

}  // namespace

std::string AknIds::unique(const std::string& id) {
  std::string candidate = id;
  while (!next_.try_emplace(candidate, 2).second)
    candidate = id + '_' + std::to_string(next_.at(id)++);
  return candidate;
}

std::string akn_name(std::string_view text) {
  std::string name(text);
  for (char& c : name) {
    const bool keep = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                      c == '_' || static_cast<unsigned char>(c) >= 0x80;
    if (!keep) c = '-';
  }
  return name;
}

std::vector<AknNode> akn_nodes(const Tree& tree, AknIds& ids) {
  return Namer(tree, ids).name_all();
}

}  // namespace remit
