#pragma once

#include <optional>
#include <string>
#include <vector>

#include "remit/grammar/grammar.h"
#include "remit/text/numerals.h"

namespace remit {

/// A printed number as something that counts.
///
///     "11.02"  Decimal     {11, 2}
///     "4.3.i"  Decimal     {4, 3, 9} or DecimalRoman {4, 3, 1}
///     "12A"    Arabic      {12 + A}
///     "iv"     LowerRoman  {4}       or LowerAlpha: no reading
///     "i"      LowerRoman  {1}       or LowerAlpha {9}
///     "aa"     LowerAlpha  {27}      or, inserted after a, {1 + a}
///
struct Number {
  Numerals numerals = Numerals::None;
  std::vector<Arabic> parts;  ///< one, or as many as a decimal number has
  std::string prefix = {};    ///< the letters before a decimal's digits: "FR" of FR2.14

  [[nodiscard]] const Arabic& last() const { return parts.back(); }
  [[nodiscard]] bool first() const { return parts.back().value <= 1 && parts.back().suffix == 0; }
};

/// Reads `num` as `numerals` count.
std::optional<Number> read_number(Numerals numerals, std::string_view num);

/// A printed number without the spaces in it: "12 A" is 12A.
std::string bare(std::string_view num);

/// Whether numerals are digits, which may extend one another (1, 1.2), rather than letters.
bool is_counted(Numerals numerals);

/// Whether `next` comes right after `last` in one list: 4 after 3, 3A after 3, 4 after 3A, (aa)
/// after (a) or (z). Only the last parts are compared.
bool follows(const Number& last, const Number& next);

/// How many numbers are left out between them; negative where `next` does not come after `last`.
int distance(const Number& last, const Number& next);

/// Whether `number` extends `stem` by one or more parts: 25.4.1 extends 25.4 and 25.
bool extends(const Number& number, const Number& stem);

}  // namespace remit
