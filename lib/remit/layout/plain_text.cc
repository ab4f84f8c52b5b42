#include "remit/layout/plain_text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <span>

#include "remit/layout/layout_reader.h"
#include "remit/layout/paragraphs.h"
#include "remit/layout/words.h"
#include "remit/text/letters.h"
#include "remit/text/utf8.h"

namespace remit {
namespace {

// A text file set in a type of one width.
constexpr float kSize = 10;
constexpr float kWidth = 5;
constexpr float kPitch = 12;
constexpr std::size_t kTabStop = 8;
constexpr std::size_t kIndentWidth = 2;   // Markdown's indents are slight: a column weighs as two
constexpr std::size_t kWrappedAt = 130;   // characters: no wrapped line is longer
constexpr std::size_t kUsualWidth = 100;  // characters, at most, of wrapped text
constexpr std::size_t kSticksOut = 3;  // per cent of the lines: those that stick out set no width
// A paragraph may be narrower than the text (a quotation): where its lines are at least so wide,
constexpr float kNarrow = 0.6f;         // of the text's width
constexpr float kBroken = 0.9f;         // … and a next word would not have fitted so much of it
constexpr std::size_t kFullLines = 80;  // … per cent of them are no wider
constexpr float kSticksFar = 1.15f;     // … and one as wide as this is none of them
constexpr std::ptrdiff_t kFewBreaks = 2;

struct Character {
  char32_t c = 0;
  bool bold = false;
  bool italic = false;
};

bool blank(std::string_view text) { return trimmed(text).empty(); }

std::size_t longest_word(std::string_view line) {
  std::size_t longest = 0;
  for (std::size_t begin = 0; begin < line.size();) {
    const std::size_t end = std::min(line.find(' ', begin), line.size());
    longest = std::max(longest, end - begin);
    begin = end + 1;
  }
  return longest;
}

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// One line's characters without its marks.
class Inline {
 public:
  explicit Inline(bool marks) : marks_(marks) {}

  std::vector<Character> read(std::string_view text) {
    out_.clear();
    for (at_ = 0; at_ < text.size();) {
      if (!marks_ || !mark(text)) put(next_utf8(text, at_));
    }
    return std::move(out_);
  }
  /// Emphasis may run over several lines of a paragraph, and ends with it.
  void end_paragraph() { bold_ = italic_ = false; }

 private:
  void put(char32_t c) { out_.push_back({c, bold_, italic_}); }

  bool skip(std::string_view text, std::string_view mark) {
    if (!text.substr(at_).starts_with(mark)) return false;
    at_ += mark.size();
    return true;
  }

  bool mark(std::string_view text) {
    const std::string_view rest = text.substr(at_);
    const char c = rest[0];
    if (c == '\\' && rest.size() > 1 && std::ispunct(static_cast<unsigned char>(rest[1])) != 0) {
      put(static_cast<unsigned char>(rest[1]));
      at_ += 2;
      return true;
    }
    if (c == '*' || c == '_') return emphasis(text);
    if (c == '[' || (c == '!' && rest.starts_with("!["))) return link(text);
    if (c == '<') return tag(text);
    if (c == '&') return entity(text);
    return false;
  }

  bool emphasis(std::string_view text) {
    const char c = text[at_];
    const std::size_t run = std::min(text.find_first_not_of(c, at_), text.size()) - at_;
    if (run > 2) {  // "Signed: ________"
      for (std::size_t i = 0; i < run; ++i) put(static_cast<unsigned char>(c));
      at_ += run;
      return true;
    }
    const bool twice = text.substr(at_).starts_with(c == '*' ? "**" : "__");
    const std::size_t size = twice ? 2 : 1;
    const char before = at_ > 0 ? text[at_ - 1] : ' ';
    const char after = at_ + size < text.size() ? text[at_ + size] : ' ';
    const bool opens = after != ' ', closes = before != ' ';
    if (c == '_' && std::isalnum(static_cast<unsigned char>(before)) != 0 &&
        std::isalnum(static_cast<unsigned char>(after)) != 0)
      return false;  // snake_case
    bool& on = twice ? bold_ : italic_;
    if (on ? !closes : !opens) return false;
    if (!on && !twice && text.find(c, at_ + 1) == std::string_view::npos)
      return false;  // a lone star
    on = !on;
    at_ += size;
    return true;
  }

