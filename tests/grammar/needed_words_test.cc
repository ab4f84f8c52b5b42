#include "remit/grammar/needed_words.h"

#include <gtest/gtest.h>

#include "remit/grammar/pattern.h"
#include "remit/grammar/word_scan.h"
#include "support/shipped_grammar.h"

namespace remit {
namespace {

/// {{"\bif", "0"}, {"the"}}  →  "|if 0 & the"; spaces in a word are shown as _.
std::string shown(const std::vector<std::vector<std::string>>& lists) {
  std::string out;
  for (const auto& list : lists) {
    if (!out.empty()) out += " & ";
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (i > 0) out += ' ';
      for (const char c : list[i]) out += c == '\b' ? '|' : c == ' ' ? '_' : c;
    }
  }
  return out;
}

struct Case {
  const char* pattern;
  const char* words;
};

TEST(NeededWords, AreWhatEveryMatchHolds) {
  const Case cases[] = {
      {R"(\b(?i:shall|will)\b)", "|shall| |will|"},
      {R"(the (?:Clerk|Dean))", "the_clerk the_dean"},
      {R"((?P<head>Dean)s?\s+of\s+Oakby)", "|oakby & dean| deans| & |of|"},
      {R"(appoint(?:s|ed)?)", "appoint"},
      {R"(re-?number)", "re-number renumber"},
      {R"(bell(?:ringer)*\s*tower)", "tower & bell"},
      {R"((?:bell){2,3}rope)", "bellrope & bell"},
      {R"([Rr]eeve\.)", "reeve."},
      {R"([“"]term[”"])", "\"term\" \"term” “term\" “term”"},
      {R"(section \d+)", "section_0 & 0"},
      {R"(\d+(?:\.[0-9]+)+)", ".0 & 0"},
      {R"((?:^|\s)(?:tolls?)(?:\s|$))", "toll"},
      {R"(\(the [^()]+\))", "(the_"},
      {R"((?i)bell tower)", "bell_tower"},
      {R"(be(?i)ll|Tower)", "bell tower"},
      {R"(a{b)", "a{b"},
  };
  for (const Case& each : cases)
    EXPECT_EQ(shown(needed_words(each.pattern)), each.words) << each.pattern;
}

TEST(NeededWords, ThereAreNoneWhereNothingIsSure) {
  for (const char* pattern :
       {"", "a", "(?:bell)?", "(?:bell)*", "(?:bell){0,2}", "bell|.", "bell|", "[^bell]", "[a-z]+",
        R"(\pLl)", R"(\p{Lu}+)", R"(\Qbell\E)", R"(\x62ell)", "(?i:é)", "(bell", "bell)", "[bell"})
    EXPECT_EQ(shown(needed_words(pattern)), "") << pattern;
}

/// Holds the words of every searched rule against the texts of all examples: a rule that matches
/// has them.
TEST(NeededWords, NoShippedRuleMatchesWithoutThem) {
  const Grammar& grammar = test::shipped_grammar();
  std::vector<std::string> texts;
  for (const Rule& rule : grammar.rules()) {
    for (const Example& example : rule.examples) texts.push_back(example.text);
    for (const Example& example : rule.rejects) texts.push_back(example.text);
  }
  std::size_t looks = 0, matches = 0, likely_ones = 0;
  for (const Rule& rule : grammar.rules()) {
    if (!is_searched(rule.kind)) continue;
    EXPECT_EQ(rule.words, needed_words(rule.source)) << rule.id;
    const WordScan scan(rule.words);
    const std::uint64_t all = (std::uint64_t{1} << rule.words.size()) - 1;
    for (const std::string& text : texts) {
      const bool likely = rule.words.empty() || scan.found_in(text).front() == all;
      const bool matched = RE2::PartialMatch(text, rule.pattern->regex());
      EXPECT_TRUE(likely || !matched) << rule.id << " in " << text;
      matches += matched ? 1 : 0;
      likely_ones += likely ? 1 : 0;
      ++looks;
    }
  }
  EXPECT_GT(matches, 1000U);
  EXPECT_LT(likely_ones, looks / 10);  // the words are worth their while
}

}  // namespace
}  // namespace remit
