#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "remit/base/diagnostic.h"
#include "remit/page/page.h"
#include "remit/pdf/cmap.h"
#include "remit/pdf/font_program.h"
#include "remit/pdf/podofo_objects.h"
#include "remit/pdf/stream_filters.h"

namespace remit::pdf {

/// A font as text is read with it: how a string falls into codes, and what each code means and how
/// wide it is.
///
///     "Hello" in a simple font:     5 codes of one byte
///     <002B0048> in Identity-H:     2 codes of two bytes, meaning taken from /ToUnicode
///
/// The meaning of a code is looked for in /ToUnicode, then in the names of /Differences, then in
/// the embedded font itself, then in the base encoding, which is a guess then. Lookups are two
/// array reads: pages of a constitution hold some 3,000 glyphs each.
class PdfFont {
 public:
  /// What a code stands for.
  struct Code {
    float width = 0;         ///< advance in ems
    char32_t character = 0;  ///< 0: not known; kSequence and above: several, see sequence()
  };
  static constexpr char32_t kSequence = 0x110000;

  /// Reads a font dictionary; a null `dictionary` gives Helvetica. `page` is for diagnostics.
  PdfFont(const Object& dictionary, DecodeBudget& budget, int page, Diagnostics& out);

  [[nodiscard]] const Font& font() const { return font_; }
  [[nodiscard]] bool vertical() const { return vertical_; }
  /// Height of the em in units of the font size: not 1 for the odd Type3 font only.
  [[nodiscard]] float em() const { return em_; }

  /// The code that begins at `at`, which moves past it. `bytes` is its length. at < end.
  std::uint32_t next_code(const char*& at, const char* end, int& bytes) const {
    if (fixed_bytes_ == 1) {
      bytes = 1;
      return static_cast<unsigned char>(*at++);
    }
    if (fixed_bytes_ == 2 && end - at >= 2) {
      const auto high = static_cast<unsigned char>(at[0]), low = static_cast<unsigned char>(at[1]);
      at += 2;
      bytes = 2;
      return static_cast<std::uint32_t>(high << 8 | low);
    }
    return next_code_by_space(at, end, bytes);
  }

  [[nodiscard]] const Code& code(std::uint32_t value) const {
    if (value > 0xFFFF) return missing_;
    const std::uint16_t page = pages_[value >> 8];
    return page == kNoPage ? missing_
                           : codes_[static_cast<std::size_t>(page) << 8 | (value & 0xFF)];
  }

  [[nodiscard]] std::u32string_view sequence(char32_t character) const {
    return sequences_[character - kSequence];
  }

  /// True the first time it is called: a font is complained of once.
  bool complain() { return !std::exchange(complained_, true); }

  /// True where the embedded font numbers its glyphs itself and nothing says what they mean: what
  /// is given for a code is what it would mean in a common encoding.
  [[nodiscard]] bool guessed() const { return guessed_; }
  /// The embedded font program, opened when it is first asked for; null where there is none.
  const FontProgram* program(DecodeBudget& budget);
  /// Its glyph for a code. Only where there is a program.
  [[nodiscard]] std::uint32_t glyph_of(std::uint32_t code) const;
  /// What that glyph looks like.
  FontProgram::Shape shape_of(std::uint32_t code);

  /// The reader's own note: which font of the document this is.
  std::uint32_t serial = 0;
  /// Where this font stands in the fonts of the page with this serial number; the reader's own
  /// note.
  std::uint64_t page_serial = 0;
  std::uint16_t page_index = 0;

 private:
  static constexpr std::uint16_t kNoPage = 0xFFFF;

  Code& slot(std::uint32_t value);
  void set_text(std::uint32_t value, std::u32string_view text);
  void read_name_and_style(const Object& dictionary, const Object& descriptor);
  void read_simple(const Object& dictionary, const Object& descriptor, DecodeBudget& budget);
  void read_simple_widths(const Object& dictionary, const Object& descriptor);
  void read_composite(const Object& dictionary, const Object& descendant, DecodeBudget& budget,
                      int page, Diagnostics& out);
  void read_named_cmap(std::string_view name, int page, Diagnostics& out);
  void read_composite_widths(const Object& descendant, const CMap& encoding);
  /// True if it says anything.
  bool read_to_unicode(const Object& dictionary, DecodeBudget& budget);
  [[nodiscard]] bool simple_codes_unknown() const;
  void name_by_program(DecodeBudget& budget);
  std::uint32_t next_code_by_space(const char*& at, const char* end, int& bytes) const;

  Font font_;
  bool vertical_ = false;
  bool complained_ = false;
  bool codes_are_unicode_ = false;
  bool composite_ = false;
  bool encoding_named_ = false;  ///< of a simple font
  bool cids_known_ = true;       ///< of a composite font: codes lead to CIDs by what is in the file
  bool guessed_ = false;
  bool program_sought_ = false;
  float em_ = 1;
  int fixed_bytes_ = 1;
  std::vector<CMap::CodeSpace> spaces_;
  Code missing_;
  std::array<std::uint16_t, 256> pages_;
  std::vector<Code> codes_;
  std::vector<std::u32string> sequences_;

  // From a code to a glyph of the embedded program.
  Object descriptor_;
  std::unique_ptr<FontProgram> program_;
  std::vector<CMap::CidRange> to_cid_;                    ///< none: a code is its CID
  std::vector<std::uint16_t> cid_of_code_;                ///< the same, once there is a program
  std::string cid_to_glyph_;                              ///< two bytes a CID; none: the same
  std::unordered_map<std::uint32_t, std::string> names_;  ///< of the glyphs of a simple font
  std::unordered_map<std::uint32_t, FontProgram::Shape> shapes_;
};

}  // namespace remit::pdf
