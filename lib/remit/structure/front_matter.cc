#include "remit/structure/front_matter.h"

#include <algorithm>

#include "remit/structure/number_place.h"
#include "remit/text/letters.h"

namespace remit {
namespace {

constexpr std::ptrdiff_t kMostTitleWords = 14;

bool is_title_line(const Grammar& grammar, const Piece& piece) {
  return std::ranges::count(piece.text, ' ') < kMostTitleWords &&
         last_character(piece.text) != '.' && piece.paragraph().level == 0 &&
         piece.paragraph().heading == 0 && !reads_as_sentence(grammar, piece.text);
}

}  // namespace

std::size_t front_matter(const Grammar& grammar, const Pieces& pieces,
                         const DivisionLines& divisions) {
  const auto is_plain = [&](const auto& piece) {
    return !piece->table() && !piece->numbered() && !piece->bullet && !piece->paragraph().bullet &&
           !divisions.of(*piece);
  };
  const auto plain_end = std::ranges::find_if_not(pieces, is_plain);
  const auto plain = static_cast<std::size_t>(plain_end - pieces.begin());
  if (plain_end == pieces.end()) return 0;
  const RuleMatch* division = (*plain_end)->table() ? nullptr : divisions.of(**plain_end);
  if (division && division->rule->type != "section") return plain <= kLookAhead ? plain : 0;
  const auto page_end = std::ranges::find_if(pieces, [&](const auto& piece) {
    return piece->paragraph().page != pieces.front()->paragraph().page;
  });
  const bool title_page =
      page_end <= plain_end && std::all_of(pieces.begin(), page_end, [&](const auto& piece) {
        return is_title_line(grammar, *piece);
      });
  return title_page ? static_cast<std::size_t>(page_end - pieces.begin()) : 0;
}

}  // namespace remit
