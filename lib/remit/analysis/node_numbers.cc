#include "remit/analysis/node_numbers.h"

#include <algorithm>

#include "remit/structure/numbering.h"

namespace remit {
namespace {

constexpr std::size_t kTypes = static_cast<std::size_t>(NodeType::Text) + 1;

std::size_t index(NodeType type) { return static_cast<std::size_t>(type); }

std::string key_at(NodeId home, std::string_view key) {
  return std::to_string(home) + ' ' + std::string(key);
}

std::string division_key(NodeType type, std::string_view num) {
  std::string key = std::to_string(index(type)) + ' ' + number_key(num);
  for (char& c : key)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return key;
}

std::optional<Number> decimal(const Node& node) {
  return node.num ? read_number(Numerals::Decimal, bare(*node.num)) : std::nullopt;
}

bool counts_from_one(const Number& number) { return number.parts.front().value <= 1; }

/// The key that a node is known by: of a digit in brackets with these.
std::string key_of(const Node& node) {
  const bool brackets = node.label && node.label->starts_with('(') && decimal(node);
  return number_key(brackets ? '(' + *node.num + ')' : *node.num);
}

bool is_first(std::string_view num) {
  for (const Numerals numerals : {Numerals::Decimal, Numerals::UpperRoman, Numerals::UpperAlpha})
    if (const auto number = read_number(numerals, num); number && number->first()) return true;
  return false;
}

}  // namespace

NodeNumbers::NodeNumbers(const Tree& tree)
    : tree_(tree),
      ends_(tree.nodes.size()),
      continues_(tree.nodes.size() + 1),
      counts_(kTypes),
      has_first_(kTypes) {
  const auto count = static_cast<NodeId>(tree.nodes.size());
  for (NodeId id = 0; id < count; ++id) ends_[id] = id + 1;
  for (NodeId id = count; id-- > 0;)
    if (const NodeId up = parent(id); up != kNoNode) ends_[up] = std::max(ends_[up], ends_[id]);
  std::vector<char> seen(count);
  for (NodeId id = 0; id < count; ++id) {  // does a section begin in mid-list?
    const auto number = decimal(tree.nodes[id]);
    if (!number) continue;
    for (NodeId up = parent(id); up != kNoNode && !seen[up]; up = parent(up)) {
      seen[up] = 1;
      const Node& section = tree.nodes[up];
      if (section.num || is_division(section.type)) break;
      if (section.type == NodeType::Section && !counts_from_one(*number))
        continues_[parent(up) == kNoNode ? count : parent(up)] = 1;
    }
  }
  for (NodeId id = 0; id < count; ++id) {
    const Node& node = tree.nodes[id];
    if (is_division(node.type)) {
      const std::string num = node.num.value_or("");
      ++counts_[index(node.type)];
      if (is_first(num)) has_first_[index(node.type)] = 1;
      divisions_[division_key(node.type, num)].push_back(id);
      continue;
    }
    if (!node.num) continue;
    const std::string key = key_of(node);
    by_key_[key].push_back(id);
    at_home_[key_at(home_of(id), key)].push_back(id);
  }
}

NodeId NodeNumbers::parent(NodeId node) const { return tree_.nodes[node].parent; }

bool NodeNumbers::contains(NodeId outer, NodeId inner) const {
  return outer == kNoNode || (inner >= outer && inner < ends_[outer]);
}

std::size_t NodeNumbers::count(NodeType type) const { return counts_[index(type)]; }

bool NodeNumbers::covers(NodeType type) const {
  return counts_[index(type)] > 1 && has_first_[index(type)];
}

bool NodeNumbers::goes_on(NodeId section) const {
  const NodeId up = parent(section);
  return continues_[up == kNoNode ? tree_.nodes.size() : up] != 0;
}

NodeId NodeNumbers::home_of(NodeId node) const {
  const auto number = decimal(tree_.nodes[node]);
  for (NodeId up = parent(node); up != kNoNode; up = parent(up)) {
    const Node& above = tree_.nodes[up];
    if (above.num) {
      const auto stem = decimal(above);
      if (number && stem && extends(*number, *stem)) continue;
      return up;
    }
    if (is_division(above.type)) return up;
    if (above.type == NodeType::Section && !(number && goes_on(up))) return up;
  }
  return kNoNode;
}

std::vector<NodeId> NodeNumbers::step(NodeId base, const std::string& key) const {
  const auto direct = at_home_.find(key_at(base, key));
  if (direct != at_home_.end()) return direct->second;
  const bool brackets = key.size() > 2 && key.front() == '(';
  if (brackets) return step(base, key.substr(1, key.size() - 2));
  return {};
}

std::vector<NodeId> NodeNumbers::descend(std::vector<NodeId> bases, const NumberPath& path) const {
  for (std::size_t i = 1; i < path.size() && !bases.empty(); ++i) {
    std::vector<NodeId> next;
    for (const NodeId base : bases) {
      std::vector<NodeId> found = step(base, path[i]);
      if (found.empty()) found = below(base, {path[i]});
      next.insert(next.end(), found.begin(), found.end());
    }
    bases = std::move(next);
  }
  return bases;
}

std::vector<NodeId> NodeNumbers::around(NodeId from, const NumberPath& path) const {
  for (NodeId home = from;; home = parent(home)) {
    std::vector<NodeId> found = step(home, path.front());
    if (!found.empty()) found = descend(std::move(found), path);
    if (!found.empty() || home == kNoNode) return found;
  }
}

std::vector<NodeId> NodeNumbers::below(NodeId within, const NumberPath& path) const {
  std::vector<NodeId> found = step(within, path.front());
  if (found.empty()) {
    const auto all = by_key_.find(path.front());
    if (all == by_key_.end()) return {};
    const NodeId end = within == kNoNode ? kNoNode : ends_[within];
    auto at = std::lower_bound(all->second.begin(), all->second.end(),
                               within == kNoNode ? 0 : within + 1);
    const auto depth = [&](NodeId id) {
      int steps = 0;
      for (NodeId up = parent(id); up != kNoNode && up != within; up = parent(up)) ++steps;
      return steps;
    };
    int least = 0;
    for (; at != all->second.end() && *at < end && found.size() < kMostCandidates; ++at) {
      const int steps = depth(*at);
      if (found.empty() || steps < least) {
        found = {*at};
        least = steps;
      } else if (steps == least) {
        found.push_back(*at);
      }
    }
  }
  return descend(std::move(found), path);
}

std::vector<NodeId> NodeNumbers::anywhere(const NumberPath& path) const {
  const auto all = by_key_.find(path.front());
  if (all == by_key_.end()) return {};
  std::vector<NodeId> found = all->second;
  if (found.size() > kMostCandidates) found.resize(kMostCandidates);
  return descend(std::move(found), path);
}

std::vector<NodeId> NodeNumbers::divisions_below(NodeId within, NodeType type,
                                                 std::string_view num) const {
  const auto all = divisions_.find(division_key(type, num));
  if (all == divisions_.end()) return {};
  if (within == kNoNode) return all->second;
  const auto begin = std::lower_bound(all->second.begin(), all->second.end(), within + 1);
  const auto end = std::lower_bound(begin, all->second.end(), ends_[within]);
  return {begin, end};
}

std::vector<NodeId> NodeNumbers::divisions(NodeId from, NodeType type, std::string_view num) const {
  for (NodeId up = from;; up = parent(up)) {
    if (up != kNoNode && tree_.nodes[up].type == type && tree_.nodes[up].num &&
        division_key(type, *tree_.nodes[up].num) == division_key(type, num))
      return {up};
    std::vector<NodeId> found = divisions_below(up, type, num);
    if (!found.empty() || up == kNoNode) return found;
  }
}

}  // namespace remit
