#include "cli/options.h"

namespace remit::cli {

void add_format(CLI::App& command, std::string& format, const std::vector<std::string>& forms) {
  std::string text;
  for (std::size_t i = 0; i < forms.size(); ++i)
    text += (i == 0 ? "" : i + 1 == forms.size() ? " or " : ", ") + forms[i];
  command.add_option("--format", format, text + " (" + format + ')')
      ->check(CLI::IsMember(forms))
      ->type_name("FORMAT");
}

void add_output(CLI::App& command, std::string& output) {
  command.add_option("-o,--output", output, "File to write (standard output)")->type_name("FILE");
}

void add_ocr(CLI::App& command, std::string& ocr) {
  command.add_option("--ocr", ocr, "Read pictures of pages: auto, never or always (auto)")
      ->check(CLI::IsMember({"auto", "never", "always"}))
      ->type_name("WHEN");
}

OcrUse ocr_use(const std::string& ocr) {
  if (ocr == "never") return OcrUse::Never;
  return ocr == "always" ? OcrUse::Always : OcrUse::Auto;
}

}  // namespace remit::cli
