#include "remit/revision/match_nodes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "remit/revision/rising_chain.h"
#include "remit/revision/shingle_index.h"

namespace remit {
namespace {

constexpr std::size_t kAnchorWords = 6;       // fewer words may be the same by chance
constexpr int kVotedAncestors = 8;            // an anchor votes for so many nodes above it
constexpr std::size_t kMostPairs = 1U << 14;  // of siblings, compared each with each
constexpr std::size_t kMostHeaded = 32;       // siblings with one heading: more tell nothing
constexpr float kSiblings = 0.4F;             // as alike as children of one match must be
constexpr float kContainers = 0.5F;           // … as divisions anywhere must be
constexpr float kElsewhere = 0.7F;            // … as text anywhere must be
constexpr std::size_t kElsewhereWords = 8;
constexpr float kInPlace = 0.25F;    // … as what stands at one place must be
constexpr float kVersions = 0.5F;    // so many nodes unchanged: two versions of one text
constexpr float kPartWithin = 0.6F;  // of a part's words stand in what it became part of
constexpr std::size_t kPartWords = 8;
constexpr float kPartGain = 0.15F;       // … and so many of them only through the part
constexpr std::size_t kNeighbours = 12;  // … of the siblings on either side
constexpr float kSameHeading = 0.8F;

/// One of the two documents.
struct Side {
  const Tree& tree;
  const std::vector<NodeText>& texts;
  std::vector<NodeId> match;           // in the other
  std::vector<std::uint32_t> anchors;  // in the node or below it
  [[nodiscard]] NodeId parent(NodeId node) const { return tree.nodes[node].parent; }
  [[nodiscard]] const std::vector<NodeId>& children(NodeId node) const {
    return node == kNoNode ? tree.roots : tree.nodes[node].children;
  }
  [[nodiscard]] bool is_table(NodeId node) const {
    return tree.nodes[node].type == NodeType::Table;
  }
};

std::uint64_t key_of(NodeId a, NodeId b) { return static_cast<std::uint64_t>(a) << 32 | b; }

/// A pair that may be one provision. The order among them is the same from both sides.
struct Candidate {
  float score;
  bool same_number;
  std::uint32_t apart;  // how far their places among their siblings differ
  NodeId a, b;
  bool operator<(const Candidate& other) const {
    if (score != other.score) return score > other.score;
    if (same_number != other.same_number) return same_number;
    if (apart != other.apart) return apart < other.apart;
    if (a + b != other.a + other.b) return a + b < other.a + other.b;
    return a < other.a;
  }
};

class NodeMatcher {
 public:
  NodeMatcher(const Tree& a, const std::vector<NodeText>& a_texts, const Tree& b,
              const std::vector<NodeText>& b_texts, const WordWeights& weights)
      : a_{a, a_texts, std::vector<NodeId>(a.nodes.size(), kNoNode),
           std::vector<std::uint32_t>(a.nodes.size(), 0)},
        b_{b, b_texts, std::vector<NodeId>(b.nodes.size(), kNoNode),
           std::vector<std::uint32_t>(b.nodes.size(), 0)},
        weights_(weights),
        index_(a_texts, b_texts) {}

  NodePairs match() {
    for (const Side* side : {&a_, &b_})
      for (const NodeText& text : side->texts) ++headings_[text.heading.words];
    anchor();
    open_.emplace_back(kNoNode, kNoNode);
    match_open();
    match_containers();
    match_elsewhere();
    match_in_place();
    NodePairs pairs{a_.match, b_.match, {}};
    find_parts(a_, b_, false, pairs.parts);
    find_parts(b_, a_, true, pairs.parts);
    return pairs;
  }

 private:
  void pair(NodeId a, NodeId b) {
    a_.match[a] = b;
    b_.match[b] = a;
    open_.emplace_back(a, b);
  }

  [[nodiscard]] bool is_free(NodeId a, NodeId b) const {
    return a_.match[a] == kNoNode && b_.match[b] == kNoNode;
  }

  // ---- 1. anchors and their votes

