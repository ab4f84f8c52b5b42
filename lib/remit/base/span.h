#pragma once

#include <cstdint>

namespace remit {

/// A half-open range [begin, end) of bytes in a text, or of items in a list.
///
///     "Art. 12  The Clerk shall …"
///           ^ ^
///       begin end                     the num of article 12
///
/// Four-byte offsets: one document's text is at most 4 GiB.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] std::uint32_t size() const { return end - begin; }
  [[nodiscard]] bool empty() const { return begin == end; }
  friend bool operator==(Span, Span) = default;
};

}  // namespace remit
