#include "remit/check/check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "remit/format/check_config.h"
#include "remit/format/check_writer.h"
#include "remit/format/record_writer.h"
#include "remit/format/yaml_reader.h"
#include "support/corpus.h"

namespace remit {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Record read(const std::string& name, const std::string& markdown) {
  auto extraction =
      extract({.file = name, .format = InputFormat::Markdown}, markdown, test::shipped_grammar());
  EXPECT_TRUE(extraction);
  return std::move(extraction->record);
}

/// "file code message" of each finding that is no note.
std::vector<std::string> messages(const std::vector<Record>& records) {
  std::vector<std::string> out;
  for (const Finding& finding : check(records, test::shipped_grammar()))
    if (finding.diagnostic.severity != Severity::Info)
      out.push_back(records[finding.file].source.file + ' ' + finding.diagnostic.code + ' ' +
                    finding.diagnostic.message);
  return out;
}

const char* const kPartOne = R"(# Part 1 - The Tower

## Article 1 - Bells

1.01 Ringing

The Tower Captain rings as Part 3 of the Constitution and paragraph 2 of Part 2 say.
)";
const char* const kPartTwo = R"(# Part 2 - Rules

## Rope Rules

1. Ropes are kept dry.
2. Stays are kept whole, as Article 1 says.
)";
const char* const kPartThree = R"(# Part 3 - Codes

1. The Rope Rules bind all ringers.
)";

TEST(Check, WhatOneFileLacksAnotherHolds) {
  EXPECT_THAT(
      messages({read("one.md", kPartOne), read("two.md", kPartTwo), read("three.md", kPartThree)}),
      IsEmpty());
}

TEST(Check, WhatNoFileHoldsIsAFindingOnlyInAWholeConstitution) {
  const std::string part_two = std::string(kPartTwo) + "3. Part 9 of the Constitution says more.\n";
  // without Part 2 nobody knows what the others hold
  const std::string part_three =
      std::string(kPartThree) + "2. Part 9 of the Constitution says more.\n";
  EXPECT_THAT(messages({read("one.md", kPartOne), read("three.md", part_three)}), IsEmpty());
  EXPECT_THAT(
      messages({read("one.md", kPartOne), read("two.md", part_two), read("three.md", kPartThree)}),
      ElementsAre("two.md reference-dangling \"Part 9 of the Constitution\" is nowhere in "
                  "these files"));
}

TEST(Check, AParagraphThatAPartOfAnotherFileLacks) {
  const std::string part_three =
      std::string(kPartThree) + "2. Nobody rings as paragraph 7 of Part 2 says.\n";
  EXPECT_THAT(
      messages({read("one.md", kPartOne), read("two.md", kPartTwo), read("three.md", part_three)}),
      ElementsAre("three.md reference-dangling \"paragraph 7 of Part 2\" is nowhere in "
                  "these files"));
}

TEST(Check, APostInOneFileHoldsTheRoleThatAnotherSpeaksOf) {
  const Record posts =
      read("posts.md",
           "Article 9 - Officers\n\nThe Port Engineer is designated as the Head of "
           "Paid Service.\n\nThe Head of Bells is designated as the Monitoring "
           "Officer.\n");
  const Record duties = read("duties.md",
                             "Article 10 - Duties\n\n10.1 Functions of the Monitoring Officer\n\n"
                             "The Monitoring Officer shall keep the book.\n");
  EXPECT_THAT(messages({posts, duties}), IsEmpty());
}

TEST(Check, ARecordThatWasReadBackHasTheSameFindings) {
  const Record record = read("rules.md",
                             "# Rules\n\n1. The tower is open.\n3. Nobody climbs the roof, but as "
                             "rule 17 says.\n3A. The key hangs in the porch.\n");
  const auto again = read_record(to_yaml(record), "rules.yaml");
  ASSERT_TRUE(again);
  const std::vector<Record> first = {record}, second = {*again};
  const auto found = check(first, test::shipped_grammar());
  ASSERT_FALSE(found.empty());
  // a line of the page becomes the line of its node
  for (const Finding& finding : check(second, test::shipped_grammar()))
    EXPECT_FALSE(finding.diagnostic.line.empty()) << finding.diagnostic.code;
  EXPECT_EQ(found.size(), check(second, test::shipped_grammar()).size());
}

TEST(Check, SeveritiesAreSetAndCodesAreLeftOut) {
  const std::vector<Record> records = {
      read("rules.md", "# Rules\n\n1. The tower is open.\n3. Nobody climbs.\n3A. Nor falls.\n")};
  const auto codes = [&](const Severities& severities) {
    std::vector<std::pair<std::string, Severity>> out;
    for (const Finding& finding : check(records, test::shipped_grammar(), severities))
      out.emplace_back(finding.diagnostic.code, finding.diagnostic.severity);
    return out;
  };
  EXPECT_THAT(codes({}), ElementsAre(std::pair{"numbering-gap", Severity::Warning},
                                     std::pair{"numbering-inserted", Severity::Info}));
  EXPECT_THAT(codes({{"numbering-gap", Severity::Error}, {"numbering-inserted", std::nullopt}}),
              ElementsAre(std::pair{"numbering-gap", Severity::Error}));
}

TEST(CheckConfig, IsReadOrRefusedWithItsLine) {
  const auto good = read_check_config(
      "severity:\n  numbering-gap: info\n  reference-dangling: error\n  term-unused: off\n", "c");
  ASSERT_TRUE(good);
  EXPECT_EQ(*good, (Severities{{"numbering-gap", Severity::Info},
                               {"reference-dangling", Severity::Error},
                               {"term-unused", std::nullopt}}));
  EXPECT_TRUE(read_check_config("", "c"));

  const std::vector<std::pair<std::string, std::string>> bad = {
      {"severity:\n  numbering-gap: info\n  numbering-gaps: info\n",
       "3 there is no code \"numbering-gaps\""},
      {"severity:\n  numbering-gap: loud\n", "2 numbering-gap: \"loud\" is no severity"},
      {"severities: {}\n", "1 unknown key \"severities\""},
      {"- numbering-gap\n", "1 it must be a map with the key \"severity\""},
      {"severity: off\n", "1 \"severity\" must be a map of codes"},
  };
  for (const auto& [text, message] : bad) {
    const auto config = read_check_config(text, "c.yaml");
    ASSERT_FALSE(config) << text;
    EXPECT_EQ(config.error().code, "bad-config");
    EXPECT_EQ(config.error().file, "c.yaml");
    EXPECT_EQ(std::to_string(config.error().line) + ' ' + config.error().message, message);
  }
}

TEST(CheckConflicts, NameRolesThatThereAre) {
  const Grammar& grammar = test::shipped_grammar();
  ASSERT_FALSE(grammar.conflicts().empty());
  for (const RoleConflict& conflict : grammar.conflicts())
    for (const std::string& role : conflict.roles)
      EXPECT_TRUE(std::any_of(grammar.roles().begin(), grammar.roles().end(),
                              [&](const Role& known) { return known.id == role; }))
          << role;
}

TEST(PathologicalCheck, AParagraphOfManyReferencesThatLeadNowhere) {
  std::string text = "# Part 1 - A\n\n# Part 2 - B\n\nThe wardens follow ";
  for (int i = 0; i < 20'000; ++i) text += "Part 9, ";
  const std::vector<Record> records = {read("long.md", text + "and more.\n")};
  EXPECT_GE(check(records, test::shipped_grammar()).size(), 20'000U);
}

}  // namespace
}  // namespace remit
