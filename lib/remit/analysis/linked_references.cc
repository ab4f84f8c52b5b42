#include "remit/analysis/linked_references.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>

#include "remit/structure/word_places.h"

namespace remit {
namespace {

/// The link that has this word.
const WordLink* link_of(const Layout& layout, std::uint32_t word) {
  const auto after = std::upper_bound(
      layout.links.begin(), layout.links.end(), word,
      [](std::uint32_t wanted, const WordLink& link) { return wanted < link.words.begin; });
  if (after == layout.links.begin()) return nullptr;
  const WordLink& link = *std::prev(after);
  return word < link.words.end ? &link : nullptr;
}

/// The link that the words at a place are.
const WordLink* link_at(const Layout& layout, const std::vector<WordPlace>& words,
                        const Place& place) {
  const auto point = std::tuple(place.in, place.row, place.column, place.span.begin);
  auto word =
      std::upper_bound(words.begin(), words.end(), point, [](const auto& wanted, const auto& at) {
        return wanted < std::tuple(at.in, at.row, at.column, at.character);
      });
  if (word != words.begin()) --word;
  for (; word != words.end() && word->in == place.in && word->row == place.row &&
         word->column == place.column && word->character < place.span.end;
       ++word)
    if (const WordLink* link = link_of(layout, word->word)) return link;
  return nullptr;
}

std::optional<NodeId> target_of(const Layout& layout, const Tree& tree, const WordLink& link,
                                const std::vector<NodeId>& targets) {
  std::optional<NodeId> best;
  float best_distance = 0;
  for (const NodeId id : targets) {
    const Node& node = tree.nodes[id];
    if (node.page != link.page || node.words.empty()) continue;
    const float distance = std::abs(layout.words[node.words.front().begin].box.y0 - link.y);
    if (best && distance >= best_distance) continue;
    best = id;
    best_distance = distance;
  }
  return best;
}

}  // namespace

void settle_by_links(const Layout& layout, const Tree& tree, std::vector<Reference>& references,
                     Diagnostics& diagnostics) {
  if (layout.links.empty()) return;
  std::vector<WordPlace> words;
  NodeId words_of = kNoNode;
  for (Reference& reference : references) {
    if (reference.status != ReferenceStatus::Ambiguous) continue;
    const NodeId node = reference.place.node;
    if (node != words_of) words = word_places(layout, tree.nodes[node]);
    words_of = node;
    const WordLink* link = link_at(layout, words, reference.place);
    if (!link) continue;
    const auto target = target_of(layout, tree, *link, reference.targets);
    if (!target) continue;
    withdraw_finding(tree, reference, diagnostics);
    reference.status = ReferenceStatus::Resolved;
    reference.targets = {*target};
  }
}

}  // namespace remit
