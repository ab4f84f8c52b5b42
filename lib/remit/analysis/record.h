#pragma once

#include <optional>
#include <string>
#include <vector>

#include "remit/analysis/analysis.h"
#include "remit/base/diagnostic.h"
#include "remit/structure/accounting.h"
#include "remit/structure/node.h"

namespace remit {

/// Pages whose paragraphs were told apart by the file's own tags, or by their geometry.
struct PagesBy {
  std::string pages;  ///< "3" or "1-12"
  std::string by;     ///< tags | geometry
  std::string why;    ///< agrees | untagged | uncovered | out-of-order | cuts-text | lumps-text
  friend bool operator==(const PagesBy&, const PagesBy&) = default;
};

/// Where a record comes from.
struct Source {
  std::string file;    ///< as given on the command line; "-" for standard input
  std::string sha256;  ///< of the file's bytes, lower-case hex
  std::string format;  ///< pdf | text | markdown
  int pages = 0;
  std::string producer;         ///< empty: unknown
  std::string text_layer = {};  ///< of a PDF, where its words come from: pdf | ocr | mixed
  std::optional<int> ocr_confidence = {};  ///< 0 to 100, of the words that were read by OCR
  std::vector<PagesBy> pages_by = {};      ///< of a PDF: every page that was read, in order
};

/// Whose text it is. Empty strings: the document never says.
struct DocumentInfo {
  std::string council;   ///< as the document calls it
  std::string gss = {};  ///< its code in the register of councils; empty: it is not in there
  std::string title;
  std::string language = "en";
};

/// One document read: what `remit extract` writes.
struct Record {
  Source source;
  DocumentInfo document;
  Tree structure;
  Analysis analysis;
  std::vector<PageFurniture> furniture = {};
  Accounting accounting;
  Diagnostics diagnostics;
};

}  // namespace remit
