#pragma once

#include <string>

#include "remit/page/page.h"

namespace remit {

/// A picture as it lies on a page.
struct PageImage {
  std::string file;           ///< the bytes of a picture file: JPEG, JPEG 2000, TIFF, PGM or PBM
  int width = 0, height = 0;  ///< in pixels, as the document has it
  bool inverted = false;      ///< black stands for white
  bool mirrored = false;      ///< lies with its left side to the right, before it is turned
  int turn = 0;               ///< quarter turns, clockwise, that put it as it lies on the page
  Box box;                    ///< where it lies; may reach over the page's edge
};

}  // namespace remit