  bool link(std::string_view text) {
    const std::size_t open = text[at_] == '!' ? at_ + 2 : at_ + 1;
    const std::size_t close = text.find("](", open);
    if (close == std::string_view::npos) return false;
    const std::size_t end = text.find(')', close);
    if (end == std::string_view::npos ||
        text.substr(open, close - open).find('[') != std::string_view::npos)
      return false;
    for (at_ = open; at_ < close;)
      if (!(text[at_] == '*' || text[at_] == '_' ? emphasis(text) : false))
        put(next_utf8(text, at_));
    at_ = end + 1;
    return true;
  }

  bool tag(std::string_view text) {
    const std::size_t end = text.find('>', at_);
    if (end == std::string_view::npos || end - at_ > 60) return false;
    std::string name;
    for (std::size_t i = at_ + 1; i < end; ++i) {
      const char c = text[i];
      if (c == ' ') break;
      if (c != '/') name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    static constexpr std::array<std::string_view, 28> kTags = {
        "p",     "br",   "b",     "strong", "i",     "em",    "u",   "sup", "sub", "span",
        "table", "tr",   "td",    "th",     "thead", "tbody", "div", "a",   "ul",  "ol",
        "li",    "font", "small", "big",    "hr",    "s",     "del", "ins"};
    if (std::find(kTags.begin(), kTags.end(), name) == kTags.end() && !name.starts_with("!--"))
      return false;
    if (name == "b" || name == "strong") bold_ = text[at_ + 1] != '/';
    if (name == "i" || name == "em") italic_ = text[at_ + 1] != '/';
    if (name == "br" || name == "p" || name == "tr" || name == "li" || name == "td") put('\n');
    at_ = end + 1;
    return true;
  }

  bool entity(std::string_view text) {
    static constexpr std::array<std::pair<std::string_view, char32_t>, 7> kEntities = {
        {{"&amp;", '&'},
         {"&lt;", '<'},
         {"&gt;", '>'},
         {"&quot;", '"'},
         {"&#39;", '\''},
         {"&nbsp;", 0xA0},
         {"&#x20;", ' '}}};
    for (const auto& [name, c] : kEntities)
      if (skip(text, name)) {
        put(c);
        return true;
      }
    return false;
  }

  bool marks_;
  bool bold_ = false, italic_ = false;
  std::size_t at_ = 0;
  std::vector<Character> out_;
};

class TextReader {
 public:
  TextReader(bool markdown, const LineRules& rules)
      : markdown_(markdown), rules_(rules), reader_(rules), inline_(markdown) {}

  Layout read(std::string_view text, int& pages, const std::function<bool(int)>& wanted) {
    reader_.layout().plain_text = true;
    measure(text);
    if (unwrapped_) reader_.set_unwrapped();
    while (true) {
      const std::size_t end = std::min(text.find('\f'), text.size());
      if (!wanted || wanted(page_)) read_page(text.substr(0, end));
      if (end == text.size()) break;
      text.remove_prefix(end + 1);
      ++page_;
    }
    pages = page_;
    Layout layout = reader_.finish();
    if (unwrapped_) join_broken_paragraphs(layout);
    return layout;
  }

 private:
  /// Whether each paragraph is one line, and how wide the text is, if not.
  void measure(std::string_view text) {
    std::vector<std::size_t> lengths;
    for (const std::string_view line : split_lines(text)) {
      if (blank(line)) continue;
      lengths.push_back(line.size());
      // an address is not broken, however long it is
      unwrapped_ = unwrapped_ || (line.size() > kWrappedAt && 2 * longest_word(line) < line.size());
    }
    if (lengths.empty()) return;
    const auto widest =
        lengths.end() - 1 - static_cast<std::ptrdiff_t>(lengths.size() * kSticksOut / 100);
    std::nth_element(lengths.begin(), widest, lengths.end());
    width_ = static_cast<float>(std::min(*widest, kUsualWidth)) * kWidth;
  }

