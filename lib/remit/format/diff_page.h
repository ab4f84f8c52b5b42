#pragma once

#include <string>
#include <string_view>

#include "remit/format/diff_writer.h"

namespace remit {

/// A comparison as one HTML page that needs nothing else: the two texts side by side, what is one
/// provision level with each other, changed words marked, a summary before them. It can be
/// filtered, printed, used by keyboard and read on a phone; without scripts it shows everything.
///
/// Of `parts` only posts and duties say what the summary lists: the text is always there.
std::string diff_page(const DiffView& view, const DiffParts& parts = {});

/// The page's parts, as they stand in the folder diff_page: `{{name}}` is a hole in the first.
std::string_view diff_page_html();
std::string_view diff_page_style();
std::string_view diff_page_script();

}  // namespace remit
