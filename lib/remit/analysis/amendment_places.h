#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "remit/grammar/grammar.h"

namespace remit {

/// The places that some words name, each on its own and as an Amendment has it: without the word
/// for a paragraph, section or rule, and with what they are in.
///
///     "paragraphs 7.4 - 7.6"       →  7.4 · 7.5 · 7.6
///     "Articles 11.02 and 12"      →  Article 11.02 · Article 12
///     "rules 4 and 5 of Part 3"    →  4 of Part 3 · 5 of Part 3
///
/// Empty: they name none, or one of legislation.
std::vector<std::string> places_named(std::string_view words, const Grammar& grammar);

}  // namespace remit