  void anchor() {
    struct Seen {
      std::uint32_t in_a = 0, in_b = 0;
      NodeId a = kNoNode, b = kNoNode;
    };
    std::unordered_map<std::uint64_t, Seen> seen;
    for (NodeId node = 0; node < a_.texts.size(); ++node) {
      Seen& at = seen[a_.texts[node].hash];
      ++at.in_a;
      at.a = node;
    }
    for (NodeId node = 0; node < b_.texts.size(); ++node) {
      Seen& at = seen[b_.texts[node].hash];
      ++at.in_b;
      at.b = node;
      if (at.in_b <= at.in_a) ++unchanged_;
    }
    for (NodeId node = 0; node < a_.texts.size(); ++node) {
      const Seen& at = seen[a_.texts[node].hash];
      if (at.in_a != 1 || at.in_b != 1 || a_.texts[node].size() < kAnchorWords) continue;
      if (a_.is_table(at.a) != b_.is_table(at.b)) continue;
      pair(at.a, at.b);
      vote(at.a, at.b);
    }
  }

  /// The node and those above it, the nearest first.
  static std::vector<NodeId> lineage(const Side& side, NodeId node) {
    std::vector<NodeId> line;
    for (int i = 0; i < kVotedAncestors && node != kNoNode; ++i, node = side.parent(node))
      line.push_back(node);
    return line;
  }

  void vote(NodeId a, NodeId b) {
    const std::vector<NodeId> above_a = lineage(a_, a), above_b = lineage(b_, b);
    for (const NodeId node : above_a) ++a_.anchors[node];
    for (const NodeId node : above_b) ++b_.anchors[node];
    for (const NodeId i : above_a)
      for (const NodeId j : above_b) ++votes_[key_of(i, j)];
  }

  // ---- 2. from the top down

  /// How alike two nodes are, 0 to a little over 1: heading, words, and what is below them.
  [[nodiscard]] float score(NodeId a, NodeId b) const {
    constexpr float kOneOnly = 0.3F;    // weighs a field that one of the two lacks
    constexpr float kRecurring = 0.3F;  // … a heading that others have as well
    constexpr float kNumber = 0.08F, kType = 0.04F;
    const NodeText &x = a_.texts[a], &y = b_.texts[b];
    float sum = 0, most = 0;
    const auto add = [&](const WordBag& of_a, const WordBag& of_b, float weight) {
      if (of_a.empty() && of_b.empty()) return;
      const bool both = !of_a.empty() && !of_b.empty();
      if (both) sum += weight * weights_.likeness(of_a, of_b);
      most += both ? weight : kOneOnly;
    };
    add(x.heading_bag, y.heading_bag, !x.bag.empty() && recurs(x) && recurs(y) ? kRecurring : 1);
    add(x.bag, y.bag, 1);
    if (const std::uint32_t anchors = a_.anchors[a] + b_.anchors[b];
        anchors > 0 && !a_.children(a).empty() && !b_.children(b).empty()) {
      const auto voted = votes_.find(key_of(a, b));
      if (voted != votes_.end())
        sum += 2 * static_cast<float>(voted->second) / static_cast<float>(anchors);
      most += 1;
    }
    float score = most > 0 ? sum / most : 0;
    if (x.number == y.number) score += kNumber;
    if (a_.tree.nodes[a].type == b_.tree.nodes[b].type) score += kType;
    return score;
  }

  void consider(NodeId a, NodeId b, std::uint32_t apart, float least,
                std::vector<Candidate>& candidates) const {
    if (!is_free(a, b) || a_.is_table(a) != b_.is_table(b)) return;
    const float alike = score(a, b);
    if (alike >= least)
      candidates.push_back({alike, a_.texts[a].number == b_.texts[b].number, apart, a, b});
  }

  void take_best(std::vector<Candidate>& candidates) {
    std::sort(candidates.begin(), candidates.end());
    for (const Candidate& candidate : candidates)
      if (is_free(candidate.a, candidate.b)) pair(candidate.a, candidate.b);
  }

  void match_open() {
    while (!open_.empty()) {
      const auto [a, b] = open_.back();
      open_.pop_back();
      match_children(a_.children(a), b_.children(b));
    }
  }

