#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace remit {

/// The number behind or before one in its list, printed alike: "18.16" → "18.17", "4.09" → "4.10",
/// "c" → "d", "12A" → "12B". None: there is no such number (before 1), or it does not count so.
std::optional<std::string> next_number(std::string_view num);
/// … of "12A" it is "12".
std::optional<std::string> number_before(std::string_view num);

/// `label` with its number put in the place of the old one: "Article 4" → "Article 5", "(b)" →
/// "(c)".
std::string relabelled(std::string_view label, std::string_view old_num, std::string_view num);

}  // namespace remit
