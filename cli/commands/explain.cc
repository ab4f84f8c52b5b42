#include <iostream>
#include <memory>
#include <optional>

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

void print_rule(const Grammar& grammar, const std::string& id) {
  if (const Rule* rule = find_rule(grammar, id))
    std::cout << "  rule:    " << rule->id << " (" << rule->file << ':' << rule->line << ")\n"
              << "  pattern: " << rule->source << '\n';
  else
    std::cout << "  rule:    " << id << " (told by how the page is set, not by a pattern)\n";
}

void explain_node(const Extraction& extraction, const Grammar& grammar, const Node& node) {
  const Layout& layout = extraction.layout;
  std::cout << node.id << "\n  type:    " << name_of(node.type) << "\n  page:    " << node.page
            << '\n';
  if (node.label) std::cout << "  label:   " << *node.label << '\n';
  if (node.heading) std::cout << "  heading: " << *node.heading << '\n';
  print_rule(grammar, node.rule);
  std::cout << "  lines:\n";
  for (const Span& range : node.words) {
    const Word& first = layout.words[range.begin];
    std::cout << "    p." << first.page << " (" << static_cast<int>(first.box.x0) << ", "
              << static_cast<int>(first.box.y0) << ")  " << text_of(layout, {range}) << '\n';
  }
  for (const Diagnostic& diagnostic : extraction.record.diagnostics)
    if (diagnostic.node == node.id)
      std::cout << "  finding: " << diagnostic.message << " [" << diagnostic.code << "]\n";
}

/// A post, duty, definition or reference: what found it, and from which words.
struct Item {
  std::string what;  // its title, action, term, text
  std::string rule;
  std::vector<Place> places;
};

/// The item of that id. Definitions, references and amendments have none in a record: definition_1
/// is the first of them.
std::optional<Item> find_item(const Analysis& analysis, const std::string& id) {
  for (const Post& post : analysis.posts)
    if (post.id == id) return Item{post.title, post.rule, post.source};
  for (const Duty& duty : analysis.duties)
    if (duty.id == id)
      return Item{std::string(name_of(duty.force)) + ": " + duty.action, duty.rule, {duty.place}};
  for (std::size_t i = 0; i < analysis.definitions.size(); ++i)
    if (const Definition& definition = analysis.definitions[i];
        id == "definition_" + std::to_string(i + 1))
      return Item{definition.term, definition.rule, {definition.place}};
  for (std::size_t i = 0; i < analysis.references.size(); ++i)
    if (const Reference& reference = analysis.references[i];
        id == "reference_" + std::to_string(i + 1))
      return Item{reference.text, reference.rule, {reference.place}};
  for (std::size_t i = 0; i < analysis.amendments.size(); ++i)
    if (const Amendment& amendment = analysis.amendments[i];
        id == "amendment_" + std::to_string(i + 1))
      return Item{std::string(name_of(amendment.action)) + ' ' + amendment.target.value_or(""),
                  amendment.rule,
                  {amendment.place}};
  return std::nullopt;
}

void explain_item(const Tree& tree, const Grammar& grammar, const std::string& id,
                  const Item& item) {
  std::cout << id << "\n  says:    " << item.what << '\n';
  print_rule(grammar, item.rule);
  std::cout << "  places:\n";
  for (const Place& place : item.places) {
    std::cout << "    p." << place.page << ' ' << tree.nodes[place.node].id;
    if (place.in == Place::In::Heading) std::cout << ", its heading";
    if (place.in == Place::In::Cell)
      std::cout << ", row " << place.row << ", column " << place.column;
    std::cout << "  " << text_at(tree, place) << '\n';
  }
}

/// The ids that hold `part`, for a hint.
std::string ids_near(const Record& record, const std::string& part) {
  constexpr std::size_t kLongest = 200;
  std::string near;
  const auto add = [&](const std::string& id) {
    if (near.size() < kLongest && id.find(part) != std::string::npos) near += "\n    " + id;
  };
  for (const Node& node : record.structure.nodes) add(node.id);
  for (const Post& post : record.analysis.posts) add(post.id);
  return near;
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
  const Record& record = extraction->record;
  if (const Node* node = record.structure.find(id)) {
    explain_node(*extraction, *grammar, *node);
  } else if (const auto item = find_item(record.analysis, id)) {
    explain_item(record.structure, *grammar, id, *item);
  } else {
    const std::string near = ids_near(record, id);
    report(Error{
        .code = "no-node",
        .message = "it has no node or item \"" + id + "\"",
        .hint = near.empty() ? "the ids are those of `remit extract`" : "did you mean:" + near,
        .file = file});
    return kCouldNot;
  }
  return kDone;
}

}  // namespace

void add_explain(CLI::App& program, const Common& common, int& exit_code) {
  struct Options {
    std::string file, node;
  };
  const auto options = std::make_shared<Options>();
  CLI::App* command =
      program.add_subcommand("explain", "Say which rule made a node or an item, from which words");
  command->add_option("FILE", options->file, "The document; - is standard input")->required();
  command
      ->add_option("ID", options->node,
                   "A node's id, or a post's, a duty's: art_11__sec_11.02, duty_17")
      ->required();
  command->footer(
      "Examples:\n"
      "  remit explain constitution.pdf art_11     the rule that made this node\n"
      "  remit explain constitution.pdf duty_17    … and what found this duty");
  command->callback(
      [options, &common, &exit_code] { exit_code = run(options->file, options->node, common); });
}

}  // namespace remit::cli
