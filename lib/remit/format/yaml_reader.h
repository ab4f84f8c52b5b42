#pragma once

#include <string_view>

#include "remit/analysis/record.h"
#include "remit/base/result.h"

namespace remit {

/// Reads a record back, from YAML or JSON. `file` is the name for errors. Reading what to_yaml or
/// to_json wrote, and writing it again, gives the same bytes.
///
///     record.yaml:7:9: error: type: "chapter" is no type of node [bad-record]
///       hint: one of part, article, annex, …
///
/// What it asks for: `remit: 1`, and `id` and `type` of each node. Any other key may be missing and
/// then counts as null. Keys that it does not know are passed over, for later versions may add
/// some: record.schema.json is the means to find a misspelt key. Every row of a table must have as
/// many cells as its header, where there is one, and the accounting must add up.
///
/// Fails with the code `bad-record`, and with line and column wherever there is a place to point
/// at. Refuses what nests deeper than kMaxNesting (yaml_value.h). Safe on hostile input.
Result<Record> read_record(std::string_view text, std::string_view file);

}  // namespace remit
