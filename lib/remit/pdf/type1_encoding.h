#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "remit/pdf/byte_buffer.h"

namespace remit::pdf {

/// The encoding that a Type 1 font program brings along, as codes and glyph names. TeX documents
/// often give no other: without it their "ff", quotation marks and dashes are lost.
///
///     dup 11 /ff put
///     dup 65 /A put      →   {11, "ff"}, {65, "A"}
///
/// Empty where the program says StandardEncoding. `program` is overwritten.
std::vector<std::pair<std::uint8_t, std::string>> type1_encoding(ByteBuffer& program);

}  // namespace remit::pdf
