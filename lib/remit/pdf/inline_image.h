#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "remit/pdf/content_lexer.h"
#include "remit/pdf/podofo_objects.h"

namespace remit::pdf {

/// A picture within a content stream (ISO 32000-1, 8.9.7).
struct InlineImage {
  long width = 0, height = 0;  ///< in pixels
  int bits = 8;                ///< of a component
  int components = 0;          ///< of a pixel; 0: its colours are not known
  bool inverted = false;
  bool packed = false;      ///< has a filter, or several
  std::string_view filter;  ///< none, or one, by its short or its long name
  std::string_view data;    ///< empty where its end was not found
};

/// Takes an inline image from `lexer`, which has just read ID, and leaves it behind EI: `operands`
/// are the entries of its dictionary, from BI on; `color_space` tells what a name of a colour space
/// stands for. The data are a view into what the lexer reads.
InlineImage take_inline_image(const std::vector<Token>& operands,
                              const std::function<Object(std::string_view)>& color_space,
                              ContentLexer& lexer);

}  // namespace remit::pdf
