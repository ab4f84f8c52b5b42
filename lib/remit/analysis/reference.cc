#include "remit/analysis/reference.h"

#include <array>

namespace remit {
namespace {

constexpr std::array<std::string_view, 11> kKinds = {
    "part",     "article", "section", "paragraph",   "annex",   "appendix",
    "schedule", "rule",    "table",   "legislation", "document"};
constexpr std::array<std::string_view, 4> kStatuses = {"resolved", "dangling", "ambiguous",
                                                       "outside"};

template <typename Value, std::size_t N>
std::optional<Value> look_up(const std::array<std::string_view, N>& names, std::string_view name) {
  for (std::size_t i = 0; i < N; ++i)
    if (names[i] == name) return static_cast<Value>(i);
  return std::nullopt;
}

}  // namespace

std::string_view name_of(ReferenceKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }
std::string_view name_of(ReferenceStatus status) {
  return kStatuses[static_cast<std::size_t>(status)];
}

std::optional<ReferenceKind> reference_kind(std::string_view name) {
  return look_up<ReferenceKind>(kKinds, name);
}
std::optional<ReferenceStatus> reference_status(std::string_view name) {
  return look_up<ReferenceStatus>(kStatuses, name);
}

}  // namespace remit
