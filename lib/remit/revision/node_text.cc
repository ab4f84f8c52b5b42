#include "remit/revision/node_text.h"

#include <algorithm>
#include <cmath>

namespace remit {
namespace {

constexpr int kNearAncestors = 3;  // a number extends that of one of these

std::uint64_t mixed(std::uint64_t hash, std::uint64_t value) {
  hash ^= value + 0x9E3779B97F4A7C15ULL + (hash << 6) + (hash >> 2);
  return hash * 0xBF58476D1CE4E5B9ULL;
}

std::uint64_t hash_of(const NodeText& text) {
  std::uint64_t hash = 1;
  for (const WordId word : text.heading.words) hash = mixed(hash, word);
  hash = mixed(hash, ~0ULL);
  for (const WordId word : text.words.words) hash = mixed(hash, word);
  return hash;
}

/// The words of a table's heading and of its header: what tells it from other tables.
WordBag header_bag(const Node& node, Vocabulary& vocabulary, const NameIndex& names) {
  std::string words = node.heading.value_or("");
  for (const std::string& cell : node.table->header) words += '\n' + cell;
  return bag_of(vocabulary.read(words, names));
}

}  // namespace

std::string body_of(const Node& node) {
  if (!node.table) return node.text;
  std::string body = node.text.empty() ? "" : node.text + '\n';
  const auto add = [&](const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) body += (i == 0 ? "" : "\t") + cells[i];
    body += '\n';
  };
  add(node.table->header);
  for (const auto& row : node.table->rows) add(row);
  return body;
}

std::string own_number(const Tree& tree, NodeId id) {
  const Node& node = tree.nodes[id];
  if (!node.num) return "";
  std::string number = *node.num;
  for (char& c : number)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  NodeId above = node.parent;
  for (int i = 0; i < kNearAncestors && above != kNoNode; ++i, above = tree.nodes[above].parent) {
    const auto& outer = tree.nodes[above].num;
    if (!outer || !number.starts_with(*outer + '.')) continue;
    number.erase(0, outer->size() + 1);
    break;
  }
  const std::size_t digits = number.find_first_not_of('0');
  return digits == std::string::npos ? number : number.substr(digits);
}

WordBag bag_of(const CanonicalText& text) {
  std::vector<WordId> words = text.words;
  std::sort(words.begin(), words.end());
  WordBag bag;
  for (const WordId word : words) {
    if (bag.empty() || bag.back().first != word) bag.emplace_back(word, 0);
    ++bag.back().second;
  }
  return bag;
}

std::vector<NodeText> node_texts(const Tree& tree, Vocabulary& vocabulary, const NameIndex& names) {
  std::vector<NodeText> texts(tree.nodes.size());
  for (NodeId id = 0; id < tree.nodes.size(); ++id) {
    const Node& node = tree.nodes[id];
    NodeText& text = texts[id];
    text.body = body_of(node);
    if (node.heading) text.heading = vocabulary.read(*node.heading, names);
    text.words = vocabulary.read(text.body, names);
    text.heading_bag = bag_of(text.heading);
    if (node.table) text.heading_bag = header_bag(node, vocabulary, names);
    text.bag = bag_of(text.words);
    text.number = own_number(tree, id);
    text.hash = hash_of(text);
  }
  return texts;
}

WordWeights::WordWeights(const Vocabulary& vocabulary, const std::vector<NodeText>& a,
                         const std::vector<NodeText>& b)
    : weights_(vocabulary.size(), 0) {
  for (const auto* texts : {&a, &b})
    for (const NodeText& text : *texts)
      for (const auto* bag : {&text.heading_bag, &text.bag})
        for (const auto& [word, count] : *bag) weights_[word] += 1;
  const auto nodes = static_cast<float>(a.size() + b.size());
  for (WordId word = 0; word < weights_.size(); ++word)
    weights_[word] = vocabulary.is_numeric(word)
                         ? std::log(2.0F)
                         : std::log(1 + nodes / std::max(weights_[word], 1.0F));
}

float WordWeights::weight(const WordBag& bag) const {
  float sum = 0;
  for (const auto& [word, count] : bag) sum += weights_[word] * static_cast<float>(count);
  return sum;
}

float WordWeights::common(const WordBag& a, const WordBag& b) const {
  float sum = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i].first == b[j].first)
      sum += weights_[a[i].first] * static_cast<float>(std::min(a[i].second, b[j].second));
    const bool both = a[i].first == b[j].first;
    const bool first = a[i].first < b[j].first;
    if (both || first) ++i;
    if (both || !first) ++j;
  }
  return sum;
}

float WordWeights::likeness(const WordBag& a, const WordBag& b) const {
  const float both = weight(a) + weight(b);
  return both > 0 ? 2 * common(a, b) / both : 0;
}

float WordWeights::share_within(const WordBag& part, const WordBag& whole) const {
  const float all = weight(part);
  return all > 0 ? common(part, whole) / all : 0;
}

WordBag without(const WordBag& bag, const WordBag& taken) {
  WordBag rest;
  std::size_t j = 0;
  for (const auto& [word, count] : bag) {
    while (j < taken.size() && taken[j].first < word) ++j;
    const std::uint32_t used = j < taken.size() && taken[j].first == word ? taken[j].second : 0;
    if (count > used) rest.emplace_back(word, count - used);
  }
  return rest;
}

}  // namespace remit
