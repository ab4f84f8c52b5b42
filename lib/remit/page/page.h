#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "remit/page/tags.h"

namespace remit {

/// An upright rectangle on a page. All lengths on a page are in points (1/72 inch), measured from
/// the top left corner of the page as a reader sees it (after /Rotate and the crop box), y
/// downwards.
struct Box {
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;

  [[nodiscard]] float width() const { return x1 - x0; }
  [[nodiscard]] float height() const { return y1 - y0; }
  friend bool operator==(const Box&, const Box&) = default;
};

/// What takes a point of a page as it is seen (see Box) to where its PDF says that it is, in the
/// page's default user space (y upwards): x' = a x + c y + e, y' = b x + d y + f.
struct UserSpace {
  double a = 1, b = 0, c = 0, d = -1, e = 0, f = 0;
};

/// One character as it is drawn. A glyph that stands for several characters (a ligature, an
/// ActualText) is given as that many glyphs which share its width.
///
///        x0     x1
///        |  /\  |  ─┐
///        | /──\ |   │ size
///     ───|/────\|───┘ baseline
///
/// Of text that is not upright, x0 and x1 are where its advance begins and ends on the x axis (the
/// same where it runs up the page), and `baseline` is the y of the glyph's origin.
struct Glyph {
  float x0 = 0, x1 = 0;    ///< the advance box along the baseline
  float baseline = 0;      ///< y of the baseline
  float size = 0;          ///< height of the em, all matrices applied
  char32_t character = 0;  ///< Unicode; never a presentation-form ligature; spaces are kept
  std::uint32_t rgb = 0;   ///< fill colour, 0xRRGGBB
  std::int32_t mcid = -1;  ///< marked-content id of the enclosing BDC, or -1
  std::uint16_t font = 0;  ///< index into Page::fonts
  std::int16_t angle = 0;  ///< of the baseline, degrees counter-clockwise; 0 is upright text
  bool artifact = false;   ///< inside /Artifact marked content
  bool hidden = false;     ///< render mode 3, or clipped only: not seen by a reader
};

/// What is known of a font.
struct Font {
  std::string name;  ///< BaseFont without its subset prefix
  bool bold = false;
  bool italic = false;
  bool fixed_pitch = false;
  bool small_capitals = false;  ///< lower-case letters look like capitals
  bool symbolic = false;        ///< Symbol, Wingdings and their kin: characters are pictures
  bool pictured = false;        ///< no font: the producer drew a number as a picture
};

/// A straight horizontal or vertical line: a stroked segment, or a filled rectangle thin enough to
/// be one. x0 <= x1 and y0 <= y1; the two that span the thickness are equal (its middle).
struct Ruling {
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  float width = 0;  ///< thickness
  std::uint32_t rgb = 0;
  [[nodiscard]] bool horizontal() const { return y0 == y1; }
};

/// A filled upright rectangle that is no ruling, and not white: a box behind text, a shaded row or
/// cell.
struct Fill {
  Box box;
  std::uint32_t rgb = 0;
};

/// A glyph of which the file does not say what character it is, but shows what it looks like.
struct UnknownGlyph {
  enum class Shape : std::uint8_t { Ink, Blank, Disc };

  std::uint32_t glyph = 0;   ///< index into Page::glyphs; U+FFFD stands there, or a guess
  std::uint32_t font = 0;    ///< of the document, whatever its index on this page
  std::uint32_t code = 0;    ///< in the font: the same code is the same character
  Shape shape = Shape::Ink;  ///< a disc stands off the baseline: a bullet
  bool guessed = false;      ///< the glyph's character may be right
};

/// A picture no larger than a few letters: an icon, a bullet, or a number.
struct SmallPicture {
  Box box;
  std::uint64_t image = 0;  ///< the same where the same image is drawn again; 0: an inline one
};

/// The character that stands for a number drawn as a picture that nobody could read.
inline constexpr char32_t kPicturedNumber = 0xFFFC;

/// A part of a page that leads to another place of the same document.
struct PageLink {
  Box box;
  int page = 0;  ///< 1-based
  float y = 0;   ///< on that page; 0 where the link says no height
};

/// A page before any reading of it: marks on paper, in the order they were drawn.
struct Page {
  int number = 0;  ///< 1-based
  float width = 0, height = 0;
  UserSpace user_space;
  std::vector<Font> fonts;
  std::vector<Glyph> glyphs;
  std::vector<Ruling> rulings;
  std::vector<Fill> fills;
  std::vector<Box> dots;  ///< small filled shapes: bullets, where the producer draws them
  float image_cover = 0;  ///< part of the page that pictures cover, 0 to 1
  std::vector<UnknownGlyph> unknown;  ///< ascending
  std::vector<SmallPicture> small_pictures;
  std::vector<PageLink> links;
  std::shared_ptr<const Tags> tags;  ///< of the whole document; null where it has none
};

}  // namespace remit
