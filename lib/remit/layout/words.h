#pragma once

#include <vector>

#include "remit/layout/layout.h"
#include "remit/page/page.h"

namespace remit {

/// Index of `style` in layout.styles, added where it is new.
std::uint16_t intern(Layout& layout, const Style& style);

/// The words of a page in the order they were drawn, their text appended to `layout.text`. A word
/// ends at a space, where the pen jumps, or where the baseline changes. Every character that is no
/// space ends in exactly one word, and is counted in layout.character_count.
std::vector<Word> words_of(const Page& page, Layout& layout);

}  // namespace remit