  /// Of lines that stand close below each other, those are full that were broken where the next
  /// word did not fit the wide ones among them, whatever the text's width.
  void set_own_widths() {
    auto& lines = current_.lines;
    for (std::size_t begin = 0, end = 0; begin < lines.size(); begin = end) {
      for (end = begin + 1; end < lines.size(); ++end)
        if (lines[end].baseline - lines[end - 1].baseline > kPitch) break;
      set_own_widths(std::span(lines).subspan(begin, end - begin));
    }
  }

  void set_own_widths(std::span<Line> lines) {
    const Layout& layout = reader_.layout();
    std::vector<float> ends;
    for (const Line& line : lines) ends.push_back(line.box.x1);
    std::ranges::sort(ends);
    const float right = ends[ends.size() * kFullLines / 100];
    if (right < kNarrow * width_ || right > kWrappedAt * kWidth) return;
    std::vector<bool> full(lines.size(), false);
    bool in_sentence = false;
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
      const Word& next = layout.words[lines[i + 1].words.begin];
      full[i] = lines[i].box.x1 <= kSticksFar * right &&
                lines[i].box.x1 + kWidth + next.box.width() > kBroken * right;
      const char32_t last = last_character(layout.word(lines[i].words.end - 1));
      in_sentence =
          in_sentence || (full[i] && (is_letter(last) || last == ',') &&
                          is_lower(first_character(layout.word(lines[i + 1].words.begin))));
    }
    if (!in_sentence || std::ranges::count(full, true) < kFewBreaks) return;
    for (std::size_t i = 0; i < lines.size(); ++i)
      if (lines[i].box.x1 <= kSticksFar * right)
        lines[i].own_right = full[i] ? lines[i].box.x1 : right;
  }

  void read_page(std::string_view text) {
    current_ = {};
    y_ = 0;
    item_indent_ = -1;
    const auto lines = split_lines(text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      y_ += kPitch;
      if (blank(lines[i])) {
        item_indent_ = -1;
        inline_.end_paragraph();
        continue;
      }
      if (const std::size_t end = table_end(lines, i); end > i) {
        read_table(lines, i, end);
        y_ += kPitch * static_cast<float>(end - i);
        i = end - 1;
        item_indent_ = -1;
        continue;
      }
      read_line(lines[i]);
    }
    set_own_widths();
    reader_.add(std::move(current_));
  }

  /// "---", "* * *": a line that Markdown draws.
  [[nodiscard]] bool thematic_break(std::string_view line) const {
    line = trimmed(line);
    return markdown_ && std::ranges::count(line, line.empty() ? ' ' : line.front()) >= 3 &&
           std::string_view("-*_").find(line.front()) != std::string_view::npos &&
           line.find_first_not_of(std::string(1, line.front()) + ' ') == std::string_view::npos;
  }

  void read_line(std::string_view line) {
    if (thematic_break(line)) return;
    std::size_t indent = 0;
    while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) {
      indent += line.front() == '\t' ? kTabStop - indent % kTabStop : 1;
      line.remove_prefix(1);
    }
    int level = 0;
    bool item = false;
    if (markdown_) {
      while (line.size() > static_cast<std::size_t>(level) &&
             line[static_cast<std::size_t>(level)] == '#')
        ++level;
      if (level > 0 && level <= 6 &&
          line.substr(static_cast<std::size_t>(level)).starts_with(' ')) {
        line = trimmed(line.substr(static_cast<std::size_t>(level)));
        while (line.ends_with('#')) line = trimmed(line.substr(0, line.size() - 1));
      } else {
        level = 0;
      }
      if (line.size() > 2 && (line[0] == '-' || line[0] == '*' || line[0] == '+') &&
          line[1] == ' ') {
        item = true;
        const std::string_view rest = trimmed(line.substr(2));
        // a list item that brings its own number needs no dash
        if (rules_.opens && rules_.opens(plain(rest), false)) {
          line = rest;
        }
      }
    }
    const bool contents = markdown_ && is_contents_link(line);
    if (item)
      item_indent_ = static_cast<int>(indent) + 4;
    else if (item_indent_ >= 0 && indent == 0 && unwrapped_ &&
             !(rules_.opens && rules_.opens(plain(line), false)))
      indent = static_cast<std::size_t>(item_indent_);  // the item goes on
    add_line(inline_.read(line), indent, level, contents);
  }

