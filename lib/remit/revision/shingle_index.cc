#include "remit/revision/shingle_index.h"

#include <algorithm>

namespace remit {
namespace {

constexpr std::size_t kShingle = 3;     // words in a row that are looked up
constexpr std::size_t kMostFound = 32;  // a sequence found in more nodes tells nothing
constexpr std::size_t kLookedUp = 16;   // sequences of a node that are looked up

struct Entry {
  std::uint64_t hash;
  bool in_b;
  NodeId node;
  auto operator<=>(const Entry&) const = default;
};

void add(const std::vector<WordId>& words, NodeId node, bool in_b, std::vector<Entry>& entries) {
  for (std::size_t i = 0; i + kShingle <= words.size(); ++i) {
    std::uint64_t hash = 0;
    for (std::size_t k = i; k < i + kShingle; ++k)
      hash = (hash ^ (words[k] + 1)) * 0x9E3779B97F4A7C15ULL;
    entries.push_back({hash, in_b, node});
  }
}

}  // namespace

ShingleIndex::ShingleIndex(const std::vector<NodeText>& a, const std::vector<NodeText>& b) {
  std::vector<Entry> entries;
  for (const auto* texts : {&a, &b})
    for (NodeId node = 0; node < texts->size(); ++node)
      add((*texts)[node].words.words, node, texts == &b, entries);
  std::sort(entries.begin(), entries.end());
  entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
  a_rare_.resize(a.size());
  std::vector<std::vector<Rare>> b_rare(b.size());
  for (std::size_t i = 0; i < entries.size();) {
    std::size_t end = i;
    while (end < entries.size() && entries[end].hash == entries[i].hash) ++end;
    const bool shared = !entries[i].in_b && entries[end - 1].in_b;
    for (std::size_t k = i; shared && end - i <= kMostFound && k < end; ++k)
      (entries[k].in_b ? b_rare : a_rare_)[entries[k].node].push_back({end - i, entries[i].hash});
    i = end;
  }
  for (auto* rare : {&a_rare_, &b_rare})
    for (std::vector<Rare>& list : *rare) {
      std::sort(list.begin(), list.end());
      if (list.size() > kLookedUp) list.resize(kLookedUp);
    }
  for (NodeId node = 0; node < b_rare.size(); ++node)
    for (const Rare& rare : b_rare[node]) b_nodes_[rare.hash].push_back(node);
}

std::vector<NodeId> ShingleIndex::near(NodeId a) const {
  std::vector<NodeId> found;
  for (const Rare& rare : a_rare_[a])
    if (const auto at = b_nodes_.find(rare.hash); at != b_nodes_.end())
      found.insert(found.end(), at->second.begin(), at->second.end());
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace remit
