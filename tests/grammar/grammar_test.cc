#include "remit/grammar/grammar.h"

#include <gtest/gtest.h>

#include "support/files.h"
#include "support/shipped_grammar.h"
#include "support/temp_dir.h"

namespace remit {
namespace {

using test::TempDir;

/// An error as the command line prints it, its folder left out.
std::string printed(const Error& error, const TempDir& dir) {
  std::string text = error.file;
  if (const std::string prefix = dir.path().string() + "/"; text.starts_with(prefix))
    text.erase(0, prefix.size());
  if (error.line > 0) text += ':' + std::to_string(error.line) + ':' + std::to_string(error.column);
  text += ": ";
  if (!error.rule.empty()) text += "rule \"" + error.rule + "\": ";
  return text + error.message + " [" + error.code + "]";
}

struct Wrong {
  const char* name;
  const char* yaml;
  const char* message;
};

class GrammarRefuses : public ::testing::TestWithParam<Wrong> {};

TEST_P(GrammarRefuses, WithThePlace) {
  const TempDir dir;
  test::write(dir.path() / "own.yaml", GetParam().yaml);
  const auto grammar = Grammar::load({dir.path()});
  ASSERT_FALSE(grammar);
  EXPECT_EQ(printed(grammar.error(), dir), GetParam().message);
}

TEST(GrammarRefusesAlso, AKindItDoesNotKnow) {
  const TempDir dir;
  test::write(dir.path() / "own.yaml", "rules:\n- id: a\n  kind: chapter\n");
  const auto grammar = Grammar::load({dir.path()});
  ASSERT_FALSE(grammar);
  EXPECT_TRUE(
      printed(grammar.error(), dir)
          .starts_with("own.yaml:3:9: rule \"a\": unknown kind (known: division, marker, "));
}

TEST(GrammarFindsAll, WithTheHintsOfALongerTextToo) {
  const Grammar& grammar = test::shipped_grammar();
  const std::string_view text = "The reeve shall ride. He may not sleep.";
  const Hints hints = grammar.hints(text);
  for (const std::string_view part : {text, text.substr(0, 21), text.substr(22)}) {
    const auto found = grammar.find_all(RuleKind::Modal, part, hints);
    const auto alone = grammar.find_all(RuleKind::Modal, part);
    ASSERT_EQ(found.size(), part == text ? 2U : 1U);
    ASSERT_EQ(alone.size(), found.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
      EXPECT_EQ(found[i].at, alone[i].at);
      EXPECT_EQ(found[i].rule, alone[i].rule);
    }
    EXPECT_EQ(grammar.find_all(RuleKind::Modal, part, {}).size(), found.size());
  }
  EXPECT_TRUE(Grammar().find_all(RuleKind::Modal, text).empty());
}

TEST(GrammarFindsAll, FromLeftToRightTheLongerFirst) {
  const TempDir dir;
  test::write(dir.path() / "own.yaml", R"(rules:
- {id: shall, kind: modal, type: obligation, pattern: '\b(?P<word>shall)\b', examples: [shall]}
- {id: shall_not, kind: modal, type: prohibition, pattern: '\bshall not\b', examples: [shall not]}
)");
  const auto grammar = Grammar::load({dir.path()});
  ASSERT_TRUE(grammar);
  const std::string text = "The reeve shall ride and shall not sleep; he marshalls none.";
  const auto found = grammar->find_all(RuleKind::Modal, text);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].rule->id, "shall");
  EXPECT_EQ(found[0].group("word"), "shall");
  EXPECT_EQ(found[1].rule->id, "shall_not");
  EXPECT_EQ(text.substr(found[1].at.begin, found[1].at.size()), "shall not");
  EXPECT_TRUE(grammar->find_all(RuleKind::Reference, text).empty());
}

TEST(GrammarRoles, AUsersFormsAreAdded) {
  const TempDir first, second;
  test::write(first.path() / "a.yaml", "roles:\n- id: reeve\n  forms: [Maer]\n");
  test::write(first.path() / "b.yaml",
              "roles:\n- id: reeve\n  kind: statutory\n  forms: [Reeve]\n"
              "  acts: [{title: Reeves Act 1899, provision: section 2}]\n");
  test::write(second.path() / "own.yaml", "roles:\n- id: reeve\n  forms: [Town Reeve]\n");
  const auto grammar = Grammar::load({first.path(), second.path()});
  ASSERT_TRUE(grammar);
  ASSERT_EQ(grammar->roles().size(), 1u);
  const Role& reeve = grammar->roles()[0];
  EXPECT_EQ(reeve.kind, RoleKind::Statutory);
  EXPECT_EQ(reeve.forms, (std::vector<std::string>{"Reeve", "Maer", "Town Reeve"}));
  ASSERT_EQ(reeve.acts.size(), 1u);
  EXPECT_EQ(reeve.acts[0].provision, "section 2");
}

