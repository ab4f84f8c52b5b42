#pragma once

#include <memory>
#include <string>
#include <vector>

#include "remit/analysis/document_info.h"
#include "remit/analysis/record.h"
#include "remit/base/result.h"
#include "remit/grammar/grammar.h"
#include "remit/job/read_ahead.h"
#include "remit/layout/layout.h"
#include "remit/ocr/scan_source.h"
#include "remit/page/page_source.h"

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
  std::string file;  ///< as the user named it; "-" is standard input
  InputFormat format = InputFormat::Auto;
  std::vector<PageRange> pages = {};  ///< empty: all
  OcrUse ocr = OcrUse::Auto;          ///< which pages are read from their pictures
  bool geometry = false;              ///< say where on the pages nodes and items stand
  std::string council = {};           ///< whose document it is; empty: let its text tell
};

/// A record and the layout that its nodes' word ranges point into.
struct Extraction {
  Record record;
  Layout layout;
};

struct PageView;

/// A document that is open: its bytes are there, its format is known, and a PDF's objects are read.
/// It needs no grammar yet, so that one can be loaded meanwhile.
class OpenDocument {
 public:
  /// Reads job.file first. Errors: no-file, is-folder, unreadable, empty; not-text, where the
  /// format is Auto; those of open_pdf; bad-pages.
  static Result<OpenDocument> open(const ExtractJob& job);
  /// Takes the bytes as those of job.file.
  static Result<OpenDocument> open(const ExtractJob& job, std::string bytes);

  /// Begins with the first pages, on a thread of their own, before extract() takes them.
  void read_ahead();

 private:
  friend Result<Extraction> extract(OpenDocument document, const Grammar& grammar);
  friend Result<PageView> view_page(OpenDocument document, int number, const Grammar& grammar);

  ExtractJob job_;
  std::string text_;  // of a text file, in UTF-8
  bool markdown_ = false;
  std::unique_ptr<ScanSource> pdf_;
  std::unique_ptr<ReadAhead> pages_;  // of pdf_, which it must not outlive
  DeclaredInfo declared_;             // what it says of itself
  Record record_;                     // what is known of it so far
};

/// Reads a document, whatever its format, through the same stages: pages, layout, tree, accounting.
/// What is odd in it is in record.diagnostics. Errors: no-text-layer (only pictures, and no
/// OCR to read them).
/// Safe to call on several threads with one grammar.
Result<Extraction> extract(OpenDocument document, const Grammar& grammar);

/// Opens and reads in one call; the bytes, where they are given, are taken as those of job.file.
Result<Extraction> extract(const ExtractJob& job, const Grammar& grammar);
Result<Extraction> extract(const ExtractJob& job, std::string bytes, const Grammar& grammar);

}  // namespace remit
