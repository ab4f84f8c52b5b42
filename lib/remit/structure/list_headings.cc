#include "remit/structure/list_headings.h"

#include <utility>

#include "remit/structure/headings.h"
#include "remit/structure/run_in.h"
#include "remit/text/letters.h"

namespace remit {
namespace {

constexpr std::size_t kLineShare = 2;   // one in so many of a list must have a heading
constexpr std::size_t kRunInShare = 3;  // … where it is run in

/// A list is of one form, below one node.
using List = std::pair<NodeId, std::string_view>;

struct Count {
  std::size_t all = 0, headed = 0, suggested = 0;
};

List list_of(const Node& node) { return {node.parent, std::string_view(node.rule)}; }

/// What could be a heading has to head something.
bool heads_something(const Node& node, std::size_t end) {
  return !node.heading && end <= node.text.size() &&
         (!trimmed(std::string_view(node.text).substr(end)).empty() || !node.children.empty());
}

std::map<List, Count> count(const Tree& tree, const std::map<NodeId, std::size_t>& suggested) {
  std::map<List, Count> lists;
  for (NodeId id = 0; id < tree.nodes.size(); ++id) {
    const Node& node = tree.nodes[id];
    if (!node.num) continue;
    Count& list = lists[list_of(node)];
    ++list.all;
    list.headed += node.heading ? 1 : 0;
    const auto words = suggested.find(id);
    list.suggested += words != suggested.end() && heads_something(node, words->second) ? 1 : 0;
  }
  return lists;
}

void take_heading(Node& node, std::size_t end) {
  const std::string text = std::move(node.text);
  const std::string_view rest = std::string_view(text).substr(end);
  node.heading = std::string(without_stop(std::string_view(text).substr(0, end)));
  node.text = std::string(run_in_text(rest));
  const bool own_line = rest.empty() || rest.starts_with("\n\n");
  if (own_line && node.type == NodeType::Paragraph) node.type = NodeType::Section;
}

}  // namespace

void ListHeadings::doubt_line(NodeId id, std::string_view line) {
  lines_.emplace(id, std::string(line));
}

void ListHeadings::doubt_run_in(NodeId id, std::string_view head) {
  run_ins_.emplace(id, std::string(head));
}

void ListHeadings::suggest(NodeId id, std::size_t end) { suggested_.emplace(id, end); }

void ListHeadings::settle(Tree& tree) const {
  std::map<List, Count> lists = count(tree, suggested_);
  for (const auto& [id, end] : suggested_) {
    Node& node = tree.nodes[id];
    const Count& list = lists[list_of(node)];
    const bool all = list.headed + list.suggested == list.all;
    if (list.headed > 0 && (all || list.headed * 2 >= list.all) && heads_something(node, end))
      take_heading(node, end);
  }
  lists = count(tree, {});
  const auto without_heading = [&](NodeId id, std::size_t share) -> Node* {
    Node& node = tree.nodes[id];
    const Count& list = lists[list_of(node)];
    if (!node.heading || list.headed * share >= list.all) return nullptr;
    node.heading.reset();
    return &node;
  };
  for (const auto& [id, line] : lines_)
    if (Node* node = without_heading(id, kLineShare)) {
      node->text = line + (node->text.empty() ? "" : "\n\n") + node->text;
      if (node->type == NodeType::Section) node->type = NodeType::Paragraph;
    }
  for (const auto& [id, head] : run_ins_)
    if (Node* node = without_heading(id, kRunInShare)) node->text = head + node->text;
}

}  // namespace remit
