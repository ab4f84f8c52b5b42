#include "remit/analysis/boxes.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "remit/structure/word_places.h"

namespace remit {
namespace {

// ratios are of the height of a word
constexpr float kSameLine = 0.5f;    // baselines no further apart share a line
constexpr float kNextColumn = 1.5f;  // as far up is no raised character: it is the next column

std::pair<double, double> in_user_space(const UserSpace& space, double x, double y) {
  return {space.a * x + space.c * y + space.e, space.b * x + space.d * y + space.f};
}

/// Words joined to boxes, on the page as it is seen.
class BoxMaker {
 public:
  enum class By { Line, Column, Page };

  BoxMaker(const Layout& layout, By by) : layout_(layout), by_(by) {}

  void add(const Word& word) {
    if (last_ && goes_on(word)) {
      box_.x0 = std::min(box_.x0, word.box.x0);
      box_.y0 = std::min(box_.y0, word.box.y0);
      box_.x1 = std::max(box_.x1, word.box.x1);
      box_.y1 = std::max(box_.y1, word.box.y1);
    } else {
      close();
      box_ = word.box;
    }
    last_ = &word;
  }

  std::vector<PageBox> take() {
    close();
    return std::move(boxes_);
  }

 private:
  [[nodiscard]] bool goes_on(const Word& word) const {
    if (word.page != last_->page) return false;
    const float down = word.baseline - last_->baseline, height = last_->box.height();
    switch (by_) {
      case By::Line:
        return std::abs(down) <= kSameLine * height && word.box.x0 >= last_->box.x0;
      case By::Column:
        return down >= -kNextColumn * height;
      case By::Page:
        return true;
    }
    return false;
  }

  void close() {
    if (!last_) return;
    const std::size_t page = last_->page;
    last_ = nullptr;
    if (page == 0 || page > layout_.user_spaces.size()) return;
    const UserSpace& space = layout_.user_spaces[page - 1];
    const auto [left, top] = in_user_space(space, box_.x0, box_.y0);
    const auto [right, bottom] = in_user_space(space, box_.x1, box_.y1);
    boxes_.push_back({.page = static_cast<int>(page),
                      .x0 = std::min(left, right),
                      .y0 = std::min(top, bottom),
                      .x1 = std::max(left, right),
                      .y1 = std::max(top, bottom)});
  }

  const Layout& layout_;
  By by_;
  const Word* last_ = nullptr;
  Box box_;
  std::vector<PageBox> boxes_;
};

std::vector<PageBox> boxes_of(const Layout& layout, const Node& node) {
  BoxMaker boxes(layout, node.type == NodeType::Table ? BoxMaker::By::Page : BoxMaker::By::Column);
  for (const Span& range : node.words)
    for (std::uint32_t i = range.begin; i < range.end; ++i) boxes.add(layout.words[i]);
  return boxes.take();
}

std::vector<PageBox> boxes_of(const Layout& layout, const std::vector<WordPlace>& words,
                              const Place& place) {
  const auto field_of = [](const auto& at) { return std::tuple(at.in, at.row, at.column); };
  const auto point_of = [&](const WordPlace& word) {
    return std::tuple_cat(field_of(word), std::tuple(word.character));
  };
  const auto begin = std::tuple_cat(field_of(place), std::tuple(place.span.begin));
  auto word = std::upper_bound(
      words.begin(), words.end(), begin,
      [&](const auto& wanted, const WordPlace& at) { return wanted < point_of(at); });
  if (word != words.begin() && field_of(*std::prev(word)) == field_of(place)) --word;
  BoxMaker boxes(layout, BoxMaker::By::Line);
  for (; word != words.end() && field_of(*word) == field_of(place) &&
         word->character < place.span.end;
       ++word)
    boxes.add(layout.words[word->word]);
  return boxes.take();
}

/// Every place of an analysis, by its node.
std::vector<Place*> places_of(Analysis& analysis) {
  std::vector<Place*> places;
  for (Post& post : analysis.posts) {
    for (Restriction& restriction : post.restrictions) places.push_back(&restriction.place);
    for (Place& source : post.source) places.push_back(&source);
  }
  for (Duty& duty : analysis.duties) places.push_back(&duty.place);
  for (Definition& definition : analysis.definitions) places.push_back(&definition.place);
  for (Reference& reference : analysis.references) places.push_back(&reference.place);
  for (Amendment& amendment : analysis.amendments) places.push_back(&amendment.place);
  std::stable_sort(places.begin(), places.end(),
                   [](const Place* a, const Place* b) { return a->node < b->node; });
  return places;
}

}  // namespace

void add_boxes(const Layout& layout, Tree& tree, Analysis& analysis) {
  if (layout.user_spaces.empty()) return;
  for (Node& node : tree.nodes) node.boxes = boxes_of(layout, node);
  std::vector<WordPlace> words;
  NodeId words_of = kNoNode;
  for (Place* place : places_of(analysis)) {
    if (place->node != words_of) words = word_places(layout, tree.nodes[place->node]);
    words_of = place->node;
    place->boxes = boxes_of(layout, words, *place);
  }
}

}  // namespace remit
