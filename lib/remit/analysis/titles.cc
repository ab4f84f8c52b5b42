#include "remit/analysis/titles.h"

#include <algorithm>

#include "remit/text/letters.h"

namespace remit {
namespace {

constexpr std::size_t kShortWord = 3;       // of, on, the
constexpr std::size_t kLongestTitle = 200;  // bytes

/// `text` without what stands in brackets, unless that is all of it.
std::string outside_brackets(std::string_view text) {
  std::string out;
  int depth = 0;
  for (const char c : text) {
    if (c == '(' || c == '[') ++depth;
    if (depth == 0) out += c;
    if ((c == ')' || c == ']') && depth > 0) --depth;
  }
  return folded(out).empty() ? std::string(text) : out;
}

/// The words of a title that tell it from others, sorted.
std::string title_key(std::string_view title) {
  if (title.size() > kLongestTitle) return "";
  const std::string text = folded(outside_brackets(title));
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    std::string word = text.substr(at, end - at);
    if (word.size() > kShortWord + 1 && word.back() == 's') word.pop_back();
    if (word.size() > kShortWord) words.push_back(std::move(word));
    at = end + 1;
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  std::string key;
  for (const std::string& word : words) key += word + ' ';
  return key;
}

}  // namespace

Titles::Titles(const Tree& tree) {
  for (NodeId id = 0; id < tree.nodes.size(); ++id) {
    const Node& node = tree.nodes[id];
    if (!node.heading || !(is_division(node.type) || node.type == NodeType::Section)) continue;
    std::vector<NodeId>& same = nodes_[title_key(*node.heading)];
    const bool repeats = !same.empty() && node.parent == same.back();
    if (!repeats) same.push_back(id);
  }
  const auto depth = [&](NodeId id) {
    int steps = 0;
    for (NodeId up = tree.nodes[id].parent; up != kNoNode; up = tree.nodes[up].parent) ++steps;
    return steps;
  };
  for (auto& [key, same] : nodes_) {
    if (same.size() < 2) continue;
    int least = depth(same.front());
    for (const NodeId id : same) least = std::min(least, depth(id));
    std::erase_if(same, [&](NodeId id) { return depth(id) > least; });
  }
}

std::vector<NodeId> Titles::find(std::string_view title) const {
  const std::string key = title_key(title);
  const auto found = key.empty() ? nodes_.end() : nodes_.find(key);
  return found == nodes_.end() ? std::vector<NodeId>() : found->second;
}

}  // namespace remit
