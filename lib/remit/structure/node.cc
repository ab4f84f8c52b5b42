#include "remit/structure/node.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace remit {
namespace {

struct Names {
  std::string_view name, prefix;
};
// in the order of NodeType
constexpr std::array<Names, 12> kNames = {{{"part", "part"},
                                           {"article", "art"},
                                           {"annex", "annex"},
                                           {"appendix", "app"},
                                           {"schedule", "sched"},
                                           {"section", "sec"},
                                           {"paragraph", "para"},
                                           {"subparagraph", "subpara"},
                                           {"point", "point"},
                                           {"bullet", "item"},
                                           {"table", "table"},
                                           {"text", "text"}}};

}  // namespace

std::string_view name_of(NodeType type) { return kNames[static_cast<std::size_t>(type)].name; }

std::string_view id_prefix(NodeType type) { return kNames[static_cast<std::size_t>(type)].prefix; }

std::optional<NodeType> node_type(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i)
    if (kNames[i].name == name) return static_cast<NodeType>(i);
  return std::nullopt;
}

bool is_division(NodeType type) { return type <= NodeType::Schedule; }

const Node* Tree::find(std::string_view id) const {
  for (const Node& node : nodes)
    if (node.id == id) return &node;
  return nullptr;
}

int page_at(const Node& node, NodeField in, int row, int column, std::uint32_t character) {
  const auto point = std::tuple(in, row, column, character);
  const auto after = std::upper_bound(
      node.turns.begin(), node.turns.end(), point, [](const auto& wanted, const PageTurn& turn) {
        return wanted < std::tuple(turn.in, turn.row, turn.column, turn.character);
      });
  return after == node.turns.begin() ? node.page : std::prev(after)->page;
}

}  // namespace remit
