#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "remit/pdf/matrix.h"
#include "remit/pdf/podofo_objects.h"
#include "remit/pdf/stream_filters.h"

namespace remit::pdf {

/// A sheet to draw on: shades of gray, 255 is paper, row by row from the top.
struct GraySheet {
  int width = 0, height = 0;
  std::vector<std::uint8_t> pixels;

  GraySheet(int columns, int rows)
      : width(columns),
        height(rows),
        pixels(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows), 255) {}
};

/// The font program that a PDF embeds, read by FreeType: what it knows of its glyphs where the PDF
/// does not say which characters they are.
///
///     glyph 36 of a TrueType font    post: "A"    cmap (3,1): U+0041    →  text(36) = "A"
///     glyph 36 of a CFF font with CIDs: no name, only an outline        →  text(36) = "", draw()
///
/// A glyph is told by its index; of CFF with CIDs, by its CID. Belongs to one thread at a time.
class FontProgram {
 public:
  /// Null where `descriptor` embeds none, or none that can be read.
  static std::unique_ptr<FontProgram> open(const Object& descriptor, DecodeBudget& budget);

  ~FontProgram();
  FontProgram(const FontProgram&) = delete;
  FontProgram& operator=(const FontProgram&) = delete;

  [[nodiscard]] std::uint32_t glyph_count() const;
  /// The glyph of a character code by the font's own encoding; 0: none.
  [[nodiscard]] std::uint32_t glyph_of_code(std::uint8_t code) const;
  /// The glyph of that name; 0: none.
  [[nodiscard]] std::uint32_t glyph_named(std::string_view name) const;
  /// The glyph of a character, where the font has a Unicode table; 0: none.
  [[nodiscard]] std::uint32_t glyph_of_character(char32_t character) const;

  /// The characters of a glyph by its name, or by the font's Unicode table read backwards; empty
  /// where neither tells. A table for Macintosh or symbols is not believed: subsets number their
  /// glyphs there as they please.
  [[nodiscard]] std::u32string text(std::uint32_t glyph) const;

  enum class Shape : std::uint8_t { Ink, Blank, Disc };
  /// Whether there is anything to see of a glyph, or only a disc that stands off the baseline.
  [[nodiscard]] Shape shape(std::uint32_t glyph) const;

  /// Draws a glyph; `place` leads from ems (y upwards) to pixels of the sheet (y downwards).
  void draw(std::uint32_t glyph, const Matrix& place, GraySheet& sheet) const;

 private:
  struct State;
  explicit FontProgram(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace remit::pdf
