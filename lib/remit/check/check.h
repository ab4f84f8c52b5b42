#pragma once

#include <span>
#include <vector>

#include "remit/analysis/record.h"
#include "remit/check/codes.h"
#include "remit/check/findings.h"
#include "remit/grammar/grammar.h"

namespace remit {

/// What is odd in a constitution, in one file or in several that belong together.
///
/// Numbers, contents lists and what was odd in the reading of a file are as its record says.
/// References are looked up in all files: a "Part 5 of the Constitution" that another one holds is
/// no finding, and one that none holds is none either, unless the files hold every Part. Roles and
/// terms are those of all files together. The codes are those of check_codes(); `severities` says
/// which of them count for more or less, or not at all.
///
/// In the order of the files and their pages. Safe to call on several threads with one grammar.
std::vector<Finding> check(std::span<const Record> records, const Grammar& grammar,
                           const Severities& severities = {});

/// How many of the findings are errors, warnings and notes.
struct FindingCounts {
  std::size_t errors = 0, warnings = 0, notes = 0;
};
FindingCounts count(const std::vector<Finding>& findings);

}  // namespace remit