const Wrong kWrong[] = {
    {"NotYaml", "rules:\n- id: [a\n", "own.yaml:3:1: end of sequence flow not found [bad-grammar]"},
    {"NotAMap", "- a\n", "own.yaml:1:1: a grammar is a map with the key 'rules' [bad-grammar]"},
    {"UnknownKeyOfTheFile", "rulez:\n- id: a\n",
     "own.yaml:1:1: unknown key 'rulez' (known: about, abbreviations, conflicts, fragments, roles, "
     "rules) "
     "[bad-grammar]"},
    {"NoId", "rules:\n- kind: bullet\n", "own.yaml:2:3: a rule needs an 'id' [bad-grammar]"},
    {"RulesNoList", "rules: 3\n", "own.yaml:1:8: 'rules' must be a list [bad-grammar]"},
    {"NoSuchFragment", "rules:\n- id: a\n  kind: bullet\n  pattern: '{{word}}x'\n",
     "own.yaml:4:12: rule \"a\": no such fragment: \"{{word}}\" [bad-pattern]"},
    {"UnknownKey", "rules:\n- id: a\n  patern: x\n",
     "own.yaml:3:3: rule \"a\": unknown key 'patern' [bad-grammar]"},
    {"UnknownType", "rules:\n- id: a\n  type: chapter\n  pattern: x\n",
     "own.yaml:3:9: rule \"a\": unknown type 'chapter' [bad-grammar]"},
    {"UnknownForce", "rules:\n- id: a\n  kind: modal\n  type: duty\n  pattern: x\n",
     "own.yaml:4:9: rule \"a\": unknown type 'duty' [bad-grammar]"},
    {"RoleWithoutForms", "roles:\n- id: reeve\n",
     "own.yaml:2:3: rule \"reeve\": a role needs 'forms' that documents print [bad-grammar]"},
    {"UnknownKindOfRole", "roles:\n- id: reeve\n  kind: rank\n",
     "own.yaml:3:9: rule \"reeve\": unknown kind (known: statutory, office, body, people) "
     "[bad-grammar]"},
    {"UnknownNumerals", "rules:\n- id: a\n  numerals: [greek]\n",
     "own.yaml:3:14: rule \"a\": unknown numerals (known: decimal, decimal_roman, arabic, "
     "lower_alpha, upper_alpha, "
     "lower_roman, upper_roman) [bad-grammar]"},
    {"NoPattern", "rules:\n- id: a\n  kind: bullet\n",
     "own.yaml:2:3: rule \"a\": a rule needs a 'pattern' [bad-grammar]"},
    {"NoExamples", "rules:\n- id: a\n  kind: bullet\n  pattern: '^x'\n",
     "own.yaml:2:3: rule \"a\": a rule needs 'examples' that prove it [bad-grammar]"},
    {"BadPattern", "rules:\n- id: a\n  kind: bullet\n  pattern: '^(?P<label>[0-9]+'\n",
     "own.yaml:4:12: rule \"a\": missing ): \"^(?P<label>[0-9]+\" [bad-pattern]"},
    {"LookAhead", "rules:\n- id: a\n  kind: bullet\n  pattern: '^x(?=y)'\n",
     "own.yaml:4:12: rule \"a\": invalid perl operator: \"(?=\" [bad-pattern]"},
    {"BadFragment",
     "fragments:\n  num: '[0-9'\nrules:\n- id: a\n  kind: bullet\n  pattern: '^{{num}}'\n",
     "own.yaml:6:12: rule \"a\": missing ]: \"[0-9\" [bad-pattern]"},
    {"UnknownGroup", "rules:\n- id: a\n  kind: bullet\n  pattern: '^(?P<number>x)'\n",
     "own.yaml:4:12: rule \"a\": unknown group \"number\" (known: label, num, heading) "
     "[bad-pattern]"},
    {"TooManyGroups",
     "rules:\n- id: a\n  kind: bullet\n  pattern: '^(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)(k)(l)'\n",
     "own.yaml:4:12: rule \"a\": too many groups: write (?:…) where nothing is kept [bad-pattern]"},
    {"UnknownKeyOfAnExample",
     "rules:\n- id: a\n  kind: bullet\n  pattern: '^x'\n  examples: [{text: x, nmu: x}]\n",
     "own.yaml:5:24: rule \"a\": its pattern has no group for the key \'nmu\' of an example "
     "[bad-grammar]"},
    {"OneIdTwice",
     "rules:\n- {id: a, kind: bullet, pattern: '^x', examples: [x]}\n"
     "- {id: a, kind: bullet, pattern: '^y', examples: [y]}\n",
     "own.yaml:3:3: rule \"a\": its id is taken already, at own.yaml:2 [bad-grammar]"},
    {"NodeWithoutType",
     "rules:\n- id: a\n  kind: division\n  pattern: '^(?P<label>x)'\n  examples: [x]\n",
     "own.yaml:2:3: rule \"a\": it makes nodes: it needs a 'type' and a group (?P<label>…) "
     "[bad-grammar]"},
    {"MarkerWithoutNumerals",
     "rules:\n- id: a\n  kind: marker\n  type: paragraph\n  pattern: '^(?P<label>x)'\n  examples: "
     "[x]\n",
     "own.yaml:2:3: rule \"a\": a marker needs 'numerals' and a group (?P<num>…) [bad-grammar]"},
};

