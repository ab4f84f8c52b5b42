#include "remit/analysis/reference.h"

#include <algorithm>
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

void withdraw_finding(const Tree& tree, const Reference& reference, Diagnostics& diagnostics) {
  const std::string_view code =
      reference.status == ReferenceStatus::Dangling ? "reference-dangling" : "reference-ambiguous";
  const std::string opening = '"' + reference.text + '"';
  const auto said =
      std::find_if(diagnostics.begin(), diagnostics.end(), [&](const Diagnostic& diagnostic) {
        return diagnostic.code == code && diagnostic.node == tree.nodes[reference.place.node].id &&
               diagnostic.message.starts_with(opening);
      });
  if (said != diagnostics.end()) diagnostics.erase(said);
}

}  // namespace remit
