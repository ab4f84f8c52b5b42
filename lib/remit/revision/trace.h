#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "remit/analysis/record.h"
#include "remit/grammar/grammar.h"

namespace remit {

/// How much of a provision's wording a report repeats.
enum class TraceWording : std::uint8_t {
  Exact,  ///< all of it, word for word (the names of a role are one word)
  Near,   ///< most of it
  None,   ///< little or nothing, or the provision is not in the constitution
};

std::string_view name_of(TraceWording wording);

/// A row of a table, or a paragraph, that reports on a provision of a constitution.
///
///     | Article 9 (b) | Keeping the tower. The Warden shall keep … | The tower was kept … |
///       └─ reference    └─ heading
struct TraceRow {
  Place place;                      ///< of the reference, in the report
  std::string reference;            ///< as printed
  std::string heading;              ///< as printed; empty: none
  std::vector<NodeId> nodes;        ///< of the constitution, in the order they are cited
  std::vector<std::size_t> duties;  ///< of the constitution: indices, in their order
  TraceWording wording = TraceWording::None;
};

/// Which duties of a constitution a report accounts for.
struct Trace {
  std::vector<TraceRow> rows;          ///< in the order of the report
  std::vector<NodeId> sections;        ///< of the constitution: those that a row's node is in
  std::vector<std::size_t> uncovered;  ///< duties of these sections that no row covers
};

/// Finds in `report` what cites `constitution`, and what each such row or paragraph means.
///
/// Number, heading and wording decide together: "Article 9 (b)" may be any (b) of Article 9, and is
/// the one whose heading and words the row repeats. A row whose words are another provision's than
/// its number says means the one with the words. A row covers the duties of its nodes; where it
/// repeats a part of their words, those duties whose words it repeats.
///
/// A table's row cites by a cell that is nothing but references. Anywhere else a reference counts
/// that leads to something smaller than a division. Acts are not the constitution, nor is what the
/// report finds in itself.
Trace trace(const Record& constitution, const Record& report, const Grammar& grammar);

}  // namespace remit
