#include <memory>

#include "cli/commands/commands.h"
#include "cli/options.h"
#include "cli/output.h"
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
  const OcrUse ocr = ocr_use(options.ocr);
  const auto constitution = open_record({.file = options.constitution, .ocr = ocr}, *grammar);
  const auto about = open_record({.file = options.report, .ocr = ocr}, *grammar);
  for (const auto* record : {&constitution, &about})
    if (!*record) report(record->error());
  if (!constitution || !about) return kCouldNot;
  const Trace found = trace(*constitution, *about, *grammar);
  const std::string text = options.format == "yaml"   ? trace_yaml(*constitution, *about, found)
                           : options.format == "json" ? trace_json(*constitution, *about, found)
                                                      : trace_text(*constitution, *about, found);
  if (!write_output(options.output, text, {options.constitution, options.report})) return kCouldNot;
  return kDone;
}

}  // namespace

void add_trace(CLI::App& program, const Common& common, int& exit_code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command =
      program.add_subcommand("trace", "Say which duties of a constitution a report accounts for");
  command->add_option("CONSTITUTION", options->constitution, "Document or record")->required();
  command->add_option("REPORT", options->report, "Document or record")->required();
  add_format(*command, options->format, {"text", "yaml", "json"});
  add_output(*command, options->output);
  add_ocr(*command, options->ocr);
  command->footer(
      "Examples:\n"
      "  remit trace constitution.pdf annual-report.pdf\n"
      "  remit trace constitution.yaml annual-report.pdf --format json");
  command->callback([options, &common, &exit_code] { exit_code = run(*options, common); });
}

}  // namespace remit::cli
