#pragma once

#include <memory>
#include <string>
#include <vector>

#include "remit/base/result.h"
#include "remit/page/page.h"
#include "remit/page/page_image.h"

namespace remit {

/// What came of reading a page's pictures.
struct Recognition {
  int words = 0;
  float confidence = 0;  ///< 0 to 100, the mean of its words; 0 where there are none
};

/// A word as it was seen in a picture of a page.
struct OcrWord {
  std::u32string text;
  Box box;               ///< on the page
  float confidence = 0;  ///< 0 to 100
};

/// Reads the words and the ruled lines in pictures of pages, by Tesseract and Leptonica.
///
///     auto ocr = Ocr::open("eng");
///     if (!ocr) return report(ocr.error());
///     const Recognition seen = (*ocr)->read(source.images(3, diagnostics), page);
///
/// Both libraries are loaded by open(); a build that had no headers of theirs has no Ocr, and
/// open() says so. Takes about a second for a page of A4, and some 100 MB; on one thread, whatever
/// OpenMP would like. Different objects may be used on different threads at once.
class Ocr {
 public:
  /// `languages` as Tesseract names them: "eng", "eng+cym". Errors: no-ocr.
  static Result<std::unique_ptr<Ocr>> open(const std::string& languages);

  virtual ~Ocr() = default;

  /// Appends to `page` what `images`, laid upon each other, show: glyphs, which share a word's
  /// width evenly, stand on one baseline a line and have one size a line, and rulings. A page that
  /// was laid on the glass askew is set straight. `page` has its width and height.
  virtual Recognition read(const std::vector<PageImage>& images, Page& page) = 0;

  /// The words of a picture that covers `page`, as they were seen, in the order of the `lines`,
  /// each of which is known to hold one line of text: nothing is set straight or mended. `page`
  /// gives its width and height only.
  virtual std::vector<OcrWord> words(const PageImage& image, const Page& page,
                                     const std::vector<Box>& lines) = 0;

  /// A small picture read as the number of a paragraph: "12.", "(iv)". Empty where it is none.
  virtual OcrWord number(const PageImage& image) = 0;
};

}  // namespace remit
