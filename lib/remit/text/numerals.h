#pragma once

#include <optional>
#include <string_view>

namespace remit {

/// The value of a roman numeral in either case, 1 to 3999, in its canonical form only ("iv", not
/// "iiii"). "mix" and "civic" are for the caller to rule out.
std::optional<int> roman_value(std::string_view text);

/// The place of a list letter, either case: a = 1 … z = 26. Past z a list goes on with aa, bb …
/// (27, 28 …) or with aa, ab …; both print "aa" as 27, and "ab" reads as 28, "bb" as 28.
std::optional<int> letter_value(std::string_view text);

/// The value of a number with an optional letter behind it, as inserted rules have: "12" is {12,
/// 0}, "12A" is {12, 1}.
struct Arabic {
  int value = 0;
  int suffix = 0;
  friend auto operator<=>(const Arabic&, const Arabic&) = default;  // NOLINT(modernize-use-nullptr)
};
std::optional<Arabic> arabic_value(std::string_view text);

}  // namespace remit
