#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "remit/base/diagnostic.h"
#include "remit/page/page.h"
#include "remit/page/page_image.h"

namespace remit {

/// What a file says about itself; strings are UTF-8 and empty where it is silent.
struct SourceInfo {
  std::string producer;
  std::string title;
  std::string author;
  std::string language;  ///< BCP 47, from the catalog's /Lang
  int pages = 0;
  bool tagged = false;    ///< has a structure tree
  bool repaired = false;  ///< opened only after its cross-reference table was rebuilt
};

/// An entry of the outline (bookmarks) that a file carries beside its pages.
struct OutlineEntry {
  std::string title;  ///< UTF-8
  int level = 1;      ///< 1: the outermost
  int page = 0;       ///< where it leads, 1-based; 0: nowhere in this document
  float y = 0;        ///< on that page; 0 where it says no height
};

/// A document as pages of glyphs. One source belongs to one thread at a time.
class PageSource {
 public:
  virtual ~PageSource() = default;

  [[nodiscard]] virtual const SourceInfo& info() const = 0;

  /// Reads page `number` (1-based) into `page`, whose buffers are reused. A page that cannot be
  /// read in whole holds what could be, and `out` says what could not.
  virtual void read(int number, Page& page, Diagnostics& out) = 0;

  /// The outline, top to bottom; empty where there is none.
  virtual std::vector<OutlineEntry> outline() { return {}; }

  /// The pictures of page `number` in the order they are drawn, for whoever can read them. Costs as
  /// much as reading the page again, and memory for each picture. `out` names those that cannot be
  /// had.
  virtual std::vector<PageImage> images(int /*number*/, Diagnostics& /*out*/) { return {}; }

  /// The text of page `number` that is set in some of its fonts (indices into Page::fonts), drawn
  /// black on white from what the file embeds of them. Nothing, where it cannot be drawn.
  virtual std::optional<PageImage> drawn_text(int /*number*/,
                                              const std::vector<std::uint16_t>& /*fonts*/) {
    return std::nullopt;
  }
};

}  // namespace remit
