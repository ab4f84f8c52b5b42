#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "remit/analysis/place.h"

namespace remit {

enum class AmendmentAction : std::uint8_t { Insert, Delete, Replace, Renumber, UpdateReferences };

/// "insert", "delete", … as written in a record.
std::string_view name_of(AmendmentAction action);
std::optional<AmendmentAction> amendment_action(std::string_view name);

/// A change of a text (most often another one) that a document orders.
///
///     "insert a new paragraph 7.4 after 7.3 as follows: …"  →  insert 7.4, after 7.3, its text
///     "delete the words “or the Warden” in Article 3.1"     →  delete, Article 3.1, old
///
/// Numbers are as printed, without the word for a paragraph, section or rule: "7.4",
/// "4.2 of Part 3", "Article 3.1".
struct Amendment {
  AmendmentAction action = AmendmentAction::Insert;
  std::optional<std::string> target;  ///< what changes, or the number that something new gets
  std::optional<std::string> to;      ///< of a renumbering: the new number
  std::string text;                   ///< the words that come; paragraphs parted by "\n\n"
  std::optional<std::string> old;  ///< the words that go, or beside which others are put; else all
  std::optional<std::string> after, before;  ///< the number that something new is put beside
  Place place;                               ///< of the words that order it
  std::string rule;
};

}  // namespace remit
