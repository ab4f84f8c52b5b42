#include "remit/layout/layout_reader.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sstream>

#include "remit/job/line_grammar.h"
#include "support/glyph_page.h"
#include "support/shipped_grammar.h"

namespace remit {
namespace {

using test::glyph_page;
using test::Pen;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

Layout read(std::vector<Page> pages) {
  const LineRules rules = line_rules(test::shipped_grammar());
  LayoutReader reader(rules);
  for (const Page& page : pages) reader.add(page);
  return reader.finish();
}

/// A row of a table as "Post | Functions"; a cell's paragraphs parted by a slash.
std::string text_of_row(const Layout& layout, const std::vector<Cell>& cells) {
  std::string text;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) text += " | ";
    for (std::size_t p = 0; p < cells[i].paragraphs.size(); ++p)
      text += (p > 0 ? " / " : "") + text_of(layout, cells[i].paragraphs[p].words);
  }
  return text;
}

/// Paragraphs, and the rows of tables, in reading order.
std::vector<std::string> blocks_of(const Layout& layout) {
  std::vector<std::string> blocks;
  for (const Block& block : layout.blocks) {
    if (block.table)
      for (const auto& row : block.table->rows) blocks.push_back(text_of_row(layout, row));
    else
      blocks.push_back(text_of(layout, block.paragraph.words));
  }
  return blocks;
}

std::vector<std::string> furniture_of(const Layout& layout) {
  std::vector<std::string> texts;
  for (const Furniture& furniture : layout.furniture)
    texts.push_back(text_of(layout, furniture.words));
  return texts;
}

std::vector<std::string> words_of_lines(const Layout& layout) {
  std::vector<std::string> lines;
  for (const Line& line : layout.lines) {
    std::string text;
    for (std::uint32_t i = line.words.begin; i < line.words.end; ++i)
      text += (text.empty()                ? ""
               : layout.words[i].glued     ? "+"
               : layout.words[i].after_gap ? " → "
                                           : " ") +
              std::string(layout.word(i));
    lines.push_back(text);
  }
  return lines;
}

