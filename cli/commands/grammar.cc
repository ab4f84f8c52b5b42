#include <iostream>
#include <memory>

#include "cli/commands/commands.h"
#include "remit/job/grammar_folders.h"

namespace remit::cli {
namespace {

int run_test(const std::vector<std::string>& folders, const Common& common) {
  std::vector<std::string> all = common.grammars;
  all.insert(all.end(), folders.begin(), folders.end());
  const auto grammar = load_grammar(all);
  if (!grammar) {
    report(grammar.error());
    return kCouldNot;
  }
  std::size_t examples = 0;
  for (const Rule& rule : grammar->rules()) examples += rule.examples.size() + rule.rejects.size();
  const auto failures = test_examples(*grammar);
  for (const ExampleFailure& failure : failures)
    std::cout << failure.rule->file << ':' << failure.line << ": rule \"" << failure.rule->id
              << "\" " << failure.message << '\n';
  std::cout << grammar->rules().size() << " rules, " << examples << " examples, " << failures.size()
            << " wrong\n";
  return failures.empty() ? kDone : kFindings;
}

}  // namespace

void add_grammar(CLI::App& program, const Common& common, int& exit_code) {
  CLI::App* grammar = program.add_subcommand("grammar", "Work with the rules");
  grammar->require_subcommand(1);
  const auto folders = std::make_shared<std::vector<std::string>>();
  CLI::App* test = grammar->add_subcommand("test", "Hold every rule against its own examples");
  test->add_option("DIR", *folders, "Folders of your own rules, on top of remit's");
  grammar->footer("Example:\n  remit grammar test own/");
  test->footer(
      "Examples:\n"
      "  remit grammar test         remit's own rules\n"
      "  remit grammar test own/    … and those of a folder");
  test->callback([folders, &common, &exit_code] { exit_code = run_test(*folders, common); });
}

}  // namespace remit::cli
