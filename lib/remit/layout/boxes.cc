#include "remit/layout/boxes.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <tuple>
#include <utility>

#include "remit/layout/sort_unless_sorted.h"

namespace remit {
namespace {

constexpr std::size_t kMostBoxes = 60;   // on a page: more are a drawing or a form
constexpr float kMostOfPage = 0.6f;      // of its words: a box with more is the page's own frame
constexpr float kMostBeside = 0.25f;     // of its words: a box with more holds a column
constexpr float kPartGap = 1.2f;         // of the type size: what is further away is another part
constexpr float kSameRow = 0.25f;        // of the type size
constexpr float kReach = 2.0f;           // of the type size: so far a line runs past a box
constexpr float kPadding = 0.3f;         // of the type size: less is a mark behind the words
constexpr float kWidestPadding = 0.15f;  // of the box: text further in is centred
constexpr float kWrapped = 0.5f;         // of the type size: text keeps as far from a box
constexpr float kSlack = 1;              // points that words may stand over an edge

/// A stretch of words on one baseline without a gap.
struct Part {
  Box box;
  float size = 0;
};

std::vector<Part> parts_of(const std::vector<Word>& words, const std::vector<Style>& styles) {
  std::vector<const Word*> order;
  order.reserve(words.size());
  for (const Word& word : words) order.push_back(&word);
  sort_unless_sorted(order.begin(), order.end(),
                     [](const Word* a, const Word* b) { return a->baseline < b->baseline; });
  std::vector<Part> parts;
  for (std::size_t from = 0; from < order.size();) {
    const float size = std::max(styles[order[from]->style].size, 1.0f);
    std::size_t to = from + 1;
    while (to < order.size() && order[to]->baseline - order[to - 1]->baseline <= kSameRow * size)
      ++to;
    const auto row = order.begin() + static_cast<std::ptrdiff_t>(from);
    sort_unless_sorted(row, row + static_cast<std::ptrdiff_t>(to - from),
                       [](const Word* a, const Word* b) { return a->box.x0 < b->box.x0; });
    for (std::size_t i = from; i < to; ++i) {
      const Box& box = order[i]->box;
      if (i == from || box.x0 - parts.back().box.x1 > kPartGap * size) {
        parts.push_back({box, size});
        continue;
      }
      Box& part = parts.back().box;
      part = {std::min(part.x0, box.x0), std::min(part.y0, box.y0), std::max(part.x1, box.x1),
              std::max(part.y1, box.y1)};
    }
    from = to;
  }
  return parts;
}

bool holds(const Box& box, const Box& inner) {
  const float x = (inner.x0 + inner.x1) / 2, y = (inner.y0 + inner.y1) / 2;
  return x >= box.x0 && x <= box.x1 && y >= box.y0 && y <= box.y1;
}

bool overlap(const Box& a, const Box& b) {
  return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

enum class Place { None, InFlow, Beside };

/// Where a box stands, by the stretches of text in it and around it.
Place place_of(const Box& box, const std::vector<Part>& parts) {
  std::size_t rows = 0;  // in it
  float last = -1e6f;    // of them
  bool roomy = false;    // it is wider than one of them
  bool beside = false;   // text stands at its side
  bool left = false, right = false;
  std::size_t within = 0;  // stretches above and below it that keep to its width …
  std::size_t beyond = 0;  // … and that run past it, on the side where text stands beside it
  for (const Part& part : parts) {
    const float y = (part.box.y0 + part.box.y1) / 2;
    if (y < box.y0 || y > box.y1) continue;
    if (part.box.x1 > box.x0 + kSlack && part.box.x0 < box.x1 - kSlack) {
      // words that run over its edge are marked in their line, not boxed
      if (part.box.x0 < box.x0 - kSlack || part.box.x1 > box.x1 + kSlack) return Place::None;
      rows += part.box.y1 - last > kSameRow * part.size ? 1 : 0;
      last = part.box.y1;
      roomy = roomy || part.box.x0 - box.x0 > kPadding * part.size ||
              box.x1 - part.box.x1 > kPadding * part.size;
    } else {
      beside = true;
      (part.box.x1 <= box.x0 + kSlack ? left : right) = true;
    }
  }
  if (rows < 2 || !roomy) return Place::None;  // a strip behind a line, or marked lines
  if (!beside) return Place::InFlow;
  for (const Part& part : parts) {
    const float y = (part.box.y0 + part.box.y1) / 2;
    if ((y >= box.y0 && y <= box.y1) || part.box.x1 <= box.x0 || part.box.x0 >= box.x1) continue;
    const bool past = (left && part.box.x0 < box.x0 - kReach * part.size) ||
                      (right && part.box.x1 > box.x1 + kReach * part.size);
    ++(past ? beyond : within);
  }
  return beyond < within ? Place::InFlow : Place::Beside;
}

/// Shades of one width that touch, a line's each, are one box.
std::vector<Box> stacked(std::vector<Box> boxes) {
  std::ranges::sort(boxes, {}, [](const Box& b) { return std::tuple(b.x0, b.x1, b.y0, b.y1); });
  std::vector<Box> out;
  for (const Box& box : boxes) {
    if (!out.empty() && std::abs(out.back().x0 - box.x0) <= kSlack &&
        std::abs(out.back().x1 - box.x1) <= kSlack && box.y0 <= out.back().y1 + kSlack)
      out.back().y1 = std::max(out.back().y1, box.y1);
    else
      out.push_back(box);
  }
  return out;
}

/// Where text ends that keeps as far from the right side of its box as from the left one.
float right_of(const Box& box, const Box& text) {
  const float padding =
      std::clamp(text.x0 - box.x0, kSlack, std::max(kSlack, kWidestPadding * box.width()));
  return std::max(text.x1, box.x1 - padding);
}

/// The boxes that hold words, largest first; none of them within another or around most words.
std::vector<Box> outer_boxes(std::vector<Box> boxes, const std::vector<Word>& words) {
  std::ranges::stable_sort(boxes, [](const Box& a, const Box& b) {
    return a.width() * a.height() > b.width() * b.height();
  });
  std::vector<Box> outer;
  for (const Box& box : boxes) {
    if (outer.size() == kMostBoxes) break;
    if (std::ranges::any_of(outer, [&](const Box& other) { return overlap(other, box); })) continue;
    const auto held =
        std::ranges::count_if(words, [&](const Word& word) { return holds(box, word.box); });
    if (held > 0 && static_cast<float>(held) <= kMostOfPage * static_cast<float>(words.size()))
      outer.push_back(box);
  }
  return outer;
}

}  // namespace

Boxes read_boxes(std::vector<Word>& words, const std::vector<Style>& styles,
                 std::vector<Box> boxes) {
  Boxes out;
  if (boxes.empty() || words.empty()) return out;
  const std::vector<Part> parts = parts_of(words, styles);
  for (const Box& box : outer_boxes(stacked(std::move(boxes)), words)) {
    const Place place = place_of(box, parts);
    if (place == Place::InFlow) out.in_flow.push_back(box);
    if (place != Place::Beside) continue;
    const auto rest = std::stable_partition(
        words.begin(), words.end(), [&](const Word& word) { return !holds(box, word.box); });
    if (static_cast<float>(words.end() - rest) > kMostBeside * static_cast<float>(words.size()))
      continue;
    out.beside.push_back({box, {rest, words.end()}});
    std::ranges::stable_sort(out.beside.back().words, {}, &Word::baseline);
    words.erase(rest, words.end());
  }
  return out;
}

void set_margins_inside(std::span<Line> lines, const std::vector<Box>& boxes) {
  for (std::size_t b = 0; b < boxes.size(); ++b) {
    Box text{1e6f, 0, -1e6f, 0};
    for (Line& line : lines) {
      if (line.aside || !holds(boxes[b], line.box)) continue;
      line.box_number = static_cast<int>(b) + 1;
      text.x0 = std::min(text.x0, line.box.x0);
      text.x1 = std::max(text.x1, line.box.x1);
    }
    for (Line& line : lines)
      if (line.box_number == static_cast<int>(b) + 1) line.own_right = right_of(boxes[b], text);
  }
}

float text_right(const Boxes::Beside& box) {
  Box text{1e6f, 0, -1e6f, 0};
  for (const Word& word : box.words) {
    text.x0 = std::min(text.x0, word.box.x0);
    text.x1 = std::max(text.x1, word.box.x1);
  }
  return right_of(box.box, text);
}

void set_margins_beside(std::span<Line> lines, const std::vector<Boxes::Beside>& boxes) {
  if (boxes.empty()) return;
  float left = 1e6f, right = -1e6f;  // of the column
  for (const Line& line : lines) {
    if (line.aside) continue;
    left = std::min(left, line.box.x0);
    right = std::max(right, line.box.x1);
  }
  for (const Boxes::Beside& boxed : boxes) {
    const Box& box = boxed.box;
    std::vector<Line*> own;
    float own_left = 1e6f, own_right = -1e6f;
    for (Line& line : lines) {
      const bool level = line.box.y1 > box.y0 - kWrapped * line.size &&
                         line.box.y0 < box.y1 + kWrapped * line.size;
      if (line.aside || !level || (line.box.x1 > box.x0 && line.box.x0 < box.x1)) continue;
      own.push_back(&line);
      own_left = std::min(own_left, line.box.x0);
      own_right = std::max(own_right, line.box.x1);
    }
    const bool box_right = own_left < box.x0;
    for (Line* line : own) {
      line->left = box_right ? left : own_left;
      line->right = box_right ? own_right : right;
    }
  }
}

}  // namespace remit
