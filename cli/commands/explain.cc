#include <iostream>
#include <memory>

#include "cli/commands/commands.h"
#include "remit/job/extract_job.h"
#include "remit/job/grammar_folders.h"

namespace remit::cli {
namespace {

const Rule* find_rule(const Grammar& grammar, const std::string& id) {
  for (const Rule& rule : grammar.rules())
    if (rule.id == id) return &rule;
  return nullptr;
}

int run(const std::string& file, const std::string& id, const Common& common) {
  const auto grammar = load_grammar(common.grammars);
  if (!grammar) {
    report(grammar.error());
    return kCouldNot;
  }
  const auto extraction = extract({.file = file}, *grammar);
  if (!extraction) {
    report(extraction.error());
    return kCouldNot;
  }
  const Tree& tree = extraction->record.structure;
  const Node* node = tree.find(id);
  if (!node) {
    std::string near;
    for (const Node& other : tree.nodes)
      if (near.size() < 200 && other.id.find(id) != std::string::npos) near += "\n    " + other.id;
    report(Error{
        .code = "no-node",
        .message = "it has no node \"" + id + "\"",
        .hint = near.empty() ? "the ids are those of `remit extract`" : "did you mean:" + near,
        .file = file});
    return kCouldNot;
  }
  const Layout& layout = extraction->layout;
  std::cout << node->id << "\n  type:    " << name_of(node->type) << "\n  page:    " << node->page
            << '\n';
  if (node->label) std::cout << "  label:   " << *node->label << '\n';
  if (node->heading) std::cout << "  heading: " << *node->heading << '\n';
  if (const Rule* rule = find_rule(*grammar, node->rule)) {
    std::cout << "  rule:    " << rule->id << " (" << rule->file << ':' << rule->line << ")\n"
              << "  pattern: " << rule->source << '\n';
  } else {
    std::cout << "  rule:    " << node->rule
              << " (told by how the page is set, not by a pattern)\n";
  }
  std::cout << "  lines:\n";
  for (const Span& range : node->words) {
    const Word& first = layout.words[range.begin];
    std::cout << "    p." << first.page << " (" << static_cast<int>(first.box.x0) << ", "
              << static_cast<int>(first.box.y0) << ")  " << text_of(layout, {range}) << '\n';
  }
  for (const Diagnostic& diagnostic : extraction->record.diagnostics)
    if (diagnostic.node == node->id)
      std::cout << "  finding: " << diagnostic.message << " [" << diagnostic.code << "]\n";
  return kDone;
}

}  // namespace

void add_explain(CLI::App& program, const Common& common, int& exit_code) {
  struct Options {
    std::string file, node;
  };
  const auto options = std::make_shared<Options>();
  CLI::App* command =
      program.add_subcommand("explain", "Say which rule made a node, from which lines");
  command->add_option("FILE", options->file, "The document")->required();
  command->add_option("NODE", options->node, "A node's id: art_11__sec_11.02")->required();
  command->callback(
      [options, &common, &exit_code] { exit_code = run(options->file, options->node, common); });
}

}  // namespace remit::cli
