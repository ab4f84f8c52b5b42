#include "remit/check/numbers_check.h"

#include <optional>
#include <string>
#include <unordered_map>

#include "remit/structure/numbering.h"

namespace remit {
namespace {

bool is_reference_code(std::string_view code) { return code.starts_with("reference-"); }

/// The number that `num` was put in after: 6 of "6A", a of "aa"; none where it counts on.
std::optional<std::string> stem_of(const std::string& num) {
  const auto number = read_number(Numerals::Decimal, num);
  if (number && number->last().suffix > 0) return num.substr(0, num.size() - 1);
  const bool doubled = num.size() == 2 && num[0] == num[1] && num[0] >= 'a' && num[0] <= 'z';
  const bool roman = doubled && (num[0] == 'i' || num[0] == 'x');  // ii and xx count on
  if (doubled && !roman) return num.substr(0, 1);
  return std::nullopt;
}

/// Whether `before`, which stands right before a number, is its stem or was put in after that too.
bool comes_after(const std::string& before, const std::string& stem) {
  return before == stem ||
         (before.size() == stem.size() + 1 && before.starts_with(stem) && stem_of(before) == stem);
}

void look_at_siblings(const Corpus& corpus, const std::vector<NodeId>& siblings, Findings& out) {
  const Grammar& grammar = corpus.grammar();
  const Node* last = nullptr;
  for (const NodeId id : siblings) {
    const Node& node = corpus.tree().nodes[id];
    if (!node.num) continue;
    const std::string num = bare(*node.num);
    const std::string label = node.label.value_or(*node.num);
    const auto stem = stem_of(num);
    if (stem && last && last->type == node.type && comes_after(bare(*last->num), *stem))
      out.add(id, "numbering-inserted",
              label + " was put in after " + last->label.value_or(*last->num),
              "where the text is numbered anew, what points here must follow");
    const bool leaf = node.children.empty() && !node.table;
    if (leaf &&
        (node.heading ? node.text.empty() && grammar.matches(RuleKind::NotUsed, *node.heading)
                      : grammar.matches(RuleKind::NotUsed, node.text)))
      out.add(id, "numbering-unused", label + " is not used",
              "it may go, where the text is numbered anew");
    last = &node;
  }
}

}  // namespace

void add_read_findings(const Corpus& corpus, Findings& out) {
  for (std::size_t file = 0; file < corpus.records().size(); ++file) {
    const Record& record = corpus.records()[file];
    std::unordered_map<std::string_view, NodeId> nodes;
    for (NodeId id = 0; id < record.structure.nodes.size(); ++id)
      nodes.emplace(record.structure.nodes[id].id, corpus.start_of(file) + id);
    bool unplaced = false;
    for (const Diagnostic& diagnostic : record.diagnostics) {
      if (is_reference_code(diagnostic.code)) continue;
      unplaced = unplaced || diagnostic.code == "words-unplaced";
      const auto node = nodes.find(diagnostic.node);
      out.add(file, diagnostic, node == nodes.end() ? kNoNode : node->second);
    }
    if (const std::size_t words = record.accounting.unplaced(); words > 0 && !unplaced)
      out.add(file,
              {.code = "words-unplaced",
               .severity = Severity::Error,
               .message = std::to_string(words) + " words are in no node",
               .hint = "please report it, with the file"},
              kNoNode);
  }
}

void check_numbers(const Corpus& corpus, Findings& out) {
  const Tree& tree = corpus.tree();
  for (std::size_t file = 0; file < corpus.records().size(); ++file) {
    std::vector<NodeId> roots = corpus.records()[file].structure.roots;
    for (NodeId& root : roots) root += corpus.start_of(file);
    look_at_siblings(corpus, roots, out);
  }
  for (const Node& node : tree.nodes) look_at_siblings(corpus, node.children, out);
}

}  // namespace remit
