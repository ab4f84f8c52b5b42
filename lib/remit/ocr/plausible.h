#pragma once

#include <functional>

#include "remit/page/page.h"

namespace remit {

/// The part of the words among some glyphs of a page that cannot be words of any language written
/// with letters: "c0unc!l", "th~e", "\uE012\uE013". 0 where there are no words.
double odd_words(const Page& page, const std::function<bool(std::size_t glyph)>& among);

}  // namespace remit
