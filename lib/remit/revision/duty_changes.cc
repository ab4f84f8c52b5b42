#include "remit/revision/duty_changes.h"

#include <algorithm>
#include <unordered_map>

namespace remit {
namespace {

constexpr float kSameAction = 0.25F;    // of the words of two duties, in matched nodes
constexpr float kSameAnywhere = 0.7F;   // … of one bearer, in any nodes
constexpr float kBearer = 0.3F;         // what one bearer adds
constexpr std::size_t kMostPairs = 64;  // of one node's duties, or of a bearer's with a rare word
constexpr std::size_t kRareWords = 4;   // of an action that are looked up

/// A duty, ready to be compared.
struct DutyText {
  std::vector<WordId> bearer, action, conditions;
  WordBag bag;  // of action and conditions
};

std::vector<DutyText> duty_texts(const std::vector<Duty>& duties, Vocabulary& vocabulary,
                                 const NameIndex& names) {
  std::vector<DutyText> texts;
  for (const Duty& duty : duties) {
    DutyText text;
    // whoever has no id is compared by name
    text.bearer = vocabulary.read(duty.bearer.value_or(""), names).words;
    text.action = vocabulary.read(duty.action, names).words;
    std::string all = duty.action;
    for (const std::string& condition : duty.conditions) {
      const auto words = vocabulary.read(condition, names).words;
      text.conditions.insert(text.conditions.end(), words.begin(), words.end());
      all += '\n' + condition;
    }
    text.bag = bag_of(vocabulary.read(all, names));
    texts.push_back(std::move(text));
  }
  return texts;
}

class DutyMatcher {
 public:
  DutyMatcher(const std::vector<Duty>& a, const std::vector<Duty>& b, const ComparedNames& names)
      : a_(a),
        b_(b),
        a_texts_(duty_texts(a, names.vocabulary, names.a)),
        b_texts_(duty_texts(b, names.vocabulary, names.b)),
        a_match_(a.size()),
        b_match_(b.size()),
        found_in_(names.vocabulary.size(), 0) {
    for (const auto* texts : {&a_texts_, &b_texts_})
      for (const DutyText& text : *texts)
        for (const auto& [word, count] : text.bag) ++found_in_[word];
  }

  std::vector<DutyChange> match(const std::vector<std::pair<NodeId, NodeId>>& matches) {
    by_node(matches);
    anywhere();
    std::vector<DutyChange> changes;
    for (std::size_t i = 0; i < a_.size(); ++i)
      changes.push_back({i, a_match_[i], a_match_[i] ? kind(i, *a_match_[i]) : ChangeKind::OnlyA});
    for (std::size_t j = 0; j < b_.size(); ++j)
      if (!b_match_[j]) changes.push_back({std::nullopt, j, ChangeKind::OnlyB});
    return changes;
  }

 private:
  struct Pair {
    float score;
    std::size_t a, b;
    bool operator<(const Pair& other) const {
      if (score != other.score) return score > other.score;
      return a + b != other.a + other.b ? a + b < other.a + other.b : a < other.a;
    }
  };

  [[nodiscard]] float alike(const WordBag& a, const WordBag& b) const {
    float common = 0, all = 0;
    const auto weight = [&](WordId word) { return 1 / (1 + static_cast<float>(found_in_[word])); };
    for (const auto* bag : {&a, &b})
      for (const auto& [word, count] : *bag) all += weight(word) * static_cast<float>(count);
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
      const bool both = a[i].first == b[j].first, first = a[i].first < b[j].first;
      if (both)
        common += weight(a[i].first) * static_cast<float>(std::min(a[i].second, b[j].second));
      if (both || first) ++i;
      if (both || !first) ++j;
    }
    return all > 0 ? 2 * common / all : 0;
  }

  [[nodiscard]] bool same_bearer(std::size_t i, std::size_t j) const {
    const Duty &a = a_[i], &b = b_[j];
    const bool by_id = a.bearer_ref && a.bearer_ref == b.bearer_ref;
    return by_id || a_texts_[i].bearer == b_texts_[j].bearer;
  }

