#include "remit/structure/headings.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "remit/base/parallel.h"
#include "remit/text/letters.h"
#include "remit/text/utf8.h"

namespace remit {
namespace {

constexpr std::size_t kMostWords = 28;       // of a heading that is set as one
constexpr std::size_t kMostSetWords = 45;    // … in bold capitals, and centred
constexpr std::size_t kMostPlainWords = 14;  // of a heading told by its words alone
constexpr std::size_t kMostTitleWords = 24;  // … whose long words have capitals
constexpr float kTitleShare = 0.6f;          // of the long words
constexpr float kLarger = 1.06f;             // of the body's type size

std::size_t words_in(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
}

/// "Role of the Chair": capitals, to its last word.
bool is_title(std::string_view text) {
  return title_share(text) >= kTitleShare &&
         is_upper(first_character(text.substr(text.rfind(' ') + 1)));
}

/// The way most of the document is set.
struct Body {
  float size = 0;
  bool bold = false;
  bool italic = false;
  std::uint32_t rgb = 0;
  bool levels = false;  // its headings are marked up
};

Body body_of(const Layout& layout, const Pieces& pieces) {
  std::vector<std::size_t> letters(layout.styles.size());  // of the text in each style
  bool levels = false;
  for (const auto& piece : pieces) {
    if (piece->table()) continue;
    levels = levels || piece->paragraph().level > 0;
    for (const Span& range : piece->paragraph().words)
      for (std::uint32_t i = range.begin; i < range.end; ++i)
        letters[layout.words[i].style] += layout.words[i].text.size();
  }
  std::map<std::tuple<float, bool, bool, std::uint32_t>, std::size_t> weight;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const Style& style = layout.styles[i];
    weight[{style.size, style.bold, style.italic, style.rgb}] += letters[i];
  }
  Body body;
  body.levels = levels;
  std::size_t most = 0;
  for (const auto& [style, size] : weight)
    if (size > most) {
      most = size;
      std::tie(body.size, body.bold, body.italic, body.rgb) = style;
    }
  return body;
}

}  // namespace

bool reads_as_sentence(const Grammar& grammar, std::string_view text) {
  text = without_stop(text);  // "The purpose of the Guild is:"
  return grammar.matches(RuleKind::Sentence, text) || grammar.matches(RuleKind::Verb, text);
}

bool reads_as_heading(const Grammar& grammar, std::string_view text) {
  if (text.empty()) return false;
  const char32_t first = first_character(text), last = last_character(text);
  if (!is_upper(first) && !(first >= '0' && first <= '9')) return false;
  if (last == '.' || last == ';' || last == ',' || last == ':' || last == '-' || last == 0x2013 ||
      last == 0x2014)
    return false;
  if (const std::size_t words = words_in(text);
      words > kMostTitleWords || (words > kMostPlainWords && title_share(text) < kTitleShare))
    return false;
  for (std::size_t stop = text.find(". "); stop != std::string_view::npos;
       stop = text.find(". ", stop + 2))
    if (is_upper(first_character(text.substr(stop + 2))))
      return false;  // a sentence ends within it
  return !grammar.matches(RuleKind::NoHeading, text) && !reads_as_sentence(grammar, text);
}

