#include "remit/analysis/place.h"

#include <gtest/gtest.h>

#include "remit/job/extract_job.h"
#include "support/shipped_grammar.h"

namespace remit {
namespace {

constexpr const char* kTowers = R"(# Rules of the Tower

| Post | Functions |
| --- | --- |
| Bell Warden (Monitoring Officer) | To keep the rope dry. |

## Definitions

| Term | Meaning |
| --- | --- |
| Peal | A full ring of changes |

The Bell Warden shall ring at noon. See section 5 of the Localism Act 2011.
)";

Record towers() {
  auto extraction = extract({.file = "towers", .format = InputFormat::Markdown}, kTowers,
                            test::shipped_grammar());
  return extraction ? std::move(extraction->record) : Record{};
}

TEST(Places, HoldTheWordsThatAnItemStandsOn) {
  const Record record = towers();
  const Tree& tree = record.structure;
  ASSERT_FALSE(record.analysis.posts.empty());
  EXPECT_TRUE(text_at(tree, record.analysis.posts[0].source[0]).starts_with("Bell Warden"));
  ASSERT_EQ(record.analysis.definitions.size(), 1U);
  EXPECT_EQ(text_at(tree, record.analysis.definitions[0].place), "Peal");
  ASSERT_EQ(record.analysis.references.size(), 1U);
  EXPECT_EQ(text_at(tree, record.analysis.references[0].place),
            "section 5 of the Localism Act 2011");
  for (const Duty& duty : record.analysis.duties) EXPECT_EQ(text_at(tree, duty.place), duty.text);
}

TEST(Places, ACellOfARowHasTheRowsPostForItsBearer) {
  const Record record = towers();
  ASSERT_EQ(record.analysis.duties.size(), 2U);
  EXPECT_EQ(record.analysis.duties[0].bearer, "Bell Warden");
  EXPECT_EQ(record.analysis.duties[0].action, "keep the rope dry");
  EXPECT_EQ(record.analysis.duties[0].place.row, 1);
  EXPECT_EQ(record.analysis.duties[0].place.column, 1);
}

TEST(Places, ThereAreNoWordsOutsideATable) {
  const Record record = towers();
  const Tree& tree = record.structure;
  Place place = record.analysis.posts[0].source[0];
  place.column = 9;
  EXPECT_EQ(text_at(tree, place), "");
  place.column = -1;
  EXPECT_EQ(text_at(tree, place), "");
}

}  // namespace
}  // namespace remit
