#pragma once

#include "remit/pdf/matrix.h"
#include "remit/pdf/podofo_objects.h"

namespace remit::pdf {

/// A page of the document with all that it inherits.
struct PageObject {
  Object dictionary;
  Object resources;
  Object media_box;
  Object crop_box;
  Object rotate;
};

/// A rectangle of a PDF: y upwards.
struct Rectangle {
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  [[nodiscard]] bool empty() const { return !(x1 - x0 > 0.01 && y1 - y0 > 0.01); }
};

/// Of an array of four numbers, its corners put in order; empty for anything else.
Rectangle rectangle_of(const Object& array);

/// How a page is seen: its size, and what takes its coordinates there (see page/page.h).
struct PageFrame {
  Matrix matrix;
  float width = 0, height = 0;
};
PageFrame frame_of(const PageObject& page);

}  // namespace remit::pdf
