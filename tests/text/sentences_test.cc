#include "remit/text/sentences.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace remit {
namespace {

using testing::ElementsAre;

std::vector<std::string> sentences(std::string_view text) {
  SentenceBreaker breaker({"No.", "s.", "e.g."});
  std::vector<std::string> out;
  for (const Span span : breaker.split(text))
    out.emplace_back(text.substr(span.begin, span.size()));
  return out;
}

TEST(Sentences, AreParted) {
  EXPECT_THAT(sentences("The clerk rides. The reeve walks!  Who sleeps?"),
              ElementsAre("The clerk rides.", "The reeve walks!", "Who sleeps?"));
  EXPECT_THAT(sentences(""), ElementsAre());
  EXPECT_THAT(sentences("  no stop  "), ElementsAre("no stop"));
}

TEST(Sentences, DoNotEndAtAnAbbreviation) {
  EXPECT_THAT(sentences("Under s. 5 and Form No. 12 he rides. It rains."),
              ElementsAre("Under s. 5 and Form No. 12 he rides.", "It rains."));
  EXPECT_THAT(sentences("An animal (e.g. Daisy) grazes."),
              ElementsAre("An animal (e.g. Daisy) grazes."));
}

TEST(Sentences, DoNotEndAtTheInitialOfAName) {
  SentenceBreaker breaker({"Mr.", "Cllr."});
  const auto count = [&](std::string_view text) { return breaker.split(text).size(); };
  EXPECT_EQ(count("Mr J. Brown shall ring."), 1u);
  EXPECT_EQ(count("Cllr. J. R. Brown shall ring."), 1u);
  EXPECT_EQ(count("The bells are in Annex B. The Verger shall ring."), 2u);
}

TEST(Sentences, DoNotEndInBrackets) {
  EXPECT_THAT(sentences("He may ride (a mule. A horse is too good.) or walk. Then he rests."),
              ElementsAre("He may ride (a mule. A horse is too good.) or walk.", "Then he rests."));
}

TEST(Sentences, EndInSpiteOfABracketThatNeverCloses) {
  EXPECT_THAT(sentences("He rides (a mule. It rains."),
              ElementsAre("He rides (a mule.", "It rains."));
}

TEST(Sentences, GoOnBeforeASmallLetter) {
  EXPECT_THAT(sentences("The office closes at 5 p.m. on Fridays."),
              ElementsAre("The office closes at 5 p.m. on Fridays."));
}

}  // namespace
}  // namespace remit