INSTANTIATE_TEST_SUITE_P(Grammar, GrammarRefuses, ::testing::ValuesIn(kWrong),
                         [](const auto& instance) { return std::string(instance.param.name); });

TEST(Grammar, SaysWhereThereIsNone) {
  const TempDir dir;
  const auto missing = Grammar::load({dir.path() / "none"});
  ASSERT_FALSE(missing);
  EXPECT_EQ(printed(missing.error(), dir), "none: No such file or directory [no-grammar]");
  EXPECT_EQ(missing.error().hint, "name a folder of grammar files with --grammars DIR");
  const auto empty = Grammar::load({dir.path()});
  ASSERT_FALSE(empty);
  EXPECT_EQ(empty.error().message, "there is no *.yaml file in it");
}

/// Whatever a file of a grammar holds, it is read or refused; it never ends the program.
TEST(Grammar, OddYamlIsRefusedToo) {
  for (const char* yaml :
       {"", "rules:\n", "rules: 3\n", "rules: [3]\n", "rules: {a: b}\n", "[a]: b\n",
        "rules:\n- id: [a]\n", "rules:\n- {id: a, pattern: [x]}\n",
        "rules:\n- {id: a, examples: 3}\n", "rules:\n- {id: a, examples: [[x]]}\n",
        "rules:\n- {id: a, kind: {}}\n", "fragments: 3\n", "fragments: [a]\n",
        "fragments: {a: [b]}\n", "rules:\n- {id: a, needs_gap: perhaps}\n", "a: &a [*a]\n",
        "rules: *none\n", "\xFF\xFE", "rules:\n- id: a\n  ? {b: c}\n  : d\n"}) {
    const TempDir dir;
    test::write(dir.path() / "own.yaml", yaml);
    const auto grammar = Grammar::load({dir.path()});
    if (!grammar) {
      EXPECT_FALSE(grammar.error().message.empty()) << yaml;
      EXPECT_EQ(grammar.error().file, (dir.path() / "own.yaml").string()) << yaml;
    }
  }
}

TEST(Grammar, ReadsYmlFilesToo) {
  const TempDir dir;
  test::write(dir.path() / "own.yml",
              "rules:\n- {id: a, kind: bullet, pattern: '^x', examples: [x]}\n");
  const auto grammar = Grammar::load({dir.path()});
  ASSERT_TRUE(grammar) << grammar.error().message;
  EXPECT_EQ(grammar->rules().size(), 1u);
}

TEST(Grammar, FragmentsArePutIn) {
  const TempDir dir;
  test::write(dir.path() / "own.yaml",
              "fragments: {a: 'x'}\nrules:\n- {id: a, kind: bullet, pattern: '^{{a}}{{a}}', "
              "examples: [xx]}\n");
  const auto grammar = Grammar::load({dir.path()});
  ASSERT_TRUE(grammar);
  EXPECT_EQ(grammar->rules().front().source, "^xx");
}

