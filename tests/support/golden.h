#pragma once

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>
#include <string>
#include <string_view>

#include "support/files.h"

namespace remit::test {

/// Whether expectations are to be rewritten: REMIT_UPDATE=1 in the environment.
inline bool updating() {
  const char* update = std::getenv("REMIT_UPDATE");
  return update && std::string_view(update) == "1";
}

/// The first lines of `diff -u expected actual`.
inline std::string unified_diff(const std::filesystem::path& expected,
                                const std::filesystem::path& actual) {
  const std::string command =
      "diff -u '" + expected.string() + "' '" + actual.string() + "' | head -n 60";
  std::string text;
  std::FILE* pipe = popen(command.c_str(), "r");
  if (!pipe) return "diff could not be run";
  std::array<char, 4096> buffer{};
  while (const std::size_t size = std::fread(buffer.data(), 1, buffer.size(), pipe))
    text.append(buffer.data(), size);
  pclose(pipe);
  return text;
}

/// Holds `text` against a file of the repository. Where they differ the text is left in `actual`
/// and the test fails with the first lines of a unified diff; with REMIT_UPDATE=1 the file is
/// rewritten.
inline void expect_golden(const std::filesystem::path& expected,
                          const std::filesystem::path& actual, std::string_view text) {
  if (bytes_of(expected) == text) {
    std::filesystem::remove(actual);
    return;
  }
  if (updating()) {
    write(expected, text);
    return;
  }
  write(actual, text);
  ADD_FAILURE() << unified_diff(expected, actual)
                << "If the new one is right, run this test again with REMIT_UPDATE=1 and read the "
                   "diff before you commit it.";
}

}  // namespace remit::test
