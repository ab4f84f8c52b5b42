#include "remit/structure/contents.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "remit/base/parallel.h"
#include "remit/text/letters.h"

namespace remit {
namespace {

constexpr std::size_t kLeastRun = 3;        // fewer lines that come again prove no list
constexpr std::size_t kLeastTitled = 2;     // … but below a title
constexpr std::size_t kLongestEntry = 160;  // bytes, leaders apart
constexpr std::size_t kLongestList = 3000;  // lines of a list without pages
constexpr std::size_t kMostMisses = 4;      // lines of a list that do not come again, in a row
constexpr std::size_t kWrapped = 2;         // pieces without a page between two entries with one

bool has_gap_before_last_word(const Layout& layout, const Paragraph& paragraph) {
  const Span line = paragraph.words.back();
  return layout.words[line.end - 1].after_gap;
}

/// What a line would say as an entry of a list. The keys are folded_key's; 0: nothing.
struct Entry {
  bool paged = false;      // closed by a page
  bool leaders = false;    // and behind leaders
  std::string_view text;   // without leaders and page
  std::string_view title;  // nor its number
  std::string_view label, num;
  std::uint64_t text_key = 0, title_key = 0;
  std::uint64_t wrapped_key = 0;  // of the title where the next line goes on with it
};

/// Whether a line could end in a page number or in leaders.
bool may_be_paged(std::string_view text) {
  const char last = text.back();
  return (last >= '0' && last <= '9') || last == '.' || last == '_' || last == ' ' ||
         static_cast<unsigned char>(last) >= 0x80 ||
         std::string_view("ivxlc").find(last) != std::string_view::npos;
}

Entry read_entry(const Layout& layout, const Grammar& grammar, const Piece& piece) {
  Entry entry;
  std::string_view text = piece.text;
  if (text.empty()) return entry;
  if (may_be_paged(text)) {
    const bool gap = has_gap_before_last_word(layout, piece.paragraph());
    for (const RuleMatch& match : grammar.match(RuleKind::ContentsEntry, text)) {
      if (match.rule->needs_gap && !gap) continue;
      entry.paged = true;
      entry.leaders = !match.rule->needs_gap && !match.num.empty();
      text = match.heading;
      break;
    }
  }
  entry.text = text;
  entry.title = text.substr(std::min(piece.body, text.size()));
  if (piece.numbered()) {
    entry.label = piece.readings.front().label;
    entry.num = piece.readings.front().num;
  }
  for (const RuleMatch& match : piece.divisions) {
    entry.label = match.label;
    entry.num = match.num;
    if (!match.heading.empty())
      entry.title = text.substr(std::min(
          static_cast<std::size_t>(match.heading.data() - piece.text.data()), text.size()));
  }
  entry.text_key = folded_key(entry.text);
  entry.title_key =
      entry.title.size() == entry.text.size() ? entry.text_key : folded_key(entry.title);
  return entry;
}

bool has_leaders(std::string_view text) {
  for (const std::string_view leader : {std::string_view("...."), std::string_view(". . ."),
                                        std::string_view("……"), std::string_view("____")})
    if (text.find(leader) != std::string_view::npos) return true;
  return false;
}

class Finder {
 public:
  Finder(Layout& layout, const Grammar& grammar, Pieces& pieces)
      : layout_(layout), grammar_(grammar), pieces_(pieces), list_of_(pieces.size(), kNoList) {
    entries_.resize(pieces.size());
    share_out(pieces.size(), [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        const std::string& text = pieces[i]->text;
        if (pieces[i]->table() || (text.size() > kLongestEntry && !has_leaders(text))) continue;
        entries_[i] = read_entry(layout, grammar, *pieces[i]);
        if (entries_[i].text.size() > kLongestEntry) entries_[i] = {};
      }
    });
    share_out(pieces.size(), [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end && i + 1 < entries_.size(); ++i)
        if (entries_[i].title_key != 0 && entries_[i + 1].text_key != 0)
          entries_[i].wrapped_key = folded_key(entries_[i + 1].text, entries_[i].title_key);
    });
    for (std::size_t i = 0; i < pieces.size(); ++i)
      for (const std::uint64_t key : {entries_[i].text_key, entries_[i].title_key}) {
        if (key == 0) continue;
        last_place_[key] = i;
        if (pieces[i]->heading_style) last_heading_[key] = i;
      }
  }

