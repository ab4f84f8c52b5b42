#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <vector>

#include "remit/ocr/ocr.h"
#include "remit/page/page.h"

namespace remit {

/// Finds the small pictures that stand where a paragraph's number would, and puts glyphs for them:
///
///     ▒▒  Rules of debate at meetings      →  "1." as glyphs, in a font that is `pictured`
///     ▒▒  Disorderly conduct               →  U+FFFC, where the picture could not be read
///     ■   …  ■  …  ■  …                    →  the same picture before each: bullets, Page::dots
///
/// One object for a document: what was met on a page tells on the next.
class PicturedNumbers {
 public:
  /// The pictures of the page, asked for at most once; and how one of them is read.
  using Images = std::function<std::vector<PageImage>()>;
  using Read = std::function<OcrWord(const PageImage&)>;

  /// `read` may be null: then every number is left to be inferred.
  void put(Page& page, const Images& images, const Read& read);

  /// Pictures that were read, and that could not be.
  [[nodiscard]] int read_count() const { return read_; }
  [[nodiscard]] int unread_count() const { return unread_; }

 private:
  std::map<std::uint64_t, OcrWord> known_;  ///< what an image shows
  int read_ = 0, unread_ = 0;
};

}  // namespace remit
