#pragma once

#include <string>
#include <vector>

#include "remit/analysis/record.h"
#include "remit/grammar/grammar.h"

namespace remit {

/// Part of a report that may account for a provision.
struct ReportRow {
  Place place;                         ///< of its references
  std::string reference;               ///< as printed, on one line
  std::vector<std::string> citations;  ///< each reference of it
  std::vector<std::string> wordings;   ///< what else is in the row or paragraph: a cell each
  bool whole_cell = false;             ///< a cell of a table is nothing but the reference
};

/// The rows and paragraphs of a report that cite something which is neither an Act nor in the
/// report itself, in reading order.
std::vector<ReportRow> report_rows(const Record& report, const Grammar& grammar);

}  // namespace remit
