#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "remit/page/page.h"
#include "remit/pdf/matrix.h"

namespace remit::pdf {

/// Reads the paths that a page paints (ISO 32000-1, 8.5) into what a reader of its text sees in
/// them: the rulings, fills and dots of `Page`.
///
///     72 700 m 540 700 l S     →  a ruling
///     72 500 468 0.5 re f      →  a ruling: a filled rectangle that is thin
///     72 500 468 24 re f       →  a fill
///
/// Curves are no rulings; a small round shape is a dot. Coordinates are given in user space and
/// kept in the page's. One reader serves one page at a time.
class PathReader {
 public:
  /// What is painted with: colours as 0xRRGGBB, the width of a line in points on the page.
  struct Ink {
    std::uint32_t fill = 0, stroke = 0;
    double line_width = 1;
  };

  /// Paints into `page`, from nothing. It must live until finish().
  void begin(Page& page);

  void move_to(const Matrix& ctm, double x, double y);
  void line_to(const Matrix& ctm, double x, double y);
  /// A curve, by where it ends.
  void curve_to(const Matrix& ctm, double x, double y);
  void rectangle(const Matrix& ctm, double x, double y, double width, double height);
  void close();

  /// Paints the path at hand, which is gone then; only dropped where neither is asked.
  void paint(bool fill, bool stroke, const Ink& ink);
  void drop() { paint(false, false, {}); }

  /// Takes back the dots that were letters.
  void finish();

 private:
  struct Point {
    double x = 0, y = 0;
  };

  struct Subpath {
    std::size_t begin = 0;
    bool straight = true;
    bool closed = false;
  };

  void stroke(const Subpath& subpath, const Point* points, std::size_t count, const Ink& ink);
  void fill(const Point* points, std::size_t count, std::uint32_t rgb);
  void add_dot(const Point* points, std::size_t count);
  void add_fill(double x0, double y0, double x1, double y1, std::uint32_t rgb);
  void add_ruling(double x0, double y0, double x1, double y1, double width, std::uint32_t rgb);

  Page* page_ = nullptr;
  std::vector<Point> points_;  // on the page
  std::vector<Subpath> subpaths_;
  std::vector<Box> shapes_;              // small filled ones, as they were drawn
  std::vector<std::size_t> dot_shapes_;  // which of them each of the page's dots is
};

}  // namespace remit::pdf