  static std::uint32_t distance(std::size_t i, std::size_t j) {
    return static_cast<std::uint32_t>(i < j ? j - i : i - j);
  }

  void match_children(const std::vector<NodeId>& of_a, const std::vector<NodeId>& of_b) {
    std::vector<Candidate> candidates;
    if (of_a.size() * of_b.size() <= kMostPairs) {
      for (std::size_t i = 0; i < of_a.size(); ++i)
        for (std::size_t j = 0; j < of_b.size(); ++j)
          consider(of_a[i], of_b[j], distance(i, j), kSiblings, candidates);
    } else {
      consider_many(of_a, of_b, candidates);
    }
    take_best(candidates);
  }

  /// Children too many to be compared each with each: those with the same words (the first with
  /// the first), the same heading or the same rare sequences.
  void consider_many(const std::vector<NodeId>& of_a, const std::vector<NodeId>& of_b,
                     std::vector<Candidate>& candidates) const {
    std::unordered_map<NodeId, std::size_t> place;
    std::unordered_map<std::uint64_t, std::vector<std::size_t>> alike;
    for (std::size_t j = 0; j < of_b.size(); ++j) {
      place.emplace(of_b[j], j);
      if (b_.match[of_b[j]] == kNoNode) alike[b_.texts[of_b[j]].hash].push_back(j);
    }
    std::unordered_map<std::uint64_t, std::size_t> used;
    for (std::size_t i = 0; i < of_a.size(); ++i) {
      const NodeId a = of_a[i];
      if (a_.match[a] != kNoNode) continue;
      const std::uint64_t hash = a_.texts[a].hash;
      if (const auto at = alike.find(hash); at != alike.end())
        if (std::size_t& next = used[hash]; next < at->second.size()) {
          const std::size_t j = at->second[next++];
          consider(a, of_b[j], distance(i, j), kSiblings, candidates);
        }
      for (const NodeId b : index_.near(a))
        if (const auto at = place.find(b); at != place.end())
          consider(a, b, distance(i, at->second), kSiblings, candidates);
    }
    consider_headings(of_a, of_b, candidates);
  }

  void consider_headings(const std::vector<NodeId>& of_a, const std::vector<NodeId>& of_b,
                         std::vector<Candidate>& candidates) const {
    std::unordered_map<std::uint64_t, std::vector<std::size_t>> headed;
    const auto hash_of = [](const NodeText& text) {
      std::uint64_t hash = 1;
      for (const WordId word : text.heading.words) hash = (hash ^ word) * 0x9E3779B97F4A7C15ULL;
      return hash;
    };
    for (std::size_t j = 0; j < of_b.size(); ++j)
      if (!b_.texts[of_b[j]].heading.words.empty()) headed[hash_of(b_.texts[of_b[j]])].push_back(j);
    for (std::size_t i = 0; i < of_a.size(); ++i) {
      if (a_.texts[of_a[i]].heading.words.empty()) continue;
      const auto at = headed.find(hash_of(a_.texts[of_a[i]]));
      if (at == headed.end() || at->second.size() > kMostHeaded) continue;
      for (const std::size_t j : at->second)
        consider(of_a[i], of_b[j], distance(i, j), kSiblings, candidates);
    }
  }

  // ---- 3. elsewhere

  void match_containers() {
    std::vector<Candidate> candidates;
    for (const auto& [key, votes] : votes_) {
      const auto a = static_cast<NodeId>(key >> 32), b = static_cast<NodeId>(key);
      if (!is_free(a, b)) continue;
      const auto anchors = static_cast<float>(a_.anchors[a] + b_.anchors[b]);
      if (2 * static_cast<float>(votes) >= kContainers * anchors)
        consider(a, b, 0, kContainers, candidates);
    }
    take_best(candidates);
    match_open();
  }

