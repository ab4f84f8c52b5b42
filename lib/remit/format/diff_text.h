#pragma once

#include <string>

#include "remit/format/diff_writer.h"

namespace remit {

struct DiffTextStyle {
  bool color = false;         ///< changed words in colour (ANSI), else [-as here-]{+and here+}
  bool side_by_side = false;  ///< a on the left, b on the right
  int width = 80;             ///< columns of the terminal; 40 at least are used
};

/// A comparison for people: a summary, then what changed, division by division, then posts and
/// duties. What is unchanged is counted, not printed. Ends in one newline.
///
///     Article 11 Officers → Article 12 Officers
///
///     ~ 11.01 (a) General → 12.1 (a)
///         The {+full+} Council may engage such …
///     - 11.02 (c) Keys of the Chest
///         The Treasurer will keep …
std::string diff_text(const DiffView& view, const DiffParts& parts, const DiffTextStyle& style);

}  // namespace remit
