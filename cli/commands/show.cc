#include <algorithm>
#include <array>
#include <filesystem>
#include <iostream>
#include <memory>

#include "cli/commands/commands.h"
#include "remit/base/file.h"
#include "remit/job/grammar_folders.h"
#include "remit/job/view_job.h"
#include "remit/view/page_png.h"
#include "remit/view/page_svg.h"

namespace remit::cli {
namespace {

struct Options {
  std::string file;
  std::string output;
  int page = 1;
};

constexpr double kZoom = 2;  // pixels to a point: small print can be read

/// ".png" of "page.PNG"
std::string ending_of(const std::string& name) {
  std::string ending = std::filesystem::path(name).extension().string();
  for (char& c : ending)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return ending;
}

/// Whether a name promises a picture of a kind that is not drawn here.
bool other_kind(const std::string& name) {
  static constexpr std::array<std::string_view, 4> kOthers = {".jpg", ".jpeg", ".pdf", ".webp"};
  return std::find(kOthers.begin(), kOthers.end(), ending_of(name)) != kOthers.end();
}

int run(const Options& options, const Common& common) {
  if (other_kind(options.output)) {
    const auto named = [&](const char* ending) {
      return std::filesystem::path(options.output).replace_extension(ending).string();
    };
    report(Error{.code = "unwritable",
                 .message = "the picture is drawn as SVG or PNG",
                 .hint = "write it with -o " + named(".svg") + " or -o " + named(".png"),
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
  std::string picture = page_svg(view->page, view->extraction.layout, record);
  if (!options.output.empty()) {
    if (ending_of(options.output) == ".png") {
      auto png = png_of(picture, kZoom);
      if (!png) {
        report(png.error());
        return kCouldNot;
      }
      picture = std::move(*png);
    }
    if (const auto written = write_file(options.output, picture); !written) {
      report(written.error());
      return kCouldNot;
    }
    return kDone;
  }
  std::cout << picture << std::flush;
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
      program.add_subcommand("show", "Draw a page with what was read from it, as SVG or PNG");
  command->add_option("FILE", options->file, "The document; - is standard input")->required();
  command->add_option("--page", options->page, "Page of the file, counted from 1 (1)")
      ->type_name("N");
  command
      ->add_option("-o,--output", options->output,
                   "SVG or PNG file to write (SVG on standard output)")
      ->type_name("FILE");
  command->footer(
      "Examples:\n"
      "  remit show constitution.pdf --page 14 -o page.svg\n"
      "  remit show constitution.pdf --page 14 -o page.png");
  command->callback([options, &common, &exit_code] { exit_code = run(*options, common); });
}

}  // namespace remit::cli
