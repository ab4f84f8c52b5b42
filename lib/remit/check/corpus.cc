#include "remit/check/corpus.h"

#include <algorithm>
#include <utility>

namespace remit {

Corpus::Corpus(std::span<const Record> records, const Grammar& grammar)
    : records_(records), grammar_(grammar) {
  for (const Record& record : records) add(record);
  ends_.resize(tree_.nodes.size());
  for (auto id = static_cast<NodeId>(tree_.nodes.size()); id-- > 0;) {  // children before parents
    ends_[id] = std::max(ends_[id], id + 1);
    if (const NodeId parent = tree_.nodes[id].parent; parent != kNoNode)
      ends_[parent] = std::max(ends_[parent], ends_[id]);
  }
  passages_ = read_passages(tree_, grammar);
}

void Corpus::add(const Record& record) {
  const auto start = static_cast<NodeId>(tree_.nodes.size());
  starts_.push_back(start);
  for (Node node : record.structure.nodes) {
    if (node.parent != kNoNode) node.parent += start;
    for (NodeId& child : node.children) child += start;
    tree_.nodes.push_back(std::move(node));
  }
  for (const NodeId root : record.structure.roots) tree_.roots.push_back(root + start);

  for (Post post : record.analysis.posts) {
    for (Place& place : post.source) place.node += start;
    for (Restriction& restriction : post.restrictions) restriction.place.node += start;
    analysis_.posts.push_back(std::move(post));
  }
  for (Duty duty : record.analysis.duties) {
    duty.place.node += start;
    analysis_.duties.push_back(std::move(duty));
  }
  for (Definition definition : record.analysis.definitions) {
    definition.place.node += start;
    if (definition.scope != kNoNode) definition.scope += start;
    analysis_.definitions.push_back(std::move(definition));
  }
  for (Reference reference : record.analysis.references) {
    reference.place.node += start;
    for (NodeId& target : reference.targets) target += start;
    analysis_.references.push_back(std::move(reference));
  }
}

std::size_t Corpus::file_of(NodeId node) const {
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), node);
  return static_cast<std::size_t>(after - starts_.begin()) - 1;
}

}  // namespace remit
