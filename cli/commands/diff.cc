#include "remit/revision/diff.h"

#include <cstdlib>
#include <future>
#include <memory>
#include <optional>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/commands/commands.h"
#include "cli/options.h"
#include "cli/output.h"
#include "remit/base/parallel.h"
#include "remit/format/diff_page.h"
#include "remit/format/diff_text.h"
#include "remit/format/diff_writer.h"
#include "remit/job/grammar_folders.h"
#include "remit/job/open_record.h"

namespace remit::cli {
namespace {

struct Options {
  std::string a, b;
  std::string only;
  std::string format = "text";
  std::string output;
  std::string color = "auto";
  bool side_by_side = false;
  bool exit_code = false;
};

/// Both records, read at once: one on a thread of its own. Nothing: a message was printed.
std::optional<std::pair<Record, Record>> open_both(const Options& options, const Grammar& grammar) {
  auto reading = in_background([&] { return open_record(options.b, grammar); });
  auto a = open_record(options.a, grammar);
  auto b = reading.get();
  for (const auto* record : {&a, &b})
    if (!*record) report(record->error());
  if (!a || !b) return std::nullopt;
  return std::pair(std::move(*a), std::move(*b));
}

/// How text is set: for the terminal that it goes to, or plainly for a file or a pipe.
DiffTextStyle text_style(const Options& options) {
  const bool terminal = options.output.empty() && isatty(STDOUT_FILENO) != 0;
  DiffTextStyle style{.side_by_side = options.side_by_side,
                      .width = options.side_by_side ? 160 : 100};
  winsize size{};
  if (terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    style.width = size.ws_col;
  style.color = options.color == "always" ||
                (options.color == "auto" && terminal && std::getenv("NO_COLOR") == nullptr);
  return style;
}

std::string written(const DiffView& view, const DiffParts& parts, const Options& options) {
  if (options.format == "json") return to_json(view, parts);
  if (options.format == "yaml") return to_yaml(view, parts);
  if (options.format == "html") return diff_page(view, parts);
  return diff_text(view, parts, text_style(options));
}

/// Whether they differ in what is asked for.
bool differ(const RecordDiff& diff, const DiffParts& parts) {
  const auto changed = [](const DiffCounts& counts) {
    return counts.reworded + counts.force_changed + counts.only_a + counts.only_b + counts.moved >
           0;
  };
  return (parts.nodes && changed(count_nodes(diff))) ||
         (parts.posts && changed(count_posts(diff))) ||
         (parts.duties && changed(count_duties(diff)));
}

int run(const Options& options, const Common& common) {
  const auto grammar = load_grammar(common.grammars);
  if (!grammar) {
    report(grammar.error());
    return kCouldNot;
  }
  const auto records = open_both(options, *grammar);
  if (!records) return kCouldNot;
  const RecordDiff diff = diff_records(records->first, records->second, *grammar);
  const DiffView view{records->first, records->second, diff};
  const DiffParts parts{.nodes = options.only.empty() || options.only == "nodes",
                        .posts = options.only.empty() || options.only == "posts",
                        .duties = options.only.empty() || options.only == "duties"};
  const std::string text = written(view, parts, options);
  if (!write_output(options.output, text, {options.a, options.b})) return kCouldNot;
  return options.exit_code && differ(diff, parts) ? kFindings : kDone;
}

}  // namespace

void add_diff(CLI::App& program, const Common& common, int& exit_code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand("diff", "Say what differs between two constitutions");
  command->add_option("A", options->a, "A document, or a record of one")->required();
  command->add_option("B", options->b, "The one to compare it with")->required();
  command->add_option("--only", options->only, "nodes, posts or duties (all three)")
      ->check(CLI::IsMember({"nodes", "posts", "duties"}))
      ->type_name("PART");
  add_format(*command, options->format, {"text", "yaml", "json", "html"});
  add_output(*command, options->output);
  command->add_flag("--side-by-side", options->side_by_side, "Text: A on the left, B on the right");
  command->add_option("--color", options->color, "Text: auto, always or never (auto)")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->type_name("WHEN");
  command->add_flag("--exit-code", options->exit_code, "Exit with 1 where they differ");
  command->footer(
      "Examples:\n"
      "  remit diff ours.pdf theirs.pdf            what differs, for a terminal\n"
      "  remit diff old.pdf new.pdf --format html -o diff.html   … in a browser, side by side\n"
      "  remit diff old.yaml new.pdf --only duties  records do as well as documents");
  command->callback([options, &common, &exit_code] { exit_code = run(*options, common); });
}

}  // namespace remit::cli