TEST(Words, EndAtASpaceAndWhereThePenJumps) {
  const Layout layout = read({glyph_page(R"(
    11.02  Functions of the Clerk
    (a)    to keep the minutes
  )")});
  EXPECT_THAT(words_of_lines(layout),
              ElementsAre("11.02 → Functions of the Clerk", "(a) → to keep the minutes"));
  EXPECT_EQ(layout.word_count, 10u);
  EXPECT_EQ(layout.character_count, 43u);
}

TEST(Words, PiecesWithoutASpaceAreGlued) {
  const Layout layout = read({glyph_page("the *Clerk*’s minutes of the meeting")});
  EXPECT_THAT(blocks_of(layout), ElementsAre("the Clerk’s minutes of the meeting"));
  EXPECT_EQ(layout.word_count, 6u);
}

TEST(Lines, AreReadTopToBottomHoweverTheyWereDrawn) {
  Page page = glyph_page(R"(
    The first line of a page is
    drawn last by some programs.
  )");
  std::stable_sort(page.glyphs.begin(), page.glyphs.end(),
                   [](const Glyph& a, const Glyph& b) { return a.baseline > b.baseline; });
  EXPECT_THAT(blocks_of(read({page})),
              ElementsAre("The first line of a page is drawn last by some programs."));
}

TEST(Lines, ARaisedWordStandsInTheLineBesideIt) {
  Page page = glyph_page("the 1st meeting of the year");
  for (std::size_t i = 5; i < 7; ++i) {
    page.glyphs[i].size = 6;
    page.glyphs[i].baseline -= 4;
  }
  EXPECT_THAT(blocks_of(read({page})), ElementsAre("the 1st meeting of the year"));
}

TEST(Lines, AWordDrawnTwiceIsReadOnce) {
  Page page = glyph_page("Standing Orders");
  const auto once = page.glyphs;
  for (Glyph glyph : once) {
    glyph.x0 += 0.3f;
    glyph.x1 += 0.3f;
    page.glyphs.push_back(glyph);
  }
  const Layout layout = read({page});
  EXPECT_THAT(blocks_of(layout), ElementsAre("Standing Orders"));
  EXPECT_TRUE(layout.blocks.front().paragraph.bold);
  EXPECT_THAT(furniture_of(layout), ElementsAre("Standing", "Orders"));
  EXPECT_EQ(layout.word_count, 4u);
}

TEST(Lines, LettersSetApartAreWords) {
  EXPECT_THAT(blocks_of(read({glyph_page(R"(
    P A R T   4

    R U L E S   O F   D E B A T E

    A B or C D
  )")})),
              ElementsAre("PART 4", "RULES OF DEBATE", "A B or C D"));
}

TEST(Columns, ThreeWithANarrowGutter) {
  // the gutters are little more than a character wide, and no column's lines are level with
  // another's
  const char* const columns[] = {
      "the first col- all lines of it are read before the next one is so much as looked at; it "
      "goes on in this way to its end without a break ",
      "now the second which stands be- side the first one is read all through from its top down "
      "to its foot like the others are ",
      "and at the end the third of all of the columns here which ends the page with the same even "
      "lines as the two before "};
  constexpr float kWidth = 150, kGap = 8, kLetter = 5, kSpace = 3;
  Page page = glyph_page("x");
  page.glyphs.clear();
  for (std::size_t c = 0; c < 3; ++c) {
    const float left = 72 + static_cast<float>(c) * (kWidth + kGap);
    float x = left, baseline = 100 + static_cast<float>(c) * 4;
    for (int times = 0; times < 4; ++times) {
      std::istringstream words(columns[c]);
      for (std::string word; words >> word; x += kSpace) {
        if (x + kLetter * static_cast<float>(word.size()) > left + kWidth) {
          x = left;
          baseline += 12;
        }
        for (const char letter : word) {
          page.glyphs.push_back({.x0 = x,
                                 .x1 = x + kLetter,
                                 .baseline = baseline,
                                 .size = 10,
                                 .character = static_cast<char32_t>(letter)});
          x += kLetter;
        }
      }
    }
  }
  const Layout layout = read({page});
  ASSERT_EQ(layout.cuts.size(), 1u);
  EXPECT_EQ(layout.cuts.front().columns.size(), 3u);
  std::vector<float> lefts;
  for (const Line& line : layout.lines) lefts.push_back(line.box.x0);
  EXPECT_TRUE(std::is_sorted(lefts.begin(), lefts.end()));
}

// The gap below the first line of a column tells nothing of the line at the foot of the one before.
TEST(Columns, AParagraphGoesOnFromOneToTheNext) {
  EXPECT_THAT(blocks_of(read({glyph_page(R"(
    The lamps of the quay are lit by       one of them dark tells the clerk,
    the warden at dusk. Nobody may         who has it mended in the course of
    carry a light on board a ferry.        the week. Glass is paid for by the
                                           ward that broke it.
    The warden looks after the lamps
    of the quay, and also of the old       The ferry leaves when the bell of
    mill and the bridge. Whoever finds     the church has rung.
)")})),
              ElementsAre("The lamps of the quay are lit by the warden at dusk. Nobody may carry a "
                          "light on board a ferry.",
                          "The warden looks after the lamps of the quay, and also of the old mill "
                          "and the bridge. Whoever finds one of them dark tells the clerk, who has "
                          "it mended in the course of the week. Glass is paid for by the ward that "
                          "broke it.",
                          "The ferry leaves when the bell of the church has rung."));
}

TEST(Columns, AHeadingBetweenThemIsReadInItsPlace) {
  const std::string columns = R"(
    The lamps of the quay are lit by       The ferry leaves when the bell of
    the warden at dusk. Whoever finds      the church has rung. Nobody rows
    one of them dark tells the clerk,      across while it is under way, and
    who has it mended in the course of     dogs are carried at the foot of a
    the week. Glass is paid for by the     mast. The fare is a penny for all
    ward that broke it.                    who are not of the town.

)";
  const auto read_with = [&](const std::string& heading) {
    return blocks_of(read({glyph_page(columns + heading + columns)}));
  };
  const auto expected_with = [](std::vector<std::string> heading) {
    const std::vector<std::string> text = {
        "The lamps of the quay are lit by the warden at dusk. Whoever finds one of them dark tells "
        "the clerk, who has it mended in the course of the week. Glass is paid for by the ward "
        "that broke it.",
        "The ferry leaves when the bell of the church has rung. Nobody rows across while it is "
        "under way, and dogs are carried at the foot of a mast. The fare is a penny for all who "
        "are not of the town."};
    std::vector<std::string> all = text;
    all.insert(all.end(), heading.begin(), heading.end());
    all.insert(all.end(), text.begin(), text.end());
    return all;
  };
  EXPECT_EQ(
      read_with("    *The winter rules, which are those of the summer but for the hours*\n\n"),
      expected_with({"The winter rules, which are those of the summer but for the hours"}));
  EXPECT_EQ(read_with("                             *The winter rules*\n\n"),
            expected_with({"The winter rules"}));
  EXPECT_EQ(read_with("    *The winter rules*\n\n"), expected_with({"The winter rules"}));
  EXPECT_EQ(read_with("    In the winter the hours are others, and so is the fare: it is\n"
                      "    twice as much.\n\n"),
            expected_with({"In the winter the hours are others, and so is the fare: it is twice as "
                           "much."}));
}

TEST(Boxes, BesideTheTextAreReadBehindItsParagraph) {
  const Layout layout = read({glyph_page(R"(
    The warden lights the lamps of the quay at dusk and puts them out at
    sunrise, but for the night of the fair, when they are left to burn.

    Whoever finds one of them dark tells       ┌─────────────────────────┐
    the clerk. It is mended in the week,       │  Lost lamps are brought │
    and the ward pays for the glass, but       │  to the tollhouse, and  │
    not for the oil: this comes from the       │  held for a year there. │
    town's own store, which is kept shut       └─────────────────────────┘
    on holidays. A ward that cannot pay asks the Council for a loan, and
    gives it back when the rates are in.

    The ferry leaves when the bell has rung, and nobody rows across while
    it is under way.
  )")});
  EXPECT_THAT(
      blocks_of(layout),
      ElementsAre("The warden lights the lamps of the quay at dusk and puts them out at sunrise, "
                  "but for the night of the fair, when they are left to burn.",
                  "Whoever finds one of them dark tells the clerk. It is mended in the week, and "
                  "the ward pays for the glass, but not for the oil: this comes from the town's "
                  "own store, which is kept shut on holidays. A ward that cannot pay asks the "
                  "Council for a loan, and gives it back when the rates are in.",
                  "Lost lamps are brought to the tollhouse, and held for a year there.",
                  "The ferry leaves when the bell has rung, and nobody rows across while it is "
                  "under way."));
  EXPECT_TRUE(layout.blocks[2].paragraph.aside);
}

TEST(Boxes, InTheFlowArePartedFromTheTextAroundThem) {
  EXPECT_THAT(blocks_of(read({glyph_page(R"(
    The warden lights the lamps of the quay at dusk and puts them out
    at sunrise. The store of oil is his to keep, and he says every week
    ┌───────────────────────────────────────────────────────────────────┐
    │        The store is shut on the days of the fair, and the         │
    │        warden has the key. Lamps are lent out by the clerk        │
    │        alone.                                                     │
    └───────────────────────────────────────────────────────────────────┘
    what is left of it to the clerk. Glass is paid for by the ward in
    which the lamp was broken, at the price of the day before that one.
  )")})),
              ElementsAre("The warden lights the lamps of the quay at dusk and puts them out at "
                          "sunrise. The store of oil is his to keep, and he says every week",
                          "The store is shut on the days of the fair, and the warden has the key. "
                          "Lamps are lent out by the clerk alone.",
                          "what is left of it to the clerk. Glass is paid for by the ward in which "
                          "the lamp was broken, at the price of the day before that one."));
}

TEST(Boxes, AMarkBehindWordsOfALineIsNone) {
  Page page = glyph_page(R"(
    The warden lights the lamps of the quay at dusk and puts them out
    at sunrise. The store of oil is his to keep, and he says every week
    what is left of it to the clerk, who writes it down in the book of
    the quay. It is read out in May.
  )");
  page.fills.push_back({.box = {220, 87, 400, 99}, .rgb = 0xFFFF00});
  EXPECT_EQ(blocks_of(read({page})).size(), 1u);
  // nor is what frames the whole page
  page.fills.push_back({.box = {60, 40, 560, 700}, .rgb = 0xEEEEEE});
  EXPECT_EQ(blocks_of(read({page})).size(), 1u);
}

TEST(SideNotes, StandBesideTheirParagraph) {
  const Layout layout = read({glyph_page(R"(
    4.1  The door of the hall is shut at ten each night.
    4.2  Only what the steward has poured may be drunk          see the Wine
         in the hall, and none of it after ten at night.        Book, rule 9
    4.3  Nobody may lend the key of the hall to another.
    4.4  The steward keeps a list of who has borrowed it.
    4.5  A lost key is paid for by the Member who lost it.
    4.6  The hall may be hired by any Member for a feast.
    4.7  The price of the hire is set by the Council in May.
    4.8  A Member who has hired the hall leaves it clean.
    4.9  The steward looks at the hall on the day after.
  )")});
  const auto blocks = blocks_of(layout);
  ASSERT_GT(blocks.size(), 3u);
  EXPECT_EQ(blocks[1],
            "4.2 Only what the steward has poured may be drunk in the hall, and none of it after "
            "ten at night.");
  EXPECT_EQ(blocks[2], "see the Wine Book, rule 9");
  EXPECT_TRUE(layout.blocks[2].paragraph.aside);
  EXPECT_EQ(blocks[3], "4.3 Nobody may lend the key of the hall to another.");
}

TEST(SideNotes, ALineOfOneMayBeNumbersAlone) {
  EXPECT_THAT(
      blocks_of(read({glyph_page(R"(
    4.1  The door of the hall is shut at ten each night.        *Wine Book*
         Only what the steward has poured may be drunk          *9, s 2(2)(c)*
         in the hall, and none of it after ten at night.
    4.2  Nobody may lend the key of the hall to another.
    4.3  The steward keeps a list of who has borrowed it.
    4.4  A lost key is paid for by the Member who lost it.      *Key Book*
    4.5  The hall may be hired by any Member for a feast.       *11, s 4*
    4.6  The price of the hire is set by the Council in May.
    4.7  A Member who has hired the hall leaves it clean.
    4.8  The steward looks at the hall on the day after.
  )")})),
      ElementsAre("4.1 The door of the hall is shut at ten each night. Only what the "
                  "steward has poured may be drunk in the hall, and none of it after ten "
                  "at night.",
                  "Wine Book 9, s 2(2)(c)", "4.2 Nobody may lend the key of the hall to another.",
                  "4.3 The steward keeps a list of who has borrowed it.",
                  "4.4 A lost key is paid for by the Member who lost it.", "Key Book 11, s 4",
                  "4.5 The hall may be hired by any Member for a feast.",
                  "4.6 The price of the hire is set by the Council in May.",
                  "4.7 A Member who has hired the hall leaves it clean.",
                  "4.8 The steward looks at the hall on the day after."));
}

TEST(SideNotes, AHeadAboveAColumnOfSumsDoesNotTakeThemAlong) {
  const auto blocks = blocks_of(read({glyph_page(R"(
    The allowances are paid each month, by the steward.      Amount
    The rent of the hall for one whole year was paid.        4,500
    The coals for the stove in the hall were paid for.       12,000
    The candles of the feast in May have been paid for.
    The rope of the bell in the tower was paid for too.
    The ink and paper for the clerk have been paid for.
    The bread for the poor at the church was paid for.
    The rent of the meadow by the river has been paid.
    The wages of the steward of the hall were paid too.
    The ink and paper for the clerk have been paid for.
    The bread for the poor at the church was paid for.
    The rent of the meadow by the river has been paid.
  )")}));
  EXPECT_THAT(blocks, ::testing::Not(::testing::Contains("Amount 4,500 12,000")));
}

TEST(SideNotes, AColumnOfSumsWithAWordOrTwoIsNone) {
  const Layout layout = read({glyph_page(R"(
    The rent of the hall for one whole year was paid.        31.50
    The coals for the stove in the hall were paid for.       12.75
    The candles of the feast in May have been paid for.      free
    The rope of the bell in the tower was paid for too.      18.20
    The ink and paper for the clerk have been paid for.      4.10
    The bread for the poor at the church was paid for.       nothing
    The rent of the meadow by the river has been paid.       22.00
    The wages of the steward of the hall were paid too.      40.00
  )")});
  for (const Block& block : layout.blocks) EXPECT_FALSE(block.paragraph.aside);
}

TEST(SideNotes, SignsBeforeNumbersStandBesideTheirParagraph) {
  EXPECT_THAT(blocks_of(read({glyph_page(R"(
    ●   b   The hall is let by the hour, but for the weeks
    ●       before a fair, when it is let by the day to
            whoever asked for it first.
        c   The key is kept by the steward.
    ●   d   A lost key is paid for by whoever lost it.
  )")})),
              ElementsAre("b The hall is let by the hour, but for the weeks before a fair, when it "
                          "is let by the day to whoever asked for it first.",
                          "●", "●", "c The key is kept by the steward.",
                          "d A lost key is paid for by whoever lost it.", "●"));
}

TEST(SideNotes, OneNumberBehindAColumnOfSignsIsEnough) {
  EXPECT_THAT(blocks_of(read({glyph_page(R"(
    ●   w   If nobody has come by the hour the meeting is closed
    ●       and its business is put off to the next one, when
    ●       all of it is read again.
        x   No meeting is longer than two hours.
  )")})),
              ElementsAre("w If nobody has come by the hour the meeting is closed and its business "
                          "is put off to the next one, when all of it is read again.",
                          "●", "●", "●", "x No meeting is longer than two hours."));
  EXPECT_THAT(blocks_of(read({glyph_page(R"(
    ●   a   Ropes are mended by the sexton.
    ●   Bells are not.
  )")})),
              ElementsAre("● a Ropes are mended by the sexton.", "● Bells are not."));
}

TEST(SideNotes, HeadingsInTheLeftMarginStandBesideTheirParagraph) {
  EXPECT_THAT(blocks_of(read({glyph_page(R"(
    Keys of       4.  The steward keeps the keys of the hall and lends them
    the hall          to nobody but the warden, who signs for them.
                  5.  A lost key is paid for by the Member who lost it, as
                      soon as a new one has been made.
    Lamps         6.  (1) The lamps of the hall are lit at dusk each day.
                      (2) They are put out at ten.
    Feasts        7.  The hall may be hired by any Member for a feast, and
                      the price of the hire is set in May.
  )")})),
              ElementsAre("4. The steward keeps the keys of the hall and lends them to nobody but "
                          "the warden, who signs for them.",
                          "Keys of the hall",
                          "5. A lost key is paid for by the Member who lost it, as soon as a new "
                          "one has been made.",
                          "6. (1) The lamps of the hall are lit at dusk each day.", "Lamps",
                          "(2) They are put out at ten.",
                          "7. The hall may be hired by any Member for a feast, and the price of "
                          "the hire is set in May.",
                          "Feasts"));
}

TEST(SideNotes, BoldHeadingsInTheLeftMarginMayStandBesideMostLines) {
  EXPECT_THAT(blocks_of(read({glyph_page(R"(
    *Keys of*       4.  The steward keeps the keys of the hall and lends
    *the hall*          them to nobody but the warden, who signs for them.
    *and of the*    5.  A lost key is paid for by the Member who lost it,
    *yard*              as soon as a new one has been made.

    *Lamps*         6.  The lamps of the hall are lit at dusk each day.
  )")})),
              ElementsAre("4. The steward keeps the keys of the hall and lends them to nobody but "
                          "the warden, who signs for them.",
                          "Keys of the hall and of the yard",
                          "5. A lost key is paid for by the Member who lost it, as soon as a new "
                          "one has been made.",
                          "6. The lamps of the hall are lit at dusk each day.", "Lamps"));
}

TEST(SideNotes, HeadingsInTheLeftMarginWithNumbersOfTheirOwnAreNone) {
  for (const Block& block : read({glyph_page(R"(
    1. Keys       (a) The steward keeps the keys of the hall.
                  (b) The steward lends them to nobody.
    2. Lamps      (a) The lamps of the hall are lit at dusk.
                  (b) They are put out at ten.
  )")})
                                .blocks)
    EXPECT_FALSE(block.paragraph.aside);
}

TEST(SideNotes, BulletsAreNone) {
  EXPECT_THAT(
      blocks_of(read({glyph_page(R"(
    •   the hall and its yard
    •   the key of the hall and whatever else
        the steward keeps
    •   the well
  )")})),
      ElementsAre("• the hall and its yard",
                  "• the key of the hall and whatever else the steward keeps", "• the well"));
}

TEST(Paragraphs, OfThreeCentredLinesTwoMayBeginAtOnePlace) {
  EXPECT_THAT(blocks_of(read({glyph_page(R"(
          *A RULE TO KEEP THE FERRIES FROM MOORING*
        *OR WAITING BY THE STEPS OF THE QUAY, OR ON*
        *THE BANK OF THE RIVER, WHERE THEY ARE IN A*
                       *WAY OF OTHERS*

    No ferry is moored at the steps of the quay between dawn and dusk.
  )")})),
              ElementsAre("A RULE TO KEEP THE FERRIES FROM MOORING OR WAITING BY THE STEPS OF THE "
                          "QUAY, OR ON THE BANK OF THE RIVER, WHERE THEY ARE IN A WAY OF OTHERS",
                          "No ferry is moored at the steps of the quay between dawn and dusk."));
}

TEST(Paragraphs, GoOnOnAPageWhoseLinesAllStandFurtherIn) {
  const Page first = glyph_page(R"(
    1   Lamps

      •   Reason:

          The lamps of the hall are lit by whoever holds the tiller, and
          they are put out by him where nobody else has come to do it at
  )");
  const Page second = glyph_page(R"(
        the end of the day.

    •   Wording:
  )",
                                 2, {.left = 72 + 2 * 6});
  std::string rows;  // the usual edge is that of most lines
  for (int row = 0; row < 60; ++row) rows += "•   The bell is rung.\n";
  const Page third = glyph_page(rows, 3, {.left = 72 + 2 * 6});
  const auto blocks = blocks_of(read({first, second, third}));
  ASSERT_GT(blocks.size(), 3U);
  EXPECT_EQ(blocks[2],
            "The lamps of the hall are lit by whoever holds the tiller, and they are put out by "
            "him where nobody else has come to do it at the end of the day.");
  EXPECT_EQ(blocks[3], "• Wording:");
}

TEST(Paragraphs, ANameGoesOnBelowAHangingNumber) {
  EXPECT_THAT(blocks_of(read({glyph_page(R"(
    The hall is let to any Member for a feast, and the hire of it is set in each May
    by the Guild.

    a)  The hall stands at the end of the street that runs from the
        Corn Exchange to the quay.

    b)  Keys

    The steward keeps    RS
  )")})),
              ElementsAre("The hall is let to any Member for a feast, and the hire of it is set in "
                          "each May by the Guild.",
                          "a) The hall stands at the end of the street that runs from the Corn "
                          "Exchange to the quay.",
                          "b) Keys", "The steward keeps RS"));
}

TEST(Paragraphs, AWordAtTheRightEdgeClosesItsItem) {
  EXPECT_THAT(
      blocks_of(read({glyph_page(R"(
    v) A letter about the lamps of the hall, read by the clerk
    and sent on to whoever keeps them.                Steward
    vi) A letter about the keys.                      Noted
    vii) A letter about the well.                     Noted
  )")})),
      ElementsAre("v) A letter about the lamps of the hall, read by the clerk and sent on "
                  "to whoever keeps them. Steward",
                  "vi) A letter about the keys. Noted", "vii) A letter about the well. Noted"));
}

TEST(Paragraphs, ANameAtTheHeadOfALineGoesOnFromAFullOne) {
  EXPECT_THAT(blocks_of(read({glyph_page(R"(
    The aims of the Society are these, and no others than these:
    a)  To speak for whoever sings or plays in the Faculty of
        Music of the College;
    b)  To hold a feast in May, to which every Member of the Faculty
        may bring whom they like.
  )")})),
              ElementsAre("The aims of the Society are these, and no others than these:",
                          "a) To speak for whoever sings or plays in the Faculty of Music of the "
                          "College;",
                          "b) To hold a feast in May, to which every Member of the Faculty may "
                          "bring whom they like."));
}

TEST(Paragraphs, ASentenceGoesOnBelowAShortLine) {
  EXPECT_THAT(
      blocks_of(read({glyph_page(R"(
    The keepers of the ferry meet in May, and once more in the winter of each year.

    A fee that nobody pays is asked for again by the
    Treasurer.

    The steward tells whoever comes to the hall after dusk where
    the lamps are kept.

    The tolls are shared out among:
    (a) the keepers of the ferry, who mend the ropes and oars,
    (b) the keeper of the lamps upon the quay and the tower, and
    whoever else has a key of the hall.
  )")})),
      ElementsAre(
          "The keepers of the ferry meet in May, and once more in the winter of each year.",
          "A fee that nobody pays is asked for again by the Treasurer.",
          "The steward tells whoever comes to the hall after dusk where the lamps are kept.",
          "The tolls are shared out among:",
          "(a) the keepers of the ferry, who mend the ropes and oars,",
          "(b) the keeper of the lamps upon the quay and the tower, and",
          "whoever else has a key of the hall."));
}

/// The paragraphs that are footnotes, of a page with a small text below its body.
std::vector<std::string> notes_below(std::string_view body, std::string_view small) {
  Page page = glyph_page(body);
  const Page foot = glyph_page(small, 1, {.size = 8, .width = 5, .pitch = 10, .top = 600});
  page.glyphs.insert(page.glyphs.end(), foot.glyphs.begin(), foot.glyphs.end());
  const Layout layout = read({page});
  std::vector<std::string> notes;
  for (const Block& block : layout.blocks)
    if (block.paragraph.note) notes.push_back(text_of(layout, block.paragraph.words));
  return notes;
}

TEST(Footnotes, AListInSmallTypeIsNone) {
  constexpr std::string_view kBody = R"(
    The keepers of the ferry meet in May, and once more in the winter of each year.
    Whoever has paid the toll may come, and may bring a friend who has not paid it.
  )";
  EXPECT_THAT(
      notes_below(kBody, R"(
    1 In May, or in June where the river is high.
    2 A friend, or a neighbour.
  )"),
      ElementsAre("1 In May, or in June where the river is high.", "2 A friend, or a neighbour."));
  EXPECT_THAT(notes_below(kBody, R"(
    What has been changed since the charter was given:
    A. A comma is put in.
    2. A friend may come.
    3. The toll is a penny.
  )"),
              IsEmpty());
}

TEST(Paragraphs, AnItemThatEndsInOrIsFollowedByTheNextOnTheNextPage) {
  EXPECT_THAT(
      blocks_of(read({glyph_page(R"(
    The ferry is taken away where:
    4.1.a. the keeper has not paid the toll; or
    4.1.b. the keeper was sent away from the quay by those who meet there in May; or
  )"),
                      glyph_page(R"(
    4.1.c. the keeper keeps no ferry; or
    4.1.d. the ferry has sunk.
  )")})),
      ElementsAre(
          "The ferry is taken away where:", "4.1.a. the keeper has not paid the toll; or",
          "4.1.b. the keeper was sent away from the quay by those who meet there in May; or",
          "4.1.c. the keeper keeps no ferry; or", "4.1.d. the ferry has sunk."));
}

TEST(Paragraphs, ADashAtTheEndOfALineMayOpenAList) {
  EXPECT_THAT(blocks_of(read({glyph_page(R"(
    (3) Keepers may be told when the toll is to be paid.
    (4) Unless it says otherwise, a notice is read as -
        (a) allowing the person whom it names to vote as he likes on any of the others
            or procedural motions; and
        (b) naming that person.
  )")})),
              ElementsAre("(3) Keepers may be told when the toll is to be paid.",
                          "(4) Unless it says otherwise, a notice is read as -",
                          "(a) allowing the person whom it names to vote as he likes on any of the "
                          "others or procedural motions; and",
                          "(b) naming that person."));
}

TEST(Paragraphs, ATitleInLargeTypeGoesOnBelowAShortLine) {
  constexpr Pen kLarge{.size = 24, .width = 14, .pitch = 28};
  EXPECT_THAT(
      blocks_of(read({glyph_page("Penwick\nParish Council\n\nStanding Orders", 1, kLarge)})),
      ElementsAre("Penwick Parish Council", "Standing Orders"));
  EXPECT_THAT(blocks_of(read({glyph_page("Penwick\nParish Council")})),
              ElementsAre("Penwick", "Parish Council"));
}

TEST(Paragraphs, ANumberThatClosesABracketOpensNone) {
  EXPECT_THAT(blocks_of(read({glyph_page(R"(
    (b) to change the rules, or the name of the ferry, as the charter lets them (section
    30(1));
    (c) to close the quay.
  )")})),
              ElementsAre("(b) to change the rules, or the name of the ferry, as the charter lets "
                          "them (section 30(1));",
                          "(c) to close the quay."));
}

TEST(Paragraphs, ADoubleSpacedSentenceGoesOnBelowALineThatEndsInAnArticle) {
  EXPECT_THAT(
      blocks_of(read({glyph_page(R"(
    The keepers of the ferry meet in May, and once more in the winter of each year.

    The share of each year that is left over and is not moved to the

    Common Chest of the guild
  )")})),
      ElementsAre("The keepers of the ferry meet in May, and once more in the winter of each year.",
                  "The share of each year that is left over and is not moved to the Common Chest "
                  "of the guild"));
}

TEST(Paragraphs, ANumberedHeadingInCapitalsGoesOnBelowItsWords) {
  EXPECT_THAT(blocks_of(read({glyph_page(R"(
    *11)  DUTIES OF THE STEWARD;*
    *     KEYS OF THE HALL*
    The steward keeps the keys and gives them to nobody else.
  )")})),
              ElementsAre("11) DUTIES OF THE STEWARD; KEYS OF THE HALL",
                          "The steward keeps the keys and gives them to nobody else."));
}

TEST(Paragraphs, ATimeAtTheHeadOfALineOpensNone) {
  EXPECT_THAT(blocks_of(read({glyph_page(R"(
    The hall is opened by the steward on each weekday at
    9.30 am and shut again when the last Member has left
    it, which costs those who stay longer a fine of some
    2.5 per cent of the yearly fee.
  )")})),
              ElementsAre("The hall is opened by the steward on each weekday at 9.30 am and shut "
                          "again when the last Member has left it, which costs those who stay "
                          "longer a fine of some 2.5 per cent of the yearly fee."));
}

TEST(Paragraphs, EndWithAShortLine) {
  EXPECT_THAT(
      blocks_of(read({glyph_page(R"(
    The Clerk keeps the minutes of every meeting
    and sends them out.
    The Treasurer keeps the accounts of the town
    and shows them to the Council each year.
  )")})),
      ElementsAre(
          "The Clerk keeps the minutes of every meeting and sends them out.",
          "The Treasurer keeps the accounts of the town and shows them to the Council each year."));
}

TEST(Paragraphs, EndWhereTheNextStandsFurtherDown) {
  EXPECT_THAT(blocks_of(read({glyph_page(R"(
    The Clerk keeps the minutes of each meeting.
    They are open to everybody who asks for them

    and the accounts of the town are open as well
    to everybody who pays the fee that is due.
  )")})),
              ElementsAre("The Clerk keeps the minutes of each meeting. They are open to everybody "
                          "who asks for them",
                          "and the accounts of the town are open as well to everybody who pays the "
                          "fee that is due."));
}

TEST(Paragraphs, BeginWithANumber) {
  EXPECT_THAT(blocks_of(read({glyph_page(R"(
    The Clerk’s work in the years between elections
    (a)  keeps the minutes of each of the meetings of the
         Council and its several committees;
    (b)  sends them out to all those who are entitled to
         have them before the meeting that follows.
  )")})),
              ElementsAre("The Clerk’s work in the years between elections",
                          "(a) keeps the minutes of each of the meetings of the Council and its "
                          "several committees;",
                          "(b) sends them out to all those who are entitled to have them before "
                          "the meeting that follows."));
}

TEST(Paragraphs, ABrokenReferenceOpensNone) {
  EXPECT_THAT(
      blocks_of(read({glyph_page(R"(
    1.   The Mayor may call a meeting as is said in the paragraph
         (a) above or where five Members have asked for a meeting
         in writing.
  )")})),
      ElementsAre(
          "1. The Mayor may call a meeting as is said in the paragraph (a) above or where five "
          "Members have asked for a meeting in writing."));
}

TEST(Paragraphs, GoOnOverAPage) {
  const Layout layout = read({glyph_page(R"(
    1.   The Mayor may call a meeting of the Council where
         five Members have asked for it in writing and the
  )"),
                              glyph_page(R"(
         Clerk has had the letter for seven days.
    2.   The Clerk calls it.
  )",
                                         2)});
  EXPECT_THAT(
      blocks_of(layout),
      ElementsAre(
          "1. The Mayor may call a meeting of the Council where five Members have asked for it in "
          "writing and the Clerk has had the letter for seven days.",
          "2. The Clerk calls it."));
  EXPECT_EQ(layout.blocks[0].paragraph.page, 1);
  EXPECT_EQ(layout.blocks[1].paragraph.page, 2);
}

TEST(Paragraphs, ABoldOneWithALabelThatIsNotGoesOn) {
  EXPECT_THAT(
      blocks_of(read({glyph_page(R"(
    a    *Subject to what these rules say, anything*
         *due to the Warden of a tower may be paid to the Clerk of that tower.*

    b    *Three clear days of notice leave out the day on which the notice is*
         *given and the day of the*
         *ringing unless the notice is shorter* OR [three clear days of notice
         leave out nothing at all].
  )")})),
      ElementsAre("a Subject to what these rules say, anything due to the Warden of a tower may be "
                  "paid to the Clerk of that tower.",
                  "b Three clear days of notice leave out the day on which the notice is given and "
                  "the day of the ringing unless the notice is shorter OR [three clear days of "
                  "notice leave out nothing at all]."));
}

TEST(Hyphens, AreMendedWhereTheDocumentKnowsTheWord) {
  EXPECT_THAT(
      blocks_of(read({glyph_page(R"(
    A decision may come up for review and the reconsid-
    eration takes place in public. No reconsideration
    is possible after that, and in the area of decision-
    making there is no other, since decision-making by
    the Council is final in all of the matters above.
  )")})),
      ElementsAre(
          "A decision may come up for review and the reconsideration takes place in public. No "
          "reconsideration is possible after that, and in the area of decision-making there is no "
          "other, since decision-making by the Council is final in all of the matters above."));
}

TEST(Hyphens, InCapitalsAreMendedOnlyWhereTheWordStandsElsewhere) {
  EXPECT_THAT(blocks_of(read({glyph_page(R"(
    *PART 4   DISPUTES BETWEEN KEEPERS AND THEIR MEDIA-*
    *         TION*

    *PART 5   KEEPERS OF THE FERRY WHO ARE NOT EX-*
    *         PERTS*

    Mediation takes place in public, and the reconsid-
    eration of a toll in private. No reconsideration is
    possible after that.
  )")})),
              ElementsAre("PART 4 DISPUTES BETWEEN KEEPERS AND THEIR MEDIATION",
                          "PART 5 KEEPERS OF THE FERRY WHO ARE NOT EX-PERTS",
                          "Mediation takes place in public, and the reconsideration of a toll in "
                          "private. No reconsideration is possible after that."));
}

TEST(Hyphens, WordsThatANarrowCellCutAreJoined) {
  EXPECT_THAT(blocks_of(read({glyph_page(R"(
    ┌───────────┬────────────────────────────────────────────────────────┐
    │ Local     │ The reconsideration of decisions takes place in public │
    │ reconside │ once a year, and as a rule in the month of May.        │
    │ ration    │                                                        │
    │ rule      │                                                        │
    ├───────────┼────────────────────────────────────────────────────────┤
    │ Clerk     │ A clerk has a deputy. Clerkships are for one year,     │
    │ ships     │ and other ships do not sail under that flag.           │
    ├───────────┼────────────────────────────────────────────────────────┤
    │ Harbour   │ The harbourmaster is not asked.                        │
    │ master    │                                                        │
    └───────────┴────────────────────────────────────────────────────────┘
  )")})),
              ElementsAre("Local reconsideration rule | The reconsideration of decisions takes "
                          "place in public once a year, and as a rule in the month of May.",
                          "Clerk ships | A clerk has a deputy. Clerkships are for one year, and "
                          "other ships do not sail under that flag.",
                          "Harbourmaster | The harbourmaster is not asked."));
}

TEST(Hyphens, SoftOnesAreNeverSeen) {
  EXPECT_THAT(
      blocks_of(read({glyph_page("It must be a reason\u00ADable sum, as the regula\u00AD\ntions "
                                 "require of every Council in the land\n")})),
      ElementsAre(
          "It must be a reasonable sum, as the regulations require of every Council in the land"));
}

/// Three pages with a line at the head of each, another body, and its number at the foot.
std::vector<Page> three_pages(const std::vector<std::string>& heads) {
  std::vector<Page> pages;
  const std::vector<std::string> bodies = {"The Clerk keeps the minutes of every\nmeeting.",
                                           "The Treasurer keeps the accounts of the\ntown.",
                                           "The Mayor takes the chair whenever he\nis there."};
  for (int n = 1; n <= 3; ++n) {
    const auto i = static_cast<std::size_t>(n - 1);
    std::string picture = "\n" + heads[i] + "\n\n\n" + bodies[i] + "\n";
    picture += std::string(30, '\n');
    pages.push_back(
        glyph_page(picture + "                 Page " + std::to_string(n) + " of 3\n", n));
  }
  return pages;
}

TEST(Furniture, IsWhatComesAgainAtTheEdgeOfThePages) {
  const Layout layout = read(three_pages({"Town Charter", "Town Charter", "Town Charter"}));
  EXPECT_THAT(blocks_of(layout), ElementsAre("The Clerk keeps the minutes of every meeting.",
                                             "The Treasurer keeps the accounts of the town.",
                                             "The Mayor takes the chair whenever he is there."));
  EXPECT_THAT(furniture_of(layout),
              ::testing::UnorderedElementsAre("Town Charter", "Page 1 of 3", "Town Charter",
                                              "Page 2 of 3", "Town Charter", "Page 3 of 3"));
}

// A division that begins a page is none, though its word comes again at the head of the next.
TEST(Furniture, NumberedDivisionsAtTheHeadOfPagesAreNone) {
  for (const std::vector<std::string>& heads :
       {std::vector<std::string>{"Section 4", "Section 9", "Section 13"},
        std::vector<std::string>{"Appendix 1", "Appendix 2", "Appendix 3"}})
    EXPECT_THAT(furniture_of(read(three_pages(heads))),
                ::testing::UnorderedElementsAre("Page 1 of 3", "Page 2 of 3", "Page 3 of 3"))
        << heads[0];
}

TEST(Furniture, AHeadMayNameThePartAndThePage) {
  EXPECT_THAT(furniture_of(read(three_pages({"Part 3 of 7", "Part 3 of 7", "Part 3 of 7"}))),
              ::testing::SizeIs(6));
}

TEST(Furniture, AHeadMayNameWhatItsPageIsAbout) {
  EXPECT_THAT(furniture_of(read(three_pages(
                  {"Town Charter        meeting.", "Town Charter         town.", "Town Charter"}))),
              ::testing::SizeIs(3));  // two are no proof
  EXPECT_THAT(
      furniture_of(read(three_pages({"Town Charter        meeting.", "Town Charter           town.",
                                     "Town Charter       is there."}))),
      ::testing::SizeIs(6));
}

TEST(Furniture, TheYearOnACoverIsNoPage) {
  std::vector<Page> pages = three_pages({"Town Charter", "Town Charter", "Town Charter"});
  pages.insert(
      pages.begin(),
      glyph_page("\n\n      CHARTER OF THE TOWN\n" + std::string(30, '\n') + "  2024\n", 1));
  EXPECT_THAT(blocks_of(read(pages)), ::testing::Contains("2024"));
}

TEST(Furniture, OnePageHasNone) {
  EXPECT_THAT(furniture_of(read({glyph_page(R"(
    Town Charter

    The Clerk keeps the minutes of every meeting.
  )")})),
              IsEmpty());
}

constexpr const char* kTable = R"(
    ┌──────────────┬───────────────────────────┐
    │ Post         │ Functions                 │
    ├──────────────┼───────────────────────────┤
    │ Town Clerk   │ Minutes and records of    │
    │              │ the Council               │
    │              │                           │
    │              │ Elections                 │
    ├──────────────┼───────────────────────────┤
    │ Treasurer    │ Accounts                  │
    └──────────────┴───────────────────────────┘
)";

TEST(Tables, AreGridsOfRules) {
  const Layout layout = read({glyph_page(kTable)});
  EXPECT_THAT(
      blocks_of(layout),
      ElementsAre("Post | Functions", "Town Clerk | Minutes and records of the Council / Elections",
                  "Treasurer | Accounts"));
}

TEST(Tables, StandBetweenTheParagraphsAroundThem) {
  const Layout layout = read({glyph_page(R"(
    The posts of the Council are these:
    ┌──────────────┬───────────────────────────┐
    │ Post         │ Functions                 │
    ├──────────────┼───────────────────────────┤
    │ Treasurer    │ Accounts                  │
    └──────────────┴───────────────────────────┘
    The Council may make others.
  )")});
  EXPECT_THAT(blocks_of(layout),
              ElementsAre("The posts of the Council are these:", "Post | Functions",
                          "Treasurer | Accounts", "The Council may make others."));
}

TEST(Tables, CellsMaySpan) {
  const Layout layout = read({glyph_page(R"(
    ┌──────────────┬───────────────────────────┐
    │ Post         │ Functions                 │
    ├──────────────┴───────────────────────────┤
    │ Finance                                  │
    ├──────────────┬───────────────────────────┤
    │ Treasurer    │ Accounts                  │
    └──────────────┴───────────────────────────┘
  )")});
  EXPECT_THAT(blocks_of(layout),
              ElementsAre("Post | Functions", "Finance | ", "Treasurer | Accounts"));
}

TEST(Tables, ABoxIsNone) {
  EXPECT_THAT(blocks_of(read({glyph_page(R"(
    ┌──────────────────────────────────────────┐
    │ Note: the Clerk keeps the minutes.       │
    └──────────────────────────────────────────┘
  )")})),
              ElementsAre("Note: the Clerk keeps the minutes."));
}

TEST(Layout, AnEmptyPageIsOneToo) {
  Page page;
  page.number = 1;
  page.width = 595;
  page.height = 842;
  const Layout layout = read({page});
  EXPECT_THAT(blocks_of(layout), IsEmpty());
  EXPECT_EQ(layout.word_count, 0u);
}

}  // namespace
}  // namespace remit
