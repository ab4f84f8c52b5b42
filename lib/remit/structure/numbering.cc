#include "remit/structure/numbering.h"

#include <algorithm>

namespace remit {
namespace {

std::optional<Number> read_decimal(std::string_view num) {
  Number number{.numerals = Numerals::Decimal, .parts = {}};
  std::size_t letters = 0;
  while (letters < num.size() && num[letters] >= 'A' && num[letters] <= 'Z') ++letters;
  number.prefix = num.substr(0, letters);
  std::string_view rest = num.substr(letters);
  if (letters > 0 && rest.starts_with('.')) rest.remove_prefix(1);
  while (!rest.empty()) {
    const std::size_t dot = std::min(rest.find('.'), rest.size());
    const auto part = arabic_value(rest.substr(0, dot));
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
      return read_decimal(num);
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
  return numerals == Numerals::Decimal || numerals == Numerals::Arabic;
}

}  // namespace remit
