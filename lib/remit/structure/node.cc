#include "remit/structure/node.h"

#include <array>

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

}  // namespace remit
