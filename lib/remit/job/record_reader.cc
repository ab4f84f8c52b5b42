#include "remit/job/record_reader.h"

#include <algorithm>

#include "remit/format/record_writer.h"

namespace remit {
namespace {

std::uint64_t odd_things(const Diagnostics& diagnostics) {
  return static_cast<std::uint64_t>(std::count_if(
      diagnostics.begin(), diagnostics.end(),
      [](const Diagnostic& diagnostic) { return diagnostic.severity != Severity::Info; }));
}

Reading reading_of(const Record& record, RecordSyntax syntax) {
  Reading reading;
  reading.record = syntax == RecordSyntax::Json ? to_json(record) : to_yaml(record);
  reading.pages = static_cast<std::uint64_t>(record.source.pages);
  reading.words = record.accounting.words;
  reading.unplaced = record.accounting.unplaced();
  reading.counts = {.nodes = record.structure.nodes.size(),
                    .posts = record.analysis.posts.size(),
                    .duties = record.analysis.duties.size(),
                    .definitions = record.analysis.definitions.size(),
                    .cross_references = record.analysis.references.size(),
                    .amendments = record.analysis.amendments.size(),
                    .diagnostics = odd_things(record.diagnostics)};
  reading.findings = reading.counts.diagnostics > 0;
  return reading;
}

}  // namespace

ReadDocument record_reader(const Grammar& grammar, const ExtractJob& job, RecordSyntax syntax) {
  return [&grammar, job, syntax](const std::string& file, std::string bytes) -> Result<Reading> {
    ExtractJob of_file = job;
    of_file.file = file;
    const auto extraction = extract(of_file, std::move(bytes), grammar);
    if (!extraction) return fail(extraction.error());
    return reading_of(extraction->record, syntax);
  };
}

}  // namespace remit
