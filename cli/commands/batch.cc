#include "remit/batch/batch.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <iostream>
#include <memory>
#include <thread>

#include "cli/commands/commands.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "remit/job/grammar_folders.h"
#include "remit/job/inputs.h"
#include "remit/job/record_reader.h"

namespace remit::cli {
namespace {

struct Options {
  std::vector<std::string> inputs;
  std::string output;
  unsigned workers = 0;
  std::string format = "yaml";
  std::string ocr = "auto";
  bool geometry = false;
  std::string council;
  double timeout = 600;
  std::size_t memory = 1024;  // megabytes
  bool resume = false;
  bool retry_failed = false;
  bool fail_fast = false;
  std::string shard;
  bool merge = false;
  std::string progress = "auto";
};

/// Of --timeout. CLI11's own ranges let "nan" through.
std::string seconds(const std::string& text) {
  double number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, status] = std::from_chars(text.data(), end, number);
  if (status == std::errc() && stop == end && number >= 0.001 && number <= 1e8) return "";
  return '"' + text + "\" is no time in seconds";
}

constexpr int kInterrupted = 130;  // as shells have it: 128 and the number of SIGINT

int could_not(const Error& error) {
  report(error);
  return kCouldNot;
}

int merge(Options options, const Common& common) {
  if (options.output.empty() && options.inputs.size() == 1) options.output = options.inputs.front();
  if (options.output.empty())
    return could_not({.code = "usage",
                      .message = "--merge needs the folder of the records",
                      .hint = "remit batch --merge -o records/"});
  const auto merged = merge_manifests(options.output);
  if (!merged) return could_not(merged.error());
  if (!common.quiet) std::cerr << summary_of(*merged);
  return merged->failed > 0 ? kFindings : kDone;
}

Result<Shard> shard_of(const Options& options, const Common& common) {
  if (!options.shard.empty()) return parse_shard(options.shard);
  auto told = shard_of_scheduler();
  if (!told) return fail(told.error());
  if (!*told) return Shard{};
  if (!common.quiet)
    std::cerr << "remit: " << (*told)->told_by << " makes this share " << (*told)->index << " of "
              << (*told)->count << " (--shard 0/1 is all files)\n";
  return **told;
}

int run(const Options& options, const Common& common) {
  if (options.merge) return merge(options, common);
  if (options.inputs.empty() || options.output.empty())
    return could_not({.code = "usage",
                      .message = options.inputs.empty() ? "what is to be read is missing"
                                                        : "the folder for the records is missing",
                      .hint = "remit batch councils/ -o records/"});
  const auto shard = shard_of(options, common);
  if (!shard) return could_not(shard.error());
  const Inputs inputs = find_inputs(options.inputs, options.output);
  for (const Error& trouble : inputs.troubles) report(trouble);
  if (inputs.files.empty()) return kCouldNot;
  if (std::find(inputs.files.begin(), inputs.files.end(), "-") != inputs.files.end())
    return could_not({.code = "usage",
                      .message = "standard input is no file of a batch",
                      .hint = "remit extract - reads it; @- is a list of files on it"});

  const auto grammar = load_grammar(common.grammars);
  if (!grammar) return could_not(grammar.error());
  const auto digest = grammar_digest(common.grammars);
  if (!digest) return could_not(digest.error());
  grammar->prepare();

  const bool json = options.format == "json";
  BatchJob job{.files = inputs.files,
               .root = common_folder(inputs),
               .output = options.output,
               .ending = json ? ".json" : ".yaml",
               .workers = options.workers > 0 ? options.workers
                                              : std::max(1U, std::thread::hardware_concurrency()),
               .limits = {.seconds = options.timeout, .memory = options.memory << 20},
               .shard = *shard,
               .resume = options.resume || options.retry_failed,
               .retry_failed = options.retry_failed,
               .fail_fast = options.fail_fast,
               .remit = REMIT_VERSION,
               .grammar = *digest,
               .options = options.format + ", ocr " + options.ocr +
                          (options.geometry ? ", geometry" : "") +
                          (options.council.empty() ? "" : ", council " + options.council)};
  job.limits.readable.push_back(builtin_grammars());
  job.limits.readable.insert(job.limits.readable.end(), common.grammars.begin(),
                             common.grammars.end());
  if (const char* models = std::getenv("TESSDATA_PREFIX")) job.limits.readable.emplace_back(models);

  auto listener = progress_shown(options.progress, common.verbosity());
  const ReadDocument read = record_reader(*grammar,
                                          {.file = "",
                                           .ocr = ocr_use(options.ocr),
                                           .geometry = options.geometry,
                                           .council = options.council},
                                          json ? RecordSyntax::Json : RecordSyntax::Yaml);
  const auto result = run_batch(job, read, *listener);
  listener.reset();  // takes the bar away
  if (!result) return could_not(result.error());
  if (!common.quiet && options.progress != "json") std::cerr << summary_of(*result);
  if (common.verbose)
    std::cerr << "  each was read in a process of its own, held by " << result->confined << '\n';
  if (result->stopped) {
    std::cerr << "remit: stopped; the same command with --resume goes on\n";
    return options.fail_fast && result->failed > 0 ? kFindings : kInterrupted;
  }
  return result->failed > 0 || !inputs.troubles.empty() ? kFindings : kDone;
}

}  // namespace

