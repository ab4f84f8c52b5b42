#include <exception>
#include <fcntl.h>
#include <iostream>
#include <new>
#include <unistd.h>

#include "cli/commands/commands.h"

namespace remit::cli {
namespace {

/// "extract", "grammar test": the command that the user named last; empty where there is none.
std::string command_named(const CLI::App& program) {
  std::string name;
  for (const CLI::App* app = &program; !app->get_subcommands().empty();) {
    app = app->get_subcommands().front();
    name += (name.empty() ? "" : " ") + app->get_name();
  }
  return name;
}

/// What is wrong with the command line, and which help tells more.
Error wrong_usage(const CLI::App& program, const CLI::ParseError& problem) {
  const std::string command = command_named(program);
  const std::string space = command.empty() ? "" : " ";
  Error error{.code = "usage",
              .message = problem.what(),
              .hint = "remit " + command + space + "--help lists the options"};
  const bool no_command = dynamic_cast<const CLI::RequiredError*>(&problem) != nullptr &&
                          error.message.find("subcommand") != std::string::npos;
  if (!no_command) return error;
  const auto unknown = program.remaining(true);
  error.message = unknown.empty()
                      ? "a command is missing"
                      : "there is no command \"" + command + space + unknown.front() + '"';
  error.hint = "remit " + command + space + "--help lists the commands";
  return error;
}

/// A standard stream that was closed would give its number to the next file that is opened, a
/// record or a manifest, and what is said would be written there. It stays one that does nothing.
void keep_standard_numbers() {
  for (const int file : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (::fcntl(file, F_GETFD) < 0)
      ::open("/dev/null", file == STDIN_FILENO ? O_WRONLY : O_RDONLY);  // the lowest free: `file`
}

}  // namespace
}  // namespace remit::cli

int main(int argc, char** argv) {
  using namespace remit::cli;
  keep_standard_numbers();
  CLI::App program("remit reads council constitutions: who must do what, and where it says so.");
  program.set_version_flag("--version", "remit " REMIT_VERSION);
  program.require_subcommand(1);
  program.fallthrough();
  program.footer(
      "Examples:\n"
      "  remit extract constitution.pdf                 the numbered tree as YAML\n"
      "  remit extract *.pdf -o records/ --format json  a record for each file\n"
      "  remit batch councils/ -o records/              many documents, unattended\n"
      "  remit explain constitution.pdf art_11          which rule made a node\n"
      "  remit show constitution.pdf --page 14          a page, and what was read from it\n"
      "  remit diff ours.pdf theirs.pdf                 what differs between two constitutions\n"
      "  remit check part-*.pdf                         what is amiss in a constitution\n"
      "  remit trace constitution.pdf report.pdf        which duties a report accounts for\n"
      "  remit amend constitution.pdf report.pdf        make the changes that a report orders\n"
      "  remit export records/ --to sqlite all.db       tables for SQL and spreadsheets\n"
      "  remit grammar test                             hold every rule against its examples\n"
      "\n"
      "Exit codes: 0 done, 1 done with findings (--strict, batch, check, amend), 2 could not.");

  Common common;
  int exit_code = kDone;
  program.add_option("--grammars", common.grammars, "Folder of your own rules, on top of remit's")
      ->type_name("DIR")
      ->allow_extra_args(false);
  program.add_flag("-q,--quiet", common.quiet, "Say nothing but errors");
  program.add_flag("-v,--verbose", common.verbose, "Say more about each file");
  add_extract(program, common, exit_code);
  add_batch(program, common, exit_code);
  add_diff(program, common, exit_code);
  add_explain(program, common, exit_code);
  add_show(program, common, exit_code);
  add_amend(program, common, exit_code);
  add_grammar(program, common, exit_code);
  add_check(program, common, exit_code);
  add_trace(program, common, exit_code);
  add_export(program, common, exit_code);
  add_schema(program, exit_code);
  for (CLI::App* command : program.get_subcommands({}))
    command->footer(command->get_footer() +
                    "\n\nThese go with it too: --grammars DIR, -q, -v (see remit --help).");
  try {
    program.parse(argc, argv);
  } catch (const CLI::Success& asked) {  // --help, --version
    return program.exit(asked);
  } catch (const CLI::ParseError& problem) {
    if (argc == 1)
      std::cerr << program.help();
    else
      report(wrong_usage(program, problem));
    return kCouldNot;
  } catch (const std::bad_alloc&) {
    report(remit::Error{.code = "out-of-memory",
                        .message = "there is not enough memory",
                        .hint = "read fewer or smaller documents at once"});
    return kCouldNot;
  } catch (const std::exception& problem) {
    std::cerr << "remit: error: " << problem.what() << '\n';
    return kCouldNot;
  }
  std::cout.flush();
  if (!std::cout) {
    report(remit::Error{.code = "unwritable", .message = "standard output is closed or full"});
    return kCouldNot;
  }
  return exit_code;
}
