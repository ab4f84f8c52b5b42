#pragma once

#include <cmath>

namespace remit::pdf {

/// A PDF transformation: x' = a x + c y + e, y' = b x + d y + f.
struct Matrix {
  double a = 1, b = 0, c = 0, d = 1, e = 0, f = 0;

  [[nodiscard]] double x(double px, double py) const { return a * px + c * py + e; }
  [[nodiscard]] double y(double px, double py) const { return b * px + d * py + f; }
  [[nodiscard]] bool finite() const {
    return std::isfinite(a) && std::isfinite(b) && std::isfinite(c) && std::isfinite(d) &&
           std::isfinite(e) && std::isfinite(f);
  }
};

/// First `left`, then `right`: the order in which PDF writes a product.
inline Matrix operator*(const Matrix& left, const Matrix& right) {
  return {
      left.a * right.a + left.b * right.c,           left.a * right.b + left.b * right.d,
      left.c * right.a + left.d * right.c,           left.c * right.b + left.d * right.d,
      left.e * right.a + left.f * right.c + right.e, left.e * right.b + left.f * right.d + right.f};
}

/// What undoes `matrix`, which must not be flat.
inline Matrix inverse(const Matrix& matrix) {
  const auto& [a, b, c, d, e, f] = matrix;
  const double area = a * d - b * c;
  return {d / area, -b / area, -c / area, a / area, (c * f - d * e) / area, (b * e - a * f) / area};
}

}  // namespace remit::pdf
