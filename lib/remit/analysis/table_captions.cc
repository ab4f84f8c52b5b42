#include "remit/analysis/table_captions.h"

#include "remit/analysis/reference.h"
#include "remit/analysis/reference_links.h"
#include "remit/text/letters.h"

namespace remit {
namespace {

constexpr std::size_t kLongestCaption = 300;  // bytes; more is prose

std::string_view last_paragraph(std::string_view text) {
  const std::size_t parting = text.rfind("\n\n");
  return parting == std::string_view::npos ? text : text.substr(parting + 2);
}

std::string_view first_paragraph(std::string_view text) {
  return text.substr(0, text.find("\n\n"));
}

bool is_table_word(std::string_view word, const Grammar& grammar) {
  const auto found = grammar.match(RuleKind::Unit, word);
  return !found.empty() && reference_kind(found.front().rule->type) == ReferenceKind::Table;
}

}  // namespace

TableCaptions::TableCaptions(const Tree& tree, const Grammar& grammar) {
  for (NodeId id = 0; id < tree.nodes.size(); ++id) {
    const Node& node = tree.nodes[id];
    if (node.type != NodeType::Table) continue;
    if (id > 0) {  // in reading order: the sibling before it, or the text that it stands below
      const Node& before = tree.nodes[id - 1];
      if (add(id, id - 1, last_paragraph(before.text), grammar)) continue;
      if (before.heading && before.text.empty() && add(id, id - 1, *before.heading, grammar))
        continue;
    }
    if (id + 1 < tree.nodes.size() && tree.nodes[id + 1].parent == node.parent)
      add(id, id + 1, first_paragraph(tree.nodes[id + 1].text), grammar);
  }
}

bool TableCaptions::add(NodeId table, NodeId node, std::string_view paragraph,
                        const Grammar& grammar) {
  if (paragraph.empty() || paragraph.size() > kLongestCaption) return false;
  const std::vector<Chain> chains = read_chains(paragraph, grammar);
  if (chains.empty() || chains.front().at.begin != 0) return false;
  const Link& link = chains.front().links.front();
  if (link.is != Link::Is::Place || !is_table_word(link.unit, grammar)) return false;
  // "Table 3 lists the fees" is a sentence, and points to it
  if (is_lower(first_character(trimmed(paragraph.substr(link.at.end))))) return false;
  tables_[std::string(link.nums)].push_back(table);
  captions_[node].emplace(paragraph);
  return true;
}

std::vector<NodeId> TableCaptions::find(std::string_view number) const {
  const auto found = tables_.find(std::string(number));
  return found == tables_.end() ? std::vector<NodeId>() : found->second;
}

bool TableCaptions::is_caption(NodeId node, std::string_view paragraph) const {
  const auto found = captions_.find(node);
  return found != captions_.end() && found->second.contains(std::string(paragraph));
}

}  // namespace remit