  void match_elsewhere() {
    std::vector<Candidate> candidates;
    for (NodeId a = 0; a < a_.texts.size(); ++a) {
      if (a_.match[a] != kNoNode || a_.texts[a].words.words.size() < kElsewhereWords) continue;
      for (const NodeId b : index_.near(a)) {
        if (!is_free(a, b) || a_.is_table(a) != b_.is_table(b)) continue;
        if (b_.texts[b].words.words.size() < kElsewhereWords) continue;
        const float alike = weights_.likeness(a_.texts[a].bag, b_.texts[b].bag);
        if (alike >= kElsewhere)
          candidates.push_back({alike, a_.texts[a].number == b_.texts[b].number, 0, a, b});
      }
    }
    take_best(candidates);
    match_open();
  }

  // ---- 4. in place

  void match_in_place() {
    const auto least = static_cast<float>(std::min(a_.texts.size(), b_.texts.size()));
    versions_ = static_cast<float>(unchanged_) >= kVersions * least;
    std::vector<std::pair<NodeId, NodeId>> todo = {{kNoNode, kNoNode}};
    for (NodeId a = 0; a < a_.match.size(); ++a)
      if (a_.match[a] != kNoNode) todo.emplace_back(a, a_.match[a]);
    while (!todo.empty()) {
      const auto [a, b] = todo.back();
      todo.pop_back();
      fill_gaps(a_.children(a), b_.children(b));
      while (!open_.empty()) {
        const auto next = open_.back();
        open_.pop_back();
        match_children(a_.children(next.first), b_.children(next.second));
        todo.push_back(next);
      }
    }
  }

  void fill_gaps(const std::vector<NodeId>& of_a, const std::vector<NodeId>& of_b) {
    std::unordered_map<NodeId, std::uint32_t> place;
    for (std::uint32_t j = 0; j < of_b.size(); ++j) place.emplace(of_b[j], j);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    for (std::uint32_t i = 0; i < of_a.size(); ++i)
      if (const auto at = place.find(a_.match[of_a[i]]); at != place.end())
        pairs.emplace_back(i, at->second);
    const std::vector<bool> keeps = in_order(pairs);
    std::size_t i = 0, j = 0;
    for (std::size_t k = 0; k <= pairs.size(); ++k) {
      const bool last = k == pairs.size();
      if (!last && !keeps[k]) continue;
      const std::size_t end_a = last ? of_a.size() : pairs[k].first;
      const std::size_t end_b = last ? of_b.size() : pairs[k].second;
      fill_gap(free_of(a_, of_a, i, end_a), free_of(b_, of_b, j, end_b));
      if (last) break;
      i = end_a + 1;
      j = end_b + 1;
    }
  }

  static std::vector<NodeId> free_of(const Side& side, const std::vector<NodeId>& nodes,
                                     std::size_t begin, std::size_t end) {
    std::vector<NodeId> unmatched;
    for (std::size_t i = begin; i < end; ++i)
      if (side.match[nodes[i]] == kNoNode) unmatched.push_back(nodes[i]);
    return unmatched;
  }

  /// Matches what stands in one gap: by number, or one after the other where as many came as went.
  void fill_gap(const std::vector<NodeId>& of_a, const std::vector<NodeId>& of_b) {
    std::unordered_map<std::string, NodeId> numbered;
    for (const NodeId b : of_b)
      if (!b_.texts[b].number.empty()) numbered.emplace(b_.texts[b].number, b);
    for (std::size_t i = 0; i < of_a.size(); ++i) {
      const auto at = numbered.find(a_.texts[of_a[i]].number);
      if (at != numbered.end() && is_free(of_a[i], at->second) && fits(of_a[i], at->second))
        pair(of_a[i], at->second);
    }
    for (std::size_t i = 0; of_a.size() == of_b.size() && i < of_a.size(); ++i)
      if (is_free(of_a[i], of_b[i]) && fits(of_a[i], of_b[i])) pair(of_a[i], of_b[i]);
  }

  /// Whether what stands at one place in both may be one provision.
  [[nodiscard]] bool fits(NodeId a, NodeId b) const {
    const Node &x = a_.tree.nodes[a], &y = b_.tree.nodes[b];
    if (x.type != y.type || headed_apart(a, b)) return false;
    return versions_ || score(a, b) >= kInPlace + kSiblings / 4;
  }

