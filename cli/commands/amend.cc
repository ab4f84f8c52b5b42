#include "remit/revision/amend.h"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>

#include "cli/commands/commands.h"
#include "remit/base/file.h"
#include "remit/format/amended_writer.h"
#include "remit/format/marked_text.h"
#include "remit/job/grammar_folders.h"
#include "remit/job/open_record.h"

namespace remit::cli {
namespace {

struct Options {
  std::string base, amendment;
  std::string output;
  std::string format = "yaml";
  bool dry_run = false;
};

std::string text_of(const Amended& amended, const Options& options) {
  const AmendedParts parts = options.dry_run ? AmendedParts::Effects : AmendedParts::All;
  if (options.format == "markdown") return marked_to_markdown(amended);
  if (options.format == "html") return marked_to_html(amended);
  return options.format == "json" ? amended_to_json(amended, parts)
                                  : amended_to_yaml(amended, parts);
}

/// What the amendments left open, as findings of the files that they stand in.
void report_effects(const Amended& amended, const Options& options, const Common& common) {
  Diagnostics refused, dangling;
  for (const AmendmentEffect& effect : amended.effects.amendments) {
    if (effect.refused.empty()) continue;
    std::string what(name_of(effect.amendment.action));
    std::replace(what.begin(), what.end(), '_', ' ');
    if (effect.amendment.target) what += ' ' + *effect.amendment.target;
    refused.push_back({.code = "amendment-refused",
                       .message = what + ": " + effect.refused,
                       .page = effect.amendment.place.page,
                       .hint = "the rest was done without it; mend the report, or the base"});
  }
  for (const LostReference& lost : amended.effects.dangling)
    dangling.push_back(
        {.code = "reference-dangling",
         .message = "\"" + lost.text + "\" in " + lost.node + " leads nowhere since: " + lost.why,
         .page = lost.page,
         .hint = "say in the amendments what it should be"});
  report(options.amendment, refused, common.verbosity());
  report(options.base, dangling, common.verbosity());
}

int run(const Options& options, const Common& common) {
  const auto grammar = load_grammar(common.grammars);
  if (!grammar) {
    report(grammar.error());
    return kCouldNot;
  }
  const auto base = open_record(options.base, *grammar);
  const auto report_record = base ? open_record(options.amendment, *grammar) : base;
  if (!report_record) {
    report(report_record.error());
    return kCouldNot;
  }
  if (report_record->analysis.amendments.empty()) {
    report(Error{.code = "no-amendments",
                 .message = "it orders no change",
                 .hint = "name the base first, then the report that amends it",
                 .file = options.amendment});
    return kCouldNot;
  }
  const Amended amended = amend(*base, report_record->analysis.amendments, *grammar);
  report_effects(amended, options, common);
  const std::string text = text_of(amended, options);
  if (options.output.empty()) {
    std::cout << text;
  } else {
    std::error_code apart;
    for (const std::string& file : {options.base, options.amendment}) {
      if (!std::filesystem::equivalent(options.output, file, apart)) continue;
      report(Error{.code = "unwritable",
                   .message = "it is a document that is read",
                   .hint = "name another file with -o",
                   .file = options.output});
      return kCouldNot;
    }
    if (const auto written = write_file(options.output, text); !written) {
      report(written.error());
      return kCouldNot;
    }
  }
  const auto& effects = amended.effects.amendments;
  const bool refused =
      std::any_of(effects.begin(), effects.end(),
                  [](const AmendmentEffect& effect) { return !effect.refused.empty(); });
  return refused ? kFindings : kDone;
}

}  // namespace

void add_amend(CLI::App& program, const Common& common, int& exit_code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "amend", "Make the changes that a report orders; say what came of them");
  command->add_option("BASE", options->base, "What is amended: a document, or a record of it")
      ->required();
  command
      ->add_option("AMENDMENT", options->amendment,
                   "The report that orders the changes, or a record of it")
      ->required();
  command->add_flag("--dry-run", options->dry_run, "Write what came of the changes alone");
  command->add_option("--format", options->format, "yaml, json, markdown or html (yaml)")
      ->check(CLI::IsMember({"yaml", "json", "markdown", "html"}))
      ->type_name("FORMAT");
  command->add_option("-o,--output", options->output, "File to write (standard output)")
      ->type_name("FILE");
  command->footer(
      "Examples:\n"
      "  remit amend constitution.pdf report.pdf -o amended.yaml\n"
      "  remit amend constitution.pdf report.pdf --dry-run\n"
      "  remit amend constitution.yaml report.pdf --format html -o changes.html");
  command->callback([options, &common, &exit_code] { exit_code = run(*options, common); });
}

}  // namespace remit::cli
