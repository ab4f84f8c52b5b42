#pragma once

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "remit/structure/eid.h"
#include "remit/structure/node.h"

namespace remit::test {

/// A tree after some edits at random places: nodes taken out with what is below them, put in,
/// moved, reworded, renumbered; headings and cells as well. The same seed makes the same edits.
class RandomEdits {
 public:
  RandomEdits(const Tree& tree, std::uint32_t seed) : random_(seed) {
    for (const Node& node : tree.nodes) parts_.push_back({node, node.parent, true});
    roots_ = tree.roots;
  }

  Tree make(int edits) {
    for (int i = 0; i < edits; ++i) edit();
    Tree out;
    add(roots_, kNoNode, out);
    Diagnostics ignored;
    assign_ids(out, ignored);
    return out;
  }

 private:
  struct Part {
    Node node;
    NodeId parent;
    bool there;
  };

  std::size_t below(std::size_t end) { return random_() % end; }
  std::string word() {
    static const char* const kWords[] = {"bell", "clerk", "shall", "Monday", "the", "river", "§ 4"};
    return kWords[below(std::size(kWords))];
  }

  std::vector<NodeId>& children(NodeId parent) {
    return parent == kNoNode ? roots_ : parts_[parent].node.children;
  }

  NodeId pick() { return static_cast<NodeId>(below(parts_.size())); }

  /// Whether `node` is `above` or stands below it.
  bool is_within(NodeId node, NodeId above) const {
    while (node != kNoNode && node != above) node = parts_[node].parent;
    return node == above;
  }

  void take_out(NodeId id) {
    auto& list = children(parts_[id].parent);
    list.erase(std::find(list.begin(), list.end(), id));
  }

  void put_in(NodeId id, NodeId parent) {
    auto& list = children(parent);
    list.insert(list.begin() + static_cast<std::ptrdiff_t>(below(list.size() + 1)), id);
    parts_[id].parent = parent;
  }

  void edit_words(std::string& text) {
    const std::size_t space = text.find(' ', text.empty() ? 0 : below(text.size()));
    const std::size_t at = space == std::string::npos ? text.size() : space;
    if (below(3) == 0)
      text.erase(at, below(20));
    else
      text.insert(at, (below(5) == 0 ? "\n\n" : " ") + word());
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0x80) != 0) text.pop_back();
  }

  void edit() {
    if (parts_.empty()) return;
    const NodeId id = pick();
    Part& part = parts_[id];
    if (!part.there) return;
    switch (below(7)) {
      case 0:
        take_out(id);
        part.there = false;
        break;
      case 1: {
        Node fresh;
        fresh.type = part.node.type == NodeType::Table ? NodeType::Text : part.node.type;
        fresh.num = std::to_string(below(30));
        fresh.label = '(' + *fresh.num + ')';
        if (below(2) == 0) fresh.heading = "New " + word();
        for (std::size_t i = below(12); i-- > 0;) fresh.text += word() + ' ';
        if (below(6) == 0) {
          fresh.type = NodeType::Table;
          fresh.table = TableText{.header = {"a", word()}, .rows = {{word(), word()}}};
        }
        const NodeId parent = part.parent;
        parts_.push_back({std::move(fresh), parent, true});
        put_in(static_cast<NodeId>(parts_.size() - 1), parent);
        break;
      }
      case 2: {
        const NodeId parent = below(8) == 0 ? kNoNode : pick();
        if (parent != kNoNode && is_within(parent, id)) break;
        take_out(id);
        put_in(id, parent);
        break;
      }
      case 3:
        if (part.node.table && !part.node.table->rows.empty())
          edit_table(*part.node.table);
        else
          edit_words(part.node.text);
        break;
      case 4:
        part.node.num = std::to_string(below(30));
        part.node.label = *part.node.num + '.';
        break;
      case 5:
        if (part.node.heading) edit_words(*part.node.heading);
        break;
      default:
        take_out(id);
        put_in(id, part.parent);
    }
  }

  void edit_table(TableText& table) {
    auto& row = table.rows[below(table.rows.size())];
    if (below(3) == 0)
      table.rows.push_back(std::vector<std::string>(row.size(), word()));
    else if (!row.empty())
      edit_words(row[below(row.size())]);
  }

  void add(const std::vector<NodeId>& list, NodeId parent, Tree& out) {
    for (const NodeId id : list) {
      const auto now = static_cast<NodeId>(out.nodes.size());
      out.nodes.push_back(parts_[id].node);
      out.nodes.back().parent = parent;
      out.nodes.back().children.clear();
      (parent == kNoNode ? out.roots : out.nodes[parent].children).push_back(now);
      add(parts_[id].node.children, now, out);
    }
  }

  std::mt19937 random_;
  std::vector<Part> parts_;
  std::vector<NodeId> roots_;
};

}  // namespace remit::test
