#pragma once

#include <memory>
#include <string>
#include <vector>

#include "remit/ocr/font_decoder.h"
#include "remit/ocr/ocr.h"
#include "remit/ocr/pictured_numbers.h"
#include "remit/page/page_source.h"

namespace remit {

/// Which pages are read from their pictures.
enum class OcrUse {
  Auto,  ///< those whose text layer is missing or of no use
  Never,
  Always,  ///< all that pictures cover; a text layer that is hidden below them is given up
};

/// Pages of another source, with the words that are only seen on them.
///
///     a scanned page:              no glyphs, one picture        →  glyphs, rulings
///     … with a hidden text:        glyphs that nobody sees       →  kept, or read anew if garbled
///     fonts that name no letters:  U+FFFD                        →  letters (FontDecoder)
///     numbers drawn as pictures:   a small picture before text   →  glyphs (PicturedNumbers)
///
/// Opens Tesseract at the first page that needs it.
class ScanSource final : public PageSource {
 public:
  ScanSource(std::unique_ptr<PageSource> source, OcrUse use)
      : source_(std::move(source)), use_(use) {}

  [[nodiscard]] const SourceInfo& info() const override { return source_->info(); }
  void read(int number, Page& page, Diagnostics& out) override;
  std::vector<OutlineEntry> outline() override { return source_->outline(); }
  std::vector<PageImage> images(int number, Diagnostics& out) override {
    return source_->images(number, out);
  }
  std::optional<PageImage> drawn_text(int number,
                                      const std::vector<std::uint16_t>& fonts) override {
    return source_->drawn_text(number, fonts);
  }

  /// A page that was read by looking at it.
  struct Scan {
    int page = 0;
    Recognition seen;
    bool drawn = false;  ///< from its fonts, not from a picture
    bool mixed = false;  ///< it has words of its own beside
  };
  [[nodiscard]] const std::vector<Scan>& scans() const { return scans_; }
  /// Pages that are pictures and were not read.
  [[nodiscard]] const std::vector<int>& unread() const { return unread_; }
  /// Pages whose own text was taken.
  [[nodiscard]] int with_text() const { return with_text_; }
  /// Pages with a hidden text below a picture that was not to be believed, and was read anew.
  [[nodiscard]] const std::vector<int>& bad_layers() const { return bad_layers_; }
  /// Pages with a garbled text below a picture that was taken all the same, for want of OCR.
  [[nodiscard]] const std::vector<int>& garbled() const { return garbled_; }
  [[nodiscard]] const PicturedNumbers& numbers() const { return numbers_; }
  /// Why there is no OCR; empty where there is, or none was asked for.
  [[nodiscard]] const Error& trouble() const { return trouble_; }

 private:
  bool open_ocr();
  bool read_letters(int number, Page& page, Diagnostics& out);
  void read_scan(int number, Page& page, bool hidden, Diagnostics& out);
  void read_beside_text(int number, Page& page, Diagnostics& out);
  void read_numbers(int number, Page& page, Diagnostics& out);
  static void append(Page& page, Page&& more);

  std::unique_ptr<PageSource> source_;
  OcrUse use_;
  std::unique_ptr<Ocr> ocr_;
  bool opened_ = false;
  Error trouble_;
  std::vector<Scan> scans_;
  std::vector<int> unread_;
  std::vector<int> bad_layers_, garbled_;
  int with_text_ = 0;
  FontDecoder decoder_;
  double sure_ = 0;  ///< the confidence of all words that the decoder learned from
  int looked_at_ = 0;
  PicturedNumbers numbers_;
};

}  // namespace remit
