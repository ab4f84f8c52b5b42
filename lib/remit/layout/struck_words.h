#pragma once

#include <vector>

#include "remit/layout/layout.h"
#include "remit/page/page.h"

namespace remit {

/// Marks the words of a page that a line is drawn through or under (Word::struck, underlined):
/// how a draft shows what goes and what comes.
///
///     The Sexton rings ~~twice~~ __once__ a day.
///
/// A ruling that is much longer than the words along it is a table's.
void mark_struck_words(const Page& page, const std::vector<Style>& styles,
                       std::vector<Word>& words);

}  // namespace remit