namespace {

constexpr std::size_t kLeastBareRun = 3;

/// A bare number with no gap behind it: no marker by itself.
std::vector<Reading> bare_number(const Grammar& grammar, const Piece& piece) {
  if (piece.table() || piece.numbered() || piece.bullet || piece.paragraph().note ||
      piece.paragraph().aside)
    return {};
  auto readings = read_marker(grammar, piece.text, true);
  if (readings.empty() || readings.front().number.numerals != Numerals::Arabic) return {};
  const std::size_t body = readings.front().label.size();
  const std::string_view rest = trimmed(std::string_view(piece.text).substr(body));
  return is_upper(first_character(rest)) || rest.starts_with('(') ? std::move(readings)
                                                                  : std::vector<Reading>{};
}

void take_number(Piece& piece, std::vector<Reading> readings) {
  piece.body = readings.front().label.size();
  while (piece.body < piece.text.size() && piece.text[piece.body] == ' ') ++piece.body;
  piece.readings = std::move(readings);
}

/// "5 Meetings" above "5.1 …": the heading of those numbers.
void number_bare_heads(const Grammar& grammar, Pieces& pieces) {
  Piece* head = nullptr;  // the last heading with a bare number
  std::vector<Reading> readings;
  for (const auto& pointer : pieces) {
    Piece& piece = *pointer;
    if (piece.table()) continue;
    if (piece.numbered() || !piece.divisions.empty()) {
      if (head && piece.numbered() &&
          extends(piece.readings.front().number, readings.front().number))
        take_number(*head, std::move(readings));
      head = nullptr;
      readings.clear();
    }
    if (!piece.heading_style || !piece.divisions.empty()) continue;
    if (auto bare = bare_number(grammar, piece); !bare.empty()) {
      head = &piece;
      readings = std::move(bare);
    }
  }
}

/// Whether a heading is set as another is.
bool set_alike(const Piece& one, const Piece& other) {
  return one.body_bold == other.body_bold && one.body_capitals == other.body_capitals &&
         one.paragraph().size == other.paragraph().size &&
         one.paragraph().level == other.paragraph().level;
}

/// "2 Membership", "14 The Chair may …": bare numbers need no gap behind them where they count on
/// from 1, among headings or at one indent, or go on from a numbered heading that is set as they
/// are.
void number_bare_runs(const Grammar& grammar, Pieces& pieces, bool headings) {
  std::vector<std::pair<Piece*, std::vector<Reading>>> run;
  const Piece* marked = nullptr;  // the last numbered heading
  const auto take = [&] {
    if (headings || run.size() >= kLeastBareRun)
      for (auto& [piece, readings] : run) take_number(*piece, std::move(readings));
    run.clear();
  };
  for (const auto& pointer : pieces) {
    Piece& piece = *pointer;
    if (headings && (!piece.heading_style || !piece.divisions.empty())) continue;
    if (headings && piece.numbered() && is_counted(piece.readings.front().number.numerals) &&
        piece.readings.front().number.parts.size() == 1) {
      take();
      marked = &piece;
    }
    auto readings = bare_number(grammar, piece);
    if (readings.empty()) continue;
    const int value = readings.front().number.last().value;
    const int last = !run.empty() ? run.back().second.front().number.last().value
                     : marked && set_alike(*marked, piece)
                         ? marked->readings.front().number.last().value
                         : 0;
    if (value == 1 && last != 0) take();
    if (value != 1 && value != last + 1) continue;
    if (!run.empty() && !headings &&
        std::abs(run.back().first->paragraph().x0 - piece.paragraph().x0) > piece.paragraph().size)
      continue;
    run.emplace_back(&piece, std::move(readings));
  }
  take();
}

/// Whether a piece is set, or reads, as a heading.
void judge(const Layout& layout, const Grammar& grammar, const Body& body, Piece& piece) {
  if (piece.table()) return;
  const Paragraph& paragraph = piece.paragraph();
  const std::string_view text = piece.after_label();
  if (without_stop(text).empty() || paragraph.contents || paragraph.note || paragraph.aside ||
      paragraph.bullet)
    return;
  const bool larger = paragraph.size > kLarger * body.size;
  const bool bold = piece.body_bold && !body.bold;
  const bool coloured = paragraph.rgb != body.rgb && paragraph.rgb != 0 && !paragraph.words.empty();
  const bool italic = paragraph.italic && !body.italic;
  const bool marked = larger || bold || coloured || paragraph.level > 0;
  const char32_t last = last_character(text);
  const bool open_end = last == ',' || last == ';' || last == 0x2014;
  const bool stop = last == '.';
  for (const RuleMatch& match : grammar.match(RuleKind::Heading, text))
    piece.heading_rule = match.rule;
  const bool title = bold && piece.body_capitals && paragraph.centred &&
                     words_in(text) <= kMostSetWords && !reads_as_sentence(grammar, text);
  if (piece.heading_rule || title) {
    piece.heading_style = true;
  } else if (grammar.matches(RuleKind::NoHeading, text) || words_in(text) > kMostWords ||
             open_end) {
    piece.heading_style = false;
  } else if (paragraph.level > 0) {
    piece.heading_style = true;
  } else if (marked || (piece.body_capitals && text.size() > 3)) {
    // bold or large words that make a sentence are stressed text, not a heading
    const bool sentence = (stop || last == ':' || words_in(text) > kMostPlainWords) &&
                          reads_as_sentence(grammar, text);
    piece.heading_style = !sentence && is_letter(last) ? true
                          : stop || last == ':'        ? !sentence && words_in(text) <= 12
                                                       : !sentence;
    if (is_lower(first_character(text)) && !larger && !piece.body_capitals)
      piece.heading_style = false;
    if (coloured && !bold && !larger && !piece.body_capitals)
      piece.heading_style = piece.heading_style && reads_as_heading(grammar, text);
  } else if (paragraph.heading > 0) {
    piece.heading_style = piece.heading_told = reads_as_heading(grammar, text);
  } else if (italic || paragraph.centred || (layout.plain_text && !body.levels)) {
    piece.heading_style = !piece.numbered() && !piece.bullet && reads_as_heading(grammar, text);
  }
}

}  // namespace

