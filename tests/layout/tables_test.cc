#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <utility>

#include "remit/job/line_grammar.h"
#include "remit/layout/layout_reader.h"
#include "support/glyph_page.h"
#include "support/shipped_grammar.h"

namespace remit {
namespace {

using test::glyph_page;
using ::testing::Contains;
using ::testing::ElementsAre;

Layout read(const std::vector<Page>& pages) {
  const LineRules rules = line_rules(test::shipped_grammar());
  LayoutReader reader(rules);
  for (const Page& page : pages) reader.add(page);
  return reader.finish();
}

/// A cell that spans is followed by how many rows and columns: "Finance 1x2".
std::string text_of_cell(const Layout& layout, const Cell& cell) {
  std::string text;
  for (const Paragraph& paragraph : cell.paragraphs)
    text += (text.empty() ? "" : " / ") + text_of(layout, paragraph.words);
  if (cell.rows > 1 || cell.columns > 1)
    text += " " + std::to_string(cell.rows) + "x" + std::to_string(cell.columns);
  return text;
}

/// Paragraphs, and the rows of tables: "| Post | Functions"; a header's row begins with "!".
std::vector<std::string> blocks_of(const Layout& layout) {
  std::vector<std::string> blocks;
  for (const Block& block : layout.blocks) {
    if (!block.table) {
      blocks.push_back(text_of(layout, block.paragraph.words));
      continue;
    }
    for (std::size_t r = 0; r < block.table->rows.size(); ++r) {
      std::string text = static_cast<int>(r) < block.table->header_rows ? "!" : "";
      for (const Cell& cell : block.table->rows[r]) text += "| " + text_of_cell(layout, cell) + " ";
      while (text.back() == ' ') text.pop_back();
      blocks.push_back(text);
    }
  }
  return blocks;
}

std::vector<std::string> blocks_of(std::string_view picture) {
  return blocks_of(read({glyph_page(picture)}));
}

bool has_table(const Layout& layout) {
  return std::any_of(layout.blocks.begin(), layout.blocks.end(),
                     [](const Block& block) { return block.table.has_value(); });
}

TEST(AlignedTables, AreOpenedByABoldHeader) {
  EXPECT_THAT(
      blocks_of(R"(
    The posts of the Council and what they do are set out below, and each
    of them is filled by the Council itself.

    *Post*               *Reports to*       *Functions*

    Town Clerk         Mayor            Minutes and records of
                                        every meeting; elections
    Clerk of the       Town Clerk       Stalls
    Market
    Treasurer          Mayor            Accounts

    The Council may make others as it sees fit, at any of its meetings in
    the year.
  )"),
      ElementsAre("The posts of the Council and what they do are set out below, and each "
                  "of them is filled by the Council itself.",
                  "!| Post | Reports to | Functions",
                  "| Town Clerk | Mayor | Minutes and records of every meeting; elections",
                  "| Clerk of the Market | Town Clerk | Stalls", "| Treasurer | Mayor | Accounts",
                  "The Council may make others as it sees fit, at any of its meetings in "
                  "the year."));
}

TEST(AlignedTables, MayHaveBlankCells) {
  EXPECT_THAT(blocks_of(R"(
    *Post*               *Deputy*           *Pay*

    Town Clerk         Ann Pell         12

    Treasurer                           9

    Beadle             Tom Wray
  )"),
              ElementsAre("!| Post | Deputy | Pay", "| Town Clerk | Ann Pell | 12",
                          "| Treasurer |  | 9", "| Beadle | Tom Wray |"));
}

TEST(AlignedTables, NeedNoHeaderWhereThreeColumnsAreFilledRowByRow) {
  EXPECT_THAT(blocks_of(R"(
    These members were there:

    Ann Pell           North ward       Mayor
    Tom Wray           South ward       Deputy
    Una Marsh          East ward        Member
    Ian Holt           West ward        Member
  )"),
              ElementsAre("These members were there:", "| Ann Pell | North ward | Mayor",
                          "| Tom Wray | South ward | Deputy", "| Una Marsh | East ward | Member",
                          "| Ian Holt | West ward | Member"));
}

TEST(AlignedTables, GoOnOverAPageWithAndWithoutTheirHeader) {
  constexpr const char* kFirst = R"(
    *Term*              *Meaning*

    Budget            the sums set aside for a year
    Member            somebody elected to the Council
    Meeting           one that was called by the Clerk
  )";
  const auto expected = ElementsAre("!| Term | Meaning", "| Budget | the sums set aside for a year",
                                    "| Member | somebody elected to the Council",
                                    "| Meeting | one that was called by the Clerk",
                                    "| Ward | a part of the town", "| Year | from May to May");
  const Page again = glyph_page(R"(
    *Term*              *Meaning*

    Ward              a part of the town
    Year              from May to May
  )",
                                2);
  const Page without = glyph_page(R"(
    Ward              a part of the town
    Year              from May to May
  )",
                                  2);
  EXPECT_THAT(blocks_of(read({glyph_page(kFirst), again})), expected);
  EXPECT_THAT(blocks_of(read({glyph_page(kFirst), without})), expected);
}

