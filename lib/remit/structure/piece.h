#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "remit/grammar/grammar.h"
#include "remit/layout/layout.h"
#include "remit/structure/numbering.h"

namespace remit {

/// One way to read the number at the head of a paragraph.
struct Reading {
  const Rule* rule = nullptr;
  std::string_view label;  ///< as printed: "(a)"
  std::string_view num;    ///< bare: "a"
  Number number;
};

/// A block of the layout with what the grammar says of its first words, before it is known where in
/// the tree it stands. Views point into `text`: a Piece is not moved once it is read.
struct Piece {
  const Block* block = nullptr;
  std::string text;                  ///< of a paragraph; empty for a table
  std::vector<RuleMatch> divisions;  ///< division rules that take it
  std::vector<Reading> readings;     ///< of its number
  std::optional<Number> below;       ///< "4(a)" names the number that it stands below: 4
  const Rule* bullet = nullptr;      ///< until settle_bullets, of a number that may be one too
  std::string_view bullet_label;
  std::size_t body = 0;                ///< byte of `text` where what follows the label begins
  std::size_t bold_until = 0;          ///< the text from `body` to here is bold (== body: none)
  bool body_bold = false;              ///< all that follows the label is bold
  bool body_capitals = false;          ///< … is in capitals
  bool heading_style = false;          ///< set like a heading: see headings.h
  bool heading_told = false;           ///< … only in that the file's tags or outline say so
  const Rule* heading_rule = nullptr;  ///< the rule that makes it a heading, if one does
  const Rule* closing = nullptr;       ///< "[end of Part 5]"
  int style_rank = 0;                  ///< of a heading: smaller is weightier

  Piece() = default;
  Piece(const Piece&) = delete;
  Piece& operator=(const Piece&) = delete;

  [[nodiscard]] bool table() const { return block->table.has_value(); }
  [[nodiscard]] const Paragraph& paragraph() const { return block->paragraph; }
  [[nodiscard]] std::string_view after_label() const { return std::string_view(text).substr(body); }
  [[nodiscard]] bool numbered() const { return !readings.empty(); }
  /// Less than this is no indent.
  [[nodiscard]] float indent_unit() const;
};

/// Reads the head of one block. `gap`: reads it as if a tab-like gap followed its first word.
void read_piece(const Layout& layout, const Grammar& grammar, const Block& block, Piece& piece,
                bool gap = false);

/// A bare number with no more than a space behind it ("14 The directors may") is one where it goes
/// on from a number of its form at the same edge, or where three in a row count from 1.
void settle_bare_numbers(const Layout& layout, const Grammar& grammar,
                         std::vector<std::unique_ptr<Piece>>& pieces);

/// A letter that is a bullet's sign too ("o") is a number only where it comes next in its list: the
/// others are made bullets.
void settle_bullets(const std::vector<std::unique_ptr<Piece>>& pieces);

/// A number that repeats the one it stands below is read as what it adds, with the label as
/// printed:
///
///     26(a)  26(b)  26(b)(ii)      26 and (a) in it, then (b) labelled "26(b)", (ii) "26(b)(ii)"
///
void settle_paths(const Grammar& grammar, const std::vector<std::unique_ptr<Piece>>& pieces);

/// "4.0" that stands above "4.1", and below no 4, counts as a 4 among the numbers before it; its
/// label stays as printed.
void settle_whole_numbers(const std::vector<std::unique_ptr<Piece>>& pieces);

/// The readings of a number at the head of `text`. `gap`: a tab-like gap follows its first word.
std::vector<Reading> read_marker(const Grammar& grammar, std::string_view text, bool gap);

}  // namespace remit
