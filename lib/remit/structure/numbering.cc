#include "remit/structure/numbering.h"

#include <algorithm>

#include "remit/text/letters.h"

namespace remit {
namespace {

/// A part of a decimal number: 11, 2A, or the letter or roman number that goes on from digits.
std::optional<Arabic> read_part(std::string_view part, bool roman) {
  if (auto value = arabic_value(part)) return value;
  const std::optional<int> letter = part.size() == 1 ? letter_value(part) : std::nullopt;
  const std::optional<int> numeral = roman || !letter ? roman_value(part) : std::nullopt;
  if (!letter && !numeral) return std::nullopt;
  return Arabic{numeral ? *numeral : *letter, 0};
}

std::optional<Number> read_decimal(Numerals numerals, std::string_view num) {
  Number number{.numerals = numerals, .parts = {}};
  std::size_t letters = 0;
  while (letters < num.size() && is_letter(static_cast<unsigned char>(num[letters]))) ++letters;
  number.prefix = num.substr(0, letters);
  std::string_view rest = num.substr(letters);
  if (letters > 0 && rest.starts_with('.')) rest.remove_prefix(1);
  while (!rest.empty()) {
    const std::size_t dot = std::min(rest.find('.'), rest.size());
    const std::string_view digits = rest.substr(0, dot);
    const auto part = number.parts.empty() ? arabic_value(digits)
                                           : read_part(digits, numerals == Numerals::DecimalRoman);
    if (!part) return std::nullopt;
    number.parts.push_back(*part);
    rest.remove_prefix(std::min(dot + 1, rest.size()));
  }
  if (number.parts.empty()) return std::nullopt;
  return number;
}

}  // namespace

std::optional<Number> read_number(Numerals numerals, std::string_view num) {
  const auto single = [&](std::optional<int> value) -> std::optional<Number> {
    if (!value) return std::nullopt;
    return Number{.numerals = numerals, .parts = {{*value, 0}}};
  };
  switch (numerals) {
    case Numerals::Decimal:
    case Numerals::DecimalRoman:
      return read_decimal(numerals, num);
    case Numerals::Arabic: {
      const auto value = arabic_value(num);
      if (!value) return std::nullopt;
      return Number{.numerals = numerals, .parts = {*value}};
    }
    case Numerals::LowerAlpha:
    case Numerals::UpperAlpha:
      return single(letter_value(num));
    case Numerals::LowerRoman:
    case Numerals::UpperRoman:
      return single(roman_value(num));
    case Numerals::None:
      break;
  }
  return std::nullopt;
}

bool follows(const Number& last, const Number& next) {
  const Arabic a = last.last(), b = next.last();
  if (b.value == a.value + 1) return b.suffix <= 1;
  if (b.value == a.value) return b.suffix == a.suffix + 1;
  const bool letters =
      next.numerals == Numerals::LowerAlpha || next.numerals == Numerals::UpperAlpha;
  if (!letters) return false;
  // (a) (aa) (b): inserted later
  if (b.value == a.value + 26) return true;
  return a.value > 26 && b.value == a.value - 26 + 1;
}

int distance(const Number& last, const Number& next) {
  return next.last().value - last.last().value - 1;
}

bool extends(const Number& number, const Number& stem) {
  return number.parts.size() > stem.parts.size() && number.prefix == stem.prefix &&
         std::equal(stem.parts.begin(), stem.parts.end(), number.parts.begin());
}

std::string bare(std::string_view num) {
  std::string out;
  for (const char c : num)
    if (c != ' ') out += c;
  return out;
}

bool is_counted(Numerals numerals) {
  return numerals == Numerals::Decimal || numerals == Numerals::DecimalRoman ||
         numerals == Numerals::Arabic;
}

}  // namespace remit
