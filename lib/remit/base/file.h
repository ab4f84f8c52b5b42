#pragma once

#include <filesystem>
#include <string>

#include "remit/base/result.h"

namespace remit {

/// All bytes of a file, or of standard input for "-".
/// Errors: no-file, is-folder, unreadable; with the file's name and a remedy.
Result<std::string> read_file(const std::string& path);

/// Writes through a temporary file beside it, so that a reader sees the old file or the new one. A
/// link is followed; a device or a pipe is written to as it is. Errors: unwritable.
Result<void> write_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace remit
