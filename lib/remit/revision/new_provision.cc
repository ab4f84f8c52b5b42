#include "remit/revision/new_provision.h"

#include <algorithm>

#include "remit/structure/numbering.h"
#include "remit/text/letters.h"

namespace remit {
namespace {

/// A list that is open: its last node, and how it counts.
struct Level {
  NodeId node = 0;
  Numerals numerals = Numerals::None;
};

class Reader {
 public:
  Reader(const Node& like, int page, const Grammar& grammar) : grammar_(grammar), page_(page) {
    Node& root = tree_.nodes.emplace_back();
    root.type = like.type == NodeType::Table ? NodeType::Text : like.type;
    root.page = page;
    tree_.roots = {0};
    headed_ = like.heading.has_value();
  }

  Tree read(std::string_view text) {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find("\n\n"), text.size());
      if (const std::string_view paragraph = trimmed(text.substr(0, end)); !paragraph.empty())
        add(paragraph);
      text.remove_prefix(std::min(end + 2, text.size()));
    }
    return std::move(tree_);
  }

 private:
  void add(std::string_view paragraph) {
    Node& root = tree_.nodes.front();
    const bool first = !root.heading && root.text.empty() && tree_.nodes.size() == 1;
    if (!first)
      for (const RuleMatch& match : grammar_.match(RuleKind::Marker, paragraph))
        if (add_item(match, paragraph)) return;
    const bool sentence = grammar_.matches(RuleKind::Sentence, paragraph) ||
                          paragraph.find_last_of(".;:,") == paragraph.size() - 1;
    if (first && headed_ && !sentence) {
      root.heading = std::string(paragraph);
    } else if (tree_.nodes.size() == 1) {
      if (!root.text.empty()) root.text += "\n\n";
      root.text += paragraph;
    } else {
      levels_.clear();
      tree_.nodes[add_node(0, NodeType::Text)].text = std::string(paragraph);
    }
  }

  /// An item that goes on with an open list or begins one. False: it does neither.
  bool add_item(const RuleMatch& match, std::string_view paragraph) {
    for (std::size_t i = levels_.size(); i-- > 0;) {
      const auto last = read_number(levels_[i].numerals, *tree_.nodes[levels_[i].node].num);
      const auto next = read_number(levels_[i].numerals, match.num);
      if (!last || !next || !follows(*last, *next)) continue;
      const Level level = levels_[i];
      levels_.resize(i);
      const Node& before = tree_.nodes[level.node];
      fill(add_node(before.parent, before.type), match, paragraph, level.numerals);
      return true;
    }
    for (const Numerals numerals : match.rule->numerals) {
      const auto number = read_number(numerals, match.num);
      if (!number || !number->first()) continue;
      const NodeId parent = levels_.empty() ? 0 : levels_.back().node;
      const NodeType type = parent == 0 ? NodeType::Subparagraph : NodeType::Point;
      fill(add_node(parent, type), match, paragraph, numerals);
      return true;
    }
    return false;
  }

  void fill(NodeId id, const RuleMatch& match, std::string_view paragraph, Numerals numerals) {
    Node& node = tree_.nodes[id];
    node.num = std::string(match.num);
    node.label = std::string(match.label);
    node.text = std::string(trimmed(paragraph.substr(match.whole.size())));
    levels_.push_back({.node = id, .numerals = numerals});
  }

  NodeId add_node(NodeId parent, NodeType type) {
    const auto id = static_cast<NodeId>(tree_.nodes.size());
    Node& node = tree_.nodes.emplace_back();
    node.parent = parent;
    node.type = type;
    node.page = page_;
    tree_.nodes[parent].children.push_back(id);
    return id;
  }

  const Grammar& grammar_;
  int page_;
  bool headed_ = false;
  Tree tree_;
  std::vector<Level> levels_;
};

}  // namespace

Tree provision_of(std::string_view text, const Node& like, int page, const Grammar& grammar) {
  return Reader(like, page, grammar).read(text);
}

}  // namespace remit
