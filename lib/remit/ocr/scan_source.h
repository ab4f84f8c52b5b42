#pragma once

#include <memory>
#include <string>
#include <vector>

#include "remit/ocr/ocr.h"
#include "remit/page/page_source.h"

namespace remit {

/// Which pages are read from their pictures.
enum class OcrUse {
  Auto,  ///< those whose text layer is missing or of no use
  Never,
  Always,  ///< all that pictures cover; a text layer that is hidden below them is given up
};

/// Pages of another source, with the words that only their pictures show.
///
///     a scanned page:  no glyphs, one picture  →  glyphs, rulings
///
/// Opens Tesseract at the first page that needs it.
class ScanSource final : public PageSource {
 public:
  ScanSource(std::unique_ptr<PageSource> source, OcrUse use)
      : source_(std::move(source)), use_(use) {}

  [[nodiscard]] const SourceInfo& info() const override { return source_->info(); }
  void read(int number, Page& page, Diagnostics& out) override;
  std::vector<PageImage> images(int number, Diagnostics& out) override {
    return source_->images(number, out);
  }

  /// A page whose pictures were read.
  struct Scan {
    int page = 0;
    Recognition seen;
  };
  [[nodiscard]] const std::vector<Scan>& scans() const { return scans_; }
  /// Pages that are pictures and were not read.
  [[nodiscard]] const std::vector<int>& unread() const { return unread_; }
  /// Pages whose own text was taken.
  [[nodiscard]] int with_text() const { return with_text_; }
  /// Why there is no OCR; empty where there is, or none was asked for.
  [[nodiscard]] const Error& trouble() const { return trouble_; }

 private:
  std::unique_ptr<PageSource> source_;
  OcrUse use_;
  std::unique_ptr<Ocr> ocr_;
  bool opened_ = false;
  Error trouble_;
  std::vector<Scan> scans_;
  std::vector<int> unread_;
  int with_text_ = 0;
};

}  // namespace remit
