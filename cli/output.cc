#include "cli/output.h"

#include <filesystem>
#include <iostream>

#include "cli/report.h"
#include "remit/base/file.h"

namespace remit::cli {

bool write_output(const std::string& output, std::string_view text,
                  const std::vector<std::string>& inputs) {
  if (output.empty()) {
    std::cout << text;
    return true;
  }
  for (const std::string& file : inputs) {
    std::error_code apart;
    if (!std::filesystem::equivalent(output, file, apart)) continue;
    report(Error{.code = "unwritable",
                 .message = "it is a document that is read",
                 .hint = "name another file with -o",
                 .file = output});
    return false;
  }
  const auto written = write_file(output, text);
  if (!written) report(written.error());
  return written.has_value();
}

}  // namespace remit::cli
