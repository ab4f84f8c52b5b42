#include "remit/structure/piece.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <unordered_map>

#include "remit/text/letters.h"

namespace remit {
namespace {

constexpr float kIndent = 0.6f;  // of the type size

std::size_t skip_spaces(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] == ' ') ++at;
  return at;
}

/// Whether a tab-like gap follows the piece's first word.
bool gap_after_first_word(const Layout& layout, const Assembled& assembled,
                          std::size_t label_size) {
  for (const auto& [offset, word] : assembled.starts)
    if (offset >= label_size) return layout.words[word].after_gap;
  return false;
}

}  // namespace

float Piece::indent_unit() const { return kIndent * std::max(paragraph().size, 1.0f); }

/// "0.25 * (the fee) * (the members)": a number that is reckoned with. A star alone is a note's
/// mark.
static bool begins_formula(std::string_view rest) {
  rest = trimmed(rest);
  for (const std::string_view sign : {"*", "×", "÷", "=", "+"}) {
    if (!rest.starts_with(sign)) continue;
    const char32_t next = first_character(trimmed(rest.substr(sign.size())));
    return next == U'(' || (next >= U'0' && next <= U'9');
  }
  return false;
}

std::vector<Reading> read_marker(const Grammar& grammar, std::string_view text, bool gap) {
  std::vector<Reading> readings;
  for (const RuleMatch& match : grammar.match(RuleKind::Marker, text)) {
    if (match.rule->needs_gap && !gap) continue;
    if (begins_formula(text.substr(match.label.size()))) continue;
    for (const Numerals numerals : match.rule->numerals)
      if (auto number = read_number(numerals, match.num))
        readings.push_back({match.rule, match.label, match.num, std::move(*number)});
    if (!readings.empty()) break;  // the first rule that takes it decides its form
  }
  return readings;
}

void read_piece(const Layout& layout, const Grammar& grammar, const Block& block, Piece& piece,
                bool gap) {
  piece.block = &block;
  if (block.table) return;
  Assembled assembled = assemble(layout, block.paragraph.words);
  piece.text = std::move(assembled.text);
  const std::string_view text = piece.text;
  if (block.paragraph.note || block.paragraph.aside) return;

  for (const RuleMatch& match : grammar.match(RuleKind::Closing, text)) piece.closing = match.rule;
  piece.divisions = grammar.match(RuleKind::Division, text);
  const std::size_t first_space = std::min(text.find(' '), text.size());
  gap = gap || gap_after_first_word(layout, assembled, std::max<std::size_t>(first_space, 1));
  piece.readings = read_marker(grammar, text, gap);
  if (piece.numbered()) {
    piece.body = skip_spaces(text, piece.readings.front().label.size());
    // "o" with a gap behind it
    if (piece.readings.front().rule->needs_gap && piece.readings.front().label.size() == 1)
      for (const RuleMatch& match : grammar.match(RuleKind::Bullet, text)) {
        piece.bullet = match.rule;
        piece.bullet_label = match.label;
      }
  } else {
    for (const RuleMatch& match : grammar.match(RuleKind::Bullet, text)) {
      if (match.rule->needs_gap && !gap) continue;
      const std::size_t body = skip_spaces(text, match.label.size());
      const std::size_t second = std::min(text.find(' ', body), text.size());
      // a sign before a number ("● a") is the number's
      piece.readings =
          read_marker(grammar, text.substr(body), gap_after_first_word(layout, assembled, second));
      if (piece.numbered()) {
        for (Reading& reading : piece.readings)
          reading.label = text.substr(0, body + reading.label.size());
        piece.body = skip_spaces(text, piece.readings.front().label.size());
        break;
      }
      piece.bullet = match.rule;
      piece.bullet_label = match.label;
      piece.body = body;
      break;
    }
  }
  piece.body_bold = piece.body < text.size();
  bool small_capitals = piece.body_bold;
  piece.bold_until = piece.body;
  for (std::size_t i = 0; i < assembled.starts.size(); ++i) {
    const auto [offset, word] = assembled.starts[i];
    const std::size_t end =
        i + 1 < assembled.starts.size() ? assembled.starts[i + 1].first : text.size();
    if (end <= piece.body) continue;
    const bool bold = layout.style(layout.words[word]).bold;
    if (bold && piece.bold_until >= offset) piece.bold_until = end;
    piece.body_bold = piece.body_bold && bold;
    small_capitals = small_capitals && layout.style(layout.words[word]).small_capitals;
  }
  if (piece.bold_until < piece.body) piece.bold_until = piece.body;
  piece.body_capitals = is_all_capitals(piece.after_label()) || small_capitals;
}

