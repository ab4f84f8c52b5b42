#include "remit/structure/contents.h"

#include <algorithm>
#include <unordered_map>

#include "remit/text/letters.h"

namespace remit {
namespace {

constexpr std::size_t kLeastRun = 3;        // fewer lines that come again prove no list
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
  std::string_view text;   // without leaders and page
  std::string_view title;  // nor its number
  std::uint64_t text_key = 0, title_key = 0;
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
      text = match.heading;
      break;
    }
  }
  entry.text = text;
  entry.title = text.substr(std::min(piece.body, text.size()));
  for (const RuleMatch& match : piece.divisions)
    if (!match.heading.empty())
      entry.title = text.substr(std::min(
          static_cast<std::size_t>(match.heading.data() - piece.text.data()), text.size()));
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
      : layout_(layout), grammar_(grammar), pieces_(pieces), taken_(pieces.size(), false) {
    entries_.resize(pieces.size());
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      const std::string& text = pieces[i]->text;
      if (pieces[i]->table() || (text.size() > kLongestEntry && !has_leaders(text))) continue;
      entries_[i] = read_entry(layout, grammar, *pieces[i]);
      if (entries_[i].text.size() > kLongestEntry) entries_[i] = {};
      for (const std::uint64_t key : {entries_[i].text_key, entries_[i].title_key}) {
        if (key == 0) continue;
        last_place_[key] = i;
        if (pieces[i]->heading_style) last_heading_[key] = i;
      }
    }
  }

  std::vector<ContentsEntry> take() {
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (taken_[i] || pieces_[i]->table()) continue;
      if (grammar_.matches(RuleKind::ContentsTitle, pieces_[i]->text)) {
        const std::size_t end = titled_list(i + 1);
        if (end > i + 1) mark(i, end), i = end - 1;
      } else if (const std::size_t end = untitled_list(i); end > i) {
        mark(i, end);
        i = end - 1;
      }
    }
    std::vector<ContentsEntry> out;
    Pieces kept;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (!taken_[i]) {
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
      out.push_back({folded(entries_[i].text), paragraph.page});
      layout_.furniture.push_back({FurnitureKind::Contents, paragraph.words});
    }
    pieces_ = std::move(kept);
    return out;
  }

 private:
  /// Does the entry come again after `end`?
  [[nodiscard]] bool comes_again(std::size_t entry, std::size_t end) const {
    for (const std::uint64_t key : {entries_[entry].text_key, entries_[entry].title_key})
      if (const auto last = last_place_.find(key); last != last_place_.end() && last->second >= end)
        return true;
    return false;
  }

  /// The end of the run of paged entries from `from` on.
  [[nodiscard]] std::size_t paged_run(std::size_t from) const {
    std::size_t end = from, missed = 0, paged = 0;
    for (std::size_t i = from; i < pieces_.size() && missed <= kWrapped; ++i) {
      if (pieces_[i]->table()) break;
      if (entries_[i].paged) {
        ++paged;
        end = i + 1;
        missed = 0;
      } else {
        ++missed;
      }
    }
    return paged >= kLeastRun ? end : from;
  }

  [[nodiscard]] std::size_t titled_list(std::size_t from) const {
    // a table right below the title is the list, where most of its rows end in a number
    if (from < pieces_.size() && pieces_[from]->table()) return table_list(from);
    if (const std::size_t end = paged_run(from); end > from) return end;
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

  [[nodiscard]] std::size_t untitled_list(std::size_t from) const {
    if (entries_[from].paged) {
      // leaders prove a list; a lone number behind a gap needs company
      if (const std::size_t end = paged_run(from); end > from) return end;
    }
    if (!listed(from, from + 1)) return from;
    // the longest run whose lines come again behind it, but for a quarter of them
    std::size_t last_good = from;
    const std::size_t most = std::min(pieces_.size(), from + kLongestList);
    for (std::size_t i = from, good = 0; i < most && i < from + good + kMostMisses; ++i) {
      if (pieces_[i]->table() || entries_[i].text_key == 0) break;
      if (!listed(i, i + 1)) continue;
      ++good;
      if (good * 4 >= (i + 1 - from) * 3) last_good = i + 1;
    }
    if (!listed(from, last_good)) return from;
    std::size_t good = 0;
    for (std::size_t i = from; i < last_good; ++i) good += listed(i, last_good) ? 1 : 0;
    return good >= kLeastRun && good * 4 >= (last_good - from) * 3 ? last_good : from;
  }

  /// Is it marked up as an entry, or does it come again as a heading from `end` on?
  [[nodiscard]] bool listed(std::size_t entry, std::size_t end) const {
    if (pieces_[entry]->table()) return false;
    if (pieces_[entry]->paragraph().contents) return true;
    if (headed(entries_[entry].text_key, end) || headed(entries_[entry].title_key, end))
      return true;
    // an entry of two lines
    const auto wrapped = [&](std::size_t first) {
      return first + 1 < entries_.size() && entries_[first + 1].text_key != 0 &&
             entries_[first].title_key != 0 &&
             headed(folded_key(entries_[first + 1].text, entries_[first].title_key), end);
    };
    return wrapped(entry) || (entry > 0 && wrapped(entry - 1));
  }

  /// Does a heading from `end` on say this?
  [[nodiscard]] bool headed(std::uint64_t key, std::size_t end) const {
    const auto last = last_heading_.find(key);
    return last != last_heading_.end() && last->second >= end;
  }

  void mark(std::size_t from, std::size_t end) {
    for (std::size_t i = from; i < end; ++i) taken_[i] = true;
  }

  Layout& layout_;
  const Grammar& grammar_;
  Pieces& pieces_;
  std::vector<bool> taken_;
  std::vector<Entry> entries_;
  // the last piece that says this, and the last heading
  std::unordered_map<std::uint64_t, std::size_t> last_place_, last_heading_;
};

}  // namespace

std::vector<ContentsEntry> take_contents(Layout& layout, const Grammar& grammar, Pieces& pieces) {
  return Finder(layout, grammar, pieces).take();
}

}  // namespace remit
