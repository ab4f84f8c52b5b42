#include <algorithm>
#include <array>
#include <filesystem>
#include <iostream>
#include <memory>

#include "cli/commands/commands.h"
#include "remit/base/file.h"
#include "remit/job/grammar_folders.h"
#include "remit/job/view_job.h"
#include "remit/view/page_svg.h"

namespace remit::cli {
namespace {

struct Options {
  std::string file;
  std::string output;
  int page = 1;
};

/// Whether a name promises a picture of another kind.
bool other_kind(const std::string& name) {
  std::string ending = std::filesystem::path(name).extension().string();
  for (char& c : ending)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  static constexpr std::array<std::string_view, 5> kOthers = {".png", ".jpg", ".jpeg", ".pdf",
                                                              ".webp"};
  return std::find(kOthers.begin(), kOthers.end(), ending) != kOthers.end();
}

int run(const Options& options, const Common& common) {
  if (other_kind(options.output)) {
    const std::string svg =
        std::filesystem::path(options.output).replace_extension(".svg").string();
    const std::string png = std::filesystem::path(svg).replace_extension(".png").string();
    report(Error{.code = "unwritable",
                 .message = "the picture is drawn as SVG only",
                 .hint = "write it with -o " + svg + "; then: rsvg-convert -z 2 " + svg + " -o " +
                         png + " (Debian: librsvg2-bin)",
                 .file = options.output});
    return kCouldNot;
  }
  const auto grammar = load_grammar(common.grammars);
  if (!grammar) {
    report(grammar.error());
    return kCouldNot;
  }
  auto document = OpenDocument::open({.file = options.file});
  const auto view = document ? view_page(std::move(*document), options.page, *grammar)
                             : Result<PageView>(fail(std::move(document.error())));
  if (!view) {
    report(view.error());
    return kCouldNot;
  }
  const Record& record = view->extraction.record;
  Diagnostics diagnostics = record.diagnostics;
  std::erase_if(diagnostics, [&](const Diagnostic& diagnostic) {
    return diagnostic.page != 0 && diagnostic.page != options.page;
  });
  report(options.file, diagnostics, common.verbosity());
  const std::string svg = page_svg(view->page, view->extraction.layout, record);
  if (!options.output.empty()) {
    if (const auto written = write_file(options.output, svg); !written) {
      report(written.error());
      return kCouldNot;
    }
    return kDone;
  }
  std::cout << svg << std::flush;
  if (!std::cout) {
    report(Error{.code = "unwritable", .message = "standard output is closed or full"});
    return kCouldNot;
  }
  return kDone;
}

}  // namespace

void add_show(CLI::App& program, const Common& common, int& exit_code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command =
      program.add_subcommand("show", "Draw a page with what was read from it, as SVG");
  command->add_option("FILE", options->file, "The document; - is standard input")->required();
  command->add_option("--page", options->page, "Page of the file, counted from 1 (1)")
      ->type_name("N");
  command->add_option("-o,--output", options->output, "SVG file to write (standard output)")
      ->type_name("FILE");
  command->footer(
      "Examples:\n"
      "  remit show constitution.pdf --page 14 -o page.svg\n"
      "  remit show constitution.pdf --page 14 | rsvg-convert -z 2 -o page.png");
  command->callback([options, &common, &exit_code] { exit_code = run(*options, common); });
}

}  // namespace remit::cli