TEST(AlignedTables, TwoOfThemStayApart) {
  const Layout layout = read({glyph_page(R"(
    *Post*               *Reports to*
    Town Clerk         Mayor
    Treasurer          Mayor

    *Meeting*            *Month*
    Yearly             May
    Budget             March
  )")});
  EXPECT_EQ(layout.blocks.size(), 2U);
  EXPECT_THAT(blocks_of(layout), Contains("!| Meeting | Month"));
}

/// What looks like columns and is no table.
class NoTable : public testing::TestWithParam<const char*> {};

TEST_P(NoTable, ButText) { EXPECT_FALSE(has_table(read({glyph_page(GetParam())}))); }

constexpr const char* kNoTables[] = {
    // numbered paragraphs
    R"(
    *14.01*     *Yearly Check*
    (a)       The Clerk looks through this paper every January and
              tells the Council what to mend.
    (b)       The Council meets in March to hear of it.
    (c)       Nobody else may change it.
  )",
    // two lists beside one another
    R"(
    1.   Market Committee        5.   Parks Committee
    2.   Streets Committee       6.   Hall Committee
    3.   Fairs Committee         7.   Bridge Committee
    4.   Pumps Committee         8.   Clock Committee
  )",
    // a contents list
    R"(
    *Contents*                                           *Page*
    Opening words                                       3
    Articles of the town                                5
    Rules of debate                                     19
    Market rules                                        24
  )",
    // signatures
    R"(
    Signed by the Clerk            Signed by the Mayor

    Ann Pell                       Tom Wray
    Clerk                          Mayor
  )",
    // addresses
    R"(
    *Clerk: Ann Pell*                *Treasurer: Tom Wray*
    3 High Street                  The Old Forge
    Lower Penwick                  Upper Penwick
  )",
    // two columns of a page under two headings
    R"(
    *Of the Clerk*                       *Of the Treasurer*
    The Clerk keeps the minutes of     The Treasurer keeps the books
    each meeting and sends them to     of the town and shows them to
    the members within ten days of     whoever asks for them, on any
    it. Whoever wants a copy pays a    day of the week but on Sunday.
    fee that the Council sets every    The Council looks at the books
    March, and has it in a week or     in May, and has them seen by a
    so after that has been paid in.    stranger to the town, who must
  )",
    // minutes with a column of who acts
    R"(
    *Items*                                     *Action*
    Police report
    The officer spoke of the winter and of
    two bicycles.
    Open forum
    Nobody came.
    Matters arising
    The bench will be painted.                TW
    Planning
    No letters had come in.
    The hall needs a roof.                    AP
  )",
};
INSTANTIATE_TEST_SUITE_P(Aligned, NoTable, testing::ValuesIn(kNoTables));

TEST(ShadedTables, HaveEveryOtherRowOnAShade) {
  Page page = glyph_page(R"(
    These look after the quay, each for a year from the day of the fair:

    Lamps           the warden of the quay, or whoever
                    the Council names in his place
    Oil             the clerk
    Ropes           the ferryman, who counts them at
                    midsummer
    Bells           the verger of the church

    Nobody has two of these posts in one year, and nobody has one twice.
  )");
  const auto shade = [&](int first, int last) {
    page.fills.push_back({.box = {70, 72.0f + 12 * static_cast<float>(first) - 9, 362,
                                  72.0f + 12 * static_cast<float>(last) + 3},
                          .rgb = 0xE0E0E0});
  };
  shade(2, 3);
  shade(5, 6);
  const Layout layout = read({page});
  EXPECT_THAT(
      blocks_of(layout),
      ElementsAre("These look after the quay, each for a year from the day of the fair:",
                  "| Lamps | the warden of the quay, or whoever the Council names in his "
                  "place",
                  "| Oil | the clerk", "| Ropes | the ferryman, who counts them at midsummer",
                  "| Bells | the verger of the church",
                  "Nobody has two of these posts in one year, and nobody has one twice."));
}