constexpr const char* kBullet =
    "rules:\n- {id: sign, kind: bullet, pattern: '^(?P<label>\\*)', examples: [\"* a\"]}\n"
    "- {id: dash, kind: bullet, pattern: '^(?P<label>-)', examples: [\"- a\"]}\n";

TEST(Grammar, ALaterFoldersRuleTakesThePlaceOfOneWithItsId) {
  const TempDir dir;
  test::write(dir.path() / "theirs/a.yaml", kBullet);
  test::write(dir.path() / "own/en/a.yaml",
              "rules:\n- {id: sign, kind: bullet, pattern: '^(?P<label>~)', examples: [\"~ a\"]}\n"
              "- {id: third, kind: bullet, pattern: '^(?P<label>!)', examples: [\"! a\"]}\n");
  const auto grammar = Grammar::load({dir.path() / "theirs", dir.path() / "own"});
  ASSERT_TRUE(grammar) << grammar.error().message;
  std::vector<std::string> ids;
  for (const Rule& rule : grammar->rules()) ids.push_back(rule.id);
  EXPECT_EQ(ids, (std::vector<std::string>{"sign", "dash", "third"}));
  EXPECT_EQ(grammar->rules().front().language, "en");
  EXPECT_EQ(grammar->rules().front().line, 2);
  EXPECT_FALSE(grammar->matches(RuleKind::Bullet, "* a"));
  EXPECT_TRUE(grammar->matches(RuleKind::Bullet, "~ a"));
  EXPECT_FALSE(grammar->matches(RuleKind::Marker, "~ a"));
}

TEST(Grammar, GivesTheMatchesOfAKindInItsOwnOrder) {
  const auto found = test::shipped_grammar().match(RuleKind::Marker, "(i) to adjourn");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].rule->id, "letter_parens");
  EXPECT_EQ(found[0].label, "(i)");
  EXPECT_EQ(found[0].num, "i");
  EXPECT_EQ(found[0].heading, "");
}

TEST(Grammar, WhatIsCompiledOnlyWhenItIsUsedFindsTheSame) {
  const auto proven = Grammar::load({test::source_path("grammars")}, 1);
  ASSERT_TRUE(proven) << proven.error().message;
  const std::string_view text = "The Clerk shall, after consulting the Chair, report to Council.";
  for (const RuleKind kind : {RuleKind::Modal, RuleKind::Clause}) {
    const auto found = proven->find_all(kind, text);
    const auto expected = test::shipped_grammar().find_all(kind, text);
    ASSERT_FALSE(found.empty());
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
      EXPECT_EQ(found[i].rule->id, expected[i].rule->id);
      EXPECT_EQ(found[i].at, expected[i].at);
    }
  }
}

TEST(Grammar, AnExampleThatDoesNotHoldIsToldWithItsLine) {
  const TempDir dir;
  test::write(dir.path() / "own.yaml",
              "rules:\n- id: article\n  kind: division\n  type: article\n"
              "  pattern: '^(?P<label>Article (?P<num>\\d+))'\n"
              "  examples:\n  - {text: Article 11, num: \"12\"}\n  - Chapter 3\n"
              "  rejects: [Article 3 applies]\n");
  const auto grammar = Grammar::load({dir.path()});
  ASSERT_TRUE(grammar) << grammar.error().message;
  std::vector<std::pair<int, std::string>> told;
  for (const ExampleFailure& failure : test_examples(*grammar))
    told.emplace_back(failure.line, failure.message);
  EXPECT_EQ(told, (std::vector<std::pair<int, std::string>>{
                      {7, "reads num \"11\" in \"Article 11\", not \"12\""},
                      {8, "does not take \"Chapter 3\""},
                      {9, "takes \"Article 3 applies\", which it must reject"}}));
}

TEST(Grammar, TheShippedRulesDoAsTheirExamplesSay) {
  for (const ExampleFailure& failure : test_examples(test::shipped_grammar()))
    ADD_FAILURE() << failure.rule->file << ':' << failure.line << ": rule \"" << failure.rule->id
                  << "\" " << failure.message;
  for (const Rule& rule : test::shipped_grammar().rules())
    EXPECT_FALSE(rule.rejects.empty())
        << "rule \"" << rule.id << "\" says nothing that it must not take";
}

}  // namespace
}  // namespace remit
