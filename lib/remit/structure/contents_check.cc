#include "remit/structure/contents_check.h"

#include <algorithm>
#include <unordered_map>

#include "remit/text/letters.h"
#include "remit/text/numerals.h"

namespace remit {
namespace {

constexpr std::size_t kHead = 200;        // bytes of a text that an entry is held against
constexpr std::size_t kShortTitle = 8;    // letters: a shorter title may begin any sentence
constexpr std::size_t kSmallList = 3;     // so many missing entries are told one by one
constexpr std::size_t kDoubtful = 3;      // without a title a third missing makes a list doubtful
constexpr std::size_t kFootnoteMark = 2;  // digits behind a heading that are no part of it
constexpr std::size_t kMostAlike = 64;  // headings of one title: of more, none is told from another

/// Letters and digits alone: spaces get lost where lines are broken and letters spaced.
std::string compact(std::string_view text) {
  std::string out = folded(text);
  std::erase(out, ' ');
  return out;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "11.02" → "11.2", "3.0" → "3", "IV" → "iv"
std::string plain_num(std::string_view num) {
  std::string out;
  for (const char c : num) {
    const bool leading = !out.empty() && out.back() == '0' && is_digit(c) &&
                         (out.size() == 1 || !is_digit(out[out.size() - 2]));
    if (leading) out.pop_back();
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  while (out.ends_with(".0")) out.resize(out.size() - 2);
  return out;
}

/// "Article 12" → "article"; "12." → ""
std::string word_of(std::string_view label) {
  const std::string text = folded(label);
  const std::size_t space = text.rfind(' ');
  return space == std::string::npos || is_digit(text.front()) ? "" : text.substr(0, space);
}

bool has_digit(std::string_view text) { return std::any_of(text.begin(), text.end(), is_digit); }

/// Whether two printed numbers differ for sure: both plain_num's, of one kind.
bool differ(const std::string& a, const std::string& b, bool same_word) {
  if (a.empty() || b.empty() || a == b) return false;
  // "2" in the list of Part 4 for "4.2", and the other way round
  if (a.ends_with('.' + b) || b.ends_with('.' + a)) return false;
  if (has_digit(a) == has_digit(b)) return true;
  const auto roman = roman_value(has_digit(a) ? b : a);
  if (roman && std::to_string(*roman) == (has_digit(a) ? a : b)) return false;
  return same_word;
}

/// Whether `longer` goes on where `title` ends, with more than a footnote's mark.
bool goes_on(const std::string& longer, const std::string& title) {
  if (longer.size() <= title.size() || !longer.starts_with(title)) return false;
  const std::string_view rest = std::string_view(longer).substr(title.size());
  return rest.size() > kFootnoteMark || !std::all_of(rest.begin(), rest.end(), is_digit);
}

/// A heading of the body.
struct Heading {
  const Node* node;
  std::string title;  // compact
  std::string num;    // plain
  std::string word;
};

struct Verdict {
  enum class What { Found, Missing, Renumbered, Retitled } what = What::Missing;
  const Node* node = nullptr;  // what was found instead
};

class Checker {
 public:
  Checker(const Layout& layout, const Pieces& body, const Tree& tree)
      : layout_(layout), body_(body) {
    headings_.reserve(tree.nodes.size());
    for (const Node& node : tree.nodes) {
      if (!node.num && !node.heading) continue;
      headings_.push_back({&node, compact(node.heading.value_or("")),
                           plain_num(node.num.value_or("")), word_of(node.label.value_or(""))});
    }
    for (const Heading& heading : headings_) {
      if (heading.title.empty()) continue;
      by_title_[heading.title].push_back(&heading);
      if (!heading.num.empty()) by_num_[heading.num].push_back(&heading);
    }
  }

  [[nodiscard]] Verdict judge(const ContentsEntry& entry) {
    Verdict verdict;
    for (const ContentsTitle& reading : entry.readings) {
      const Verdict other = judge(reading);
      if (other.what == Verdict::What::Found) return other;
      if (verdict.what == Verdict::What::Missing) verdict = other;
    }
    return verdict;
  }

 private:
  [[nodiscard]] Verdict judge(const ContentsTitle& reading) {
    const std::string title = compact(reading.title), num = plain_num(reading.num),
                      word = word_of(reading.label);
    const Node* renumbered = nullptr;
    if (const auto same = by_title_.find(title); same != by_title_.end()) {
      if (same->second.size() > kMostAlike) return {Verdict::What::Found};
      for (const Heading* heading : same->second) {
        if (!differ(num, heading->num, !word.empty() && word == heading->word))
          return {Verdict::What::Found};
        if (!renumbered) renumbered = heading->node;
      }
    }
    const Node* retitled = nullptr;  // the same number and a title that goes on, or another
    bool several = false;
    if (const auto same = by_num_.find(num);
        same != by_num_.end() && same->second.size() <= kMostAlike)
      for (const Heading* heading : same->second) {
        if (word != heading->word) continue;
        if (goes_on(heading->title, title)) return {Verdict::What::Retitled, heading->node};
        several = several || retitled;
        retitled = heading->node;
      }
    if (opens_a_text(compact(reading.text))) return {Verdict::What::Found};
    if (renumbered) return {Verdict::What::Renumbered, renumbered};
    if (title.size() >= kShortTitle && opens_a_text(title)) return {Verdict::What::Found};
    const bool own_number = !word.empty() || reading.num.find('.') != std::string::npos;
    if (retitled && !several && own_number) return {Verdict::What::Retitled, retitled};
    return {};
  }

  /// Whether a text of the body begins like this, its label counted or not.
  [[nodiscard]] bool opens_a_text(const std::string& text) {
    if (heads_.empty()) read_heads();
    const auto at = std::lower_bound(heads_.begin(), heads_.end(), text);
    return at != heads_.end() && at->starts_with(text);
  }

  /// How each text of the body begins; a heading may have been cut in two.
  void read_heads() {
    std::vector<std::string> of_piece;
    for (const auto& piece : body_) {
      of_piece.push_back(compact(std::string_view(piece->text).substr(0, kHead)));
      if (!piece->table()) continue;
      for (const auto& row : piece->block->table->rows)
        for (const Cell& cell : row)
          for (const Paragraph& paragraph : cell.paragraphs)
            heads_.push_back(compact(text_of(layout_, paragraph.words).substr(0, kHead)));
    }
    for (std::size_t i = 0; i < body_.size(); ++i) {
      const Piece& piece = *body_[i];
      const std::string after = i + 1 < body_.size() ? of_piece[i + 1] : "";
      heads_.push_back(of_piece[i] + after);
      if (piece.body > 0) heads_.push_back(compact(piece.after_label().substr(0, kHead)) + after);
      for (const RuleMatch& match : piece.divisions)
        if (!match.heading.empty())
          heads_.push_back(compact(match.heading.substr(0, kHead)) + after);
    }
    heads_.emplace_back();  // never empty
    std::sort(heads_.begin(), heads_.end());
  }

  const Layout& layout_;
  const Pieces& body_;
  std::vector<Heading> headings_;
  std::unordered_map<std::string, std::vector<const Heading*>> by_title_, by_num_;
  std::vector<std::string> heads_;  // sorted; made when first asked for
};

std::string in_quotes(std::string_view text) { return '"' + std::string(text) + '"'; }

Diagnostic finding(const ContentsEntry& entry, const Verdict& verdict) {
  const ContentsTitle& reading = entry.readings.front();
  Diagnostic diagnostic{
      .code = "contents-mismatch", .message = in_quotes(reading.text), .page = entry.page};
  diagnostic.line = reading.text;
  diagnostic.caret_size = static_cast<int>(reading.text.size());
  if (!verdict.node) {
    diagnostic.message += " is in the contents list and not in the body";
    diagnostic.hint = "was it taken out or renamed, or is its heading a picture?";
    return diagnostic;
  }
  const Node& node = *verdict.node;
  diagnostic.node = node.id;
  if (verdict.what == Verdict::What::Renumbered) {
    diagnostic.message += " of the contents list is numbered " + node.label.value_or("");
    diagnostic.caret_size = static_cast<int>(reading.label.size());
  } else {
    diagnostic.message += " of the contents list is headed " + in_quotes(node.heading.value_or(""));
  }
  diagnostic.message += " on page " + std::to_string(node.page);
  diagnostic.hint = "one of the two is out of date";
  return diagnostic;
}

/// One finding for a list most of whose entries are missing.
Diagnostic foreign_list(const ContentsEntry& first, std::size_t missing, std::size_t all) {
  return {.code = "contents-mismatch",
          .message = std::to_string(missing) + " of the " + std::to_string(all) +
                     " entries of the contents list are not in the body",
          .page = first.page,
          .line = first.readings.front().text,
          .hint = "is the file a part of the document, or the list out of date?"};
}

}  // namespace

void check_contents(const std::vector<ContentsEntry>& entries, const Layout& layout,
                    const Pieces& body, const Tree& tree, Diagnostics& out) {
  if (entries.empty()) return;
  Checker checker(layout, body, tree);
  for (std::size_t from = 0; from < entries.size();) {
    std::size_t to = from, missing = 0;
    std::vector<Verdict> verdicts;
    for (; to < entries.size() && entries[to].list == entries[from].list; ++to) {
      verdicts.push_back(checker.judge(entries[to]));
      missing += verdicts.back().what == Verdict::What::Missing ? 1 : 0;
    }
    const std::size_t all = to - from;
    const bool foreign = missing > kSmallList && missing * 2 > all;
    // lines that no title announces may be no contents list at all
    const bool doubtful = !entries[from].titled && missing * kDoubtful > all;
    const bool bare = !entries[from].titled && !entries[from].paged;
    if (foreign && entries[from].titled) out.push_back(foreign_list(entries[from], missing, all));
    for (std::size_t i = from; i < to && !foreign && !doubtful; ++i)
      if (bare ? verdicts[i - from].what == Verdict::What::Retitled
               : verdicts[i - from].what != Verdict::What::Found)
        out.push_back(finding(entries[i], verdicts[i - from]));
    from = to;
  }
}

}  // namespace remit
