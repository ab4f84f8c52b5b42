#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "remit/format/record_writer.h"
#include "remit/format/yaml_reader.h"

// Any bytes: they are refused, or they are a record that survives being written and read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto record = remit::read_record(text, "fuzz");
  if (!record) return 0;
  const std::string yaml = remit::to_yaml(*record);
  const auto again = remit::read_record(yaml, "yaml");
  if (!again || remit::to_yaml(*again) != yaml) std::abort();
  const auto from_json = remit::read_record(remit::to_json(*record), "json");
  if (!from_json || remit::to_yaml(*from_json) != yaml) std::abort();
  return 0;
}
