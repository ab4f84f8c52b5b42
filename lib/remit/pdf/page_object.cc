#include "remit/pdf/page_object.h"

#include <algorithm>

namespace remit::pdf {

Rectangle rectangle_of(const Object& array) {
  if (array.size() != 4) return {};
  const double x0 = array.at(0).number(), y0 = array.at(1).number();
  const double x1 = array.at(2).number(), y1 = array.at(3).number();
  return {std::min(x0, x1), std::min(y0, y1), std::max(x0, x1), std::max(y0, y1)};
}

PageFrame frame_of(const PageObject& object) {
  // A4's American cousin is what the PDF specification's examples and other readers fall back on.
  Rectangle media = rectangle_of(object.media_box);
  if (media.empty()) media = {0, 0, 612, 792};
  Rectangle box = rectangle_of(object.crop_box);
  box = box.empty() ? media
                    : Rectangle{std::max(box.x0, media.x0), std::max(box.y0, media.y0),
                                std::min(box.x1, media.x1), std::min(box.y1, media.y1)};
  if (box.empty()) box = media;
  double unit = object.dictionary.key("UserUnit").number(1);
  if (!(unit >= 0.1 && unit <= 1000)) unit = 1;
  const double width = (box.x1 - box.x0) * unit, height = (box.y1 - box.y0) * unit;
  const long turn = ((object.rotate.integer() / 90 % 4) + 4) % 4;
  Matrix base{unit, 0, 0, -unit, -box.x0 * unit, box.y1 * unit};  // unturned, y downwards
  switch (turn) {
    case 1:
      base = base * Matrix{0, 1, -1, 0, height, 0};
      break;
    case 2:
      base = base * Matrix{-1, 0, 0, -1, width, height};
      break;
    case 3:
      base = base * Matrix{0, -1, 1, 0, 0, width};
      break;
    default:
      break;
  }
  return {base, static_cast<float>(turn % 2 == 0 ? width : height),
          static_cast<float>(turn % 2 == 0 ? height : width)};
}

}  // namespace remit::pdf