  std::string plain(std::string_view line) {
    std::string out;
    Inline marks(markdown_);
    for (const Character& character : marks.read(line)) append_utf8(out, character.c);
    return std::string(trimmed(out));
  }

  /// "1. [Principles](#principles)": nothing but a link into the document behind its number.
  static bool is_contents_link(std::string_view line) {
    const std::size_t open = line.find('[');
    if (open > 12) return false;  // nowhere, or too far in
    const std::size_t close = line.find("](#", open);
    return close != std::string_view::npos && trimmed(line).ends_with(')') &&
           line.find('[', close) == std::string_view::npos;
  }

  std::uint16_t style(const Character& character) {
    return intern(reader_.layout(),
                  {.size = kSize, .bold = character.bold, .italic = character.italic});
  }

  /// Appends the words of some characters to the layout, from column `indent` on.
  Span add_words(const std::vector<Character>& characters, std::size_t indent) {
    Layout& layout = reader_.layout();
    Span words{static_cast<std::uint32_t>(layout.words.size()), 0};
    std::size_t column = (markdown_ ? kIndentWidth : 1) * indent;
    std::size_t spaces = 0;
    bool in_word = false;
    for (const Character& character : characters) {
      if (is_space(character.c)) {
        if (in_word) layout.text += '\n';
        in_word = false;
        spaces += character.c == '\t' ? 4 : 1;
        column += character.c == '\t' ? kTabStop - column % kTabStop : 1;
        continue;
      }
      if (character.c < 0x20 || character.c == 0x7F) continue;
      if (!in_word) {
        Word word;
        word.text.begin = static_cast<std::uint32_t>(layout.text.size());
        word.baseline = y_;
        word.page = static_cast<std::uint32_t>(page_);
        word.style = style(character);
        word.spaced = true;
        word.after_gap = spaces >= 3;
        word.box = {static_cast<float>(column) * kWidth, y_ - kSize, 0, y_ + 2};
        layout.words.push_back(word);
        in_word = true;
        spaces = 0;
      }
      append_utf8(layout.text, character.c);
      ++layout.character_count;
      ++column;
      Word& word = layout.words.back();
      word.text.end = static_cast<std::uint32_t>(layout.text.size());
      word.box.x1 = static_cast<float>(column) * kWidth;
    }
    if (in_word) layout.text += '\n';
    words.end = static_cast<std::uint32_t>(layout.words.size());
    return words;
  }

  Line make_line(Span words) {
    const Layout& layout = reader_.layout();
    Line line;
    line.words = words;
    line.box = {layout.words[words.begin].box.x0, y_ - kSize, layout.words[words.end - 1].box.x1,
                y_ + 2};
    line.baseline = y_;
    line.size = kSize;
    line.page = page_;
    return line;
  }

  void add_line(const std::vector<Character>& characters, std::size_t indent, int level,
                bool contents) {
    const Span words = add_words(characters, indent);
    if (words.empty()) return;
    Line line = make_line(words);
    line.level = level;
    line.contents = contents;
    current_.lines.push_back(line);
  }

  // ---- tables -----------------------------------------------------------------------------------
  enum class Columns : std::uint8_t { Pipes, Bars, Tabs, Spaces };

  /// What parts the cells of a line: "| a | b |", "a | b", tabs, or three spaces.
  [[nodiscard]] Columns columns_of(std::string_view line) const {
    if (markdown_ && trimmed(line).starts_with('|') && trimmed(line).size() > 1)
      return Columns::Pipes;
    const std::size_t tab = line.find('\t');
    if (tab != std::string_view::npos && !blank(line.substr(tab)) &&
        (tab == 0 || !blank(line.substr(0, tab))))
      return Columns::Tabs;
    return line.find(" | ") != std::string_view::npos ? Columns::Bars : Columns::Spaces;
  }
  [[nodiscard]] static bool rule(std::string_view line) {
    return line.find_first_not_of("|-: \t") == std::string_view::npos;
  }

