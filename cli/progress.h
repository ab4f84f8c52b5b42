#pragma once

#include <memory>
#include <string>

#include "cli/report.h"
#include "remit/batch/batch.h"

namespace remit::cli {

/// How a batch says how far it has come: "bar" (on a terminal), "plain" (a line for each file),
/// "json" (a line of JSON for each event, on standard output), "none"; "auto" is a bar where
/// standard error is a terminal, and plain elsewhere. Failures are said in any case but "json".
std::unique_ptr<BatchListener> progress_shown(const std::string& how, Verbosity verbosity);

/// "580 files in 3 min 12 s: 401 ok, 159 with findings, 20 failed", and what else there is to say.
std::string summary_of(const BatchProgress& progress);

}  // namespace remit::cli
