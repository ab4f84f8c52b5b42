#include "remit/structure/empty_sections.h"

#include <algorithm>
#include <unordered_set>

#include "remit/text/letters.h"

namespace remit {

void demote_empty_sections(Tree& tree, const Layout& layout, const Grammar& grammar,
                           const std::vector<ContentsEntry>& contents) {
  std::unordered_set<std::uint64_t> listed;
  for (const ContentsEntry& entry : contents)
    if (!entry.readings.empty()) listed.insert(folded_key(entry.readings.front().title));
  listed.erase(0);  // of an entry without a title
  std::vector<bool> content(tree.nodes.size(), false), loose(tree.nodes.size(), false);
  for (std::size_t i = tree.nodes.size(); i-- > 0;) {
    const Node& node = tree.nodes[i];
    const bool unnumbered = node.type == NodeType::Section && !node.num;
    const bool date = unnumbered && node.heading && grammar.matches(RuleKind::Date, *node.heading);
    loose[i] = date && std::any_of(node.children.begin(), node.children.end(), [&](NodeId child) {
                 const NodeType type = tree.nodes[child].type;
                 return !loose[child] && (type == NodeType::Section || is_division(type));
               });
    content[i] = content[i] || !unnumbered || !node.text.empty() ||
                 (node.heading && listed.contains(folded_key(*node.heading)));
    loose[i] = loose[i] || !content[i];
    if (content[i] && node.parent != kNoNode) content[node.parent] = true;
  }
  // lift what stood below it to its side, in order
  Tree out;
  std::vector<NodeId> moved(tree.nodes.size(), kNoNode);
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    Node node = std::move(tree.nodes[i]);
    NodeId parent = node.parent;
    while (parent != kNoNode && loose[parent]) parent = tree.nodes[parent].parent;
    if (loose[i]) {
      node.type = NodeType::Text;
      node.text = node.text.empty()
                      ? text_of(layout, node.words)  // with the stop that a heading goes without
                      : *node.heading + "\n\n" + node.text;
      node.heading.reset();
      node.rule = "loose_text";
    }
    tree.nodes[i].parent = node.parent;  // still needed by the nodes below it
    node.parent = parent == kNoNode ? kNoNode : moved[parent];
    node.children.clear();
    const auto id = static_cast<NodeId>(out.nodes.size());
    moved[i] = id;
    (node.parent == kNoNode ? out.roots : out.nodes[node.parent].children).push_back(id);
    out.nodes.push_back(std::move(node));
  }
  tree = std::move(out);
}

}  // namespace remit
