#include "remit/grammar/needed_words.h"

#include <gtest/gtest.h>
#include <random>

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

/// Patterns and texts by chance, of signs that patterns are made of and of words that they match.
class Chance {
 public:
  std::string pattern(int depth) {
    std::string out = sequence(depth);
    for (int more = below(3); more > 0; --more) out += '|' + sequence(depth);
    return out;
  }

  std::string text() {
    std::string out;
    for (int words = below(10); words > 0; --words)
      out += one_of({"a", "b", "c", "ab", "bc", "B", " ", "The", "of", "k", "\u212A", "S", "ſ",
                     "7", "é", "É", "’",  ".",  ",", "(", "-",   "“",  "_", "x",      "\n"});
    return out;
  }

 private:
  int below(int end) { return static_cast<int>(random_() % static_cast<unsigned>(end)); }
  std::string one_of(std::initializer_list<const char*> list) {
    return *(list.begin() + below(static_cast<int>(list.size())));
  }

  std::string sequence(int depth) {
    std::string out;
    for (int items = 1 + below(4); items > 0; --items) {
      out += item(depth);
      if (below(3) == 0) out += one_of({"?", "*", "+", "{1,2}", "{2}", "{0,1}", "??", "+?"});
    }
    return out;
  }

  std::string item(int depth) {
    if (depth > 0 && below(6) == 0)
      return one_of({"(", "(?:", "(?i:", "(?-i:"}) + pattern(depth - 1) + ')';
    return one_of({"ab",   "bc",    "a",    "c",      " ",     "the",  "of",     "K",    "s",
                   "7",    "12",    "é",    "’",      ".",     "\\.",  "\\s",    "\\d",  "\\w",
                   "\\W",  "\\b",   "^",    "$",      "-",     "\\(",  "[ab]",   "(?i)", "[a-c]",
                   "[^a]", "[0-9]", "[ ,]", "[\\s,]", "[“\"]", "\\pL", "\\p{Lu}"});
  }

  std::mt19937 random_;  // NOLINT: the same in every run
};

TEST(NeededWords, NoPatternMatchesWithoutThem) {
  Chance chance;
  RE2::Options quiet;
  quiet.set_log_errors(false);
  int told = 0, matches = 0;
  for (int i = 0; i < 4000; ++i) {
    const std::string pattern = chance.pattern(3);
    const RE2 regex(pattern, quiet);
    const auto words = needed_words(pattern);
    if (!regex.ok() || words.empty()) continue;
    ++told;
    const WordScan scan(words);
    const std::uint64_t all = (std::uint64_t{1} << words.size()) - 1;
    for (int n = 0; n < 40; ++n) {
      const std::string text = chance.text();
      if (!RE2::PartialMatch(text, regex)) continue;
      ++matches;
      EXPECT_EQ(scan.found_in(text).front(), all) << pattern << " in " << text;
    }
  }
  EXPECT_GT(told, 500);
  EXPECT_GT(matches, 1000);
}

}  // namespace
}  // namespace remit
