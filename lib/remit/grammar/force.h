#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace remit {

/// The force of a duty (LegalRuleML's deontic specifications, and one for 'should').
enum class Force : std::uint8_t { Obligation, Permission, Prohibition, Recommendation };

/// "obligation", … as written in a record and in a grammar.
std::string_view name_of(Force force);
/// The force of that name, if there is one.
std::optional<Force> force_named(std::string_view name);

}  // namespace remit
