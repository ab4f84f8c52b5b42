#include "remit/revision/number_steps.h"

namespace remit {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter_of_alphabet(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// The digits at the end counted on by `step`, as wide as they were.
std::optional<std::string> counted(std::string_view num, int step) {
  constexpr std::size_t kMostDigits = 9;
  std::size_t begin = num.size();
  while (begin > 0 && is_digit(num[begin - 1])) --begin;
  const std::string_view digits = num.substr(begin);
  if (digits.size() > kMostDigits) return std::nullopt;
  const int value = std::stoi(std::string(digits)) + step;
  if (value < 1) return std::nullopt;
  std::string out = std::to_string(value);
  if (digits.front() == '0' && out.size() < digits.size())
    out.insert(0, digits.size() - out.size(), '0');
  return std::string(num.substr(0, begin)) + out;
}

/// Whether a letter stands alone, or behind digits: (b), 12A.
bool counts_by_letter(std::string_view num) {
  return !num.empty() && is_letter_of_alphabet(num.back()) &&
         (num.size() == 1 || is_digit(num[num.size() - 2]));
}

}  // namespace

std::optional<std::string> next_number(std::string_view num) {
  if (!num.empty() && is_digit(num.back())) return counted(num, 1);
  if (!counts_by_letter(num) || num.back() == 'z' || num.back() == 'Z') return std::nullopt;
  std::string out(num);
  ++out.back();
  return out;
}

std::optional<std::string> number_before(std::string_view num) {
  if (!num.empty() && is_digit(num.back())) return counted(num, -1);
  if (!counts_by_letter(num)) return std::nullopt;
  std::string out(num);
  if (out.back() == 'a' || out.back() == 'A') {
    out.pop_back();
    return out.empty() ? std::nullopt : std::optional(out);
  }
  --out.back();
  return out;
}

std::string relabelled(std::string_view label, std::string_view old_num, std::string_view num) {
  const std::size_t at = label.rfind(old_num);
  if (at == std::string_view::npos || old_num.empty()) return std::string(num);
  return std::string(label.substr(0, at)) + std::string(num) +
         std::string(label.substr(at + old_num.size()));
}

}  // namespace remit
