#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "remit/layout/layout_reader.h"
#include "support/glyph_page.h"

namespace remit {
namespace {

using ::testing::ElementsAre;

/// Numbers the marked contents of a page that is drawn as text: one a row, from 0 on. Rows have a
/// pitch of 12 from 72 on.
Page tagged_page(std::string_view picture, std::shared_ptr<const Tags> tags, int number = 1) {
  Page page = test::glyph_page(picture, number);
  for (Glyph& glyph : page.glyphs)
    glyph.mcid = static_cast<std::int32_t>((glyph.baseline - 72) / 12 + 0.5F);
  page.tags = std::move(tags);
  return page;
}

/// A tree of paragraphs and headings, each holding so many rows of the picture.
struct Piece {
  TagRole role;
  std::vector<int> rows;
  std::uint8_t level = 0;
};
std::shared_ptr<const Tags> tree_of(const std::vector<Piece>& pieces) {
  auto tags = std::make_shared<Tags>();
  tags->pages.resize(1);
  for (const Piece& piece : pieces) {
    for (const int row : piece.rows)
      tags->pages[0].emplace_back(row, static_cast<ElementId>(tags->elements.size()));
    tags->elements.push_back({.role = piece.role, .level = piece.level});
  }
  std::sort(tags->pages[0].begin(), tags->pages[0].end());
  return tags;
}

LineRules numbers_open() {
  LineRules rules;
  rules.opens = [](std::string_view line, bool) { return line.front() == '('; };
  return rules;
}

Layout read(const Page& page) {
  const LineRules rules = numbers_open();
  LayoutReader reader(rules);
  reader.add(page);
  return reader.finish();
}

std::vector<std::string> paragraphs_of(const Layout& layout) {
  std::vector<std::string> out;
  for (const Block& block : layout.blocks)
    if (!block.table) out.push_back(text_of(layout, block.paragraph.words));
  return out;
}

constexpr std::string_view kMinutes = R"(
    Keeping of minutes
    The Clerk keeps the minutes of
    every meeting that the Council
    holds in the year to which they
    belong.
    They are open to all for a year
    and a day.
)";

TEST(TagEvidence, PartsAndJoinsAsTheTagsSay) {
  const Layout layout = read(tagged_page(kMinutes, tree_of({{TagRole::Heading, {0}, 2},
                                                            {TagRole::Paragraph, {1, 2, 3, 4}},
                                                            {TagRole::Paragraph, {5, 6}}})));
  EXPECT_EQ(layout.bases[0].second, PageBasis::Tags);
  EXPECT_THAT(paragraphs_of(layout),
              ElementsAre("Keeping of minutes",
                          "The Clerk keeps the minutes of every meeting that the Council holds in "
                          "the year to which they belong.",
                          "They are open to all for a year and a day."));
  EXPECT_EQ(layout.blocks[0].paragraph.heading, 2);
  EXPECT_EQ(layout.blocks[1].paragraph.heading, 0);
}

TEST(TagEvidence, JoinsAParagraphAcrossALineThatEndsEarly) {
  constexpr std::string_view picture = R"(
      The Council appoints a Head of the Paid
      Service and gives reasons for it to all.
      It may appoint for a full year
      Deputies of the Mayor, who stand beside
      the Head of the Paid Service.
  )";
  const auto read_with = [&](std::shared_ptr<const Tags> tags) {
    return paragraphs_of(read(tagged_page(picture, std::move(tags)))).size();
  };
  EXPECT_EQ(read_with(nullptr), 2U);  // the line that ends early seems to end its paragraph
  EXPECT_EQ(read_with(tree_of({{TagRole::Paragraph, {0, 1, 2, 3, 4}}})), 1U);
}