  /// The end of the table that begins at line `from`; blank lines within it (a page break's) are
  /// its own.
  [[nodiscard]] std::size_t table_end(const std::vector<std::string_view>& lines,
                                      std::size_t from) const {
    const Columns kind = columns_of(lines[from]);
    if (kind == Columns::Spaces) return spaced_end(lines, from);
    const std::size_t columns = cells_of(lines[from], kind).size();
    std::size_t end = from, rows = 0;
    for (std::size_t i = from; i < lines.size(); ++i) {
      if (blank(lines[i])) continue;
      if (columns_of(lines[i]) != kind && !(kind == Columns::Bars && rule(lines[i]))) break;
      // a bar may stand in a text too: such rows must be alike
      if (kind == Columns::Bars && cells_of(lines[i], kind).size() != columns) break;
      ++rows;
      end = i + 1;
    }
    return rows >= (kind == Columns::Bars && columns == 2 ? 3U : 2U) ? end : from;
  }

  /// The end of a table whose columns are set with spaces: lines with the same number of cells, one
  /// below the other, the first of which is no label.
  [[nodiscard]] std::size_t spaced_end(const std::vector<std::string_view>& lines,
                                       std::size_t from) const {
    const std::size_t columns = spaced_cells(lines[from]).size();
    if (columns < 2) return from;
    std::size_t end = from;
    while (end < lines.size() && spaced_cells(lines[end]).size() == columns &&
           !(rules_.opens && rules_.opens(std::string(trimmed(lines[end])), true)))
      ++end;
    return end - from >= 3 ? end : from;
  }

  static std::vector<std::string_view> spaced_cells(std::string_view line) {
    std::vector<std::string_view> cells;
    for (line = trimmed(line); !line.empty();) {
      const std::size_t gap = std::min(line.find("   "), line.size());
      cells.push_back(line.substr(0, gap));
      line = trimmed(line.substr(gap));
    }
    return cells;
  }

  static std::vector<std::string_view> cells_of(std::string_view line, Columns kind) {
    if (kind == Columns::Spaces) return spaced_cells(line);
    const bool tabs = kind == Columns::Tabs;
    if (!tabs) {
      line = trimmed(line);
      if (kind == Columns::Pipes) line.remove_prefix(1);
      if (line.ends_with('|') && !line.ends_with("\\|")) line.remove_suffix(1);
    }
    std::vector<std::string_view> cells;
    std::size_t start = 0;
    for (std::size_t i = 0; i <= line.size(); ++i) {
      if (i < line.size() && (line[i] != (tabs ? '\t' : '|') || (i > 0 && line[i - 1] == '\\')))
        continue;
      cells.push_back(line.substr(start, i - start));
      start = i + 1;
    }
    return cells;
  }

  void read_table(const std::vector<std::string_view>& lines, std::size_t from, std::size_t end) {
    const Columns kind = columns_of(lines[from]);
    const bool barred = kind == Columns::Pipes || kind == Columns::Bars;
    TableBlock table;
    table.page = page_;
    std::size_t columns = 0;
    for (std::size_t i = from; i < end; ++i) {
      if (blank(lines[i])) continue;
      if (barred && rule(lines[i])) {
        if (table.rows.size() == 1) table.header_rows = 1;
        continue;
      }
      std::vector<Cell> row;
      for (const std::string_view text : cells_of(lines[i], kind)) row.push_back(read_cell(text));
      columns = std::max(columns, row.size());
      // a row without a first cell goes on with the one above
      if (!table.rows.empty() && row.front().paragraphs.empty() && !barred) {
        auto& above = table.rows.back();
        above.resize(std::max(above.size(), row.size()));
        for (std::size_t c = 0; c < row.size(); ++c) join_cells(above[c], row[c]);
        continue;
      }
      table.rows.push_back(std::move(row));
    }
    for (auto& row : table.rows) row.resize(columns);
    if (kind != Columns::Pipes && table.rows.size() > 1) table.header_rows = 1;
    for (std::size_t c = 0; c <= columns; ++c) table.columns.push_back(static_cast<float>(c) * 100);
    table.bottom = y_;
    current_.tables.emplace_back(y_, std::move(table));
  }

