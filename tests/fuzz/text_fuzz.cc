#include <cstdlib>
#include <set>
#include <string>
#include <string_view>

#include "remit/format/record_writer.h"
#include "remit/format/yaml_reader.h"
#include "remit/job/extract_job.h"
#include "support/shipped_grammar.h"

// Any bytes as plain text and as Markdown: a tree in which nothing is lost, and a record that
// survives being written and read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 1 << 14) return 0;  // larger ones only take longer
  const std::string text(reinterpret_cast<const char*>(data), size);
  for (const auto format : {remit::InputFormat::Text, remit::InputFormat::Markdown}) {
    const auto extraction =
        remit::extract({.file = "fuzz", .format = format}, text, remit::test::shipped_grammar());
    if (!extraction) continue;
    const remit::Record& record = extraction->record;
    if (record.accounting.unplaced() != 0) std::abort();
    std::set<std::string_view> ids;
    for (const remit::Node& node : record.structure.nodes)
      if (!ids.insert(node.id).second) std::abort();
    remit::to_json(record);
    const std::string yaml = remit::to_yaml(record);
    const auto again = remit::read_record(yaml, "fuzz");
    if (again ? remit::to_yaml(*again) != yaml
              : again.error().message.find("nest") == std::string::npos)
      std::abort();
  }
  return 0;
}
