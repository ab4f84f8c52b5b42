#include "remit/analysis/amendment.h"

#include <array>

namespace remit {
namespace {

constexpr std::array<std::string_view, 5> kNames = {"insert", "delete", "replace", "renumber",
                                                    "update_references"};

}  // namespace

std::string_view name_of(AmendmentAction action) {
  return kNames[static_cast<std::size_t>(action)];
}

std::optional<AmendmentAction> amendment_action(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i)
    if (kNames[i] == name) return static_cast<AmendmentAction>(i);
  return std::nullopt;
}

}  // namespace remit
