#pragma once

#include <string_view>

#include "remit/structure/piece.h"

namespace remit {

/// A heading that opens its paragraph: "General. The Council may …".
struct RunIn {
  std::size_t end = 0;    ///< where it ends; 0: there is none
  bool in_doubt = false;  ///< neither its type (bold) nor the capitals of a title tell it
};

/// The run-in heading of `rest`, a tail of piece.text.
/// `sibling_has_one`: the item before this one has one; then less is asked of its words.
RunIn run_in(const Grammar& grammar, const Piece& piece, std::string_view rest,
             bool sibling_has_one);

/// Where words at the head of `rest` end that could be a heading, were the other items of the list
/// to have one: "Second offence: 5 pounds", "Scope." above a text, bold words without a stop. 0:
/// there are none.
std::size_t listed_run_in_end(const Grammar& grammar, const Piece& piece, std::string_view rest);

/// Whether the last word of `text` is one whose stop ends no sentence: "… and Mrs", "… and Mrs."
bool ends_abbreviated(const Grammar& grammar, std::string_view text);

/// What follows a run-in heading, without the dash or colon that parts them.
std::string_view run_in_text(std::string_view text);

}  // namespace remit
