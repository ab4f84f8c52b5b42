#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "remit/ocr/ocr.h"
#include "remit/page/page.h"

namespace remit {

/// Finds out which characters the glyphs of a font are when the file does not say: its pages are
/// drawn, read by OCR, and each word that was seen is a vote on the glyphs that stand there.
///
///     glyphs on the page   ▯17 ▯4 ▯9 ▯9      (codes of one font)
///     OCR sees             "hall", "ball", "hall"
///     →  17 is "h" by two votes to one, and so it is on every page
///
/// Where the glyphs stand, how large and how bold they are is known from the file; a code that OCR
/// takes for something else now and then is outvoted. Once the codes of a page are settled, it need
/// not be looked at any more.
///
///     const std::vector<std::uint16_t> fonts = decoder.fonts_in_doubt(page);
///     const std::vector<Box> lines = decoder.unsettled(page);
///     if (!lines.empty()) decoder.learn(page, ocr.words(drawn, page, lines));
///     decoder.apply(page);
class FontDecoder {
 public:
  /// The fonts of `page`, by their index there, that most glyphs are unknown of, or whose guessed
  /// words look like none; to be asked of every page, in order, before the others. None where too
  /// few glyphs are set in them to be worth a look.
  std::vector<std::uint16_t> fonts_in_doubt(const Page& page);

  /// The lines of the page in which some glyph is of a code that has too few votes. What stands
  /// side by side far apart, as in a table, are several lines.
  [[nodiscard]] std::vector<Box> unsettled(const Page& page) const;

  /// Takes the words of the page as votes.
  void learn(const Page& page, const std::vector<OcrWord>& words);

  /// Puts characters for all glyphs in doubt that any are known of; a glyph that stands for several
  /// is parted. Returns how many glyphs are left without one. page.unknown is empty then.
  std::size_t apply(Page& page);

 private:
  using Code = std::pair<std::uint32_t, std::uint32_t>;  ///< font of the document, code

  [[nodiscard]] bool settled(const Code& code) const;
  [[nodiscard]] std::u32string character_of(const Code& code) const;
  [[nodiscard]] std::vector<std::size_t> in_doubt(const Page& page) const;
  void vote(const Page& page, const std::vector<std::size_t>& glyphs, std::u32string_view text);
  void vote_for_rest(const Page& page, const std::vector<std::size_t>& glyphs,
                     std::u32string_view text);

  std::set<std::uint32_t> doubted_;  ///< fonts of the document
  std::map<Code, std::map<std::u32string, int>> votes_;
};

}  // namespace remit
