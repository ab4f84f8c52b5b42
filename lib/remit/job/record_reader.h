#pragma once

#include "remit/batch/worker.h"
#include "remit/grammar/grammar.h"
#include "remit/job/extract_job.h"

namespace remit {

/// The syntax of a record.
enum class RecordSyntax { Yaml, Json };

/// What a batch does with each document: extract() with the options of `job`, whose file is left
/// open, and the record as text. `grammar` must outlive it, and have been prepared.
ReadDocument record_reader(const Grammar& grammar, const ExtractJob& job, RecordSyntax syntax);

}  // namespace remit
