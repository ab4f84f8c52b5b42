#pragma once

#include <array>
#include <cstdint>

#include "remit/page/page.h"
#include "remit/pdf/matrix.h"

namespace remit::pdf {

/// How much of a page its pictures cover, and which of them are so small that they may be a number
/// (`Page::image_cover`, `Page::small_pictures`). One serves one page at a time.
class ImageCover {
 public:
  /// Counts for `page`, whose size is set, from nothing.
  void begin(Page& page);
  /// A picture that fills the unit square of `place`; `image`: its Object::id(), or 0.
  void add(const Matrix& place, std::uint64_t image);
  void finish();

 private:
  Page* page_ = nullptr;
  std::array<std::uint64_t, 64> rows_{};  // 64 by 64 cells of the page, set where a picture is
};

}  // namespace remit::pdf
