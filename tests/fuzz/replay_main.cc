#include <cstdint>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

#include "support/files.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

/// Stands in for libFuzzer: runs the target once over each file named, and each file in a folder
/// named. Every input is copied to a buffer of just its size, so that a sanitizer sees one byte too
/// many; and once more cut in half, which most readers dislike.
int main(int argc, char** argv) {
  std::size_t inputs = 0;
  const auto run = [&](std::string_view bytes) {
    const auto exact = std::make_unique<std::uint8_t[]>(bytes.size());
    std::memcpy(exact.get(), bytes.data(), bytes.size());
    LLVMFuzzerTestOneInput(exact.get(), bytes.size());
    ++inputs;
  };
  const auto replay = [&](const std::filesystem::path& file) {
    const std::string bytes = remit::test::bytes_of(file);
    run(bytes);
    run(std::string_view(bytes).substr(0, bytes.size() / 2));
  };
  for (int i = 1; i < argc; ++i) {
    if (!std::filesystem::is_directory(argv[i])) {
      replay(argv[i]);
      continue;
    }
    for (const auto& entry : std::filesystem::directory_iterator(argv[i])) replay(entry.path());
  }
  std::printf("%zu inputs\n", inputs);
  return inputs == 0 ? 1 : 0;
}
