#pragma once

#include <string_view>
#include <vector>

#include "remit/revision/amend.h"
#include "remit/revision/diff.h"

namespace remit {

/// Runs of two texts, their words told apart as they are printed: kept runs are the same bytes in
/// both, and all runs together are both texts.
std::vector<TextRun> printed_runs(std::string_view a, std::string_view b);

/// A text that became another, as what stays, what goes and what comes.
std::vector<MarkedWords> marked_change(std::string_view a, std::string_view b);

/// The rows of a table that became another, the header first.
std::vector<std::vector<std::vector<MarkedWords>>> marked_rows(const Node& a, const Node& b);

/// All of a text with one mark; none of an empty one.
std::vector<MarkedWords> marked_whole(TextMark mark, std::string_view words);

/// A row whose cells have one mark.
std::vector<std::vector<MarkedWords>> marked_row(TextMark mark,
                                                 const std::vector<std::string>& cells);

}  // namespace remit
