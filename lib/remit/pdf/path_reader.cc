#include "remit/pdf/path_reader.h"

#include <algorithm>
#include <cmath>

namespace remit::pdf {
namespace {

constexpr std::size_t kMostPoints = 1'000'000;
constexpr std::size_t kMostRulings = 200'000;
constexpr std::size_t kMostFills = 10'000;
constexpr double kFurthest = 1e6;  // points: what lies outside is on no page
constexpr std::uint32_t kWhite = 0xFFFFFF;

// A filled rectangle no thicker than this is a line to the reader's eye.
constexpr double kThickestRuling = 3.0;
constexpr double kLeastDot = 1.2, kMostDot = 9.0;  // points: a bullet drawn as a shape
constexpr double kMostLetter = 60.0;               // points: a letter drawn as a shape
constexpr float kBesideDot = 0.75f;                // of a dot: no other shape stands as near to it
constexpr std::size_t kDrawnBeside = 8;            // shapes before and after it
// How far from level a line may be, in points, to count as one.
constexpr double kLevel = 0.3;

/// Also false for what is not a number.
bool is_near(double x, double y) { return std::abs(x) < kFurthest && std::abs(y) < kFurthest; }

}  // namespace

void PathReader::begin(Page& page) {
  page_ = &page;
  page.rulings.clear();
  page.fills.clear();
  page.dots.clear();
  points_.clear();
  subpaths_.clear();
  shapes_.clear();
  dot_shapes_.clear();
}

void PathReader::move_to(const Matrix& ctm, double x, double y) {
  if (points_.size() >= kMostPoints) return;
  subpaths_.push_back({.begin = points_.size()});
  points_.push_back({ctm.x(x, y), ctm.y(x, y)});
}

void PathReader::line_to(const Matrix& ctm, double x, double y) {
  if (subpaths_.empty()) {
    move_to(ctm, x, y);
  } else if (points_.size() < kMostPoints) {
    points_.push_back({ctm.x(x, y), ctm.y(x, y)});
  }
}

void PathReader::curve_to(const Matrix& ctm, double x, double y) {
  if (!subpaths_.empty()) subpaths_.back().straight = false;
  line_to(ctm, x, y);
}

void PathReader::rectangle(const Matrix& ctm, double x, double y, double width, double height) {
  move_to(ctm, x, y);
  line_to(ctm, x + width, y);
  line_to(ctm, x + width, y + height);
  line_to(ctm, x, y + height);
  close();
}

void PathReader::close() {
  if (!subpaths_.empty()) subpaths_.back().closed = true;
}

void PathReader::paint(bool fills, bool strokes, const Ink& ink) {
  for (std::size_t i = 0; i < subpaths_.size() && (fills || strokes); ++i) {
    const Subpath& subpath = subpaths_[i];
    const std::size_t end = i + 1 < subpaths_.size() ? subpaths_[i + 1].begin : points_.size();
    const std::size_t count = end - subpath.begin;
    if (count < 2) continue;
    const Point* const points = &points_[subpath.begin];
    if (fills) add_dot(points, count);
    if (!subpath.straight) continue;
    if (strokes)
      stroke(subpath, points, count, ink);
    else
      fill(points, count, ink.fill);
  }
  points_.clear();
  subpaths_.clear();
}

void PathReader::stroke(const Subpath& subpath, const Point* points, std::size_t count,
                        const Ink& ink) {
  const double thickness = ink.line_width;
  const std::size_t segments = subpath.closed && count > 2 ? count : count - 1;
  for (std::size_t k = 0; k < segments; ++k) {
    const Point& from = points[k];
    const Point& to = points[(k + 1) % count];
    const double width = std::abs(to.x - from.x), height = std::abs(to.y - from.y);
    if (std::max(width, height) < 0.01 || std::min(width, height) > kLevel) continue;
    const double x = (from.x + to.x) / 2, y = (from.y + to.y) / 2;
    if (std::max(width, height) < thickness && std::max(width, height) <= kThickestRuling) {
      // A stub drawn with a broad pen: the pen's breadth is the length of the line.
      if (width > height)
        add_ruling(x, y - thickness / 2, x, y + thickness / 2, width, ink.stroke);
      else
        add_ruling(x - thickness / 2, y, x + thickness / 2, y, height, ink.stroke);
    } else if (width > height) {
      add_ruling(from.x, y, to.x, y, thickness, ink.stroke);
    } else {
      add_ruling(x, from.y, x, to.y, thickness, ink.stroke);
    }
  }
}

void PathReader::fill(const Point* points, std::size_t count, std::uint32_t rgb) {
  if (count < 4 || count > 5) return;
  double x0 = points[0].x, x1 = points[0].x, y0 = points[0].y, y1 = points[0].y;
  bool upright = true;
  for (std::size_t k = 1; k < count; ++k) {
    x0 = std::min(x0, points[k].x);
    x1 = std::max(x1, points[k].x);
    y0 = std::min(y0, points[k].y);
    y1 = std::max(y1, points[k].y);
    upright = upright && (std::abs(points[k].x - points[k - 1].x) < kLevel ||
                          std::abs(points[k].y - points[k - 1].y) < kLevel);
  }
  const double width = x1 - x0, height = y1 - y0;
  if (!upright) return;
  if (std::min(width, height) > kThickestRuling) {
    add_fill(x0, y0, x1, y1, rgb);
    return;
  }
  // a square is a dot of a dotted line, whichever way that runs
  if (width > height - kLevel) add_ruling(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2, height, rgb);
  if (height > width - kLevel) add_ruling((x0 + x1) / 2, y0, (x0 + x1) / 2, y1, width, rgb);
}

/// A small filled shape, about as wide as high.
void PathReader::add_dot(const Point* points, std::size_t count) {
  double x0 = points[0].x, x1 = x0, y0 = points[0].y, y1 = y0;
  for (std::size_t k = 1; k < count; ++k) {
    x0 = std::min(x0, points[k].x);
    x1 = std::max(x1, points[k].x);
    y0 = std::min(y0, points[k].y);
    y1 = std::max(y1, points[k].y);
  }
  const double shorter = std::min(x1 - x0, y1 - y0), longer = std::max(x1 - x0, y1 - y0);
  // a thin one is a rule
  if (shorter < kLeastDot || longer > kMostLetter) return;
  if (!is_near(x0, y0) || shapes_.size() >= kMostRulings) return;
  shapes_.push_back({static_cast<float>(x0), static_cast<float>(y0), static_cast<float>(x1),
                     static_cast<float>(y1)});
  if (longer > kMostDot || shorter < 0.6 * longer) return;
  page_->dots.push_back(shapes_.back());
  dot_shapes_.push_back(shapes_.size() - 1);
}

/// A round letter of a word that is drawn as outlines (a watermark) is no bullet: other letters
/// stand beside it. What lies within it, or around it, is its own.
void PathReader::finish() {
  const auto beside = [](const Box& dot, const Box& other) {
    const float reach = kBesideDot * std::max(dot.width(), dot.y1 - dot.y0);
    const auto within = [](const Box& inner, const Box& outer) {
      return inner.x0 >= outer.x0 && inner.x1 <= outer.x1 && inner.y0 >= outer.y0 &&
             inner.y1 <= outer.y1;
    };
    return other.x0 < dot.x1 + reach && other.x1 > dot.x0 - reach && other.y0 < dot.y1 + reach &&
           other.y1 > dot.y0 - reach && !within(dot, other) && !within(other, dot);
  };
  std::size_t kept = 0;
  for (std::size_t d = 0; d < dot_shapes_.size(); ++d) {
    const std::size_t shape = dot_shapes_[d];
    const std::size_t first = shape - std::min(shape, kDrawnBeside);
    const std::size_t last = std::min(shape + kDrawnBeside + 1, shapes_.size());
    bool letter = false;
    for (std::size_t i = first; i < last && !letter; ++i)
      letter = i != shape && beside(shapes_[shape], shapes_[i]);
    if (!letter) page_->dots[kept++] = page_->dots[d];
  }
  page_->dots.resize(kept);
}

void PathReader::add_fill(double x0, double y0, double x1, double y1, std::uint32_t rgb) {
  if (page_->fills.size() >= kMostFills || rgb == kWhite) return;
  if (!is_near(x0, y0) || !is_near(x1, y1)) return;
  page_->fills.push_back({.box = {static_cast<float>(x0), static_cast<float>(y0),
                                  static_cast<float>(x1), static_cast<float>(y1)},
                          .rgb = rgb});
}

void PathReader::add_ruling(double x0, double y0, double x1, double y1, double width,
                            std::uint32_t rgb) {
  if (page_->rulings.size() >= kMostRulings) return;
  if (!is_near(x0, y0) || !is_near(x1, y1)) return;
  page_->rulings.push_back({.x0 = static_cast<float>(std::min(x0, x1)),
                            .y0 = static_cast<float>(std::min(y0, y1)),
                            .x1 = static_cast<float>(std::max(x0, x1)),
                            .y1 = static_cast<float>(std::max(y0, y1)),
                            .width = static_cast<float>(width),
                            .rgb = rgb});
}

}  // namespace remit::pdf
