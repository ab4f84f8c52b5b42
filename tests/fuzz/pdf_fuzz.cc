#include <cstdlib>
#include <string>

#include "remit/pdf/pdf_source.h"

// Any bytes as a PDF: they are refused with a message and a remedy, or their pages can be read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 1 << 18) return 0;
  remit::Diagnostics diagnostics;
  const auto source = remit::open_pdf(std::string(reinterpret_cast<const char*>(data), size),
                                      "fuzz.pdf", diagnostics);
  if (!source) {
    if (source.error().message.empty() || source.error().hint.empty()) std::abort();
    return 0;
  }
  remit::Page page;
  const int pages = (*source)->info().pages;
  for (int number = 1; number <= pages && number <= 20; ++number) {
    (*source)->read(number, page, diagnostics);
    for (const remit::Glyph& glyph : page.glyphs)
      if (glyph.font >= page.fonts.size()) std::abort();
  }
  return 0;
}
