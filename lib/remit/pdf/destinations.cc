#include "remit/pdf/destinations.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "remit/pdf/text_string.h"

namespace remit::pdf {
namespace {

constexpr int kDeepest = 64;
constexpr std::size_t kMostEntries = 100'000;  // of an outline
constexpr std::size_t kMostNames = 500'000;    // nodes and names of the name tree
constexpr std::size_t kMostLinks = 10'000;     // on a page

}  // namespace

std::vector<OutlineEntry> Destinations::outline() {
  std::vector<OutlineEntry> entries;
  std::unordered_set<const void*> visited;
  std::vector<std::pair<Object, int>> pending = {{catalog_.key("Outlines").key("First"), 1}};
  while (!pending.empty() && entries.size() < kMostEntries) {
    const auto [item, level] = pending.back();
    pending.pop_back();
    if (!item.is_dictionary() || level > kDeepest || !visited.insert(item.identity()).second)
      continue;
    const Target target = target_of(item);
    entries.push_back({.title = text_string_utf8(item.key("Title").string()),
                       .level = level,
                       .page = target.page,
                       .y = target.y});
    pending.emplace_back(item.key("Next"), level);
    pending.emplace_back(item.key("First"), level + 1);
  }
  return entries;
}

void Destinations::read_links(const PageObject& page, std::vector<PageLink>& links) {
  links.clear();
  const Object annotations = page.dictionary.key("Annots");
  const std::size_t count = std::min(annotations.size(), kMostLinks);
  if (count == 0) return;
  const Matrix matrix = frame_of(page).matrix;
  for (std::size_t i = 0; i < count; ++i) {
    const Object annotation = annotations.at(i);
    if (annotation.key("Subtype").name() != "Link") continue;
    const Rectangle place = rectangle_of(annotation.key("Rect"));
    if (place.empty()) continue;
    const Target target = target_of(annotation);
    if (target.page == 0) continue;
    const auto x = std::minmax({matrix.x(place.x0, place.y0), matrix.x(place.x1, place.y1)});
    const auto y = std::minmax({matrix.y(place.x0, place.y0), matrix.y(place.x1, place.y1)});
    links.push_back({.box = {static_cast<float>(x.first), static_cast<float>(y.first),
                             static_cast<float>(x.second), static_cast<float>(y.second)},
                     .page = target.page,
                     .y = target.y});
  }
}

/// Of a link or an outline's entry.
Destinations::Target Destinations::target_of(const Object& holder) {
  if (const Object own = holder.key("Dest")) return resolve(own);
  const Object action = holder.key("A");
  return action.key("S").name() == "GoTo" ? resolve(action.key("D")) : Target{};
}

Destinations::Target Destinations::resolve(Object destination) {
  if (destination.is_name() || destination.is_string()) {
    read_names();
    const auto found =
        names_.find(destination.is_name() ? std::string(destination.name()) : destination.string());
    if (found == names_.end()) return {};
    destination = found->second;
  }
  if (destination.is_dictionary()) destination = destination.key("D");
  if (destination.size() == 0) return {};
  const Object page = destination.at(0);
  Target target;
  if (page.is_number()) {  // of another file, by the book; some mean their own
    const long number = page.integer(-1);
    if (number >= 0 && static_cast<std::size_t>(number) < pages_.size())
      target.page = static_cast<int>(number) + 1;
  } else if (const auto known = page_numbers_.find(static_cast<long>(page.id() >> 16));
             known != page_numbers_.end()) {
    target.page = known->second;
  }
  if (target.page == 0) return {};
  const std::string_view fit = destination.at(1).name();
  const Object top = fit == "XYZ"                      ? destination.at(3)
                     : fit == "FitH" || fit == "FitBH" ? destination.at(2)
                     : fit == "FitR"                   ? destination.at(5)
                                                       : Object();
  if (!top.is_number()) return target;
  const PageFrame frame = frame_of(pages_[static_cast<std::size_t>(target.page) - 1]);
  const double y = frame.matrix.y(fit == "XYZ" ? destination.at(2).number() : 0, top.number());
  if (std::isfinite(y)) target.y = std::clamp(static_cast<float>(y), 0.0F, frame.height);
  return target;
}

void Destinations::read_names() {
  if (names_read_) return;
  names_read_ = true;
  for (const auto& [name, destination] : catalog_.key("Dests").entries())
    names_.emplace(name, destination);
  names_left_ = kMostNames;
  read_name_tree(catalog_.key("Names").key("Dests"), 0);
}

void Destinations::read_name_tree(const Object& node, int depth) {
  if (depth > kDeepest || names_left_ == 0) return;
  --names_left_;
  const Object names = node.key("Names"), kids = node.key("Kids");
  for (std::size_t i = 0; i + 1 < names.size() && names_left_ > 0; i += 2, --names_left_)
    names_.emplace(names.at(i).string(), names.at(i + 1));
  for (std::size_t i = 0; i < kids.size(); ++i) read_name_tree(kids.at(i), depth + 1);
}

}  // namespace remit::pdf
