#include "remit/grammar/force.h"

#include <array>

namespace remit {
namespace {

constexpr std::array<std::string_view, 4> kNames = {"obligation", "permission", "prohibition",
                                                    "recommendation"};

}  // namespace

std::string_view name_of(Force force) { return kNames[static_cast<std::size_t>(force)]; }

std::optional<Force> force_named(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i)
    if (kNames[i] == name) return static_cast<Force>(i);
  return std::nullopt;
}

}  // namespace remit
