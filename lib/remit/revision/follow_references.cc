#include "remit/revision/follow_references.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "remit/analysis/printed_numbers.h"
#include "remit/text/utf8.h"

namespace remit {
namespace {

using Renamed = std::map<std::string, std::string>;  // number_key of the old → the new as printed

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_number_character(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.';
}

/// What the numbers on the way to the targets are called now.
Renamed renamed(const Tree& tree, const Reference& reference,
                const std::vector<std::optional<std::string>>& nums) {
  Renamed out;
  for (const NodeId target : reference.targets)
    for (NodeId node = target; node != kNoNode; node = tree.nodes[node].parent)
      if (nums[node]) out.emplace(number_key(tree.nodes[node].num.value_or("")), *nums[node]);
  return out;
}

/// A number in a reference's text, and what it becomes.
struct Renaming {
  Span bytes;
  std::string num;
};

std::vector<Renaming> renamings(std::string_view text, const Renamed& names) {
  std::vector<Renaming> out;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_number_character(text[at])) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < text.size() && is_number_character(text[at])) ++at;
    std::size_t end = at;
    while (end > begin && text[end - 1] == '.') --end;
    const std::string_view token = text.substr(begin, end - begin);
    const bool letters = std::none_of(token.begin(), token.end(), is_digit);
    const bool bracket = end < text.size() && text[end] == ')';
    const bool capital = token.size() == 1 && token.front() >= 'A' && token.front() <= 'Z';
    if (token.empty() || (letters && !bracket && !capital)) continue;  // the article "a"
    const auto name = names.find(number_key(token));
    if (name == names.end() || name->second == token) continue;
    out.push_back({.bytes = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)},
                   .num = name->second});
  }
  return out;
}

/// Finds the bytes of places that are asked for in reading order, going through each field once.
class ByteFinder {
 public:
  explicit ByteFinder(const Tree& tree) : tree_(tree) {}

  std::uint32_t byte_of(const Place& place) {
    const auto field = std::tuple(place.node, place.in, place.row, place.column);
    if (field != field_ || place.span.begin < character_) {
      field_ = field;
      text_ = field_at(tree_, place);
      character_ = 0;
      byte_ = 0;
    }
    for (; character_ < place.span.begin && byte_ < text_.size(); ++character_)
      next_utf8(text_, byte_);
    return static_cast<std::uint32_t>(byte_);
  }

 private:
  const Tree& tree_;
  std::tuple<NodeId, NodeField, int, int> field_ = {kNoNode, NodeField::Text, 0, 0};
  std::string_view text_;
  std::uint32_t character_ = 0;
  std::size_t byte_ = 0;
};

}  // namespace

std::vector<FollowedReference> follow_references(
    const Record& base, const std::vector<std::optional<std::string>>& nums,
    std::vector<NodeChanges>& changes) {
  std::vector<FollowedReference> out;
  ByteFinder bytes(base.structure);
  for (const Reference& reference : base.analysis.references) {
    const Renamed names = renamed(base.structure, reference, nums);
    if (names.empty()) continue;
    const std::vector<Renaming> found = renamings(reference.text, names);
    if (found.empty()) continue;
    const Place& place = reference.place;
    const std::uint32_t begin = bytes.byte_of(place);
    FollowedReference followed{.reference = &reference, .text = reference.text};
    for (auto renaming = found.rbegin(); renaming != found.rend(); ++renaming)
      followed.text.replace(renaming->bytes.begin, renaming->bytes.size(), renaming->num);
    for (const Renaming& renaming : found)
      changes[place.node].edits.push_back(
          {.in = place.in,
           .row = place.row,
           .column = place.column,
           .bytes = {begin + renaming.bytes.begin, begin + renaming.bytes.end},
           .words = renaming.num});
    out.push_back(std::move(followed));
  }
  return out;
}

}  // namespace remit