  void join_cells(Cell& above, Cell& below) {
    if (!above.paragraphs.empty() && !below.paragraphs.empty()) {
      const Layout& layout = reader_.layout();
      const char32_t last = last_character(text_of(layout, above.paragraphs.back().words));
      const char32_t first = first_character(text_of(layout, below.paragraphs.front().words));
      if ((is_letter(last) || last == ',') && is_lower(first)) {
        auto& words = above.paragraphs.back().words;
        words.insert(words.end(), below.paragraphs.front().words.begin(),
                     below.paragraphs.front().words.end());
        below.paragraphs.erase(below.paragraphs.begin());
      }
    }
    std::move(below.paragraphs.begin(), below.paragraphs.end(),
              std::back_inserter(above.paragraphs));
  }

  Cell read_cell(std::string_view text) {
    Cell cell;
    inline_.end_paragraph();
    std::vector<Character> part;
    const auto close = [&] {
      const Span words = add_words(part, 0);
      part.clear();
      if (words.empty()) return;
      const auto paragraphs = join_paragraphs(reader_.layout(), rules_, {make_line(words)});
      cell.paragraphs.insert(cell.paragraphs.end(), paragraphs.begin(), paragraphs.end());
    };
    for (const Character& character : inline_.read(text)) {
      if (character.c == '\n')
        close();
      else
        part.push_back(character);
    }
    close();
    return cell;
  }

  /// Whether a paragraph breaks off before `after`: "… online discussion," / "which could …",
  /// "… and, with" / "Officer advice, may express …".
  [[nodiscard]] bool breaks_off(std::string_view before, std::string_view after) const {
    const char32_t last = last_character(before);
    if (is_lower(first_character(after))) return is_letter(last) || last == ',';
    return is_upper(first_character(after)) && last_character(after) == '.' && rules_.before_noun &&
           rules_.before_noun(before.substr(before.rfind(' ') + 1));
  }

  /// A converter breaks a paragraph where its page ended.
  void join_broken_paragraphs(Layout& layout) const {
    constexpr std::size_t kShortest = 60;  // bytes of a line that a page may have cut
    std::vector<Block> blocks;
    for (Block& block : layout.blocks) {
      if (!blocks.empty() && !block.table && !blocks.back().table && !block.paragraph.contents) {
        const std::vector<Span>& above = blocks.back().paragraph.words;
        const std::string before = text_of(layout, {above.back()});  // its last line
        const std::string after = text_of(layout, block.paragraph.words);
        if ((above.size() > 1 || before.size() > kShortest) && breaks_off(before, after) &&
            !(rules_.opens && rules_.opens(after, false))) {
          auto& words = blocks.back().paragraph.words;
          words.insert(words.end(), block.paragraph.words.begin(), block.paragraph.words.end());
          blocks.back().paragraph.bold = blocks.back().paragraph.bold && block.paragraph.bold;
          continue;
        }
      }
      blocks.push_back(std::move(block));
    }
    layout.blocks = std::move(blocks);
  }

  bool markdown_;
  bool unwrapped_ = false;
  float width_ = 0;  // of wrapped text
  const LineRules& rules_;
  LayoutReader reader_;
  Inline inline_;
  LayoutReader::TextPage current_;
  int page_ = 1;
  float y_ = 0;
  int item_indent_ = -1;  // column where the open list item's text stands; -1: none is open
};

}  // namespace

bool looks_like_markdown(std::string_view text) {
  static constexpr std::array<std::string_view, 7> kMarks = {"\n# ",  "\n## ", "\n### ", "](#",
                                                             "\n- (", "\n| ",  "<p>"};
  const auto in_bold = [](std::string_view line) {
    return line.size() > 4 && line.starts_with("**") && line.ends_with("**");
  };
  return std::ranges::any_of(
             kMarks,
             [&](std::string_view mark) { return text.find(mark) != std::string_view::npos; }) ||
         std::ranges::any_of(split_lines(text), in_bold);
}

Layout read_plain_text(std::string_view bytes, bool markdown, const LineRules& rules, int& pages,
                       const std::function<bool(int page)>& wanted) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::string text = valid_utf8(bytes);
  return TextReader(markdown, rules).read(text, pages, wanted);
}

}  // namespace remit
