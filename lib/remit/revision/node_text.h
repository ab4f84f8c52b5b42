#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "remit/revision/canonical.h"
#include "remit/structure/node.h"

namespace remit {

/// The text that a node compares by, besides its heading: its own text, or the cells of its table,
/// a tab between two and a line for each row (the header first).
std::string body_of(const Node& node);

/// The number of a node without that of the node it stands below, and without leading zeros:
/// "11.02" in Article 11 and "12.2" in Article 12 are both "2". Empty: it has none.
std::string own_number(const Tree& tree, NodeId id);

/// Words and how often each occurs, in the order of their ids.
using WordBag = std::vector<std::pair<WordId, std::uint32_t>>;

/// A node, ready to be compared.
struct NodeText {
  std::string body;
  CanonicalText heading, words;  ///< of the heading; of `body`
  WordBag heading_bag;           ///< of the heading; of a table, of its header as well
  WordBag bag;                   ///< of `words`
  std::string number;            ///< own_number()
  std::uint64_t hash = 0;        ///< of the words of both: alike nodes have the same
  [[nodiscard]] std::size_t size() const { return heading.words.size() + words.words.size(); }
};

/// Every node of a tree, by NodeId.
std::vector<NodeText> node_texts(const Tree& tree, Vocabulary& vocabulary, const NameIndex& names);

/// How telling each word is, by WordId: the rarer, the more; numbers count as common words, for
/// they change wherever something is put in or left out.
class WordWeights {
 public:
  WordWeights(const Vocabulary& vocabulary, const std::vector<NodeText>& a,
              const std::vector<NodeText>& b);

  /// What two bags share, 0 to 1: twice the weight of the common words over that of both.
  [[nodiscard]] float likeness(const WordBag& a, const WordBag& b) const;
  /// How much of `part` is in `whole`, 0 to 1.
  [[nodiscard]] float share_within(const WordBag& part, const WordBag& whole) const;
  [[nodiscard]] float weight(const WordBag& bag) const;
  [[nodiscard]] float common(const WordBag& a, const WordBag& b) const;

 private:
  std::vector<float> weights_;
};

/// The words of `bag` that `taken` does not use up.
WordBag without(const WordBag& bag, const WordBag& taken);

/// The words of a text as a bag.
WordBag bag_of(const CanonicalText& text);

}  // namespace remit
