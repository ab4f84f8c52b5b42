#pragma once

#include <string>

#include "remit/analysis/record.h"
#include "remit/format/emitter.h"
#include "remit/revision/trace.h"

namespace remit {

/// What `trace` found, as trace.schema.json has it.
void write_trace(const Record& constitution, const Record& report, const Trace& trace,
                 Emitter& emit);

/// As YAML or JSON; or as a table for people: a line for each row, then the duties that no row
/// covers.
std::string trace_yaml(const Record& constitution, const Record& report, const Trace& trace);
std::string trace_json(const Record& constitution, const Record& report, const Trace& trace);
std::string trace_text(const Record& constitution, const Record& report, const Trace& trace);

}  // namespace remit
