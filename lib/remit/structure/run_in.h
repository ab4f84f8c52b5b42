#pragma once

#include <string_view>

#include "remit/structure/piece.h"

namespace remit {

/// A run-in heading opens its paragraph: "General. The Council may …". Its type (bold) or its words
/// tell it. Returns where that of `rest`, a tail of piece.text, ends; 0: it has none.
/// `sibling_has_one`: the item before this one has; then less is asked of its words.
std::size_t run_in_end(const Grammar& grammar, const Piece& piece, std::string_view rest,
                       bool sibling_has_one);

/// Whether the last word of `text` is one whose stop ends no sentence: "… and Mrs", "… and Mrs."
bool ends_abbreviated(const Grammar& grammar, std::string_view text);

/// What follows a run-in heading, without the dash or colon that parts them.
std::string_view run_in_text(std::string_view text);

}  // namespace remit
