#pragma once

#include <vector>

#include "remit/layout/layout.h"
#include "remit/layout/line_rules.h"

namespace remit {

/// Joins the lines of one flow (a column of body text over its pages, or a table's cell) into
/// paragraphs. A new one opens where a line
///
///   - is one that `rules` say opens one (a number, a bullet, a division's word), unless it sits
///   where
///     the line before it was merely broken: "… as required by paragraph" / "(a) above"
///   - follows a line that ended short: its own first word would have fitted there
///   - stands further down than the lines of its paragraph do, or at another indent
///   - changes the type size
///   - stands in another box than the line before it, or in none
///   - stands in another element of the file's tags, where these are believed; a line of the same
///     element goes on, unless a hand broke the line before it
///
/// Over a page break only indent, size and a full last line speak for joining.
class ParagraphJoiner {
 public:
  ParagraphJoiner(const Layout& layout, const LineRules& rules) : layout_(layout), rules_(rules) {}

  void add(const Line& line);
  /// The paragraph being built, if any; the next line opens a new one.
  std::vector<Paragraph> take();
  /// Whether a paragraph is open.
  [[nodiscard]] bool open() const { return !lines_.empty(); }
  /// The paragraphs closed since the last call.
  std::vector<Paragraph> closed();

 private:
  [[nodiscard]] bool starts_anew(const Line& line) const;
  [[nodiscard]] bool opens(const Line& line) const;
  [[nodiscard]] bool is_entry(const Line& line) const;
  [[nodiscard]] Paragraph finish() const;

  const Layout& layout_;
  const LineRules& rules_;
  std::vector<Line> lines_;  // of the open paragraph
  std::vector<Paragraph> closed_;
  bool last_is_entry_ = false;  // its last line ends a contents entry
};

/// All paragraphs of one flow.
std::vector<Paragraph> join_paragraphs(const Layout& layout, const LineRules& rules,
                                       const std::vector<Line>& lines);

/// Decides for each word that ends a line with a hyphen what becomes of it (Word::line_end). The
/// document's own words are asked first: the joined or the hyphenated form may stand elsewhere in
/// it; where neither does, a document that has been seen to break words is taken to have broken
/// this one. A word that alone was too long for its line, in a narrow cell, is cut without a hyphen
/// ("Governmen" / "t"): it is joined where the whole stands elsewhere and the head does not.
void mend_hyphens(Layout& layout, const std::vector<std::vector<Span>>& paragraphs);

}  // namespace remit
