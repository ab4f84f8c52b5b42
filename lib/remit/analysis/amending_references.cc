#include "remit/analysis/amending_references.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

namespace remit {
namespace {

constexpr std::string_view kDigits = "0123456789";

/// "18" of "paragraphs 18.12 and 18.13"; empty where no decimal number stands in it.
std::string_view head_of(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_of(kDigits), text.size());
  const std::size_t end = std::min(text.find_first_not_of(kDigits, begin), text.size());
  const bool decimal = end + 1 < text.size() && text[end] == '.' &&
                       kDigits.find(text[end + 1]) != std::string_view::npos;
  return decimal ? text.substr(begin, end - begin) : std::string_view();
}

class Settler {
 public:
  Settler(const Tree& tree, const std::vector<Amendment>& amendments) : amendments_(amendments) {
    for (const Amendment& amendment : amendments)
      for (const auto& number : {amendment.target, amendment.after, amendment.before})
        if (number && !head_of(*number).empty()) heads_.emplace(head_of(*number));
    for (const Node& node : tree.nodes)
      if (node.num) heads_.erase(*node.num);
  }

  [[nodiscard]] bool is_outside(const Reference& reference) const {
    const std::string head(head_of(reference.text));
    if (heads_.count(head) > 0) return true;
    return std::any_of(amendments_.begin(), amendments_.end(), [&](const Amendment& amendment) {
      return amendment.target && amendment.place.node == reference.place.node &&
             reference.text.find(*amendment.target) != std::string::npos;
    });
  }

 private:
  const std::vector<Amendment>& amendments_;
  std::set<std::string> heads_;  // numbers of the other text's divisions
};

}  // namespace

void settle_by_amendments(const Tree& tree, const std::vector<Amendment>& amendments,
                          std::vector<Reference>& references, Diagnostics& diagnostics) {
  if (amendments.empty()) return;
  const Settler settler(tree, amendments);
  for (Reference& reference : references) {
    if (reference.status != ReferenceStatus::Dangling || !settler.is_outside(reference)) continue;
    withdraw_finding(tree, reference, diagnostics);
    reference.status = ReferenceStatus::Outside;
  }
}

}  // namespace remit
