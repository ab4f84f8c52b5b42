#include <memory>

#include "cli/commands/commands.h"
#include "cli/options.h"
#include "cli/output.h"
#include "remit/base/file.h"
#include "remit/format/check_config.h"
#include "remit/format/check_writer.h"
#include "remit/job/grammar_folders.h"
#include "remit/job/open_record.h"

namespace remit::cli {
namespace {

struct Options {
  std::vector<std::string> files;
  std::string format = "text";
  std::string config;
  std::string output;
  std::string ocr = "auto";
};

Result<Severities> read_config(const std::string& file) {
  if (file.empty()) return Severities();
  const auto text = read_file(file);
  if (!text) return fail(text.error());
  return read_check_config(*text, file);
}

/// The text for people holds only the errors where it is to be quiet.
std::string write(const Options& options, const Common& common, const std::vector<Record>& records,
                  std::vector<Finding> findings) {
  if (options.format == "json") return check_json(records, findings);
  if (options.format == "sarif") return check_sarif(records, findings, REMIT_VERSION);
  if (common.quiet)
    std::erase_if(findings, [](const Finding& finding) {
      return finding.diagnostic.severity != Severity::Error;
    });
  return check_text(records, findings);
}

int run(const Options& options, const Common& common) {
  const auto severities = read_config(options.config);
  if (!severities) {
    report(severities.error());
    return kCouldNot;
  }
  const auto grammar = load_grammar(common.grammars);
  if (!grammar) {
    report(grammar.error());
    return kCouldNot;
  }
  const OcrUse ocr = ocr_use(options.ocr);
  // all or none: what one file lacks another may hold
  std::vector<Record> records;
  bool complete = true;
  for (const std::string& file : options.files) {
    auto record = open_record({.file = file, .ocr = ocr}, *grammar);
    if (record) {
      records.push_back(std::move(*record));
      continue;
    }
    report(record.error());
    complete = false;
  }
  if (!complete) return kCouldNot;
  const std::vector<Finding> findings = check(records, *grammar, *severities);
  const std::string text = write(options, common, records, findings);
  if (!write_output(options.output, text, options.files)) return kCouldNot;
  return count(findings).errors > 0 ? kFindings : kDone;
}

}  // namespace

void add_check(CLI::App& program, const Common& common, int& exit_code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand("check", "Look for what is amiss in a constitution");
  command->add_option("FILE", options->files, "Documents or records; several are one constitution")
      ->required();
  add_format(*command, options->format, {"text", "json", "sarif"});
  command->add_option("--config", options->config, "YAML that sets the severity of codes")
      ->type_name("FILE");
  add_output(*command, options->output);
  add_ocr(*command, options->ocr);
  command->footer(
      "Examples:\n"
      "  remit check constitution.pdf\n"
      "  remit check part-*.pdf --format sarif -o findings.sarif\n"
      "  remit check constitution.yaml --config severities.yaml");
  command->callback([options, &common, &exit_code] { exit_code = run(*options, common); });
}

}  // namespace remit::cli
