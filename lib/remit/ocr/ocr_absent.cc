#include "remit/ocr/ocr.h"

namespace remit {

Result<std::unique_ptr<Ocr>> Ocr::open(const std::string&) {
  return fail({.code = "no-ocr",
               .message = "this remit was built without Tesseract",
               .hint = "install libtesseract-dev, libleptonica-dev and tesseract-ocr-eng and build "
                       "remit again"});
}

}  // namespace remit
