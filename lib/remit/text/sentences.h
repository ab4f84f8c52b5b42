#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "remit/base/span.h"

namespace remit {

/// Cuts a paragraph into sentences, by ICU's rules (Unicode TR 29) mended where they break too
/// soon: after an abbreviation ("No.", "e.g."), within brackets, before a small letter.
///
///     "See s. 5 of the Act. It applies."  →  "See s. 5 of the Act." · "It applies."
///
/// Not shared between threads.
class SentenceBreaker {
 public:
  /// `abbreviations` with their stops, in any case.
  explicit SentenceBreaker(const std::vector<std::string>& abbreviations);
  ~SentenceBreaker();

  /// Bytes of `text`, in order, without the white space between them. Linear in its length.
  std::vector<Span> split(std::string_view text);

 private:
  struct Breaker;
  std::unique_ptr<Breaker> breaker_;
};

}  // namespace remit
