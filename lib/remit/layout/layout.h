#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "remit/base/diagnostic.h"
#include "remit/base/span.h"
#include "remit/page/page.h"
#include "remit/page/page_source.h"

namespace remit {

/// How a word is set.
struct Style {
  float size = 0;  ///< points
  bool bold = false;
  bool italic = false;
  bool small_capitals = false;
  bool symbolic = false;  ///< its characters are pictures (bullets)
  bool pictured = false;  ///< a number that is drawn as a picture; U+FFFC: one that was not read
  std::uint32_t rgb = 0;
  friend bool operator==(const Style&, const Style&) = default;
};

/// What happens to a hyphen that ends a line.
enum class LineEnd : std::uint8_t {
  Space,  ///< no hyphen: a space parts it from the next line's first word
  Keep,   ///< "short-" + "term" → "short-term"
  Mend,   ///< "consti-" + "tution" → "constitution"
};

/// A run of characters without a space, as drawn.
struct Word {
  Span text;  ///< in Layout::text
  Box box;
  float baseline = 0;
  std::uint32_t page = 0;          ///< 1-based
  ElementId element = kNoElement;  ///< of Layout::tags: what the file's tags put it in
  std::uint16_t style = 0;         ///< index into Layout::styles
  bool spaced = false;             ///< a space character was drawn before it
  bool glued = false;              ///< continues the word before it without a space
  bool after_gap = false;          ///< a gap as wide as a tab parts it from the word before it
  bool artifact = false;           ///< the file itself says that it is no part of the text
  bool hidden = false;             ///< cannot be seen on the page
  bool inferred = false;           ///< stands for a picture that nobody could read
  bool slanted = false;            ///< neither horizontal nor vertical: a watermark
  bool raised = false;             ///< small and above its line's baseline: a footnote's mark
  bool struck = false;             ///< a line is drawn through it
  bool underlined = false;
  LineEnd line_end = LineEnd::Space;
};

/// Words that share a baseline.
struct Line {
  Span words;  ///< of Layout::words
  Box box;
  float baseline = 0;
  float size = 0;             ///< of most of its characters
  float left = 0, right = 0;  ///< of the column it stands in
  int page = 0;
  bool furniture = false;
  bool note = false;      ///< of a footnote
  bool aside = false;     ///< of a note in the margin
  bool bullet = false;    ///< a bullet is drawn before it, as a shape
  int box_number = 0;     ///< of the box that is drawn around it, counted on its page; 0: none
  float own_right = 0;    ///< where the lines of its box, or of its paragraph, end; 0: not known
  int level = 0;          ///< heading level that the source marks up (Markdown); 0: none
  bool contents = false;  ///< the source marks it up as an entry of a contents list
  /// The paragraph, heading or list item of the file's tags that it stands in; kNoElement where
  /// there is none, or the tags of its page are not believed.
  ElementId element = kNoElement;
  std::uint8_t heading = 0;  ///< as Paragraph::heading
};

/// Words that belong to the page and not to the text.
enum class FurnitureKind : std::uint8_t {
  RunningHead,  ///< or foot
  PageNumber,
  LineNumber,  ///< in the margin
  Contents,    ///< of a contents list
  Hidden,      ///< drawn so that nobody sees it
  Watermark,
  RepeatedHeader,  ///< of a table, on the pages that it goes on over
  RepeatedTitle,   ///< of a division, behind the page that bears it alone
  Blank,           ///< "This page is intentionally left blank"
  Icon             ///< a picture that numbers nothing
};
/// As it is written: "running-head".
std::string_view name_of(FurnitureKind kind);

struct Furniture {
  FurnitureKind kind;
  std::vector<Span> words;  ///< of Layout::words
};

/// Lines that read as one. All measures are of its first line, unless said otherwise.
struct Paragraph {
  std::vector<Span> words;  ///< of Layout::words, a range a line
  int page = 0;
  float x0 = 0;  ///< left edge of the first line, from the left edge of its column
  float body_x0 =
      0;  ///< left edge of the other lines; of the text behind a label where there are none
  float size = 0;  ///< of most of its characters
  std::uint32_t rgb = 0;
  bool bold = false;    ///< every word
  bool italic = false;  ///< every word
  bool centred = false;
  bool note = false;      ///< a footnote
  bool aside = false;     ///< a note in the margin, beside the paragraph before it
  bool bullet = false;    ///< a bullet is drawn before it, as a shape
  int level = 0;          ///< heading level that the source marks up (Markdown); 0: none
  bool contents = false;  ///< the source marks it up as an entry of a contents list
  /// Level that the file's tags or its outline give it as a heading, 1 being the weightiest; 0:
  /// they do not. Evidence only: a producer tags what it likes.
  std::uint8_t heading = 0;
};

/// Level of a heading that its tag gives none.
inline constexpr std::uint8_t kUnrankedHeading = 9;

struct Cell {
  std::vector<Paragraph> paragraphs;
  int rows = 1, columns = 1;  ///< how many it spans
  std::vector<Line> lines;    ///< that `paragraphs` were made of; none where the source is text
};

/// A table. Every row has the same number of cells; a cell that another one covers is empty.
struct TableBlock {
  std::vector<std::vector<Cell>> rows;
  int header_rows = 0;
  int page = 0;
  bool ruled = true;           ///< drawn with rules; else told by how its words are aligned
  std::vector<float> columns;  ///< x of the column edges, on its last page
  float bottom = 0;            ///< on its last page
};

/// A paragraph or a table, in reading order.
struct Block {
  Paragraph paragraph;  ///< of a table: its place only
  std::optional<TableBlock> table;
};

/// What a page was cut into before its lines were read: for whoever wants to see it.
struct PageCut {
  int page = 0;
  std::vector<Box> cells;    ///< of its tables, as they are ruled
  std::vector<Box> columns;  ///< in reading order; none where it has but one
};

/// What told the paragraphs of a page from one another.
enum class PageBasis : std::uint8_t {
  Tags,        ///< the file's structure tree
  Untagged,    ///< geometry: it has none, or none for this page
  Uncovered,   ///< geometry: part of the page's words stand in no element
  OutOfOrder,  ///< geometry: the elements come in another order than the page is read in
  CutsText,    ///< geometry: elements end in the middle of sentences
  LumpsText,   ///< geometry: one element holds several paragraphs
};

/// Words that lead to another place of the document.
struct WordLink {
  Span words;    ///< of Layout::words
  int page = 0;  ///< where they lead, 1-based
  float y = 0;   ///< on that page; 0 where the link says no height
};

/// A document read as lines, paragraphs and tables. It owns its text; everything else is ranges.
struct Layout {
  std::string text;         ///< the words one after the other, parted by '\n'
  std::vector<Word> words;  ///< page by page, line by line
  std::vector<Style> styles;
  std::unordered_map<std::uint64_t, std::uint16_t> style_index;  ///< where each stands in `styles`
  std::vector<Line> lines;
  std::vector<Block> blocks;
  std::vector<Furniture> furniture;
  std::vector<PageCut> cuts;                     ///< of the pages that have tables or columns
  std::shared_ptr<const Tags> tags;              ///< null where the file has none
  std::vector<std::pair<int, PageBasis>> bases;  ///< a page each, in the order read
  std::vector<UserSpace> user_spaces;  ///< of page n at n - 1; none where the source is text
  std::vector<WordLink> links;         ///< ascending by their words
  std::vector<OutlineEntry> outline;
  bool plain_text = false;          ///< from a text file: how its lines are set says little
  std::size_t word_count = 0;       ///< words of the text layer, counted as they were decoded
  std::size_t character_count = 0;  ///< their characters, without spaces

  [[nodiscard]] std::string_view word(std::size_t index) const {
    const Span span = words[index].text;
    return std::string_view(text).substr(span.begin, span.size());
  }
  [[nodiscard]] const Style& style(const Word& word) const { return styles[word.style]; }
};

/// The words of some ranges as one text: spaces between words, hyphens at line ends mended, soft
/// hyphens left out.
std::string text_of(const Layout& layout, const std::vector<Span>& words);

/// The same, and where each word begins in it: (byte offset, index of the word), ascending.
struct Assembled {
  std::string text;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> starts;
};
Assembled assemble(const Layout& layout, const std::vector<Span>& words);

}  // namespace remit
