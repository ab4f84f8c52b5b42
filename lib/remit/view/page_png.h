#pragma once

#include <string>

#include "remit/base/result.h"

namespace remit {

/// An SVG as the bytes of a PNG, `zoom` pixels to a unit of it (fewer where that would be too
/// many).
///
///     auto png = png_of(page_svg(page, layout, record), 2);
///     if (!png) return report(png.error());
///
/// Drawn by librsvg and cairo, which are loaded when this is first called, and never linked: no
/// other command waits for them. Errors: no-png, where they are not installed; bad-svg.
Result<std::string> png_of(const std::string& svg, double zoom);

}  // namespace remit
