#pragma once

#include <gtest/gtest.h>

#include "remit/export/exporter.h"
#include "remit/format/yaml_reader.h"
#include "remit/job/extract_job.h"
#include "support/files.h"
#include "support/shipped_grammar.h"
#include "support/temp_dir.h"

namespace remit::test {

using NamedRecords = std::vector<std::pair<std::string, Record>>;

/// All records below fixtures/, in the order of their paths.
inline NamedRecords fixture_records() {
  NamedRecords records;
  const auto folder = source_path("fixtures");
  for (const auto& file : files_below(folder, {".yaml"})) {
    const std::string name = file.lexically_relative(folder).string();
    auto record = read_record(bytes_of(file), name);
    EXPECT_TRUE(record) << name;
    if (record) records.emplace_back(name, std::move(*record));
  }
  return records;
}

/// The record of a Markdown text.
inline Record record_of(std::string_view markdown) {
  auto extraction = extract({.file = "case.md", .format = InputFormat::Markdown},
                            std::string(markdown), shipped_grammar());
  EXPECT_TRUE(extraction);
  return extraction ? std::move(extraction->record) : Record{};
}

inline ExportDocument document_of(std::string_view id, const Record& record) {
  return {.id = id, .record = record, .roles = shipped_grammar().roles()};
}

/// Exports records to a place.
inline Result<void> export_to(ExportFormat format, const std::filesystem::path& place,
                              const NamedRecords& records, bool replace = false) {
  auto exporter = open_exporter(format, place, replace);
  if (!exporter) return fail(exporter.error());
  for (const auto& [id, record] : records)
    if (auto added = (*exporter)->add(document_of(id, record)); !added) return added;
  return (*exporter)->finish();
}

}  // namespace remit::test
