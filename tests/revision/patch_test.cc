#include <gtest/gtest.h>
#include <random>

#include "remit/format/diff_reader.h"
#include "remit/format/diff_writer.h"
#include "remit/revision/amend.h"
#include "remit/revision/tree_patch.h"
#include "support/check_all.h"
#include "support/compared.h"
#include "support/corpus.h"
#include "support/random_edits.h"

namespace remit {
namespace {

/// All that a comparison has to carry of a node.
std::string line_of(const Node& node) {
  const auto field = [](const std::optional<std::string>& text) {
    return text ? " | " + *text : " -";
  };
  std::string line = node.id + ' ' + std::string(name_of(node.type)) + field(node.num) +
                     field(node.label) + field(node.heading) + " | " + node.text + " ^" +
                     std::to_string(node.parent);
  if (!node.table) return line;
  const auto add_row = [&](const std::vector<std::string>& row) {
    line += "\n  ";
    for (const std::string& cell : row) line += " [" + cell + ']';
  };
  add_row(node.table->header);
  for (const auto& row : node.table->rows) add_row(row);
  for (const CellSpan& span : node.table->spans)
    line += " +" + std::to_string(span.row) + ',' + std::to_string(span.column) + ',' +
            std::to_string(span.rows) + ',' + std::to_string(span.columns);
  return line;
}

/// The first place at which two trees differ; "": they do not.
std::string first_difference(const Tree& got, const Tree& wanted) {
  for (std::size_t i = 0; i < std::max(got.nodes.size(), wanted.nodes.size()); ++i) {
    const std::string x = i < got.nodes.size() ? line_of(got.nodes[i]) : "(nothing)";
    const std::string y = i < wanted.nodes.size() ? line_of(wanted.nodes[i]) : "(nothing)";
    if (x != y) return "got    " + x + "\nwanted " + y;
  }
  return "";
}

/// What is wrong with amend(a, diff(a, b)) = b, the comparison written and read back; "": nothing.
std::string flaw(const Record& a, const Record& b) {
  const Grammar& grammar = test::shipped_grammar();
  const RecordDiff diff = diff_records(a, b, grammar);
  const DiffView view{a, b, diff};
  const auto from_yaml = read_patch(to_yaml(view), "diff.yaml");
  if (!from_yaml) return from_yaml.error().message;
  const auto from_json = read_patch(to_json(view), "diff.json");
  if (!from_json) return from_json.error().message;
  for (const TreePatch& patch : {make_patch(a, b, diff), *from_yaml, *from_json}) {
    const Amended amended = amend(a, patch, grammar);
    for (const AmendmentEffect& effect : amended.effects.amendments)
      if (!effect.refused.empty()) return effect.target.value_or("-") + ": " + effect.refused;
    const std::string wrong = first_difference(amended.record.structure, b.structure);
    if (!wrong.empty()) return wrong;
  }
  return "";
}

std::string flaw_both_ways(const Record& a, const Record& b) {
  std::string wrong = flaw(a, b);
  if (wrong.empty()) wrong = flaw(b, a);
  return wrong.empty() ? wrong : a.source.file + ", " + b.source.file + ": " + wrong;
}

std::vector<Record> records_of(const std::vector<std::filesystem::path>& files) {
  std::vector<Record> records;
  for (const auto& file : files)
    if (auto extraction = extract({.file = file.string()}, test::shipped_grammar()))
      records.push_back(std::move(extraction->record));
  return records;
}

/// The records that the corpus of comparisons has, two by two.
std::vector<Record> compared_records() {
  std::vector<Record> records;
  for (const auto& file : test::corpus_files("diff"))
    for (const test::CorpusCase& one : test::corpus_cases(file)) {
      const std::size_t cut = one.input.find("+++\n");
      records.push_back(test::record_of(one.input.substr(0, cut), InputFormat::Markdown));
      records.push_back(test::record_of(one.input.substr(cut + 4), InputFormat::Markdown));
    }
  return records;
}

TEST(PatchProperty, AmendedByTheComparisonAIsB) {
  const std::vector<Record> records = compared_records();
  ASSERT_GT(records.size(), 20U);
  for (std::size_t i = 0; i < records.size(); ++i)
    for (const std::size_t j : {i ^ 1U, (i + 3) % records.size()})
      EXPECT_EQ(flaw(records[i], records[j]), "") << i << " and " << j;
}

TEST(PatchProperty, OfAllFixtures) {
  const std::vector<Record> records = records_of(test::fixtures());
  ASSERT_GT(records.size(), 8U);
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (std::size_t i = 0; i < records.size(); ++i)
    for (std::size_t j = 0; j <= i; ++j) pairs.emplace_back(i, j);
  const auto wrong = test::check_all(pairs, [&](const auto& pair) {
    return flaw_both_ways(records[pair.first], records[pair.second]);
  });
  EXPECT_TRUE(wrong.empty()) << test::listed(wrong);
}

TEST(PatchProperty, OfTreesThatWereEditedAtRandom) {
  const std::vector<Record> records =
      records_of({test::source_path("fixtures/plain/millbrook.txt"),
                  test::source_path("fixtures/plain/penwick.md"),
                  test::source_path("fixtures/eastmere/constitution.pdf"),
                  test::source_path("fixtures/harrowmere/constitution.pdf")});
  ASSERT_EQ(records.size(), 4U);
  std::vector<std::uint32_t> seeds(200);
  for (std::uint32_t i = 0; i < seeds.size(); ++i) seeds[i] = i;
  const auto wrong = test::check_all(seeds, [&](std::uint32_t seed) {
    const Record& a = records[seed % records.size()];
    Record b;
    b.source.file = "seed " + std::to_string(seed);
    b.structure = test::RandomEdits(a.structure, seed).make(1 + static_cast<int>(seed % 40));
    Record c = b;
    c.structure = test::RandomEdits(b.structure, seed + 1).make(12);
    std::string flaw = flaw_both_ways(a, b);
    return flaw.empty() ? flaw_both_ways(b, c) : flaw;
  });
  EXPECT_TRUE(wrong.empty()) << test::listed(wrong);
}

TEST(CorpusPatch, OfVersionsOfRealConstitutions) {
  const std::filesystem::path folder = test::shared_dir() / "corpus";
  const std::pair<const char*, const char*> pairs[] = {{"big/small-20-a.pdf", "big/small-20-b.pdf"},
                                                       {"pdf/000-word.pdf", "pdf/001-word.pdf"},
                                                       {"pdf/002-word.pdf", "pdf/002-draft.pdf"},
                                                       {"pdf/003-plain.pdf", "pdf/003-word.pdf"}};
  if (!std::filesystem::is_directory(folder)) GTEST_SKIP() << "no folder of constitutions";
  for (const auto& [a, b] : pairs) {
    const std::vector<Record> records = records_of({folder / a, folder / b});
    ASSERT_EQ(records.size(), 2U) << a;
    EXPECT_EQ(flaw_both_ways(records[0], records[1]), "");
  }
}

// ---- a comparison that was made from another base
// -------------------------------------------------

Record markdown(const std::string& text) { return test::record_of(text, InputFormat::Markdown); }

/// The amended tree, a line a node, then what was refused and which references follow.
std::string outcome(const Amended& amended) {
  std::string out;
  for (const Node& node : amended.record.structure.nodes)
    out += node.label.value_or("-") + ' ' + node.heading.value_or("") +
           (node.heading && !node.text.empty() ? ": " : "") + node.text + '\n';
  for (const AmendmentEffect& effect : amended.effects.amendments)
    if (!effect.refused.empty())
      out += effect.action + ' ' + effect.target.value_or("-") + ": " + effect.refused + '\n';
  for (const ReferenceEffect& effect : amended.effects.references)
    out += effect.from + " → " + effect.to + " in " + effect.node + '\n';
  return out;
}

/// … of `base`, amended by what makes `b` of `a`.
std::string amended_by(const std::string& base, const std::string& a, const std::string& b) {
  const Record of_a = markdown(a), of_b = markdown(b);
  const TreePatch patch = make_patch(of_a, of_b, diff_records(of_a, of_b, test::shipped_grammar()));
  return outcome(amend(markdown(base), patch, test::shipped_grammar()));
}

constexpr const char* kLamps =
    "# 1. Lamps\n\n1.1 Lamps are lit at dusk by the warden of the ward.\n\n"
    "1.2 Oil is kept in the cellar under the tower.\n\n"
    "1.3 Wicks are cut on the first day of the month.\n";

TEST(Patch, WhatTheBaseSaysOtherwiseIsRefusedAndTheRestIsMade) {
  EXPECT_EQ(amended_by("# 1. Lamps\n\n1.1 Lamps are lit at noon by the warden of the ward.\n\n"
                       "1.2 Oil is kept in the cellar under the tower.\n\n"
                       "1.3 Wicks are cut on the first day of the month.\n",
                       kLamps,
                       "# 1. Lamps\n\n1.1 Lamps are lit at dawn by the warden of the ward.\n\n"
                       "1.2 Oil is kept in the loft under the tower.\n\n"
                       "1.3 Wicks are cut on the first day of the month.\n"),
            "1. Lamps\n1.1 Lamps are lit at noon by the warden of the ward.\n"
            "1.2 Oil is kept in the loft under the tower.\n"
            "1.3 Wicks are cut on the first day of the month.\n"
            "replace sec_1__para_1.1: its text is not as the comparison has it\n");
}

TEST(Patch, WhatTheBaseLacksIsRefusedWithWhatHangsOnIt) {
  EXPECT_EQ(
      amended_by("# 1. Lamps\n\n1.1 Lamps are lit at dusk by the warden of the ward.\n", kLamps,
                 "# 1. Lamps\n\n1.1 Lamps are lit at dusk by the warden of the ward.\n\n"
                 "1.2 Oil is kept in the cellar under the tower.\n\n"
                 "(a) A jug holds three pints.\n\n(b) A cask holds ninety jugs.\n"),
      "1. Lamps\n1.1 Lamps are lit at dusk by the warden of the ward.\n"
      "insert sec_1__para_1.2__subpara_a: what it would stand in is not there: "
      "sec_1__para_1.2\n"
      "insert sec_1__para_1.2__subpara_b: what it would stand in is not there: "
      "sec_1__para_1.2\n"
      "delete sec_1__para_1.3: there is no sec_1__para_1.3\n");
}

TEST(Patch, WhatHoldsSomethingUnknownStays) {
  EXPECT_EQ(amended_by("# 1. Lamps\n\n1.1 Lamps are lit at dusk by the warden of the ward.\n\n"
                       "1.2 Oil is kept in the cellar under the tower.\n\n"
                       "(a) A jug holds three pints.\n\n"
                       "1.3 Wicks are cut on the first day of the month.\n",
                       kLamps,
                       "# 1. Lamps\n\n1.1 Lamps are lit at dusk by the warden of the ward.\n\n"
                       "1.3 Wicks are cut on the first day of the month.\n"),
            "1. Lamps\n1.1 Lamps are lit at dusk by the warden of the ward.\n"
            "1.2 Oil is kept in the cellar under the tower.\n(a) A jug holds three pints.\n"
            "1.3 Wicks are cut on the first day of the month.\n"
            "delete sec_1__para_1.2: sec_1__para_1.2__subpara_a, which is in it, stays\n");
}

TEST(Patch, ReferencesFollowWhereTheComparisonKnowsNothing) {
  EXPECT_EQ(amended_by(std::string(kLamps) + "\n1.4 Paragraph 1.3 binds the sexton.\n", kLamps,
                       "# 1. Lamps\n\n1.1 Lamps are lit at dusk by the warden of the ward.\n\n"
                       "1.2 Oil is kept in the cellar under the tower.\n\n"
                       "1.3A Wicks are cut on the first day of the month.\n"),
            "1. Lamps\n1.1 Lamps are lit at dusk by the warden of the ward.\n"
            "1.2 Oil is kept in the cellar under the tower.\n"
            "1.3A Wicks are cut on the first day of the month.\n"
            "1.4 Paragraph 1.3A binds the sexton.\n"
            "Paragraph 1.3 → Paragraph 1.3A in sec_1__para_1.4\n");
}

TEST(Patch, NothingIsPutIntoOrBehindItself) {
  const Record base = markdown("# 1. Lamps\n\n1.1 Oil is kept.\n\n# 2. Wicks\n\nCut.\n");
  const auto moved = [](const char* id, const char* in, const char* after) {
    return NodePatch{.a = id, .b = id, .place = PatchPlace{.in = in, .after = after}};
  };
  const std::string untouched = outcome(amend(base, TreePatch{}, test::shipped_grammar()));
  const TreePatch in_itself = {moved("sec_1", "sec_1__para_1.1", ""),
                               {.a = "sec_1__para_1.1", .b = "sec_1__para_1.1"}};
  EXPECT_EQ(outcome(amend(base, in_itself, test::shipped_grammar())),
            untouched + "move sec_1: it would stand in itself\n");
  const TreePatch in_a_ring = {moved("sec_1", "sec_2", ""), moved("sec_2", "sec_1", "")};
  EXPECT_EQ(outcome(amend(base, in_a_ring, test::shipped_grammar())),
            untouched +
                "move sec_1: it would stand in itself\n"
                "move sec_2: it would stand in itself\n");
  const TreePatch behind = {moved("sec_1", "", "sec_2"), moved("sec_2", "", "sec_1")};
  EXPECT_EQ(outcome(amend(base, behind, test::shipped_grammar())),
            untouched +
                "move sec_1: it would stand in itself\n"
                "move sec_2: it would stand in itself\n");
}

/// A patch with ids, places and whole entries exchanged.
TreePatch shuffled(TreePatch patch, std::uint32_t seed) {
  std::mt19937 random(seed);
  const auto any = [&]() -> NodePatch& { return patch[random() % patch.size()]; };
  for (int i = 0; i < 12; ++i) {
    NodePatch &x = any(), &y = any();
    switch (random() % 6) {
      case 0:
        x.place = PatchPlace{.in = y.b.value_or(""), .after = any().b.value_or("")};
        break;
      case 1:
        x.place.swap(y.place);
        break;
      case 2:
        std::swap(x.a, y.a);
        break;
      case 3:
        x.b = y.b;
        break;
      case 4:
        x.part = !x.part;
        break;
      default:
        std::swap(x, y);
    }
  }
  return patch;
}

/// What is wrong with a tree that no patch may make; "": nothing.
std::string damage(const Tree& tree) {
  std::size_t walked = 0;
  std::vector<NodeId> waiting(tree.roots.rbegin(), tree.roots.rend());
  while (!waiting.empty()) {
    const NodeId id = waiting.back();
    waiting.pop_back();
    if (id != walked++) return tree.nodes[id].id + " is out of order";
    for (auto child = tree.nodes[id].children.rbegin(); child != tree.nodes[id].children.rend();
         ++child) {
      if (tree.nodes[*child].parent != id) return tree.nodes[*child].id + " has another parent";
      waiting.push_back(*child);
    }
  }
  return walked == tree.nodes.size() ? "" : "a node hangs nowhere";
}

TEST(PatchProperty, NoPatchDamagesATree) {
  const std::vector<Record> records = records_of({test::source_path("fixtures/plain/millbrook.txt"),
                                                  test::source_path("fixtures/plain/penwick.md")});
  ASSERT_EQ(records.size(), 2U);
  std::size_t refused = 0;
  for (std::uint32_t seed = 0; seed < 400; ++seed) {
    const Record& a = records[seed % 2];
    Record b;
    b.structure = test::RandomEdits(a.structure, seed).make(15);
    const TreePatch patch = make_patch(a, b, diff_records(a, b, test::shipped_grammar()));
    const Amended amended = amend(a, shuffled(patch, seed), test::shipped_grammar());
    EXPECT_EQ(damage(amended.record.structure), "") << "seed " << seed;
    for (const AmendmentEffect& effect : amended.effects.amendments)
      refused += effect.refused.empty() ? 0 : 1;
  }
  EXPECT_GT(refused, 400U);
}

TEST(Patch, BothTextsAreShownAsOne) {
  const Record a = markdown(
      "# 1. Bells\n\n1.1 The bell in the north tower is rung each day at noon.\n\n"
      "1.2 Ropes hang free from hooks.\n\n"
      "1.3 Clappers are of iron and are greased in May.\n");
  const Record b = markdown(
      "# 1. Bells\n\n1.1 Clappers are of good iron and are greased in May.\n\n"
      "1.2 The bell in the north tower is rung each day at noon.\n");
  const RecordDiff diff = diff_records(a, b, test::shipped_grammar());
  std::string out;
  for (const MarkedNode& node : amend(a, make_patch(a, b, diff), test::shipped_grammar()).marked) {
    for (const auto* field : {&node.label, &node.heading, &node.text})
      for (const MarkedWords& words : *field)
        out += words.mark == TextMark::Gone  ? "[" + words.words + ']'
               : words.mark == TextMark::New ? "{" + words.words + '}'
                                             : words.words;
    out += '\n';
  }
  EXPECT_EQ(out,
            "1.Bells\n"
            "[1.1][The bell in the north tower is rung each day at noon.]\n"
            "[1.2][Ropes hang free from hooks.]\n"
            "[1.3]{1.1}Clappers are of{ good} iron and are greased in May.\n"
            "{1.2}{The bell in the north tower is rung each day at noon.}\n");
}

TEST(ReadPatch, SaysWhatIsAmissAndWhere) {
  const std::pair<const char*, const char*> cases[] = {
      {"remit: 1\n", "1:1 not a comparison: it has no version (remit_diff)"},
      {"remit_diff: 2\nnodes: []\n",
       "1:13 remit_diff: a comparison of version 2; this program reads version 1"},
      {"remit_diff: 1\nduties: []\n", "1:1 it does not compare nodes"},
      {"remit_diff: 1\nnodes:\n- text\n", "3:3 nodes: a list of maps is wanted, not \"text\""},
      {"remit_diff: 1\nnodes:\n- a: null\n", "3:3 a match of nothing with nothing"},
      {"remit_diff: 1\nnodes:\n- {a: null, b: sec_1, kind: only_b}\n",
       "3:3 new: it does not say where it stands (in, after)"},
      {"remit_diff: 1\nnodes:\n- {a: null, b: sec_1, new: {in: null}}\n",
       "3:28 a node without type"},
      {"remit_diff: 1\nnodes:\n- {a: x, b: y, words: [[kept, z]]}\n",
       "3:24 words: [keep, …], [delete, …] or [insert, …] is wanted, not a list"},
  };
  for (const auto& [text, expected] : cases) {
    const auto patch = read_patch(text, "diff.yaml");
    ASSERT_FALSE(patch) << text;
    EXPECT_EQ(patch.error().code, "bad-record");
    EXPECT_EQ(std::to_string(patch.error().line) + ':' + std::to_string(patch.error().column) +
                  ' ' + patch.error().message,
              expected);
  }
}

}  // namespace
}  // namespace remit
