#include "remit/structure/notes.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "remit/text/letters.h"

namespace remit {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

constexpr std::string_view kSigns[] = {"*", "†", "‡"};

/// The mark that opens a note: "1", "12", "*", "**"; empty: none.
std::string_view opening_mark(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && is_digit(text[end])) ++end;
  if (end > 0) return end <= 3 ? text.substr(0, end) : std::string_view();
  for (const std::string_view sign : kSigns) {
    while (text.substr(end).starts_with(sign)) end += sign.size();
    if (end > 0) break;
  }
  return text.substr(0, end);
}

/// The mark that a word of the body is, or ends in; empty: none.
std::string_view mark_in(const Layout& layout, std::uint32_t index) {
  std::string_view text = layout.word(index);
  if (layout.words[index].raised && !text.empty() && is_digit(text.front())) {
    const std::string_view mark = opening_mark(text);
    // "1st" and "2nd" are none
    return mark.size() == text.size() || !is_letter(first_character(text.substr(mark.size())))
               ? mark
               : std::string_view();
  }
  while (text.ends_with('.') || text.ends_with(',') || text.ends_with(';') || text.ends_with(':'))
    text.remove_suffix(1);
  for (const std::string_view sign : kSigns) {
    std::size_t begin = text.size();
    while (text.substr(0, begin).ends_with(sign)) begin -= sign.size();
    if (begin < text.size() && (begin > 0 || layout.words[index].raised)) return text.substr(begin);
  }
  return {};
}

bool is_footnote(const Node& node) {
  return node.type == NodeType::Text && node.rule == "footnote";
}

/// Sorts the nodes so that each stands behind its parent and what is below that before it. Returns
/// where each one stands now.
std::vector<NodeId> put_in_reading_order(Tree& tree) {
  const std::size_t size = tree.nodes.size();
  std::vector<NodeId> roots;
  for (Node& node : tree.nodes) node.children.clear();
  for (NodeId id = 0; id < size; ++id) {
    const NodeId parent = tree.nodes[id].parent;
    (parent == kNoNode ? roots : tree.nodes[parent].children).push_back(id);
  }
  std::vector<NodeId> now(size, kNoNode), waiting(roots.rbegin(), roots.rend());
  Tree out;
  out.nodes.reserve(size);
  while (!waiting.empty()) {
    const NodeId id = waiting.back();
    waiting.pop_back();
    now[id] = static_cast<NodeId>(out.nodes.size());
    Node& node = out.nodes.emplace_back(std::move(tree.nodes[id]));
    waiting.insert(waiting.end(), node.children.rbegin(), node.children.rend());
    node.children.clear();
    if (node.parent != kNoNode) node.parent = now[node.parent];
    (node.parent == kNoNode ? out.roots : out.nodes[node.parent].children).push_back(now[id]);
  }
  tree = std::move(out);
  return now;
}

}  // namespace

std::vector<NodeId> attach_notes(const Layout& layout, Tree& tree) {
  std::vector<bool> noted(layout.words.empty() ? 0 : layout.words.back().page + 1);  // pages
  for (const Node& node : tree.nodes)
    if (is_footnote(node)) noted[static_cast<std::size_t>(node.page)] = true;
  if (std::find(noted.begin(), noted.end(), true) == noted.end()) return put_in_reading_order(tree);
  std::map<std::pair<std::uint32_t, std::string_view>, NodeId> marks;  // the first on its page
  for (NodeId id = 0; id < tree.nodes.size(); ++id) {
    const Node& node = tree.nodes[id];
    if (is_footnote(node)) continue;
    bool opens = true;  // the label of a list of notes is no mark in the text
    for (const Span& range : node.words)
      for (std::uint32_t i = range.begin; i < range.end; ++i, opens = false)
        if (const std::string_view mark =
                noted[layout.words[i].page] ? mark_in(layout, i) : std::string_view();
            !opens && !mark.empty())
          marks.try_emplace({layout.words[i].page, mark}, id);
  }
  for (NodeId id = 0; id < tree.nodes.size(); ++id) {
    Node& note = tree.nodes[id];
    if (!is_footnote(note)) continue;
    const std::string_view mark = opening_mark(note.text);
    if (mark.empty()) continue;
    const auto found = marks.find({static_cast<std::uint32_t>(note.page), mark});
    if (found == marks.end()) continue;
    NodeId home = found->second;
    if (tree.nodes[home].type == NodeType::Table) home = tree.nodes[home].parent;
    if (home != kNoNode && home > id) continue;
    note.parent = home;
    note.label = std::string(mark);
    note.text = std::string(trimmed(std::string_view(note.text).substr(mark.size())));
  }
  return put_in_reading_order(tree);
}

}  // namespace remit
