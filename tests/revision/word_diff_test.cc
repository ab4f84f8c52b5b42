#include "remit/revision/word_diff.h"

#include <gtest/gtest.h>
#include <sstream>

#include "support/shipped_grammar.h"

namespace remit {
namespace {

/// "the [shall] {will} report": the words of both, those that go in [], those that come in {}.
std::string marked(const std::string& a, const std::string& b) {
  Vocabulary vocabulary(test::shipped_grammar());
  const NameIndex names({});
  const CanonicalText x = vocabulary.read(a, names), y = vocabulary.read(b, names);
  std::string out;
  for (const WordRun& run : diff_words(x.words, y.words)) {
    out += run.op == WordOp::Delete ? "[" : run.op == WordOp::Insert ? "{" : "";
    const bool of_a = run.op == WordOp::Delete;
    const CanonicalText& text = of_a ? x : y;
    const Span words = of_a ? run.a : run.b;
    for (std::uint32_t i = words.begin; i < words.end; ++i)
      out +=
          (i > words.begin ? " " : "") + (of_a ? a : b).substr(text.at[i].begin, text.at[i].size());
    out += run.op == WordOp::Delete ? "] " : run.op == WordOp::Insert ? "} " : " ";
  }
  return out.empty() ? out : out.substr(0, out.size() - 1);
}

TEST(WordDiff, MarksWhatChanged) {
  const std::tuple<const char*, const char*, const char*> cases[] = {
      {"", "", ""},
      {"one two", "one two", "one two"},
      {"One, two.", "one two", "one two"},
      {"", "one", "{one}"},
      {"one", "", "[one]"},
      {"the clerk shall report", "the clerk will report", "the clerk [shall] {will} report"},
      {"keep a b c", "keep a c", "keep a [b] c"},
      {"rule 4.02 applies", "rule 4.03 applies", "rule [4.02] {4.03} applies"},
      // a word that two long changes happen to share tells nothing
      {"red hats are worn in the hall by every guest who comes",
       "blue shoes may be left in a box near some other door",
       "[red hats are worn in the hall by every guest who comes] "
       "{blue shoes may be left in a box near some other door}"},
  };
  for (const auto& [a, b, expected] : cases) EXPECT_EQ(marked(a, b), expected);
}

TEST(WordDiff, CoversBothTextsInOrder) {
  // long enough to be taken apart at the words that occur once
  std::vector<WordId> a, b;
  for (WordId i = 0; i < 30000; ++i) {
    a.push_back(i % 7 == 0 ? 100000 + i : i % 50);
    if (i % 11 != 0) b.push_back(a.back());
    if (i % 13 == 0) b.push_back(200000 + i);
  }
  std::uint32_t at_a = 0, at_b = 0;
  const auto runs = diff_words(a, b);
  for (const WordRun& run : runs) {
    ASSERT_EQ(run.a.begin, at_a);
    ASSERT_EQ(run.b.begin, at_b);
    if (run.op == WordOp::Keep) {
      ASSERT_TRUE(std::equal(a.begin() + run.a.begin, a.begin() + run.a.end,
                             b.begin() + run.b.begin, b.begin() + run.b.end));
    }
    at_a = run.a.end;
    at_b = run.b.end;
  }
  EXPECT_EQ(at_a, a.size());
  EXPECT_EQ(at_b, b.size());
  EXPECT_GT(kept_words(runs), a.size() * 8 / 10);
}

TEST(PathologicalWordDiff, LongTextsTakeLittleTime) {
  const std::size_t size = 200000;
  std::vector<WordId> one_word(size, 1), two_words(size), other(size), backwards(size);
  for (std::size_t i = 0; i < size; ++i) {
    two_words[i] = i % 2;
    other[i] = static_cast<WordId>(i);
    backwards[i] = static_cast<WordId>(size - i);
  }
  for (const auto& a : {one_word, two_words, other, backwards})
    for (const auto& b : {one_word, two_words, other, backwards}) {
      const auto runs = diff_words(a, b);
      ASSERT_FALSE(runs.empty());
      EXPECT_EQ(runs.back().a.end, size);
      EXPECT_EQ(runs.back().b.end, size);
    }
}

}  // namespace
}  // namespace remit
