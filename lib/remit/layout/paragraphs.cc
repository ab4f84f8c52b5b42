#include "remit/layout/paragraphs.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "remit/base/parallel.h"
#include "remit/text/letters.h"

namespace remit {
namespace {

// All ratios are of the type size unless said otherwise.
constexpr float kFirstPitch = 1.55f;  // a wider gap below a paragraph's first line parts
constexpr float kWidestPitch = 2.6f;  // double spacing
constexpr float kPitchSlack = 1.22f;  // of the paragraph's own pitch
constexpr float kIndentSlack = 0.6f;
constexpr float kFirstLineIndent = 4.0f;  // the deepest first-line indent
constexpr float kHanging = 9.0f;          // the widest hanging label
constexpr float kLongestLabel = 0.35f;    // of the column
constexpr float kSizeSlack = 0.08f;       // of the size
constexpr float kNearlyFull = 0.88f;      // of the column: a line that a hand broke in mid-sentence
constexpr float kWellShort = 0.75f;       // of the column: a line that a hand broke anywhere
constexpr float kTitleShare = 0.6f;       // of a title's long words: so many have capitals
constexpr std::size_t kLongestJoiner = 3;  // bytes: "and", "neu"
constexpr float kWordSpace = 0.25f;
constexpr float kDisplay = 18.0f;       // points: type as large is a title's
constexpr float kDisplayPitch = 1.25f;  // … whose lines stand as close
constexpr float kCentreSlack = 0.5f;

std::string_view first_word(const Layout& layout, const Line& line) {
  return layout.word(line.words.begin);
}

float first_word_width(const Layout& layout, const Line& line) {
  const Word& first = layout.words[line.words.begin];
  float x1 = first.box.x1;
  for (std::uint32_t i = line.words.begin + 1; i < line.words.end && layout.words[i].glued; ++i)
    x1 = layout.words[i].box.x1;
  return x1 - first.box.x0;
}

/// Whether the words on both sides of a line's end are alike, bold or not.
bool goes_on_in_weight(const Layout& layout, const Line& before, const Line& line) {
  return layout.style(layout.words[before.words.end - 1]).bold ==
         layout.style(layout.words[line.words.begin]).bold;
}

std::string_view last_word(const Layout& layout, const Line& line) {
  return layout.word(line.words.end - 1);
}

bool ends_sentence(std::string_view word) {
  const char32_t c = last_character(word);
  return c == '.' || c == ';' || c == ':' || c == '?' || c == '!';
}

constexpr std::string_view kSoftHyphen = "\u00AD";
constexpr std::string_view kDash = "–";

std::size_t hyphen_size(std::string_view word) {
  for (const std::string_view hyphen :
       {std::string_view("-"), std::string_view("\u2010"), kSoftHyphen})
    if (word.ends_with(hyphen)) return hyphen.size();
  return 0;
}

bool is_mid_sentence(std::string_view word) {
  const char32_t c = last_character(word);
  return is_letter(c) || c == ',' || c == '-' || c == 0x2010 || c == 0xAD;
}

/// Whether a tab-like gap follows the line's first word (glued pieces included).
bool gap_after_label(const Layout& layout, const Line& line) {
  std::uint32_t i = line.words.begin + 1;
  while (i < line.words.end && layout.words[i].glued) ++i;
  return i < line.words.end && layout.words[i].after_gap;
}

bool in_capitals(const Layout& layout, const Line& line) {
  return is_all_capitals(text_of(layout, {line.words}));
}

/// "9.30 am", "2.5 per cent": a bare number before a word in lower case.
bool is_quantity(std::string_view text) {
  const std::size_t end = text.find(' ');
  if (end == std::string_view::npos || end == 0) return false;
  const bool bare = text.substr(0, end).find_first_not_of("0123456789.") == std::string_view::npos;
  return bare && text[end - 1] != '.' && is_lower(first_character(text.substr(end + 1)));
}

/// How far brackets that are open at the end of a text are nested; negative where it closes more
/// than it opens.
int open_brackets(std::string_view text) {
  return static_cast<int>(std::ranges::count(text, '(') - std::ranges::count(text, ')'));
}

/// The first word behind a label or a term; the line's own first where it has none.
std::uint32_t text_begin(const Layout& layout, const Line& line) {
  for (std::uint32_t i = line.words.begin + 1; i < line.words.end; ++i) {
    const Word& word = layout.words[i];
    if (word.box.x0 - line.box.x0 > kLongestLabel * (line.right - line.left)) break;
    if (word.after_gap) return i;
  }
  return line.words.begin;
}

/// Where it begins.
float text_x0(const Layout& layout, const Line& line) {
  const std::uint32_t begin = text_begin(layout, line);
  return begin == line.words.begin ? line.box.x0 : layout.words[begin].box.x0;
}

/// Whether gaps part its words, not only a label from them: "Present   Rob Hay   RH".
bool is_tabled(const Layout& layout, const Line& line) {
  for (std::uint32_t i = text_begin(layout, line) + 1; i < line.words.end; ++i)
    if (layout.words[i].after_gap) return true;
  return false;
}

/// Whether most of its long words have capitals: the line of a title.
bool reads_as_title(const Layout& layout, const Line& line) {
  return title_share(text_of(layout, {{text_begin(layout, line), line.words.end}})) >= kTitleShare;
}

/// Whether all of it is bold, whatever its label is: "c  **The minimum …**".
bool all_bold(const Layout& layout, const Line& line) {
  for (std::uint32_t i = text_begin(layout, line); i < line.words.end; ++i)
    if (!layout.style(layout.words[i]).bold && !layout.style(layout.words[i]).symbolic)
      return false;
  return true;
}

}  // namespace

bool ParagraphJoiner::starts_anew(const Line& line) const {
  const Line& first = lines_.front();
  const Line& last = lines_.back();
  const float size = std::max(last.size, 1.0f);
  const bool next_page = line.page != last.page || line.baseline < last.baseline;  // or column
  if (std::abs(line.size - last.size) > kSizeSlack * size || line.level != last.level) return true;

  if (line.box_number != last.box_number || (line.box_number != 0 && line.page != last.page))
    return true;

  if (line.note && layout_.words[line.words.begin].raised) return true;  // the next note's mark

  const std::string_view before = last_word(layout_, last);
  const bool bold_now = all_bold(layout_, line);
  const bool bold_before = all_bold(layout_, last);
  const char32_t opening = first_character(first_word(layout_, line));
  const bool digit =
      opening >= U'0' && opening <= U'9';  // "… the Local Government Act" / "1972 and"
  // "… of the Council; and": the end of an item
  const bool item_ends = last.words.size() > 1 && is_lower(first_character(before)) &&
                         before.size() <= kLongestJoiner &&
                         last_character(layout_.word(last.words.end - 2)) == U';';
  // "… it is treated as -" / "(a) allowing": a dash alone is no hyphen
  const bool list_opens = before == "-" && opens(line);
  const bool goes_on =
      is_mid_sentence(before) && !item_ends && !list_opens &&
      (is_lower(opening) || (digit && is_quantity(text_of(layout_, {line.words}))));
  const auto one_centre = [&](const Line& a, const Line& b) {
    return std::abs((a.box.x0 + a.box.x1) - (b.box.x0 + b.box.x1)) < 2 * kCentreSlack * size;
  };
  const auto centred = [&](const Line& a, const Line& b) {
    return one_centre(a, b) && std::abs(a.box.x0 - b.box.x0) > kIndentSlack * size;
  };
  // of several centred lines two may begin at the same place
  const bool same_centre =
      centred(line, last) || (lines_.size() > 1 && one_centre(line, last) && centred(last, first));
  // indents, from the edge of the column that each line stands in
  const float x0 = line.box.x0 - line.left;
  const float first_x0 = first.box.x0 - first.left;
  const float indent =
      lines_.size() > 1 ? lines_[1].box.x0 - lines_[1].left : text_x0(layout_, first) - first.left;
  const bool unknown_indent = lines_.size() == 1 && indent == first_x0;
  const bool at_body = std::abs(x0 - indent) <= kIndentSlack * size ||
                       (unknown_indent && x0 > indent && x0 < indent + kHanging * size);

  // would this line's first word have fitted on the line before it?
  const float room = last.right - last.box.x1 - kWordSpace * size - first_word_width(layout_, line);
  const bool nearly_full = last.box.x1 - last.left > kNearlyFull * (last.right - last.left);
  const bool ended_short = room > 1 && !(goes_on && hyphen_size(before) > 0);
  // "… of the Faculty of" / "Music": a name may open the next line of a full one
  const bool hangs = lines_.size() == 1 && at_body && x0 > first_x0 + kIndentSlack * size;
  const bool well_filled = last.box.x1 - last.left >= kWellShort * (last.right - last.left);
  const bool tabled = is_tabled(layout_, last);
  const bool goes_below = hangs && well_filled && !tabled && !reads_as_title(layout_, last);
  const bool name_goes_on = (nearly_full || goes_below) && ended_short && !next_page && at_body &&
                            is_letter(last_character(before)) && !bold_now && !bold_before &&
                            is_upper(first_character(first_word(layout_, line))) &&
                            line.baseline - last.baseline <= kFirstPitch * size &&
                            !in_capitals(layout_, last) && !opens(line);
  const bool same_weight = bold_now == bold_before || goes_on_in_weight(layout_, last, line);
  // "determined by the" / "Board": no text ends in such a word
  const bool broken_off =
      same_weight && !tabled && rules_.before_noun && rules_.before_noun(before);
  // … nor in the middle of a sentence; but what stands no further right than the number of an item
  // may close its list: "(b) a committee, or" / "which the Council has formed"
  const bool may_close_list =
      x0 <= first_x0 - kIndentSlack * size ||
      (x0 <= first_x0 + kIndentSlack * size && opens(first) &&
       (!is_letter(last_character(before)) || before.size() <= kLongestJoiner));
  const bool sentence_goes_on =
      goes_on && (nearly_full || (well_filled && !tabled && !may_close_list));
  const bool short_before = ended_short && !sentence_goes_on && !name_goes_on && !broken_off;
  // a line that a converter broke early goes on in the middle of its sentence
  const bool broken_early =
      (lines_.size() > 1 || !unknown_indent) && goes_on && at_body && same_weight;
  // a numbered heading in capitals goes on below its words
  const bool heading_goes_on =
      lines_.size() == 1 && !next_page && at_body && bold_now && bold_before &&
      x0 > first_x0 + kIndentSlack * size && line.baseline - last.baseline <= kFirstPitch * size &&
      in_capitals(layout_, last) && in_capitals(layout_, line) && opens(last);
  // a title in large type is broken where it looks well: "Model" / "Standing Orders"
  const bool title_goes_on = size >= kDisplay && !next_page && bold_now == bold_before &&
                             std::abs(x0 - first_x0) <= kIndentSlack * size &&
                             line.baseline - last.baseline <= kDisplayPitch * size &&
                             is_letter(last_character(before)) && !opens(line);
  if (line.element != kNoElement && last.element != kNoElement) {
    // a hand may have pressed Enter where a line was full, or between the lines of a title
    const bool broken_by_hand =
        (!ended_short && !ends_sentence(before)) || same_centre || title_goes_on;
    if (line.element != last.element && !broken_by_hand) return true;
    // … or have begun a new line within a paragraph
    const bool new_line =
        ended_short && (bold_now != bold_before || opens(line) || (!well_filled && !goes_on));
    if (line.element == last.element && !new_line && !last_is_entry_ && !line.bullet) return false;
  }
  if (short_before && !broken_early && !heading_goes_on && !title_goes_on &&
      !(same_centre && bold_now == bold_before && !next_page))
    return true;

  if (next_page) {
    if (bold_now && !bold_before) return true;
    // on a page without a line at the usual edge indents mislead: a broken sentence goes on at the
    // same place of the paper
    const bool in_place =
        goes_on && lines_.size() > 1 && std::abs(line.box.x0 - last.box.x0) <= kIndentSlack * size;
    if (lines_.size() > 1 || std::abs(indent - first_x0) > kIndentSlack * size) {
      if (!at_body && !in_place) return true;
    } else if (std::abs(x0 - first_x0) > kFirstLineIndent * size) {
      return true;
    }
    if (last_character(before) == ':') return true;
  } else {
    const float gap = line.baseline - last.baseline;
    // the lines of a title page, and below them the first heading
    const bool titles = same_centre && gap > kFirstPitch * size &&
                        is_upper(first_character(first_word(layout_, last))) &&
                        is_upper(first_character(first_word(layout_, line)));
    if (titles && in_capitals(layout_, line) != in_capitals(layout_, last)) return true;
    const Line* above = lines_.size() > 1 ? &lines_[lines_.size() - 2] : nullptr;
    if (above != nullptr && above->page == last.page && above->baseline < last.baseline) {
      const float pitch = last.baseline - above->baseline;
      if (gap > std::max(kPitchSlack * pitch, pitch + 0.15f * size)) return true;
    } else if (gap > kFirstPitch * size) {
      // the first gap of a paragraph, wider than any single spacing: double-spaced text is told by
      // its broken sentences
      if (gap > kWidestPitch * size || ends_sentence(before) || !(goes_on || broken_off))
        return true;
    }
    if (!same_centre) {
      if (lines_.size() > 1
              ? !at_body
              : x0 < first_x0 - kFirstLineIndent * size ||
                    x0 > std::max(first_x0 + kHanging * size, indent + kIndentSlack * size))
        return true;
    }
  }
  if (last_is_entry_ || line.bullet) return true;

  // its place says that it goes on: do its words say otherwise?
  const std::string text = text_of(layout_, {line.words});
  const bool gap_behind = gap_after_label(layout_, line);
  // "… of the Act (section" / "30(1));"
  if (digit && !gap_behind && !ends_sentence(before) && open_brackets(text) < 0 &&
      open_brackets(text_of(layout_, {last.words})) > 0)
    return false;
  if (layout_.style(layout_.words[line.words.begin]).pictured) return true;
  if (rules_.opens && rules_.opens(text, gap_behind)) {
    if (!ended_short && !gap_behind && is_mid_sentence(before) && is_quantity(text)) return false;
    // what stands at the right edge behind a gap ("iv) A letter.      Noted") closes its line
    const bool closed_before = layout_.words[last.words.end - 1].after_gap;
    const bool broken_before =
        !ended_short && !closed_before && at_body && !gap_behind && !ends_sentence(before) &&
        !item_ends &&
        (std::abs(first_x0 - indent) > kIndentSlack * size || x0 > first_x0 + kIndentSlack * size ||
         lines_.size() > 1 || next_page);
    if (!broken_before) return true;
  }
  return rules_.divides && rules_.divides(text_of(layout_, {line.words})) &&
         (ended_short || ends_sentence(before) || bold_now != bold_before);
}

/// Whether the line opens a paragraph by its words.
bool ParagraphJoiner::opens(const Line& line) const {
  const std::string text = text_of(layout_, {line.words});
  return (rules_.opens && rules_.opens(text, gap_after_label(layout_, line))) ||
         (rules_.divides && rules_.divides(text));
}

/// Whether the line is an entry of a contents list, closed by its page: the next line opens
/// another.
bool ParagraphJoiner::is_entry(const Line& line) const {
  if (!rules_.contents_entry) return false;
  // a page number, roman or not, or leaders: most lines end in neither
  const char32_t last = last_character(last_word(layout_, line));
  if (is_letter(last) && std::u32string_view(U"ivxlc").find(last) == std::u32string_view::npos)
    return false;
  if (last == ',' || last == ';' || last == ':') return false;
  return rules_.contents_entry(text_of(layout_, {line.words}),
                               layout_.words[line.words.end - 1].after_gap);
}

Paragraph ParagraphJoiner::finish() const {
  Paragraph paragraph;
  const Line& first = lines_.front();
  paragraph.page = first.page;
  paragraph.x0 = first.box.x0 - first.left;
  paragraph.body_x0 =
      lines_.size() > 1 ? lines_[1].box.x0 - lines_[1].left : text_x0(layout_, first) - first.left;
  paragraph.size = first.size;
  paragraph.bold = true;
  paragraph.italic = true;
  paragraph.centred = true;
  paragraph.rgb = layout_.style(layout_.words[first.words.begin]).rgb;
  paragraph.note = first.note;
  paragraph.aside = first.aside;
  paragraph.bullet = first.bullet;
  paragraph.level = first.level;
  paragraph.contents = first.contents;
  paragraph.heading = first.heading;
  for (const Line& line : lines_) {
    paragraph.words.push_back(line.words);
    const float before = line.box.x0 - line.left, after = line.right - line.box.x1;
    paragraph.centred = paragraph.centred && before > 2 * line.size &&
                        std::abs(before - after) < 0.2f * std::max(before, after);
    for (std::uint32_t i = line.words.begin; i < line.words.end; ++i) {
      const Style& style = layout_.style(layout_.words[i]);
      paragraph.bold = paragraph.bold && (style.bold || style.symbolic);
      paragraph.italic = paragraph.italic && style.italic;
    }
  }
  return paragraph;
}

void ParagraphJoiner::add(const Line& line) {
  if (!lines_.empty() && starts_anew(line)) {
    closed_.push_back(finish());
    lines_.clear();
  }
  lines_.push_back(line);
  last_is_entry_ = is_entry(line);
}

std::vector<Paragraph> ParagraphJoiner::closed() { return std::exchange(closed_, {}); }

std::vector<Paragraph> ParagraphJoiner::take() {
  if (!lines_.empty()) {
    closed_.push_back(finish());
    lines_.clear();
  }
  return closed();
}

std::vector<Paragraph> join_paragraphs(const Layout& layout, const LineRules& rules,
                                       const std::vector<Line>& lines) {
  ParagraphJoiner joiner(layout, rules);
  for (const Line& line : lines) joiner.add(line);
  return joiner.take();
}

namespace {

/// The letters of a word without the punctuation around them, folded.
std::string letters_of(std::string_view word) {
  std::string out;
  for (const char c : word)
    if (c != ',' && c != '.' && c != ';' && c != ':' && c != '(' && c != ')' && c != '"')
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

struct Broken {
  std::uint32_t word;
  std::string joined;      // "constitution"
  std::string hyphenated;  // "consti-tution"; of a word that was cut without a hyphen, "consti"
  bool cut = false;
  bool capitals = false;  // "MEDIA-" / "TION": mended only where the word stands elsewhere
};

/// Whether a line may be the head of a word that was too long for it: that word alone, no mark at
/// its end, and the next line goes on in lower case.
bool may_be_cut(std::string_view word, std::string_view tail, std::uint32_t words_of_line) {
  constexpr std::size_t kShortest = 4;
  return words_of_line == 1 && word.size() >= kShortest && is_letter(last_character(word)) &&
         is_letter(first_character(word)) && is_lower(first_character(tail));
}

}  // namespace

void mend_hyphens(Layout& layout, const std::vector<std::vector<Span>>& paragraphs) {
  std::vector<Broken> broken;
  for (const auto& lines : paragraphs) {
    for (std::size_t n = 0; n + 1 < lines.size(); ++n) {
      const std::uint32_t i = lines[n].end - 1;
      const std::string_view word = layout.word(i), tail = layout.word(lines[n + 1].begin);
      if (word.size() > kDash.size() && word.ends_with(kDash)) {  // "Member–" / "Officer"
        layout.words[i].line_end = LineEnd::Keep;
        continue;
      }
      const std::size_t hyphen = hyphen_size(word);
      if (hyphen == 0 && may_be_cut(word, tail, lines[n].size())) {
        layout.words[i].line_end = LineEnd::Keep;  // not taken for a word of the document yet
        broken.push_back({i, letters_of(word) + letters_of(tail), letters_of(word), true});
      }
      if (hyphen == 0 || word.size() == hyphen) continue;
      const std::string_view head = word.substr(0, word.size() - hyphen);
      if (!is_letter(last_character(head)) || !is_letter(first_character(tail))) continue;
      const bool soft = word.ends_with(kSoftHyphen);
      layout.words[i].line_end = soft ? LineEnd::Mend : LineEnd::Keep;
      const bool capitals = is_all_capitals(head) && is_all_capitals(tail);
      if (!soft && (is_lower(first_character(tail)) || capitals))
        broken.push_back({.word = i,
                          .joined = letters_of(head) + letters_of(tail),
                          .hyphenated = letters_of(head) + '-' + letters_of(tail),
                          .capitals = capitals});
    }
  }
  if (broken.empty()) return;
  // whether a form stands elsewhere in the document
  std::unordered_map<std::string, std::atomic<bool>> stands;
  std::size_t shortest = std::numeric_limits<std::size_t>::max();
  for (const Broken& b : broken) {
    stands[b.joined] = stands[b.hyphenated] = false;
    shortest = std::min({shortest, b.joined.size(), b.cut ? b.hyphenated.size() : shortest});
  }
  share_out(
      layout.words.size(),
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
          const Word& word = layout.words[i];
          if (word.line_end != LineEnd::Space || word.text.size() < shortest) continue;
          const auto found = stands.find(
              letters_of(std::string_view(layout.text).substr(word.text.begin, word.text.size())));
          if (found != stands.end()) found->second = true;
        }
      },
      4096);
  std::size_t mended = 0, kept = 0;
  std::vector<std::uint32_t> undecided;
  for (const Broken& b : broken) {
    const bool joined = stands[b.joined], hyphenated = stands[b.hyphenated];
    if (b.cut) {
      if (!joined || hyphenated) layout.words[b.word].line_end = LineEnd::Space;
    } else if (joined && !hyphenated) {
      layout.words[b.word].line_end = LineEnd::Mend;
      ++mended;
    } else if (hyphenated) {
      ++kept;
    } else if (!b.capitals) {
      undecided.push_back(b.word);
    }
  }
  if (mended > kept)
    for (const std::uint32_t word : undecided) layout.words[word].line_end = LineEnd::Mend;
}

}  // namespace remit
