#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "remit/format/manifest.h"
#include "support/files.h"
#include "support/temp_dir.h"

namespace {

std::string lines_of(const std::map<std::string, remit::ManifestEntry>& entries) {
  std::string lines;
  for (const auto& [input, entry] : entries) lines += manifest_line(entry);
  return lines;
}

}  // namespace

// Any bytes as a manifest: they are refused with a message and a remedy, or they are entries that
// survive being written and read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const remit::test::TempDir dir;
  const std::filesystem::path file = dir.path() / "manifest.jsonl";
  remit::test::write(file, {reinterpret_cast<const char*>(data), size});
  const auto entries = remit::read_manifest(file);
  if (!entries) {
    if (entries.error().message.empty() || entries.error().hint.empty()) std::abort();
    return 0;
  }
  const std::string lines = lines_of(*entries);
  remit::test::write(file, lines);
  const auto again = remit::read_manifest(file);
  if (!again || lines_of(*again) != lines) std::abort();
  return 0;
}