namespace {

constexpr std::size_t kLeastRun = 3;

/// A number at the head of a piece that only a gap behind it, or its list, would make one.
struct BareNumber {
  std::size_t piece = 0;
  const Rule* rule = nullptr;
  Number number;
};

std::optional<BareNumber> bare_number(const Grammar& grammar, const Piece& piece,
                                      std::size_t index) {
  if (piece.table() || piece.numbered() || piece.bullet || !piece.divisions.empty() ||
      piece.paragraph().note || piece.paragraph().aside || piece.paragraph().contents)
    return std::nullopt;
  const char32_t first = first_character(piece.text);
  if (first < U'0' || first > U'9') return std::nullopt;
  for (const Reading& reading : read_marker(grammar, piece.text, true)) {
    const std::string_view rest =
        trimmed(std::string_view(piece.text).substr(reading.label.size()));
    if (reading.rule->needs_gap && is_counted(reading.number.numerals) &&
        (is_upper(first_character(rest)) || rest.starts_with('(')))
      return BareNumber{index, reading.rule, reading.number};
    break;
  }
  return std::nullopt;
}

bool at_one_edge(const Piece& a, const Piece& b) {
  return std::abs(a.paragraph().x0 - b.paragraph().x0) < a.indent_unit();
}

}  // namespace

void settle_bare_numbers(const Layout& layout, const Grammar& grammar,
                         std::vector<std::unique_ptr<Piece>>& pieces) {
  struct Last {
    std::size_t piece;
    Number number;
  };
  std::unordered_map<const Rule*, Last> last;                     // of the numbers of each form
  std::unordered_map<const Rule*, std::vector<BareNumber>> runs;  // from 1 on, not long enough yet
  const auto take = [&](const BareNumber& bare) {
    auto piece = std::make_unique<Piece>();
    read_piece(layout, grammar, layout.blocks[bare.piece], *piece, true);
    last.insert_or_assign(bare.rule, Last{bare.piece, piece->readings.front().number});
    pieces[bare.piece] = std::move(piece);
  };
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (pieces[i]->numbered()) {
      const Reading& reading = pieces[i]->readings.front();
      last.insert_or_assign(reading.rule, Last{i, reading.number});
      runs.erase(reading.rule);
      continue;
    }
    const auto bare = bare_number(grammar, *pieces[i], i);
    if (!bare) continue;
    const auto before = last.find(bare->rule);
    if (before != last.end() && follows(before->second.number, bare->number) &&
        at_one_edge(*pieces[before->second.piece], *pieces[i])) {
      take(*bare);
      continue;
    }
    auto& run = runs[bare->rule];
    if (bare->number.first()) {
      run = {*bare};
    } else if (!run.empty() && follows(run.back().number, bare->number) &&
               at_one_edge(*pieces[run.back().piece], *pieces[i])) {
      run.push_back(*bare);
      if (run.size() < kLeastRun) continue;
      for (const BareNumber& item : run) take(item);
      run.clear();
    }
  }
}

