#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "remit/analysis/record.h"
#include "remit/check/check.h"
#include "remit/format/emitter.h"

namespace remit {

/// What `check` found in `records`, as check.schema.json has it. Finding::file counts in `records`.
void write_check(std::span<const Record> records, const std::vector<Finding>& findings,
                 Emitter& emit);

/// As JSON; as the lines that compilers print, and a last one that counts them; as SARIF 2.1.0.
///
/// SARIF knows lines, and a PDF has pages: `region.startLine` is the page, counted from 1. The
/// words are its snippet, the node is the logical location, the remedy is in `properties.hint`.
/// `version`: of the program.
std::string check_json(std::span<const Record> records, const std::vector<Finding>& findings);
std::string check_text(std::span<const Record> records, const std::vector<Finding>& findings);
std::string check_sarif(std::span<const Record> records, const std::vector<Finding>& findings,
                        std::string_view version);

}  // namespace remit