  /// Whether its heading stands more than once in each document: "Exceptions".
  [[nodiscard]] bool recurs(const NodeText& text) const {
    constexpr std::uint32_t kOnceInEach = 2;
    const auto at = headings_.find(text.heading.words);
    return !text.heading.words.empty() && at != headings_.end() && at->second > kOnceInEach;
  }

  /// Whether both have headings that no other node has, and these say different things. A heading
  /// that recurs ("Exceptions") does not tell one provision from another.
  [[nodiscard]] bool headed_apart(NodeId a, NodeId b) const {
    const NodeText &x = a_.texts[a], &y = b_.texts[b];
    if (x.heading.words.empty() || y.heading.words.empty()) return false;
    return headings_.at(x.heading.words) == 1 && headings_.at(y.heading.words) == 1 &&
           weights_.likeness(x.heading_bag, y.heading_bag) < kSameHeading;
  }

  // ---- 5. splits and merges

  /// Looks for the nodes of `other` that hold the words of a leftover of `side`.
  void find_parts(const Side& side, const Side& other, bool swapped,
                  std::vector<std::pair<NodeId, NodeId>>& parts) const {
    for (NodeId node = 0; node < side.texts.size(); ++node) {
      if (side.match[node] != kNoNode || side.texts[node].words.words.size() < kPartWords) continue;
      const NodeId whole = whole_of(side, other, node);
      if (whole == kNoNode) continue;
      parts.emplace_back(swapped ? whole : node, swapped ? node : whole);
    }
  }

  /// The match of a near relative that took in the words of `node`: its parent, or the siblings
  /// around its place. kNoNode: none did.
  [[nodiscard]] NodeId whole_of(const Side& side, const Side& other, NodeId node) const {
    const NodeId above = side.parent(node);
    const auto& siblings = side.children(above);
    const auto at = static_cast<std::size_t>(
        std::lower_bound(siblings.begin(), siblings.end(), node) - siblings.begin());
    std::vector<NodeId> near;
    if (above != kNoNode) near.push_back(above);
    for (std::size_t i = at > kNeighbours ? at - kNeighbours : 0;
         i < std::min(siblings.size(), at + kNeighbours + 1); ++i)
      near.push_back(siblings[i]);
    NodeId best = kNoNode;
    float most = 0;
    for (const NodeId relative : near) {
      const NodeId whole = side.match[relative];
      if (whole == kNoNode) continue;
      const float gain = gain_of(side.texts[node], side.texts[relative], other.texts[whole]);
      if (gain > most) {
        most = gain;
        best = whole;
      }
    }
    return best;
  }

  /// How much of `part` stands in `whole` and is not there by the match of `whole` alone; 0: too
  /// little to call it a part.
  [[nodiscard]] float gain_of(const NodeText& part, const NodeText& match,
                              const NodeText& whole) const {
    if (!part.heading_bag.empty() && !whole.heading_bag.empty() &&
        weights_.likeness(part.heading_bag, whole.heading_bag) < kSameHeading)
      return 0;
    if (weights_.share_within(part.bag, whole.bag) < kPartWithin) return 0;
    const float gain = weights_.share_within(part.bag, without(whole.bag, match.bag));
    return gain >= kPartGain ? gain : 0;
  }

  Side a_, b_;
  const WordWeights& weights_;
  ShingleIndex index_;
  std::unordered_map<std::uint64_t, std::uint32_t> votes_;  // by key_of(a, b)
  std::vector<std::pair<NodeId, NodeId>> open_;             // matched; their children are not yet
  std::size_t unchanged_ = 0;
  bool versions_ = false;
  std::map<std::vector<WordId>, std::uint32_t> headings_;  // how many nodes of both have them
};

}  // namespace

NodePairs match_nodes(const Tree& a, const std::vector<NodeText>& a_texts, const Tree& b,
                      const std::vector<NodeText>& b_texts, const WordWeights& weights) {
  return NodeMatcher(a, a_texts, b, b_texts, weights).match();
}

}  // namespace remit
