#include <exception>
#include <iostream>

#include "cli/commands/commands.h"

int main(int argc, char** argv) {
  using namespace remit::cli;
  CLI::App program("remit reads council constitutions: who must do what, and where it says so.");
  program.set_version_flag("--version", "remit " REMIT_VERSION);
  program.require_subcommand(1);
  program.fallthrough();
  program.footer(
      "Examples:\n"
      "  remit extract constitution.pdf                 the numbered tree as YAML\n"
      "  remit extract *.pdf -o records/ --format json  a record for each file\n"
      "  remit explain constitution.pdf art_11          which rule made a node\n"
      "  remit show constitution.pdf --page 14          a page, and what was read from it\n"
      "  remit grammar test                             hold every rule against its examples\n"
      "\n"
      "Exit codes: 0 done, 1 done with findings (--strict), 2 could not.");

  Common common;
  int exit_code = kDone;
  program.add_option("--grammars", common.grammars, "Folder of your own rules, on top of remit's")
      ->type_name("DIR")
      ->allow_extra_args(false);
  program.add_flag("-q,--quiet", common.quiet, "Say nothing but errors");
  program.add_flag("-v,--verbose", common.verbose, "Say more about each file");
  add_extract(program, common, exit_code);
  add_explain(program, common, exit_code);
  add_show(program, common, exit_code);
  add_grammar(program, common, exit_code);
  add_schema(program, exit_code);
  try {
    program.parse(argc, argv);
  } catch (const CLI::RequiredError& problem) {
    const std::string word = argc > 1 ? argv[1] : "";
    if (!word.empty() && word[0] != '-' &&
        program.get_subcommands([&](CLI::App* command) { return command->get_name() == word; })
            .empty()) {
      report(remit::Error{.code = "usage",
                          .message = "there is no command \"" + word + "\"",
                          .hint = "remit --help lists the commands"});
      return kCouldNot;
    }
    program.exit(problem);
    return kCouldNot;
  } catch (const CLI::ParseError& problem) {
    return program.exit(problem) == 0 ? kDone : kCouldNot;
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
