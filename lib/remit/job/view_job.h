#pragma once

#include "remit/job/extract_job.h"

namespace remit {

/// A page as it is drawn, and the whole document as it was read.
struct PageView {
  Page page;  ///< of a text file: its size only
  Extraction extraction;
};

/// Reads a document and keeps page `number` (1-based) as it is drawn, for page_svg(). All pages are
/// read, since only all of them tell what repeats. Errors: bad-pages, where the file has no such
/// page; those of extract().
Result<PageView> view_page(OpenDocument document, int number, const Grammar& grammar);

}  // namespace remit
