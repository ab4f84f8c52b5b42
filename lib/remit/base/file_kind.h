#pragma once

#include <string>
#include <string_view>

namespace remit {

/// Whether bytes are those of a picture, an office file, a program: anything but text. Told by
/// their first ones or, as git does it, by a NUL not far in, unless they begin as UTF-16 does.
bool is_binary(std::string_view bytes);

/// What to do with a file that is no text and no PDF, told by its first bytes:
/// "it looks like a Word or OpenDocument file: export it as PDF". Empty where they tell nothing.
std::string advice_on(std::string_view bytes);

}  // namespace remit
