#include "remit/check/references_check.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <unordered_set>

#include "remit/analysis/reference_links.h"
#include "remit/analysis/references.h"
#include "remit/structure/numbering.h"
#include "remit/text/letters.h"
#include "remit/text/numerals.h"

namespace remit {
namespace {

using Status = ReferenceStatus;
using Kind = ReferenceKind;

constexpr std::size_t kLongestReference = 300;  // bytes; a longer one is a list of numbers

std::optional<NodeType> division_of(Kind kind) {
  const auto type = node_type(name_of(kind));
  return type && is_division(*type) ? type : std::nullopt;
}

/// Finds in all files what one of them does not hold.
class LookUp {
 public:
  explicit LookUp(const Corpus& corpus) : corpus_(corpus) {
    Diagnostics unused;
    for (Reference& found : find_references(corpus.tree(), corpus.passages(), corpus.grammar(),
                                            corpus.analysis().definitions, unused))
      by_place_[key_of(found.place)] = {found.status, std::move(found.targets)};
    for (const Node& node : corpus.tree().nodes) {
      if (!is_division(node.type)) continue;
      if (node.label) labels_.insert(folded(*node.label));
      if (node.num)
        if (const auto value = value_of(*node.num)) numbers_[node.type].insert(*value);
    }
  }

  /// What a reference is when all files are asked. Sets its targets.
  Status status_of(Reference& reference) const {
    if (reference.status == Status::Resolved || reference.status == Status::Ambiguous)
      return reference.status;
    const auto found = by_place_.find(key_of(reference.place));
    if (found == by_place_.end()) return reference.status;
    const auto& [status, targets] = found->second;
    const std::vector<Chain> chains = read_chains(
        std::string_view(reference.text).substr(0, kLongestReference), corpus_.grammar());
    // "of the Constitution" names no place in it
    const bool within = chains.size() == 1 && chains.front().links.size() > 1 &&
                        (chains.front().links.back().is == Link::Is::Place ||
                         chains.front().links.back().is == Link::Is::Document);
    const bool division = division_of(reference.kind).has_value();
    if (status == Status::Resolved && (within || division || reference.kind == Kind::Document)) {
      reference.targets = targets;
      return status;
    }
    if (status == Status::Ambiguous && division) {
      reference.targets = targets;
      return status;
    }
    if (reference.status != Status::Outside || status != Status::Dangling) return reference.status;
    if (within)
      return is_held(chains.front().links.back(), reference.text) ? status : reference.status;
    const auto type = division_of(reference.kind);
    return type && is_whole(*type) ? status : reference.status;
  }

 private:
  using Key = std::tuple<NodeId, int, int, int, std::uint32_t>;

  static Key key_of(const Place& place) {
    return {place.node, static_cast<int>(place.in), place.row, place.column, place.span.begin};
  }

  static std::optional<int> value_of(std::string_view num) {
    if (const auto number = read_number(Numerals::Decimal, bare(num)))
      return number->parts.front().value;
    return roman_value(bare(num));
  }

  /// Whether some file has the division that a link names.
  bool is_held(const Link& link, std::string_view text) const {
    return link.is == Link::Is::Place &&
           labels_.contains(folded(text.substr(link.at.begin, link.at.size())));
  }

  /// Whether the files have every division of a type from the first to the last.
  bool is_whole(NodeType type) const {
    const auto found = numbers_.find(type);
    if (found == numbers_.end() || found->second.size() < 2) return false;
    const std::set<int>& numbers = found->second;
    return *numbers.begin() == 1 && *numbers.rbegin() == static_cast<int>(numbers.size());
  }

  struct Found {
    Status status = Status::Outside;
    std::vector<NodeId> targets = {};
  };

  const Corpus& corpus_;
  std::map<Key, Found> by_place_;
  std::unordered_set<std::string> labels_;  // of divisions, folded
  std::map<NodeType, std::set<int>> numbers_;
};

void tell(const Corpus& corpus, const Reference& reference, Status status, Findings& out) {
  const std::string quoted = '"' + reference.text + '"';
  const bool alone = corpus.records().size() == 1;
  if (status == Status::Dangling)
    out.add(reference.place, "reference-dangling",
            quoted + (alone ? " is nowhere in this document" : " is nowhere in these files"),
            "look whether the number has changed, or say which document it is in");
  else if (status == Status::Ambiguous)
    out.add(reference.place, "reference-ambiguous",
            quoted + " may be any of " + std::to_string(reference.targets.size()) + " places",
            "say which of them is meant: name the division that it is in");
}

}  // namespace

void check_references(const Corpus& corpus, Findings& out) {
  if (corpus.records().size() == 1) {
    for (const Reference& reference : corpus.analysis().references)
      tell(corpus, reference, reference.status, out);
    return;
  }
  const LookUp look_up(corpus);
  for (Reference reference : corpus.analysis().references) {
    const Status status = look_up.status_of(reference);
    tell(corpus, reference, status, out);
  }
}

}  // namespace remit
