#pragma once

#include <functional>
#include <string_view>

namespace remit {

/// What layout asks of the grammar about a line of text, so that it needs to know no words itself.
/// An empty function answers no.
struct LineRules {
  /// Does it open a paragraph with a number or a bullet? `gap`: a tab-like gap follows its first
  /// word.
  std::function<bool(std::string_view line, bool gap)> opens;
  /// Could it open or close a division ("Part 4", "[end of Part 4]")?
  std::function<bool(std::string_view line)> divides;
  /// Is it an entry of a contents list, closed by its page? `gap`: a tab-like gap precedes its last
  /// word.
  std::function<bool(std::string_view line, bool gap)> contents_entry;
  /// Is it nothing but a page number?
  std::function<bool(std::string_view line)> page_number;
  /// Does it belong to the page wherever it stands ("This page is intentionally left blank")?
  std::function<bool(std::string_view line)> furniture;
  /// Is it a word that a noun must follow ("with", "the")?
  std::function<bool(std::string_view word)> before_noun;
};

}  // namespace remit
