#pragma once

#include <optional>
#include <vector>

#include "remit/page/page_image.h"
#include "remit/pdf/inline_image.h"
#include "remit/pdf/matrix.h"
#include "remit/pdf/podofo_objects.h"
#include "remit/pdf/stream_filters.h"

namespace remit::pdf {

/// An image XObject as a picture file, drawn into the unit square of `place` (page coordinates).
/// JPEG and JPEG 2000 are handed on as they are, fax data as a TIFF around them; all else becomes
/// shades of gray. Colour spaces are looked up by name in `resources`, the last first.
///
/// A soft mask that is as large cuts it out of white paper; one that is finer is the picture.
///
/// Nothing: it is damaged, or packed as JBIG2 (the one free decoder's licence is the AGPL). A file
/// without bytes: it is too small to hold a word.
std::optional<PageImage> read_image(const Object& image, const std::vector<Object>& resources,
                                    const Matrix& place, DecodeBudget& budget);

/// The same of an inline image, whose colours are gray, RGB or CMYK.
std::optional<PageImage> read_inline_image(const InlineImage& inline_image, const Matrix& place,
                                           DecodeBudget& budget);

}  // namespace remit::pdf
