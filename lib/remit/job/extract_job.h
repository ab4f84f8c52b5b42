#pragma once

#include <string>
#include <vector>

#include "remit/base/result.h"
#include "remit/grammar/grammar.h"
#include "remit/layout/layout.h"
#include "remit/structure/record.h"

namespace remit {

/// Pages from `first` to `last`, 1-based; last 0: to the end.
struct PageRange {
  int first = 1;
  int last = 0;
};

/// "3-9", "12", "5-", "-4", "1-3,7": the pages to read. Errors: bad-pages.
Result<std::vector<PageRange>> parse_pages(std::string_view text);

enum class InputFormat { Auto, Pdf, Text, Markdown };

/// One document to read.
struct ExtractJob {
  std::string file;                  ///< as the user named it; "-" is standard input
  InputFormat format = InputFormat::Auto;
  std::vector<PageRange> pages = {}; ///< empty: all
};

/// A record and the layout that its nodes' word ranges point into.
struct Extraction {
  Record record;
  Layout layout;
};

/// Reads a document from its bytes, whatever its format, through the same stages: pages, layout,
/// tree, accounting. What is odd in it is in record.diagnostics.
///
/// Errors: those of open_pdf; no-text-layer (only pictures: nothing to read); bad-pages; empty.
/// Safe to call on several threads with one grammar.
Result<Extraction> extract(const ExtractJob& job, std::string bytes, const Grammar& grammar);

/// Reads the file first.
Result<Extraction> extract(const ExtractJob& job, const Grammar& grammar);

}  // namespace remit
