#include "remit/structure/eid.h"

#include <array>
#include <unordered_map>
#include <unordered_set>

#include "remit/text/letters.h"

namespace remit {
namespace {

constexpr std::size_t kLongestSlug = 60;

std::string id_num(std::string_view num) {
  std::string out;
  for (const char c : num) {
    const bool keep = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                      c == '.' || c == '-';
    out += keep ? c : '-';
  }
  return out;
}

}  // namespace

std::string slug(std::string_view heading) {
  std::string out = folded(heading);
  if (out.size() > kLongestSlug) {
    const std::size_t space = out.rfind(' ', kLongestSlug);
    std::size_t end = space == std::string::npos || space == 0 ? kLongestSlug : space;
    while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0) == 0x80) --end;
    out.resize(end);
  }
  for (char& c : out)
    if (c == ' ') c = '_';
  return out;
}

void assign_ids(Tree& tree, Diagnostics& out) {
  std::unordered_set<std::string> used;
  std::unordered_map<std::string, int> next_suffix;
  struct Counts {
    std::array<int, 12> of_type{};
  };
  std::unordered_map<NodeId, Counts> counts;
  for (Node& node : tree.nodes) {
    std::string id(id_prefix(node.type));
    if (node.num && !node.num->empty()) {
      id += '_' + id_num(*node.num);
    } else if (node.type == NodeType::Section) {
      id += '_' + slug(node.heading.value_or(""));
    } else if (!is_division(node.type)) {
      id +=
          '_' + std::to_string(++counts[node.parent].of_type[static_cast<std::size_t>(node.type)]);
    }
    if (node.parent != kNoNode) id = tree.nodes[node.parent].id + "__" + id;
    std::string unique = id;
    for (int& n = next_suffix.try_emplace(id, 2).first->second; !used.insert(unique).second; ++n)
      unique = id + '_' + std::to_string(n);
    if (unique != id && node.num)
      out.push_back({.code = "numbering-duplicate",
                     .message = node.label.value_or(*node.num) + " stands twice here",
                     .page = node.page,
                     .node = unique,
                     .hint = "one of the two may be misnumbered in the document"});
    node.id = std::move(unique);
  }
}

}  // namespace remit
