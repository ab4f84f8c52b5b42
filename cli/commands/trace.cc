#include <filesystem>
#include <iostream>
#include <memory>

#include "cli/commands/commands.h"
#include "remit/base/file.h"
#include "remit/format/trace_writer.h"
#include "remit/job/grammar_folders.h"
#include "remit/job/open_record.h"

namespace remit::cli {
namespace {

struct Options {
  std::string constitution, report;
  std::string format = "text";
  std::string output;
  std::string ocr = "auto";
};

int run(const Options& options, const Common& common) {
  const auto grammar = load_grammar(common.grammars);
  if (!grammar) {
    report(grammar.error());
    return kCouldNot;
  }
  const OcrUse ocr = options.ocr == "never"    ? OcrUse::Never
                     : options.ocr == "always" ? OcrUse::Always
                                               : OcrUse::Auto;
  const auto constitution = open_record({.file = options.constitution, .ocr = ocr}, *grammar);
  const auto about = open_record({.file = options.report, .ocr = ocr}, *grammar);
  for (const auto* record : {&constitution, &about})
    if (!*record) report(record->error());
  if (!constitution || !about) return kCouldNot;
  for (const std::string& file : {options.constitution, options.report}) {
    std::error_code apart;
    if (options.output.empty() || !std::filesystem::equivalent(options.output, file, apart))
      continue;
    report(Error{.code = "unwritable",
                 .message = "it is a document that is read",
                 .hint = "name another file with -o",
                 .file = options.output});
    return kCouldNot;
  }
  const Trace found = trace(*constitution, *about, *grammar);
  const std::string text = options.format == "yaml"   ? trace_yaml(*constitution, *about, found)
                           : options.format == "json" ? trace_json(*constitution, *about, found)
                                                      : trace_text(*constitution, *about, found);
  if (options.output.empty()) {
    std::cout << text;
  } else if (const auto written = write_file(options.output, text); !written) {
    report(written.error());
    return kCouldNot;
  }
  return kDone;
}

}  // namespace

void add_trace(CLI::App& program, const Common& common, int& exit_code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command =
      program.add_subcommand("trace", "Say which duties of a constitution a report accounts for");
  command->add_option("CONSTITUTION", options->constitution, "Document or record")->required();
  command->add_option("REPORT", options->report, "Document or record")->required();
  command->add_option("--format", options->format, "text, yaml or json (text)")
      ->check(CLI::IsMember({"text", "yaml", "json"}))
      ->type_name("FORMAT");
  command->add_option("-o,--output", options->output, "File to write (standard output)")
      ->type_name("FILE");
  command->add_option("--ocr", options->ocr, "Read pictures of pages: auto, never or always (auto)")
      ->check(CLI::IsMember({"auto", "never", "always"}))
      ->type_name("WHEN");
  command->footer(
      "Examples:\n"
      "  remit trace constitution.pdf annual-report.pdf\n"
      "  remit trace constitution.yaml annual-report.pdf --format json");
  command->callback([options, &common, &exit_code] { exit_code = run(*options, common); });
}

}  // namespace remit::cli