namespace {

constexpr std::size_t kLongestStep = 6;  // "(viii)"

/// Where the number at the head of a piece ends, brackets apart; 0: it has none that counts.
std::size_t number_end(const Piece& piece) {
  const auto end_of = [&](std::string_view num) {
    return static_cast<std::size_t>(num.data() - piece.text.data()) + num.size();
  };
  std::size_t end = 0;
  for (const RuleMatch& match : piece.divisions) end = std::max(end, end_of(match.num));
  if (end == 0 && piece.numbered() && is_counted(piece.readings.front().number.numerals) &&
      piece.readings.front().num.data() == piece.text.data())
    end = end_of(piece.readings.front().num);
  return end;
}

/// The end of "(a)" at `at`, or `at`.
std::size_t step_end(std::string_view text, std::size_t at) {
  if (at >= text.size() || text[at] != '(') return at;
  const std::size_t close = text.find(')', at);
  return close != std::string_view::npos && close < at + kLongestStep ? close + 1 : at;
}

/// How much of `path` repeats `before`, in whole steps from `head` on; 0: not even the head.
std::size_t repeated(std::string_view path, std::size_t head, std::string_view before) {
  std::size_t same = 0;
  for (std::size_t end = head;; end = step_end(path, end)) {
    const bool whole =
        before.starts_with(path.substr(0, end)) && (end == before.size() || before[end] == '(');
    if (!whole || end == same) return same;
    same = end;
  }
}

}  // namespace

void settle_paths(const Grammar& grammar, const std::vector<std::unique_ptr<Piece>>& pieces) {
  std::string_view number, path;  // the last number, and the last with steps
  for (const auto& pointer : pieces) {
    Piece& piece = *pointer;
    if (piece.table()) continue;
    const std::string_view text = piece.text;
    const std::size_t head = number_end(piece);
    if (head == 0) continue;
    std::size_t end = head;
    for (std::size_t next = step_end(text, end); next != end; next = step_end(text, end))
      end = next;
    const std::size_t same = std::max(repeated(text.substr(0, end), head, number),
                                      repeated(text.substr(0, end), head, path));
    (end == head ? number : path) = text.substr(0, end);
    if (same == 0 || same == end) continue;
    std::vector<Reading> readings = read_marker(grammar, text.substr(same), false);
    if (readings.empty()) continue;
    for (Reading& reading : readings) reading.label = text.substr(0, same + reading.label.size());
    if (same == head) piece.below = read_number(Numerals::Decimal, text.substr(0, head));
    piece.body = skip_spaces(text, readings.front().label.size());
    piece.readings = std::move(readings);
    piece.divisions.clear();
  }
}

void settle_whole_numbers(const std::vector<std::unique_ptr<Piece>>& pieces) {
  const Reading* whole = nullptr;  // the last number of one part
  Reading* zero = nullptr;         // "4.0", until the number below it is seen
  int division = 0;                // the number of the last division that has one
  for (const auto& piece : pieces) {
    for (const RuleMatch& match : piece->divisions)
      if (const auto number = read_number(Numerals::Decimal, match.num))
        division = number->parts.front().value;
    if (!piece->numbered() || !piece->divisions.empty()) continue;
    Reading& reading = piece->readings.front();
    if (!is_counted(reading.number.numerals)) continue;
    const std::vector<Arabic>& parts = reading.number.parts;
    const int head = parts.front().value;
    if (zero && parts.size() > 1 && head == zero->number.parts.front().value &&
        parts[1].value == 1) {
      zero->number.parts.pop_back();
      if (whole && follows(whole->number, zero->number)) zero->rule = whole->rule;
      whole = zero;
    }
    zero = nullptr;
    if (parts.size() == 1)
      whole = &reading;
    else if (parts.size() == 2 && parts.back().value == 0 && head != division &&
             !(whole && whole->number.parts.front().value == head))
      zero = &reading;
  }
}

void settle_bullets(const std::vector<std::unique_ptr<Piece>>& pieces) {
  std::unordered_map<const Rule*, Number> last;  // of the numbers of each form
  for (const auto& piece : pieces) {
    if (!piece->numbered()) continue;
    const Reading& reading = piece->readings.front();
    const auto before = last.find(reading.rule);
    if (piece->bullet) {
      if (before == last.end() || !follows(before->second, reading.number)) {
        piece->readings.clear();
        continue;
      }
      piece->bullet = nullptr;
    }
    last[reading.rule] = reading.number;
  }
}

}  // namespace remit
