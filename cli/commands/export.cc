#include <csignal>
#include <iostream>
#include <memory>

#include "cli/commands/commands.h"
#include "remit/job/export_job.h"
#include "remit/job/grammar_folders.h"

namespace remit::cli {
namespace {

struct Options {
  std::vector<std::string> inputs;
  std::pair<std::string, std::string> to;
  bool force = false;
};

constexpr int kInterrupted = 130;  // as shells have it: 128 and the number of SIGINT

volatile std::sig_atomic_t interrupted = 0;
void interrupt(int) { interrupted = 1; }

int run(const Options& options, const Common& common) {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) std::signal(signal, interrupt);
  const auto grammar = load_grammar(common.grammars);
  if (!grammar) {
    report(grammar.error());
    return kCouldNot;
  }
  int exit_code = kDone;
  const auto written = export_records({.inputs = options.inputs,
                                       .format = *export_format(options.to.first),
                                       .place = options.to.second,
                                       .replace = options.force,
                                       .stopped = [] { return interrupted != 0; }},
                                      *grammar, [&](const Error& problem) {
                                        report(problem);
                                        exit_code = kFindings;
                                      });
  if (!written) {
    report(written.error());
    return interrupted != 0 ? kInterrupted : kCouldNot;
  }
  if (common.verbose)
    std::cerr << options.to.second << ": " << *written
              << (*written == 1 ? " document\n" : " documents\n");
  return exit_code;
}

}  // namespace

void add_export(CLI::App& program, const Common& common, int& exit_code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command =
      program.add_subcommand("export", "Write records as tables, or as Akoma Ntoso");
  command->add_option("IN", options->inputs, "Records, documents, and folders of records")
      ->required();
  command
      ->add_option("--to", options->to,
                   "A format and a place: sqlite FILE, csv DIR, jsonl DIR or akn DIR")
      ->required()
      ->type_name("FORMAT PLACE")
      ->check(CLI::IsMember({"sqlite", "csv", "jsonl", "akn"}).application_index(0));
  command->add_flag("--force", options->force, "Replace what is there already");
  command->footer(
      "Examples:\n"
      "  remit export records/ --to sqlite constitutions.db\n"
      "  remit export records/ --to csv tables/\n"
      "  remit export ours.yaml theirs.yaml --to akn xml/");
  command->callback([options, &common, &exit_code] { exit_code = run(*options, common); });
}

}  // namespace remit::cli
