#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "remit/analysis/amendment.h"
#include "remit/job/extract_job.h"
#include "remit/revision/tree_patch.h"

namespace remit {

/// Whether a file is a record that `remit extract` wrote, told by its first bytes: `remit: 1` or
/// `{"remit": 1`, after a byte order mark, white space, or a line `---`.
bool is_record(std::string_view bytes);

/// The record of a file: what commands that ask about records take.
///
///     constitution.pdf    is extracted
///     constitution.yaml   (or .json) that `remit extract` wrote is read
///
/// A record that is read keeps the `source` of its document, not the name of the file that it was
/// read from. `job.pages` and `job.ocr` say how a document is read and make no difference to a
/// record. Errors: those of OpenDocument::open, extract() and read_record().
/// Safe to call on several threads with one grammar.
Result<Record> open_record(const ExtractJob& job, const Grammar& grammar);
Result<Record> open_record(const std::string& file, const Grammar& grammar);

/// Whether a file is a comparison that `remit diff` wrote, told likewise: `remit_diff: 1`.
bool is_diff(std::string_view bytes);

/// What changes a record: the amendments that a report orders, or a comparison.
using Changes = std::variant<std::vector<Amendment>, TreePatch>;

/// The changes that a file holds: of a comparison, those that make b of a; else those that the
/// document, or its record, orders. Errors: those of open_record() and read_patch().
Result<Changes> open_changes(const std::string& file, const Grammar& grammar);

}  // namespace remit