void find_headings(const Layout& layout, const Grammar& grammar, Pieces& pieces) {
  const Body body = body_of(layout, pieces);
  share_out(pieces.size(), [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) judge(layout, grammar, body, *pieces[i]);
  });
  // a line that the next one goes on with is none: "Members must be off the path" / "by nine"
  for (std::size_t i = 0; i + 1 < pieces.size(); ++i) {
    Piece& piece = *pieces[i];
    const Piece& next = *pieces[i + 1];
    if (!piece.heading_style || piece.heading_rule || piece.numbered() ||
        !piece.divisions.empty() || piece.paragraph().level > 0 || piece.paragraph().heading > 0 ||
        is_title(piece.text) || next.table() || next.numbered() || next.bullet ||
        next.paragraph().bullet)
      continue;
    const bool alike = piece.body_bold == next.body_bold &&
                       piece.paragraph().italic == next.paragraph().italic &&
                       piece.paragraph().size == next.paragraph().size;
    if (alike && next.paragraph().page == piece.paragraph().page &&
        is_letter(last_character(piece.text)) && is_lower(first_character(next.text)))
      piece.heading_style = false;
  }
  // size, capitals, bold: what makes a heading weighty; then the level that the file itself gives
  // it
  using Look = std::tuple<int, int, int>;
  using Weight = std::pair<Look, int>;
  std::map<Look, bool> told;  // whether the file gives each heading of that look a level
  const auto look_of = [](const Piece& piece) {
    const Paragraph& paragraph = piece.paragraph();
    return paragraph.level > 0 ? Look{1000 - paragraph.level, 0, 0}
                               : Look{static_cast<int>(std::lround(paragraph.size * 2)),
                                      piece.body_capitals ? 1 : 0, piece.body_bold ? 1 : 0};
  };
  for (const auto& piece : pieces) {
    if (!piece->heading_style) continue;
    const int level = piece->paragraph().heading;
    const auto [look, fresh] = told.emplace(look_of(*piece), true);
    look->second = look->second && level > 0 && level < kUnrankedHeading;
  }
  std::map<Weight, int, std::greater<>> ranks;
  std::vector<Weight> weights(pieces.size());
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const Piece& piece = *pieces[i];
    if (!piece.heading_style) continue;
    const Look look = look_of(piece);
    weights[i] = {look, told[look] ? -piece.paragraph().heading : 0};
    ranks[weights[i]] = 0;
  }
  number_bare_heads(grammar, pieces);
  number_bare_runs(grammar, pieces, true);
  number_bare_runs(grammar, pieces, false);
  int rank = 0;
  for (auto& [weight, place] : ranks) place = ++rank;
  for (std::size_t i = 0; i < pieces.size(); ++i)
    if (pieces[i]->heading_style) pieces[i]->style_rank = ranks[weights[i]];
}

std::string_view without_stop(std::string_view heading) {
  heading = trimmed(heading);
  while (!heading.empty() && (heading.back() == '.' || heading.back() == ':'))
    heading.remove_suffix(1);
  return trimmed(heading);
}

}  // namespace remit
