#include "remit/analysis/printed_numbers.h"

#include <algorithm>

#include "remit/structure/numbering.h"
#include "remit/text/letters.h"

namespace remit {
namespace {

constexpr int kLongestRange = 200;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_small(char c) { return c >= 'a' && c <= 'z'; }

/// Reads a list from left to right.
class Reader {
 public:
  Reader(std::string_view text, const Grammar& grammar) : text_(text), grammar_(grammar) {}

  std::vector<PrintedNumber> read() {
    bool range = false;
    while (at_ < text_.size()) {
      NumberPath path = read_path();
      if (path.empty()) {
        range = read_separator();
        continue;
      }
      if (range && !numbers_.empty())
        numbers_.back().last = path;
      else
        numbers_.push_back({.first = path});
      before_ = std::move(path);
      range = false;
    }
    return std::move(numbers_);
  }

 private:
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  NumberPath read_path() {
    NumberPath path;
    if (const std::string base = read_base(); !base.empty()) path.push_back(number_key(base));
    const std::size_t own = path.size();
    for (std::string step = read_bracket(); !step.empty(); step = read_bracket())
      path.push_back(number_key(step));
    if (own == 0 && !path.empty() && before_.size() > path.size())
      path.insert(path.begin(), before_.begin(),
                  before_.end() - static_cast<std::ptrdiff_t>(path.size()));
    return path;
  }

  /// "11.02", "5C", "IV", "Two"; "b" of "b)". Empty: no number begins here.
  std::string read_base() {
    if (is_small(peek()) && peek(1) == ')') {
      at_ += 2;
      return std::string(1, text_[at_ - 2]);
    }
    if (!is_digit(peek()) && !is_capital(peek())) return "";
    const std::size_t begin = at_;
    while (is_digit(peek()) || is_capital(peek()) || is_small(peek()) ||
           (peek() == '.' && (is_digit(peek(1)) || is_capital(peek(1)))))
      ++at_;
    return std::string(text_.substr(begin, at_ - begin));
  }

  /// "(b)", with the space before it. Empty: there is none.
  std::string read_bracket() {
    const std::size_t open = at_ + (peek() == ' ' ? 1 : 0);
    if (open >= text_.size() || text_[open] != '(') return "";
    const std::size_t close = text_.find(')', open);
    if (close == std::string_view::npos) return "";
    at_ = close + 1;
    return std::string(text_.substr(open, at_ - open));
  }

  /// Whether what parts two numbers makes a range of them.
  bool read_separator() {
    const std::size_t begin = at_;
    do ++at_;
    while (at_ < text_.size() && !is_digit(peek()) && !is_capital(peek()) && peek() != '(' &&
           !(is_small(peek()) && peek(1) == ')'));
    const std::string_view between = trimmed(text_.substr(begin, at_ - begin));
    return between == "-" || between == "–" || between == "—" ||
           grammar_.matches(RuleKind::Range, between);
  }

  std::string_view text_;
  const Grammar& grammar_;
  std::size_t at_ = 0;
  NumberPath before_;
  std::vector<PrintedNumber> numbers_;
};

/// A step that counts up from another: 11.2 from 11.1, (c) from (b).
std::string with_last(std::string_view step, int value) {
  if (step.find_first_of("0123456789") != std::string_view::npos) {
    const std::size_t dot = step.rfind('.');
    const bool brackets = step.front() == '(';
    const std::string stem(
        step.substr(0, dot == std::string_view::npos ? (brackets ? 1 : 0) : dot + 1));
    return stem + std::to_string(value) + (brackets ? ")" : "");
  }
  const char first = is_capital(step.front()) ? 'A' : 'a';
  return std::string(1, static_cast<char>(first + value - 1));
}

std::optional<Number> read_step(std::string_view step) {
  if (step.size() > 2 && step.front() == '(') step = step.substr(1, step.size() - 2);
  if (auto number = read_number(Numerals::Decimal, step); number && number->prefix.empty())
    return number;
  return step.size() == 1 ? read_number(Numerals::LowerAlpha, step) : std::nullopt;
}

}  // namespace

std::string number_key(std::string_view num) {
  std::string key;
  for (std::size_t i = 0; i < num.size(); ++i) {
    const char c = num[i];
    if (c == ' ') continue;
    const bool starts = key.empty() || !is_digit(key.back());
    if (c == '0' && starts && i + 1 < num.size() && is_digit(num[i + 1])) continue;
    key += c;
  }
  while (!key.empty() && key.back() == '.') key.pop_back();
  const bool brackets = key.size() > 2 && key.front() == '(' && key.back() == ')';
  if (brackets && !is_digit(key[1])) return key.substr(1, key.size() - 2);
  return key;
}

std::vector<PrintedNumber> read_numbers(std::string_view nums, const Grammar& grammar) {
  return Reader(nums, grammar).read();
}

std::vector<NumberPath> numbers_between(const NumberPath& first, const NumberPath& last) {
  std::vector<NumberPath> ends = {first, last};
  if (first.size() != last.size() || first.empty() ||
      !std::equal(first.begin(), first.end() - 1, last.begin()))
    return ends;
  const auto from = read_step(first.back()), to = read_step(last.back());
  if (!from || !to || from->numerals != to->numerals || from->parts.size() != to->parts.size() ||
      !std::equal(from->parts.begin(), from->parts.end() - 1, to->parts.begin()))
    return ends;
  const int steps = to->last().value - from->last().value;
  if (steps < 1 || steps > kLongestRange) return ends;
  std::vector<NumberPath> between;
  for (int i = 0; i <= steps; ++i) {
    between.push_back(first);
    if (i > 0) between.back().back() = with_last(first.back(), from->last().value + i);
  }
  between.back() = last;
  return between;
}

}  // namespace remit