void add_batch(CLI::App& program, const Common& common, int& exit_code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "batch", "Read many documents unattended; write a record of each, and a manifest");
  command->add_option(
      "IN", options->inputs,
      "Documents, folders, 'patterns*.pdf', @lists (a path a line; @- from standard "
      "input)");
  command->add_option("-o,--output", options->output, "Folder for the records")->type_name("DIR");
  command->add_option("-j,--jobs", options->workers, "Documents read at once (a core each)")
      ->check(CLI::Range(1U, 1024U))
      ->type_name("N");
  add_format(*command, options->format, {"yaml", "json"});
  add_ocr(*command, options->ocr);
  command->add_flag("--geometry", options->geometry,
                    "Say where on the pages of a PDF nodes and items stand");
  command->add_option("--council", options->council, "Whose documents they are (each text tells)")
      ->type_name("NAME");
  command->add_option("--timeout", options->timeout, "Seconds that a document may take (600)")
      ->check(seconds)
      ->type_name("SECONDS");
  command->add_option("--memory", options->memory, "Megabytes that a document may take (1024)")
      ->check(CLI::Range(std::size_t{64}, std::size_t{1} << 20))
      ->type_name("MB");
  command->add_flag("--resume", options->resume, "Pass over what is done and unchanged");
  command->add_flag("--retry-failed", options->retry_failed, "… but not over what failed");
  command->add_flag("--fail-fast", options->fail_fast, "Stop at the first document that fails");
  command
      ->add_option("--shard", options->shard,
                   "Take share I of N (what the scheduler says, else all)")
      ->type_name("I/N");
  command->add_flag("--merge", options->merge, "Make one manifest of those of all shares");
  command->add_option("--progress", options->progress, "auto, bar, plain, json or none (auto)")
      ->check(CLI::IsMember({"auto", "bar", "plain", "json", "none"}))
      ->type_name("HOW");
  command->footer(
      "Examples:\n"
      "  remit batch councils/ -o records/\n"
      "  remit batch councils/ -o records/ --resume         after an interruption, or for new "
      "files\n"
      "  find . -name '*.pdf' -print0 | remit batch @- -o records/\n"
      "  remit batch councils/ -o records/ --shard 2/8      one of eight machines\n"
      "  remit batch --merge -o records/                    … when all eight are done");
  command->callback([options, &common, &exit_code] { exit_code = run(*options, common); });
}

}  // namespace remit::cli
