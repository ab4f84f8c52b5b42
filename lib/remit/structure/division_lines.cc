#include "remit/structure/division_lines.h"

#include <algorithm>
#include <map>
#include <unordered_set>

#include "remit/structure/numbering.h"
#include "remit/text/letters.h"

namespace remit {
namespace {

/// Whether `next` can come right after `last`: 3 after 2 or 2.4, 2.1 after 2, 2.2 after 2.1.
bool goes_on(const Number& last, const Number& next) {
  if (extends(next, last)) return next.first();
  if (last.numerals != next.numerals || last.parts.size() < next.parts.size()) return false;
  Number stem = last;
  stem.parts.resize(next.parts.size());
  return std::equal(next.parts.begin(), next.parts.end() - 1, stem.parts.begin()) &&
         follows(stem, next);
}

bool set_as_division(const Piece& piece) {
  return piece.heading_style || piece.paragraph().centred || piece.paragraph().level > 0;
}

}  // namespace

std::optional<Number> number_of(const RuleMatch& match) {
  for (const Numerals numerals : {Numerals::Decimal, Numerals::UpperRoman, Numerals::UpperAlpha})
    if (auto number = read_number(numerals, match.num)) return number;
  return std::nullopt;
}

std::string division_word(std::string_view label) {
  const std::size_t space = label.rfind(' ');
  const std::size_t end =
      space != std::string_view::npos ? space : label.find_first_of("0123456789");
  const std::string_view word = trimmed(label.substr(0, end));
  std::string folded_word = folded(word);
  return folded_word.empty() ? std::string(word) : folded_word;  // "§"
}

void settle_divisions(const Pieces& pieces) {
  std::unordered_set<const RuleMatch*> counting;
  // the divisions of each word ("Reg.", "S.O.") in their order
  std::map<std::string, std::pair<const RuleMatch*, Number>> last;
  for (const auto& piece : pieces)
    for (const RuleMatch& match : piece->divisions) {
      auto number = number_of(match);
      if (!match.rule->needs_gap || !number) continue;
      auto& [before, count] = last[match.rule->id + ' ' + division_word(match.label)];
      if (before && goes_on(count, *number)) counting.insert({before, &match});
      before = &match;
      count = std::move(*number);
    }
  for (const auto& piece : pieces) {
    std::vector<RuleMatch> kept;
    for (const RuleMatch& match : piece->divisions)
      if (!match.rule->needs_gap || counting.contains(&match)) kept.push_back(match);
    piece->divisions = std::move(kept);
  }
}

DivisionLines::DivisionLines(const Grammar& grammar, const Pieces& pieces) : grammar_(grammar) {
  for (const auto& piece : pieces)
    for (const RuleMatch& match : piece->divisions)
      if (set_as_division(*piece) && !piece->heading_told)
        styled_types_.push_back(match.rule->type);
}

const RuleMatch* DivisionLines::of(const Piece& piece) const {
  const RuleMatch* best = nullptr;
  for (const RuleMatch& match : piece.divisions) {
    if (match.heading.size() > 200 || (best && match.label.size() <= best->label.size())) continue;
    const bool styled_elsewhere = std::find(styled_types_.begin(), styled_types_.end(),
                                            match.rule->type) != styled_types_.end();
    // a rule without a group for the heading knows by the mark behind the number that text
    // follows
    if (!match.rule->has_heading) {
      // "Article 6. Clause B is new …": a note on an Article that is set as a heading
      const bool note = match.rule->needs_gap && match.rule->type != "section" &&
                        styled_elsewhere && !set_as_division(piece);
      if (!best && !note) best = &match;
      continue;
    }
    if (set_as_division(piece) ||
        (!styled_elsewhere && (match.heading.empty() || reads_as_heading(grammar_, match.heading))))
      best = &match;
  }
  return best;
}

}  // namespace remit
