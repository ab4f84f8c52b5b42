#pragma once

#include <string>
#include <string_view>

#include "remit/base/result.h"

namespace remit {

/// SHA-256 of some bytes (FIPS 180-4), 64 lower-case hexadecimal digits.
std::string sha256(std::string_view bytes);

/// SHA-256 of a file's bytes, of which it holds a few at a time. Errors: unreadable.
Result<std::string> sha256_of_file(const std::string& path);

}  // namespace remit