  void take_best(std::vector<Pair>& pairs) {
    std::sort(pairs.begin(), pairs.end());
    for (const Pair& pair : pairs) {
      if (a_match_[pair.a] || b_match_[pair.b]) continue;
      a_match_[pair.a] = pair.b;
      b_match_[pair.b] = pair.a;
    }
  }

  void by_node(const std::vector<std::pair<NodeId, NodeId>>& matches) {
    std::unordered_map<NodeId, std::vector<std::size_t>> in_a, in_b;
    for (std::size_t i = 0; i < a_.size(); ++i) in_a[a_[i].place.node].push_back(i);
    for (std::size_t j = 0; j < b_.size(); ++j) in_b[b_[j].place.node].push_back(j);
    std::vector<Pair> pairs;
    for (const auto& [a, b] : matches) {
      const auto of_a = in_a.find(a), of_b = in_b.find(b);
      if (of_a == in_a.end() || of_b == in_b.end()) continue;
      // of very many duties in one node each is compared with those at its own place only
      const bool many = of_a->second.size() * of_b->second.size() > kMostPairs * kMostPairs;
      for (std::size_t i = 0; i < of_a->second.size(); ++i)
        for (std::size_t j = many ? i : 0;
             j < (many ? std::min(i + 1, of_b->second.size()) : of_b->second.size()); ++j)
          consider(of_a->second[i], of_b->second[j], kSameAction, pairs);
    }
    take_best(pairs);
  }

  void consider(std::size_t i, std::size_t j, float least, std::vector<Pair>& pairs) const {
    const float score = alike(a_texts_[i].bag, b_texts_[j].bag) + (same_bearer(i, j) ? kBearer : 0);
    if (score >= least + kBearer || a_texts_[i].action == b_texts_[j].action)
      pairs.push_back({score, i, j});
  }

  /// The words of an action that the fewest others have.
  [[nodiscard]] std::vector<WordId> rare_words(const DutyText& text) const {
    std::vector<WordId> words;
    for (const auto& [word, count] : text.bag) words.push_back(word);
    std::sort(words.begin(), words.end(), [&](WordId x, WordId y) {
      return found_in_[x] != found_in_[y] ? found_in_[x] < found_in_[y] : x < y;
    });
    words.resize(std::min(words.size(), kRareWords));
    return words;
  }

  void anywhere() {
    std::unordered_map<WordId, std::vector<std::size_t>> having;
    for (std::size_t j = 0; j < b_.size(); ++j)
      if (!b_match_[j])
        for (const auto& [word, count] : b_texts_[j].bag)
          if (found_in_[word] <= kMostPairs) having[word].push_back(j);
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i < a_.size(); ++i) {
      if (a_match_[i]) continue;
      std::vector<std::size_t> near;
      for (const WordId word : rare_words(a_texts_[i]))
        if (const auto at = having.find(word); at != having.end())
          near.insert(near.end(), at->second.begin(), at->second.end());
      std::sort(near.begin(), near.end());
      near.erase(std::unique(near.begin(), near.end()), near.end());
      for (const std::size_t j : near)
        if (same_bearer(i, j)) consider(i, j, kSameAnywhere, pairs);
    }
    take_best(pairs);
  }

  [[nodiscard]] ChangeKind kind(std::size_t i, std::size_t j) const {
    if (a_[i].force != b_[j].force) return ChangeKind::ForceChanged;
    const bool same = same_bearer(i, j) && a_texts_[i].action == b_texts_[j].action &&
                      a_texts_[i].conditions == b_texts_[j].conditions;
    return same ? ChangeKind::Same : ChangeKind::Reworded;
  }

  const std::vector<Duty>&a_, &b_;
  std::vector<DutyText> a_texts_, b_texts_;
  std::vector<std::optional<std::size_t>> a_match_, b_match_;
  std::vector<std::uint32_t> found_in_;  // duties, by WordId
};

}  // namespace

std::vector<DutyChange> compare_duties(const std::vector<Duty>& a, const std::vector<Duty>& b,
                                       const std::vector<std::pair<NodeId, NodeId>>& matches,
                                       const ComparedNames& names) {
  return DutyMatcher(a, b, names).match(matches);
}

}  // namespace remit
