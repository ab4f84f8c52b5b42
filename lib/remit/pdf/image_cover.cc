#include "remit/pdf/image_cover.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace remit::pdf {
namespace {

constexpr double kLeastSmall = 3, kWidestSmall = 90, kHighestSmall = 40;  // points: a number
constexpr std::size_t kMostSmall = 300;  // a page with more is a drawing
constexpr int kCells = 64;               // along each side

}  // namespace

void ImageCover::begin(Page& page) {
  page_ = &page;
  rows_.fill(0);
  page.image_cover = 0;
  page.small_pictures.clear();
}

void ImageCover::add(const Matrix& place, std::uint64_t image) {
  const Matrix& m = place;
  const auto [x0, x1] = std::minmax({m.x(0, 0), m.x(1, 0), m.x(0, 1), m.x(1, 1)});
  const auto [y0, y1] = std::minmax({m.y(0, 0), m.y(1, 0), m.y(0, 1), m.y(1, 1)});
  const double wide = x1 - x0, high = y1 - y0;
  if (wide >= kLeastSmall && wide <= kWidestSmall && high >= kLeastSmall && high <= kHighestSmall &&
      page_->small_pictures.size() < kMostSmall)
    page_->small_pictures.push_back({{static_cast<float>(x0), static_cast<float>(y0),
                                      static_cast<float>(x1), static_cast<float>(y1)},
                                     image});
  const auto cell = [](double value, float size) {
    const double at = value / static_cast<double>(size) * kCells;
    return at > 0 ? static_cast<int>(std::lround(std::min<double>(at, kCells))) : 0;
  };
  const int left = cell(x0, page_->width), right = cell(x1, page_->width);
  if (right <= left) return;
  const std::uint64_t ones =
      right - left == kCells ? ~std::uint64_t{0} : ((std::uint64_t{1} << (right - left)) - 1);
  for (int row = cell(y0, page_->height); row < cell(y1, page_->height); ++row)
    rows_[static_cast<std::size_t>(row)] |= ones << left;
}

void ImageCover::finish() {
  int covered = 0;
  for (const std::uint64_t row : rows_) covered += std::popcount(row);
  page_->image_cover = static_cast<float>(covered) / (kCells * kCells);
}

}  // namespace remit::pdf
