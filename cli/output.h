#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace remit::cli {

/// Writes what a command made: to a file, or to standard output where `output` is empty. False: it
/// could not, or would have replaced one of the documents that were read, and said so.
bool write_output(const std::string& output, std::string_view text,
                  const std::vector<std::string>& inputs);

}  // namespace remit::cli
