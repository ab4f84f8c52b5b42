#include "remit/revision/find_place.h"

#include <algorithm>

#include "remit/analysis/printed_numbers.h"
#include "remit/analysis/reference_links.h"
#include "remit/text/letters.h"

namespace remit {
namespace {

/// "4.2 of Part 3": the number before the first word that names what it is in.
std::string_view bare_number(std::string_view target, const std::vector<Chain>& chains) {
  if (chains.empty()) return target;
  const std::string_view lead = trimmed(target.substr(0, chains.front().links.front().at.begin));
  return lead.substr(0, lead.find(' '));
}

bool may_be_number(std::string_view text) {
  return !text.empty() &&
         (text.front() == '(' || (text.front() >= '0' && text.front() <= '9') || text.size() <= 2);
}

}  // namespace

bool PlaceFinder::is_place(std::string_view words) const {
  words = trimmed(words);
  if (ids_.contains(words)) return true;
  if (words.find(' ') == std::string_view::npos && may_be_number(words)) return true;
  const std::vector<Chain> chains = read_chains(words, grammar_);
  return !chains.empty() && chains.front().at.end == words.size() &&
         (chains.front().at.begin == 0 || may_be_number(bare_number(words, chains)));
}

PlaceFinder::Found PlaceFinder::find(std::string_view target) const {
  if (const auto known = ids_.find(target); known != ids_.end()) return {.node = known->second};
  const std::vector<NodeId> nodes = candidates(trimmed(target));
  if (nodes.size() == 1) return {.node = nodes.front()};
  const std::string name(target);
  if (nodes.empty()) return {.why = "there is no " + name};
  std::string ids;
  for (const NodeId node : nodes) {
    if (ids.size() > 100) {
      ids += ", …";
      break;
    }
    ids += (ids.empty() ? "" : ", ") + tree_.nodes[node].id;
  }
  return {.why = name + " may be any of " + ids};
}

std::vector<NodeId> PlaceFinder::candidates(std::string_view target) const {
  const std::vector<Chain> chains = read_chains(target, grammar_);
  const std::string_view bare = bare_number(target, chains);
  NodeId within = kNoNode;
  if (!chains.empty()) {
    const std::vector<Link>& links = chains.front().links;
    for (std::size_t i = links.size(); i-- > (bare.empty() ? 1U : 0U);) {
      if (links[i].is != Link::Is::Place) continue;
      std::vector<NodeId> nodes = step(within, links[i].unit, links[i].nums);
      if (nodes.size() != 1) return nodes;
      within = nodes.front();
    }
    if (bare.empty()) return step(within, links.front().unit, links.front().nums);
  }
  return may_be_number(bare) ? step(within, "", bare) : std::vector<NodeId>();
}

std::vector<NodeId> PlaceFinder::step(NodeId within, std::string_view unit,
                                      std::string_view nums) const {
  const std::vector<PrintedNumber> read = read_numbers(nums, grammar_);
  const NumberPath path = read.empty() ? NumberPath{number_key(nums)} : read.front().first;
  if (read.size() > 1 || (!read.empty() && !read.front().last.empty())) return {};
  const auto units = grammar_.match(RuleKind::Unit, unit);
  const auto type = units.empty() ? std::nullopt : node_type(units.front().rule->type);
  if (type && is_division(*type)) {
    std::vector<NodeId> nodes = division(within, *type, path);
    if (!nodes.empty() || within != kNoNode) return nodes;
  }
  return within == kNoNode ? anywhere(path) : numbers_.below(within, path);
}

std::vector<NodeId> PlaceFinder::division(NodeId within, NodeType type,
                                          const NumberPath& path) const {
  const std::string& num = path.front();
  std::vector<NodeId> nodes = numbers_.divisions_below(within, type, num);
  if (nodes.empty() && num.find('.') != std::string::npos) {  // Article 11.02
    const auto around = numbers_.divisions_below(within, type, num.substr(0, num.find('.')));
    return around.size() == 1 ? numbers_.below(around.front(), path) : std::vector<NodeId>();
  }
  if (path.size() == 1 || nodes.size() != 1) return nodes;
  return numbers_.below(nodes.front(), NumberPath(path.begin() + 1, path.end()));
}

std::vector<NodeId> PlaceFinder::anywhere(const NumberPath& path) const {
  std::vector<NodeId> nodes = numbers_.anywhere(path);
  if (nodes.size() < 2) return nodes;
  const std::string lead = path.front().substr(0, path.front().find('.'));
  std::vector<NodeId> own;
  for (const NodeId node : nodes) {
    NodeId up = node;
    while (up != kNoNode && !is_division(tree_.nodes[up].type)) up = tree_.nodes[up].parent;
    if (up != kNoNode && number_key(tree_.nodes[up].num.value_or("")) == lead) own.push_back(node);
  }
  return own.empty() ? nodes : own;
}

}  // namespace remit
