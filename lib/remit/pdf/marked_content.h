#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "remit/page/page.h"
#include "remit/pdf/content_lexer.h"
#include "remit/pdf/podofo_objects.h"

namespace remit::pdf {

/// The marked content that a place in a content stream is within (ISO 32000-1, 14.6): its MCID,
/// whether it is an artifact, and the ActualText (14.9.4) that speaks for what it draws.
///
///     /P <</MCID 3>> BDC … EMC                      glyphs with mcid 3
///     /Artifact BMC … EMC                           glyphs that are artifacts
///     /Span <</ActualText (fi)>> BDC … EMC          glyphs f i, whatever was drawn
class MarkedContent {
 public:
  /// What a form is within.
  struct Outside {
    std::size_t open = 0, lost = 0;
    bool own_mcids = true;
  };

  /// Begins `page`, within nothing. It must live until the last end().
  void begin_page(Page& page);

  /// BMC and BDC. `operands`: the tag, and perhaps a dictionary. `properties`: the list that stands
  /// for one by its name, else null.
  void begin(const std::vector<Token>& operands, const Object& properties);
  /// EMC; of nothing, it does nothing.
  void end();

  /// A form begins. One that `numbers_itself` has MCIDs that are none of the page's.
  Outside begin_form(bool numbers_itself);
  /// … and ends, and all that began within.
  void end_form(const Outside& outside);
  /// The content ends, and all that began.
  void end_all() { end_form({}); }

  /// -1 outside of all.
  [[nodiscard]] std::int32_t mcid() const { return mcid_; }
  [[nodiscard]] bool artifact() const { return artifacts_ != 0; }

 private:
  struct Open {
    std::int32_t outer_mcid = -1;
    bool artifact = false;
    bool replaces = false;  ///< has an ActualText that counts
    std::size_t first_glyph = 0;
    std::u32string text;
  };

  void end_last();
  void replace_text(const Open& content);
  void forget_unknown(std::size_t from);

  Page* page_ = nullptr;
  std::vector<Open> open_;
  std::size_t lost_ = 0;  // BDC's past the deepest one kept
  std::int32_t mcid_ = -1;
  int artifacts_ = 0;
  int replacements_ = 0;
  bool own_mcids_ = true;
  std::vector<Glyph> drawn_;  // what a text replaces
};

}  // namespace remit::pdf
