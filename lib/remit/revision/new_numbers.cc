#include "remit/revision/new_numbers.h"

#include <algorithm>
#include <utility>

#include "remit/analysis/printed_numbers.h"

namespace remit {

void spread_numbers(const Tree& tree, NewNums& nums) {
  std::vector<NodeId> above(tree.nodes.size(), kNoNode);  // the nearest that is renumbered
  for (NodeId id = 0; id < tree.nodes.size(); ++id) {
    const Node& node = tree.nodes[id];
    const NodeId from = node.parent == kNoNode ? kNoNode : above[node.parent];
    if (!nums[id] && from != kNoNode && node.num) {
      const std::string stem = tree.nodes[from].num.value_or("") + '.';
      if (node.num->starts_with(stem)) nums[id] = *nums[from] + '.' + node.num->substr(stem.size());
    }
    above[id] = nums[id] ? id : from;
  }
}

NumberClaims::NumberClaims(const Tree& tree) : tree_(tree), nums_(tree.nodes.size()) {
  for (NodeId id = 0; id < tree_.nodes.size(); ++id)
    if (tree_.nodes[id].num) at_number_[key_of(id)].push_back(id);
}

NodeId NumberClaims::in_list_of(NodeId node, std::string_view num) const {
  const auto found = at_number_.find(key_at(list_of(node, num), num));
  return found == at_number_.end() ? kNoNode : found->second.front();
}

bool NumberClaims::renumber(std::size_t owner, NodeId node, std::string num) {
  if (nums_[node]) return false;
  claims_.push_back({.owner = owner, .node = node, .key = key_at(list_of(node, num), num)});
  nums_[node] = std::move(num);
  return true;
}

void NumberClaims::want_in_list_of(std::size_t owner, NodeId node, std::string_view num) {
  claims_.push_back({.owner = owner, .key = key_at(list_of(node, num), num)});
}

void NumberClaims::want_below(std::size_t owner, NodeId node, std::string_view num) {
  claims_.push_back({.owner = owner, .key = key_at(node, num)});
}

std::vector<NumberClaims::Clash> NumberClaims::settle(const std::vector<bool>& gone,
                                                      std::vector<bool> refused) {
  std::unordered_map<std::string, std::vector<std::size_t>> claimants;
  std::unordered_map<std::size_t, std::vector<std::size_t>> of_owner;
  std::vector<std::string> open;
  for (std::size_t c = 0; c < claims_.size(); ++c) {
    claimants[claims_[c].key].push_back(c);
    of_owner[claims_[c].owner].push_back(c);
    open.push_back(claims_[c].key);
  }
  const auto take_back = [&](const Claim& claim) {
    if (claim.node == kNoNode) return;
    nums_[claim.node].reset();
    if (tree_.nodes[claim.node].num) open.push_back(key_of(claim.node));
  };
  for (const Claim& claim : claims_)
    if (refused[claim.owner]) take_back(claim);
  std::vector<Clash> clashes;
  for (std::size_t next = 0; next < open.size(); ++next) {
    const std::string key = open[next];
    const auto found = claimants.find(key);
    if (found == claimants.end()) continue;
    bool taken = is_kept(key, gone);
    for (const std::size_t c : found->second) {
      const std::size_t owner = claims_[c].owner;
      if (refused[owner]) continue;
      if (taken) {
        refused[owner] = true;
        clashes.push_back({.owner = owner, .num = key.substr(key.find(' ') + 1)});
        for (const std::size_t other : of_owner[owner]) take_back(claims_[other]);
      }
      taken = true;
    }
  }
  return clashes;
}

/// The node whose list a number counts in.
NodeId NumberClaims::list_of(NodeId node, std::string_view num) const {
  const bool decimal = num.find('.') != std::string_view::npos;
  NodeId up = tree_.nodes[node].parent;
  if (is_division(tree_.nodes[node].type)) return up;
  while (up != kNoNode && !is_division(tree_.nodes[up].type) &&
         (decimal || (!tree_.nodes[up].num && tree_.nodes[up].type != NodeType::Section)))
    up = tree_.nodes[up].parent;
  return up;
}

std::string NumberClaims::key_at(NodeId list, std::string_view num) {
  return std::to_string(list) + ' ' + number_key(num);
}

std::string NumberClaims::key_of(NodeId node) const {
  const std::string& num = *tree_.nodes[node].num;
  return key_at(list_of(node, num), num);
}

/// Whether a node of the tree keeps that number.
bool NumberClaims::is_kept(const std::string& key, const std::vector<bool>& gone) const {
  const auto nodes = at_number_.find(key);
  if (nodes == at_number_.end()) return false;
  return std::any_of(nodes->second.begin(), nodes->second.end(),
                     [&](NodeId node) { return !nums_[node] && !gone[node]; });
}

}  // namespace remit
