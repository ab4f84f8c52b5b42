#pragma once

#include <filesystem>

namespace remit::test {

/// Where this build stands. Only places.cc is told, so that every other test compiles to the same
/// object in any checkout, and a compiler cache can answer for it.
std::filesystem::path source_dir();
std::filesystem::path binary_dir();

/// Documents that are not ours to give away: the folder beside the repository; it may be absent.
std::filesystem::path shared_dir();

}  // namespace remit::test