  std::vector<ContentsEntry> take() {
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (pieces_[i]->table()) continue;
      if (is_title(i)) {
        const std::size_t end = titled_list(i + 1);
        if (end > i + 1) mark(i, end, true), i = end - 1;
      } else if (const std::size_t end = untitled_list(i); end > i) {
        mark(i, end, false);
        i = end - 1;
      }
    }
    std::vector<ContentsEntry> out;
    for (std::size_t i = 0; i < pieces_.size(); ++i)
      if (list_of_[i] != kNoList && is_entry(i)) out.push_back(list_entry(i));
    Pieces kept;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (list_of_[i] == kNoList) {
        kept.push_back(std::move(pieces_[i]));
        continue;
      }
      const Paragraph& paragraph = pieces_[i]->paragraph();
      if (pieces_[i]->table()) {
        std::vector<Span> words;
        for (const auto& row : pieces_[i]->block->table->rows)
          for (const Cell& cell : row)
            for (const Paragraph& part : cell.paragraphs)
              words.insert(words.end(), part.words.begin(), part.words.end());
        layout_.furniture.push_back({FurnitureKind::Contents, std::move(words)});
        continue;
      }
      layout_.furniture.push_back({FurnitureKind::Contents, paragraph.words});
    }
    pieces_ = std::move(kept);
    return out;
  }

 private:
  static constexpr std::size_t kNoList = static_cast<std::size_t>(-1);

  /// "Contents": what stands before it is none of the list below it.
  [[nodiscard]] bool is_title(std::size_t i) const {
    return grammar_.matches(RuleKind::ContentsTitle, pieces_[i]->text);
  }

  /// Whether a line of a list is an entry by itself: in a list with pages, one that has a page.
  [[nodiscard]] bool is_entry(std::size_t i) const {
    if (entries_[i].text_key == 0) return false;
    return entries_[i].paged || (!paged_list_[list_of_[i]] &&
                                 !grammar_.matches(RuleKind::ContentsTitle, entries_[i].text));
  }

  /// "4 Board of Directors", "• Annex B: Checks": what a line says where its first word is taken
  /// for a label though no gap follows it, or its bullet for none of its own.
  [[nodiscard]] std::optional<ContentsTitle> other_reading(const ContentsTitle& entry) const {
    if (!entry.label.empty()) return std::nullopt;
    const std::string& text = entry.title;
    for (const RuleMatch& match : grammar_.match(RuleKind::Division, text))
      if (!match.heading.empty())
        return ContentsTitle{text, std::string(match.label), std::string(match.num),
                             std::string(match.heading)};
    const auto readings = read_marker(grammar_, text, true);
    if (readings.empty()) return std::nullopt;
    const Reading& reading = readings.front();
    return ContentsTitle{text, std::string(reading.label), std::string(reading.num),
                         std::string(trimmed(std::string_view(text).substr(reading.label.size())))};
  }

  [[nodiscard]] ContentsEntry list_entry(std::size_t i) const {
    const auto title_of = [](const Entry& entry) {
      return ContentsTitle{std::string(entry.text), std::string(entry.label),
                           std::string(entry.num), std::string(entry.title)};
    };
    const auto joined = [](ContentsTitle first, const Entry& second) {
      first.text += ' ' + std::string(second.text);
      first.title += ' ' + std::string(second.text);
      return first;
    };
    const auto may_be_part = [&](std::size_t other) {
      return other < entries_.size() && list_of_[other] == list_of_[i] &&
             entries_[other].text_key != 0 && !(paged_list_[list_of_[i]] && is_entry(other));
    };
    ContentsEntry entry{.readings = {},
                        .page = pieces_[i]->paragraph().page,
                        .word = pieces_[i]->paragraph().words.front().begin,
                        .list = list_of_[i],
                        .titled = titled_list_[list_of_[i]],
                        .paged = paged_list_[list_of_[i]]};
    const auto put = [&](ContentsTitle title) {
      // the second time where a page number of the column beside it has strayed before it
      auto other = other_reading(title);
      auto second = other ? other_reading({other->title, "", "", other->title}) : std::nullopt;
      entry.readings.push_back(std::move(title));
      if (other) entry.readings.push_back(std::move(*other));
      if (second) entry.readings.push_back(std::move(*second));
    };
    put(title_of(entries_[i]));
    if (i > 0 && may_be_part(i - 1)) put(joined(title_of(entries_[i - 1]), entries_[i]));
    if (may_be_part(i + 1)) put(joined(title_of(entries_[i]), entries_[i + 1]));
    return entry;
  }

  /// Does the entry come again after `end`?
  [[nodiscard]] bool comes_again(std::size_t entry, std::size_t end) const {
    for (const std::uint64_t key : {entries_[entry].text_key, entries_[entry].title_key})
      if (const auto last = last_place_.find(key); last != last_place_.end() && last->second >= end)
        return true;
    return false;
  }

  /// The end of the run of paged entries from `from` on.
  [[nodiscard]] std::size_t paged_run(std::size_t from, std::size_t least) const {
    std::size_t end = from, missed = 0, paged = 0;
    for (std::size_t i = from; i < pieces_.size() && missed <= kWrapped; ++i) {
      if (pieces_[i]->table() || is_title(i)) break;
      if (entries_[i].paged) {
        ++paged;
        end = i + 1;
        missed = 0;
      } else if (!grammar_.matches(RuleKind::PageNumber, pieces_[i]->text)) {
        ++missed;  // the page of another column's entry is none of them
      }
    }
    return paged >= least ? end : from;
  }

  /// Whether a run of paged entries is a list though no title says so: most have leaders, or come
  /// again behind it. Sums of money and the lines of a form have neither.
  [[nodiscard]] bool proved(std::size_t from, std::size_t end) const {
    std::size_t paged = 0, leaders = 0, again = 0;
    for (std::size_t i = from; i < end; ++i) {
      if (!entries_[i].paged) continue;
      ++paged;
      leaders += entries_[i].leaders ? 1 : 0;
      again += is_letter(last_character(entries_[i].title)) && comes_again(i, end) ? 1 : 0;
    }
    return leaders * 2 > paged || again * 2 >= paged;
  }

  [[nodiscard]] std::size_t titled_list(std::size_t from) const {
    // a table right below the title is the list, where most of its rows end in a number
    if (from < pieces_.size() && pieces_[from]->table()) return table_list(from);
    if (const std::size_t end = paged_run(from, kLeastTitled); end > from) return end;
    // a short document has one chapter
    if (from < pieces_.size() && entries_[from].paged && comes_again(from, from + 1))
      return from + 1;
    // without pages: as far as each line comes again further down
    std::size_t end = from;
    for (std::size_t i = from; i < pieces_.size(); ++i) {
      if (pieces_[i]->table() || entries_[i].text_key == 0) break;
      if (comes_again(i, i + 1))
        end = i + 1;
      else if (i > end)
        break;
    }
    // the list's own later copy is the body, not the list
    for (std::size_t i = from; i < end; ++i)
      for (std::size_t j = from; j < i; ++j)
        if (entries_[i].text_key == entries_[j].text_key && pieces_[i]->heading_style) return i;
    return end - from >= 2 ? end : from;
  }

  [[nodiscard]] std::size_t table_list(std::size_t from) const {
    const TableBlock& table = *pieces_[from]->block->table;
    std::size_t numbered = 0;
    for (const auto& row : table.rows) {
      const auto last = std::find_if(row.rbegin(), row.rend(),
                                     [](const Cell& cell) { return !cell.paragraphs.empty(); });
      if (last != row.rend() &&
          grammar_.matches(RuleKind::PageNumber, text_of(layout_, last->paragraphs.back().words)))
        ++numbered;
    }
    return numbered * 2 > table.rows.size() ? from + 1 : from;
  }

  [[nodiscard]] std::size_t untitled_list(std::size_t from) {
    if (from < led_in_until_) return from;
    if (entries_[from].paged) {
      const std::size_t end = from < unproved_until_ ? from : paged_run(from, kLeastRun);
      if (end > from && proved(from, end)) return end;
      unproved_until_ = std::max(unproved_until_, end);
    }
    if (!listed(from, from + 1)) return from;
    // the longest run whose lines come again behind it, but for a quarter of them
    std::size_t last_good = from;
    const std::size_t most = std::min(pieces_.size(), from + kLongestList);
    for (std::size_t i = from, good = 0; i < most && i < from + good + kMostMisses; ++i) {
      if (pieces_[i]->table() || entries_[i].text_key == 0 || is_title(i)) break;
      if (!listed(i, i + 1)) continue;
      ++good;
      if (good * 4 >= (i + 1 - from) * 3) last_good = i + 1;
    }
    if (!listed(from, last_good)) return from;
    // "The Clerk supervises the following posts:": items, though each has a section further down
    if (from > 0 && last_character(pieces_[from - 1]->text) == ':') {
      led_in_until_ = last_good;
      return from;
    }
    std::size_t good = 0;
    for (std::size_t i = from; i < last_good; ++i) good += listed(i, last_good) ? 1 : 0;
    return good >= kLeastRun && good * 4 >= (last_good - from) * 3 ? last_good : from;
  }

  /// Is it marked up as an entry, or does it come again as a heading from `end` on?
  [[nodiscard]] bool listed(std::size_t entry, std::size_t end) const {
    if (pieces_[entry]->table()) return false;
    if (pieces_[entry]->paragraph().contents) return true;
    if (headed(entries_[entry].text_key, end) ||
        (headed(entries_[entry].title_key, end) && !numbered_otherwise(entry)))
      return true;
    // an entry of two lines
    return headed(entries_[entry].wrapped_key, end) ||
           (entry > 0 && headed(entries_[entry - 1].wrapped_key, end));
  }

  /// "(a) Treasurer", and the heading "4.2 Treasurer" further down: an item of a list in the text.
  [[nodiscard]] bool numbered_otherwise(std::size_t entry) const {
    const Entry& heading = entries_[last_heading_.at(entries_[entry].title_key)];
    return !entries_[entry].num.empty() && !heading.num.empty() &&
           entries_[entry].num != heading.num;
  }

  /// Does a heading from `end` on say this?
  [[nodiscard]] bool headed(std::uint64_t key, std::size_t end) const {
    const auto last = key == 0 ? last_heading_.end() : last_heading_.find(key);
    return last != last_heading_.end() && last->second >= end;
  }

  void mark(std::size_t from, std::size_t end, bool titled) {
    std::fill(list_of_.begin() + static_cast<std::ptrdiff_t>(from),
              list_of_.begin() + static_cast<std::ptrdiff_t>(end), paged_list_.size());
    titled_list_.push_back(titled);
    paged_list_.push_back(std::any_of(entries_.begin() + static_cast<std::ptrdiff_t>(from),
                                      entries_.begin() + static_cast<std::ptrdiff_t>(end),
                                      [](const Entry& entry) { return entry.paged; }));
  }

  Layout& layout_;
  const Grammar& grammar_;
  Pieces& pieces_;
  std::vector<std::size_t> list_of_;            // which list each piece is a line of
  std::vector<bool> paged_list_, titled_list_;  // whether a list has pages, and a title
  std::vector<Entry> entries_;
  std::size_t unproved_until_ = 0;  // the end of the last run that is no list
  std::size_t led_in_until_ = 0;    // … of the last run that a sentence announces
  // the last piece that says this, and the last heading
  std::unordered_map<std::uint64_t, std::size_t> last_place_, last_heading_;
};

}  // namespace

std::vector<ContentsEntry> take_contents(Layout& layout, const Grammar& grammar, Pieces& pieces) {
  return Finder(layout, grammar, pieces).take();
}

}  // namespace remit