TEST(ShadedTables, TitlesOnAShadeMakeNone) {
  Page page = glyph_page(R"(
    The lamps

    The warden lights the lamps of the quay at dusk and puts them out
    at sunrise.

    The ferry

    The ferry leaves when the bell has rung, and nobody rows across.
  )");
  page.fills.push_back({.box = {70, 63, 480, 75}, .rgb = 0xE0E0E0});
  page.fills.push_back({.box = {70, 123, 480, 135}, .rgb = 0xE0E0E0});
  EXPECT_FALSE(has_table(read({page})));
}

TEST(RuledTables, MayBeRuledByDots) {
  Page page = glyph_page(R"(
    ┌─────────────┬─────────────────────────┐
    │ Lamps       │ the warden of the quay  │
    ├─────────────┼─────────────────────────┤
    │ Oil         │ the clerk               │
    └─────────────┴─────────────────────────┘
  )");
  const std::vector<Ruling> lines = std::exchange(page.rulings, {});
  for (const Ruling& line : lines)  // each dot is as high as wide: a ruling either way
    for (float at = 0; at <= std::max(line.x1 - line.x0, line.y1 - line.y0); at += 2) {
      const float x = line.horizontal() ? line.x0 + at : line.x0;
      const float y = line.horizontal() ? line.y0 : line.y0 + at;
      page.rulings.push_back({.x0 = x - 0.25f, .y0 = y, .x1 = x + 0.25f, .y1 = y, .width = 0.5f});
      page.rulings.push_back({.x0 = x, .y0 = y - 0.25f, .x1 = x, .y1 = y + 0.25f, .width = 0.5f});
    }
  EXPECT_THAT(blocks_of(read({page})),
              ElementsAre("| Lamps | the warden of the quay", "| Oil | the clerk"));
}

TEST(RuledTables, CellsSpanRowsAndColumns) {
  EXPECT_THAT(
      blocks_of(R"(
    ┌──────────┬──────────┬──────────┐
    │ *Post*     │ *Duty*     │ *Since*    │
    ├──────────┼──────────┼──────────┤
    │ Clerk    │ Minutes  │ 2019     │
    │          ├──────────┼──────────┤
    │          │ Letters  │ 2020     │
    ├──────────┴──────────┴──────────┤
    │ Posts that are not filled      │
    ├──────────┬──────────┬──────────┤
    │ Beadle   │ Keys     │ 2021     │
    └──────────┴──────────┴──────────┘
  )"),
      ElementsAre("!| Post | Duty | Since", "| Clerk 2x1 | Minutes | 2019", "|  | Letters | 2020",
                  "| Posts that are not filled 1x3 |  |", "| Beadle | Keys | 2021"));
}

TEST(RuledTables, ARowWithLessRoomBelowItWasCutByThePage) {
  const Page first = glyph_page(R"(
    ┌──────────────────┬─────────────────────┐
    │ *Post*             │ *Functions*           │
    │                  │                     │
    ├──────────────────┼─────────────────────┤
    │ Town Clerk       │ Minutes.            │
    │                  │                     │
    ├──────────────────┼─────────────────────┤
    │ Keeper of Town   │ Open doors.         │
    └──────────────────┴─────────────────────┘
  )");
  const Page second = glyph_page(R"(
    ┌──────────────────┬─────────────────────┐
    │ *Post*             │ *Functions*           │
    │                  │                     │
    ├──────────────────┼─────────────────────┤
    │ Records          │                     │
    │                  │ Old papers.         │
    │                  │                     │
    └──────────────────┴─────────────────────┘
  )",
                                 2);
  EXPECT_THAT(blocks_of(read({first, second})),
              ElementsAre("!| Post | Functions", "| Town Clerk | Minutes.",
                          "| Keeper of Town Records | Open doors. / Old papers."));
}

TEST(RuledTables, ARowThatNoRuleClosesWasCutByThePage) {
  const Page first = glyph_page(R"(
    ────────────────────────────────────────
     *Holder*            *Functions*
    ────────────────────────────────────────
     Town Clerk        Minutes.
    ────────────────────────────────────────
     Officers          Meetings.
  )");
  const Page second = glyph_page(R"(
    ────────────────────────────────────────
     *Holder*            *Functions*
    ────────────────────────────────────────
     Of the market     Stalls.
    ────────────────────────────────────────
     Treasurer         Accounts.
    ────────────────────────────────────────
  )",
                                 2);
  EXPECT_THAT(
      blocks_of(read({first, second})),
      ElementsAre("!| Holder | Functions", "| Town Clerk | Minutes.",
                  "| Officers / Of the market | Meetings. / Stalls.", "| Treasurer | Accounts."));
}

}  // namespace
}  // namespace remit
