#include "remit/structure/open_nodes.h"

#include <algorithm>
#include <limits>

namespace remit {

OpenNodes::OpenNodes() {
  stack_.push_back({});
  stack_.back().division = true;
  stack_.back().body_x0 = -std::numeric_limits<float>::max();
}

void OpenNodes::pop_to(std::size_t size) {
  for (std::size_t i = stack_.size(); i-- > size;)
    if ((stack_[i].division || stack_[i].style_rank != 0) && !stack_[i].lists.empty())
      run_on_ = stack_[i].lists;
  stack_.resize(size);
}

void OpenNodes::count(std::size_t owner, const Reading& reading, float x0, bool heading) {
  const Scheme scheme{reading.rule, reading.number.numerals};
  auto& lists = stack_[owner].lists;
  const auto same = std::find_if(lists.begin(), lists.end(), [&](const ListState& list) {
    return is_counted(scheme.numerals) && is_counted(list.scheme.numerals)
               ? list.last.parts.size() == reading.number.parts.size() &&
                     (list.scheme.rule == scheme.rule || reading.number.parts.size() > 1)
               : list.scheme == scheme;
  });
  const ListState state{scheme, reading.number, x0, heading, std::string(reading.label)};
  if (same == lists.end())
    lists.push_back(state);
  else
    *same = state;
}

std::size_t OpenNodes::innermost_division() const {
  std::size_t i = stack_.size() - 1;
  while (i > 0 && !stack_[i].division) --i;
  return i;
}

std::size_t OpenNodes::owner_of_new_list(const Piece& piece) const {
  const float unit = piece.indent_unit();
  std::size_t i = stack_.size() - 1;
  while (i > 0 && (stack_[i].heading_only ||
                   (!stack_[i].division && piece.paragraph().x0 < stack_[i].x0 - unit)))
    --i;
  return i;
}

bool OpenNodes::headed_below(std::size_t owner, std::size_t depth) const {
  for (std::size_t i = owner + 1; i < stack_.size(); ++i)
    if (!stack_[i].heading_only && stack_[i].style_rank != 0 && stack_[i].number &&
        stack_[i].number->parts.size() != depth)
      return true;
  return false;
}

bool OpenNodes::interrupted(std::size_t owner, const Scheme& scheme) const {
  for (std::size_t i = owner + 1; i < stack_.size(); ++i)
    if (!stack_[i].heading_only && stack_[i].scheme.rule) return !(stack_[i].scheme == scheme);
  return false;
}

bool OpenNodes::headed_above(std::size_t owner) const {
  return std::any_of(stack_.begin() + static_cast<std::ptrdiff_t>(owner) + 1, stack_.end(),
                     [](const Open& open) { return !open.heading_only && open.style_rank != 0; });
}

}  // namespace remit
