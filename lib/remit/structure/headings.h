#pragma once

#include <memory>
#include <vector>

#include "remit/structure/piece.h"

namespace remit {

using Pieces = std::vector<std::unique_ptr<Piece>>;

/// Tells which paragraphs are set as headings (Piece::heading_style) and how weighty each is
/// (Piece::style_rank), against the way most of the document is set: larger, bold, in capitals, in
/// a colour, centred or in italics, short, and no sentence. In a source without styles (plain text)
/// a short line that reads as no sentence is one. A line that the next goes on with is none. Of
/// headings that look alike the levels of the file's tags or outline decide, where all have one.
void find_headings(const Layout& layout, const Grammar& grammar, Pieces& pieces);

/// Whether `text` could be a heading by its words alone: short, begins with a capital or a digit,
/// does not end as a sentence does, and no rule forbids it.
bool reads_as_heading(const Grammar& grammar, std::string_view text);

/// Whether `text` says something by itself: it has a verb.
bool reads_as_sentence(const Grammar& grammar, std::string_view text);

/// A heading without the stop or colon that closes it.
std::string_view without_stop(std::string_view heading);

}  // namespace remit