TEST(TagEvidence, KeepsGeometryWhereTagsLie) {
  const std::vector<std::string> by_geometry = paragraphs_of(read(tagged_page(kMinutes, nullptr)));
  const auto basis = [&](const std::vector<Piece>& pieces) {
    const Layout layout = read(tagged_page(kMinutes, tree_of(pieces)));
    EXPECT_EQ(paragraphs_of(layout), by_geometry);
    EXPECT_EQ(layout.blocks[0].paragraph.heading, 0);
    return layout.bases[0].second;
  };
  EXPECT_EQ(basis({{TagRole::Group, {0, 1, 2, 3, 4, 5, 6}}}), PageBasis::Untagged);
  EXPECT_EQ(basis({{TagRole::Heading, {0}, 1}, {TagRole::Paragraph, {1, 2, 3}}}),
            PageBasis::Uncovered);
  EXPECT_EQ(basis({{TagRole::Paragraph, {5, 6}},
                   {TagRole::Paragraph, {1, 2, 3, 4}},
                   {TagRole::Heading, {0}, 1}}),
            PageBasis::OutOfOrder);
  EXPECT_EQ(basis({{TagRole::Heading, {0}, 1},
                   {TagRole::Paragraph, {1}},
                   {TagRole::Paragraph, {2}},
                   {TagRole::Paragraph, {3, 4}},
                   {TagRole::Paragraph, {5, 6}}}),
            PageBasis::CutsText);
}

TEST(TagEvidence, KeepsNumberedParagraphsOfOneElementApart) {
  const Layout layout = read(tagged_page(R"(
      The Council may do these:
      (a) make a rule, or lift it.
      (b) name a Mayor.
      (c) close a road for a fair, if the fair
          is held by the town.
  )",
                                         tree_of({{TagRole::Paragraph, {0, 1, 2, 3, 4}}})));
  EXPECT_EQ(layout.bases[0].second, PageBasis::LumpsText);
  EXPECT_EQ(layout.blocks.size(), 4U);
}

TEST(TagEvidence, TellsHeadingsThatTheOutlineLeadsTo) {
  const LineRules rules = numbers_open();
  LayoutReader reader(rules);
  reader.add(tagged_page(kMinutes, nullptr));
  reader.set_outline({{.title = "Keeping of  Minutes", .level = 3, .page = 1, .y = 60},
                      {.title = "They are open", .level = 1, .page = 1, .y = 0},
                      {.title = "Keeping of minutes", .level = 1, .page = 2, .y = 0}});
  const Layout layout = reader.finish();
  EXPECT_EQ(layout.blocks[0].paragraph.heading, 3);
  EXPECT_EQ(layout.blocks[1].paragraph.heading, 0);
}

TEST(TagEvidence, FindsTheWordsOfALink) {
  Page page = tagged_page(kMinutes, nullptr);
  // over "minutes of" in the second row: columns 20 to 30
  page.links.push_back({.box = {72 + 20 * 6.0F, 76, 72 + 30 * 6.0F, 86}, .page = 4, .y = 99});
  const Layout layout = read(page);
  ASSERT_EQ(layout.links.size(), 1U);
  EXPECT_EQ(text_of(layout, {layout.links[0].words}), "minutes of");
  EXPECT_EQ(layout.links[0].page, 4);
  EXPECT_EQ(layout.links[0].y, 99);
}

/// A row of header cells and two of others, the last cell of the first column spanning both.
std::shared_ptr<const Tags> table_tree() {
  auto tags = std::make_shared<Tags>();
  tags->elements = {{.role = TagRole::Table},
                    {.parent = 0, .role = TagRole::Row},
                    {.parent = 1, .role = TagRole::HeaderCell},
                    {.parent = 1, .role = TagRole::HeaderCell},
                    {.parent = 0, .role = TagRole::Row},
                    {.parent = 4, .role = TagRole::Cell, .rows = 2},
                    {.parent = 4, .role = TagRole::Cell},
                    {.parent = 0, .role = TagRole::Row},
                    {.parent = 7, .role = TagRole::Cell}};
  tags->pages = {{{0, 2}, {1, 3}, {2, 5}, {3, 6}, {4, 8}}};
  return tags;
}

