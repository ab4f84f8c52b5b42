#pragma once

#include <array>
#include <string_view>

namespace remit {

/// The version of the output contract that this library writes and reads: the value of `remit:`.
inline constexpr int kRecordVersion = 1;

/// How a Severity is spelt in a record, in the order of the enum.
inline constexpr std::array<std::string_view, 3> kSeverityNames = {"info", "warning", "error"};

/// The text of record.schema.json: a JSON Schema (draft 2020-12) of a record, in YAML or JSON
/// alike, and its reference, key by key. Built into the library; lives as long as the program.
std::string_view record_schema();
/// … of diff.schema.json: what `remit diff --format json` writes.
std::string_view diff_schema();
/// … of check.schema.json: what `remit check --format json` writes.
std::string_view check_schema();
/// … of trace.schema.json: what `remit trace --format json` writes.
std::string_view trace_schema();

}  // namespace remit
