#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "remit/export/akn_writer.h"
#include "remit/export/table.h"
#include "remit/format/diff_reader.h"
#include "remit/format/record_writer.h"
#include "remit/format/yaml_reader.h"

// Any bytes: they are refused, or they are a record that survives being written and read, and that
// can be exported. As a comparison they are refused, or read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  static_cast<void>(remit::read_patch(text, "fuzz"));
  const auto record = remit::read_record(text, "fuzz");
  if (!record) return 0;
  const std::string yaml = remit::to_yaml(*record);
  const auto again = remit::read_record(yaml, "yaml");
  if (!again || remit::to_yaml(*again) != yaml) std::abort();
  const auto from_json = remit::read_record(remit::to_json(*record), "json");
  if (!from_json || remit::to_yaml(*from_json) != yaml) std::abort();
  const remit::ExportDocument document{.id = "fuzz", .record = *record, .roles = {}};
  for (const remit::ExportTable& table : remit::export_tables())
    table.rows(document, [&](const remit::ExportRow& row) {
      if (row.size() != table.columns.size()) std::abort();
    });
  if (remit::to_akn(document).empty()) std::abort();
  return 0;
}