/// The same as it is drawn; contents are numbered by rows and columns.
Page table_page() {
  Page page = test::glyph_page(R"(
      Post                Task
      Clerk               keeps the minutes
                          calls the meetings
  )");
  for (Glyph& glyph : page.glyphs) {
    const int row = static_cast<int>((glyph.baseline - 72) / 12 + 0.5F);
    const bool right = glyph.x0 > 72 + 19 * 6;
    glyph.mcid = row == 2 ? 4 : 2 * row + (right ? 1 : 0);
  }
  page.tags = table_tree();
  return page;
}

TEST(TaggedTables, AreFoundWithoutRulings) {
  const Layout layout = read(table_page());
  ASSERT_EQ(layout.blocks.size(), 1U);
  ASSERT_TRUE(layout.blocks[0].table);
  const TableBlock& table = *layout.blocks[0].table;
  ASSERT_EQ(table.rows.size(), 3U);
  EXPECT_EQ(table.header_rows, 1);
  EXPECT_EQ(table.rows[1][0].rows, 2);
  EXPECT_EQ(text_of(layout, table.rows[1][0].paragraphs[0].words), "Clerk");
  EXPECT_EQ(text_of(layout, table.rows[2][1].paragraphs[0].words), "calls the meetings");
}

TEST(TaggedTables, AreNoneWhereWordsLieElsewhere) {
  Page page = table_page();
  for (Glyph& glyph : page.glyphs)  // what the tags call the second column lies across both
    if (glyph.mcid == 3) {
      glyph.x0 -= 100;
      glyph.x1 -= 100;
    }
  const Layout layout = read(page);
  for (const Block& block : layout.blocks) EXPECT_FALSE(block.table);
}

TEST(TaggedTables, RowsWithinARuledRowDoNotTellWhereThePageCutsThat) {
  const std::vector<std::string_view> pictures = {R"(
    ──────────────────────────────
     Holder            Task
    ──────────────────────────────
     Clerk             Minutes.
    ──────────────────────────────
     Officers          Meetings.
     Of the bridge     Tolls.
  )",
                                                  R"(
     Of the market     Stalls.
    ──────────────────────────────
     Treasurer         Accounts.
    ──────────────────────────────
  )"};
  // an element a line of words, within one table
  auto tags = std::make_shared<Tags>();
  tags->elements.push_back({.role = TagRole::Table});
  std::vector<Page> pages;
  for (const std::string_view picture : pictures) {
    pages.push_back(test::glyph_page(picture, static_cast<int>(pages.size()) + 1));
    auto& contents = tags->pages.emplace_back();
    for (Glyph& glyph : pages.back().glyphs) {
      const int line = static_cast<int>((glyph.baseline - 72) / 12 + 0.5F);
      glyph.mcid = 2 * line + (glyph.x0 > 72 + 18 * 6 ? 1 : 0);
      if (!contents.empty() && contents.back().first >= glyph.mcid) continue;
      if (contents.empty() || contents.back().first / 2 != line)
        tags->elements.push_back({.parent = 0, .role = TagRole::Row});
      ElementId row = static_cast<ElementId>(tags->elements.size() - 1);
      while (tags->elements[row].role != TagRole::Row) --row;
      contents.emplace_back(glyph.mcid, static_cast<ElementId>(tags->elements.size()));
      tags->elements.push_back({.parent = row, .role = TagRole::Cell});
    }
  }
  const LineRules rules = numbers_open();
  LayoutReader reader(rules);
  for (Page& page : pages) {
    page.tags = tags;
    reader.add(page);
  }
  const Layout layout = reader.finish();
  ASSERT_EQ(layout.blocks.size(), 1U);
  ASSERT_TRUE(layout.blocks[0].table);
  EXPECT_EQ(layout.blocks[0].table->rows.size(), 4U);
}

}  // namespace
}  // namespace remit
