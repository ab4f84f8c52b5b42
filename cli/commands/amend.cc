#include "remit/revision/amend.h"

#include <algorithm>
#include <memory>
#include <variant>

#include "cli/commands/commands.h"
#include "cli/options.h"
#include "cli/output.h"
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
void report_effects(const Amended& amended, bool compared, const Options& options,
                    const Common& common) {
  const std::string hint = compared ? "the rest was done without it; compare with this base anew"
                                    : "the rest was done without it; mend the report, or the base";
  Diagnostics refused, dangling;
  for (const AmendmentEffect& effect : amended.effects.amendments) {
    if (effect.refused.empty()) continue;
    std::string what = effect.action;
    std::replace(what.begin(), what.end(), '_', ' ');
    if (effect.target) what += ' ' + *effect.target;
    refused.push_back({.code = "amendment-refused",
                       .message = what + ": " + effect.refused,
                       .page = effect.page,
                       .hint = hint});
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
  const auto changes = open_changes(options.amendment, *grammar);
  if (!base) report(base.error());
  if (!changes) report(changes.error());
  if (!base || !changes) return kCouldNot;
  if (std::visit([](const auto& list) { return list.empty(); }, *changes)) {
    report(Error{
        .code = "no-amendments",
        .message = "it orders no change",
        .hint =
            "name the base first, then the report that amends it, or what remit diff --format yaml "
            "wrote",
        .file = options.amendment});
    return kCouldNot;
  }
  const Amended amended =
      std::visit([&](const auto& list) { return amend(*base, list, *grammar); }, *changes);
  report_effects(amended, std::holds_alternative<TreePatch>(*changes), options, common);
  if (!write_output(options.output, text_of(amended, options), {options.base, options.amendment}))
    return kCouldNot;
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
                   "The report that orders the changes, a record of it, or what remit diff wrote")
      ->required();
  command->add_flag("--dry-run", options->dry_run, "Write what came of the changes alone");
  add_format(*command, options->format, {"yaml", "json", "markdown", "html"});
  add_output(*command, options->output);
  command->footer(
      "Examples:\n"
      "  remit amend constitution.pdf report.pdf -o amended.yaml\n"
      "  remit amend constitution.pdf report.pdf --dry-run\n"
      "  remit amend constitution.yaml report.pdf --format html -o changes.html\n"
      "  remit diff old.pdf new.pdf --format yaml -o diff.yaml && remit amend old.pdf diff.yaml");
  command->callback([options, &common, &exit_code] { exit_code = run(*options, common); });
}

}  // namespace remit::cli
