#include "remit/layout/furniture.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <span>
#include <unordered_map>
#include <unordered_set>

#include "remit/base/parallel.h"
#include "remit/text/letters.h"

namespace remit {
namespace {

constexpr std::size_t kDeepest = 6;  // lines from the edge of a page that can be furniture
constexpr float kSameHeight = 4;     // points
constexpr std::size_t kNearPages = 5;
constexpr std::size_t kLongest = 160;     // characters of a running head
constexpr std::size_t kLeastMarks = 3;    // running heads that name what stands elsewhere
constexpr std::uint32_t kSplitWords = 2;  // "Member/Officer", where a mark has "Member / Officer"
constexpr int kLeastYear = 1000;          // a number alone that is more likely a year than a page

struct Candidate {
  std::size_t page;               // index into lines_of_page
  std::size_t line;               // index into layout.lines
  float height;                   // of its baseline; in plain text, from the edge of its page
  std::size_t depth;              // 0: the outermost line
  std::string signature;          // its words with every number as '#'
  std::vector<int> numbers = {};  // all of them, in order
  std::vector<int> ends = {};     // the numbers that begin or end it
  bool only_number = false;
  bool divides = false;  // "Appendix 2": its first number is the division's
  bool confirmed = false;
};

/// How many of the heights, sorted, are no further than `reach` from `y`.
std::size_t near(const std::vector<float>& heights, float y, float reach) {
  return static_cast<std::size_t>(std::upper_bound(heights.begin(), heights.end(), y + reach) -
                                  std::lower_bound(heights.begin(), heights.end(), y - reach));
}

/// "Page 3 of 8" → "page # of #"
void sign(const Layout& layout, const LineRules& rules, Candidate& candidate) {
  if (layout.lines[candidate.line].words.empty()) return;
  const std::string text = text_of(layout, {layout.lines[candidate.line].words});
  candidate.only_number = rules.page_number && rules.page_number(text);
  bool in_number = false;
  std::string folded_text = folded(text);
  for (const char c : folded_text) {
    if (c >= '0' && c <= '9') {
      if (!in_number) {
        candidate.numbers.push_back(0);
        candidate.signature += '#';
      }
      int& value = candidate.numbers.back();
      if (value < 100000) value = value * 10 + (c - '0');
      in_number = true;
    } else {
      in_number = false;
      candidate.signature += c;
    }
  }
  candidate.divides = !candidate.numbers.empty() && rules.divides && rules.divides(text);
  if (candidate.only_number && candidate.numbers.empty()) candidate.signature = "#";  // roman
  const auto number_at = [&](std::string_view token) {
    if (!token.empty() && token.size() <= 4 &&
        token.find_first_not_of("0123456789") == std::string_view::npos)
      candidate.ends.push_back(std::stoi(std::string(token)));
  };
  const Span words = layout.lines[candidate.line].words;
  number_at(layout.word(words.begin));
  if (words.size() > 1) number_at(layout.word(words.end - 1));
}

/// Lines of one edge (top or bottom) on all pages, by distance from the edge.
class Edge {
 public:
  Edge(Layout& layout, const std::vector<std::vector<std::size_t>>& pages, const LineRules& rules,
       bool top)
      : layout_(layout), top_(top) {
    for (std::size_t page = 0; page < pages.size(); ++page) {
      if (!pages[page].empty()) ++pages_with_text_;
      for (std::size_t depth = 0; depth < std::min(kDeepest, pages[page].size()); ++depth) {
        Candidate candidate{
            .page = page,
            .line = top ? pages[page][depth] : pages[page][pages[page].size() - 1 - depth],
            .height = 0,
            .depth = depth,
            .signature = {}};
        candidate.height = layout.lines[candidate.line].baseline;
        if (layout.plain_text)
          candidate.height -= layout.lines[top ? pages[page].front() : pages[page].back()].baseline;
        candidates_.push_back(std::move(candidate));
      }
    }
    share_out(candidates_.size(), [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) sign(layout, rules, candidates_[i]);
    });
  }

  void confirm() {
    confirm_artifacts();
    confirm_repeated();
    confirm_numbers();
    confirm_numbered_heads();
    confirm_marks();
    confirm_places();
  }

  /// Furniture is what is confirmed with nothing but confirmed lines between it and the edge.
  void mark() {
    std::size_t page = static_cast<std::size_t>(-1);
    bool outermost = false;
    for (Candidate& candidate : candidates_) {
      if (candidate.page != page) {
        page = candidate.page;
        outermost = true;
      }
      outermost = outermost && candidate.confirmed;
      Line& own = layout_.lines[candidate.line];
      if (!outermost || own.furniture) continue;
      own.furniture = true;
      layout_.furniture.push_back(
          {candidate.only_number ? FurnitureKind::PageNumber : FurnitureKind::RunningHead,
           {own.words}});
    }
  }

 private:
  [[nodiscard]] const Line& line(const Candidate& candidate) const {
    return layout_.lines[candidate.line];
  }
  [[nodiscard]] static float height(const Candidate& candidate) { return candidate.height; }

  void confirm_artifacts() {
    for (Candidate& candidate : candidates_) {
      const Span words = line(candidate).words;
      candidate.confirmed =
          std::all_of(layout_.words.begin() + words.begin, layout_.words.begin() + words.end,
                      [](const Word& word) { return word.artifact; });
    }
  }

  /// The same words (numbers apart) at the same height on several pages.
  void confirm_repeated() {
    std::map<std::string, std::vector<Candidate*>> by_signature;
    for (Candidate& candidate : candidates_)
      if (!candidate.signature.empty() && line(candidate).words.size() <= kLongest / 4)
        by_signature[candidate.signature].push_back(&candidate);
    // a sentence may stand at one height on pages far apart by chance; a running head comes again
    // soon
    const std::size_t enough = pages_with_text_ <= 6 ? 2 : 3;
    for (auto& [signature, same] : by_signature) {
      if (signature == "#") continue;  // confirm_numbers
      // a numbered line ("4. #") is furniture only where the words around its number are many or
      // the numbers follow the pages
      const bool words = std::count_if(signature.begin(), signature.end(),
                                       [](char c) { return c != '#' && c != ' '; }) >= 4;
      std::size_t window = 0;  // `same` is in the order of the pages
      for (Candidate* candidate : same) {
        while (same[window]->page + kNearPages < candidate->page) ++window;
        std::size_t pages = 0, steps = 0;
        std::size_t last_page = static_cast<std::size_t>(-1);
        for (std::size_t i = window;
             i < same.size() && same[i]->page <= candidate->page + kNearPages; ++i) {
          const Candidate* other = same[i];
          if (std::abs(height(*other) - height(*candidate)) > kSameHeight ||
              other->page == last_page)
            continue;
          const bool step = follows_pages(*candidate, *other);
          // "Section 4" at the head of one page and "Section 13" at that of another are headings
          if (!step && !have_one_first_number(*candidate, *other)) continue;
          last_page = other->page;
          ++pages;
          if (step) ++steps;
        }
        if (pages >= enough && (words || steps >= enough)) candidate->confirmed = true;
      }
    }
  }

  /// Whether one of their numbers counts with the pages: "Page 3", but not "Appendix 3".
  static bool follows_pages(const Candidate& a, const Candidate& b) {
    const int pages = static_cast<int>(b.page) - static_cast<int>(a.page);
    for (std::size_t i = a.divides ? 1 : 0; i < std::min(a.numbers.size(), b.numbers.size()); ++i)
      if (b.numbers[i] - a.numbers[i] == pages) return true;
    return false;
  }

  /// Of two with one signature.
  static bool have_one_first_number(const Candidate& a, const Candidate& b) {
    return a.numbers.empty() || a.numbers.front() == b.numbers.front();
  }

  /// A bare number that counts with the pages.
  void confirm_numbers() {
    std::map<int, std::vector<Candidate*>> by_offset;
    for (Candidate& candidate : candidates_)
      if (candidate.only_number && !candidate.numbers.empty())
        by_offset[candidate.numbers.front() - static_cast<int>(candidate.page)].push_back(
            &candidate);
    for (auto& [offset, same] : by_offset)
      if (same.size() >= 2)
        for (Candidate* candidate : same) candidate->confirmed = true;
    // "3-1", "3-2" count within a Part, and roman numbers are no value here: the place decides
    std::size_t bare = 0;
    for (const Candidate& candidate : candidates_)
      if (candidate.only_number && candidate.depth == 0) ++bare;
    const bool most = bare >= 2 && bare * 2 >= pages_with_text_;
    for (Candidate& candidate : candidates_)
      if (candidate.only_number && candidate.depth == 0 && (most || !top_) &&
          (candidate.numbers.empty() || candidate.numbers.front() < kLeastYear) &&
          (bare >= 2 || alone(candidate)))
        candidate.confirmed = true;
  }

  /// The outermost line of each page closed (or opened) by the page's number: "Chapter 2 14".
  void confirm_numbered_heads() {
    std::map<int, std::vector<Candidate*>> by_offset;
    for (Candidate& candidate : candidates_)
      if (candidate.depth == 0 && !candidate.only_number &&
          !(candidate.divides && candidate.numbers.size() == 1))
        for (const int number : candidate.ends)
          by_offset[number - static_cast<int>(candidate.page)].push_back(&candidate);
    for (auto& [offset, same] : by_offset) {
      std::vector<float> heights;
      for (const Candidate* candidate : same) heights.push_back(height(*candidate));
      std::sort(heights.begin(), heights.end());
      for (Candidate* candidate : same) {
        const std::size_t level = near(heights, height(*candidate), kSameHeight);
        if (level >= 3 && level * 3 >= pages_with_text_) candidate->confirmed = true;
      }
    }
  }

  /// Whether a wide gap parts the line from the rest of its page.
  [[nodiscard]] bool alone(const Candidate& candidate) const {
    for (const Candidate& other : candidates_)
      if (other.page == candidate.page && other.depth == candidate.depth + 1)
        return std::abs(height(other) - height(candidate)) > 2.2f * line(candidate).size;
    return false;
  }

  /// "Oakby Town Council      2.4 Meetings": one part is the same on all pages, the other names a
  /// heading of the page.
  void confirm_marks() {
    struct Head {
      Candidate* candidate;
      Span mark;  // what stands beside the part; empty: nothing
    };
    std::unordered_map<std::uint64_t, std::vector<Head>> by_part;
    std::uint32_t longest_mark = 0;  // words
    for (Candidate& candidate : candidates_) {
      const Span words = line(candidate).words;
      if (words.empty() || words.size() > kLongest / 4) continue;
      std::uint32_t gap = words.end;  // the widest
      for (std::uint32_t i = words.begin + 1; i < words.end; ++i)
        if (layout_.words[i].after_gap && (gap == words.end || gap_before(i) > gap_before(gap)))
          gap = i;
      const Span first{words.begin, gap}, second{gap, words.end};
      if (!second.empty()) longest_mark = std::max({longest_mark, first.size(), second.size()});
      by_part[key_of(first)].push_back({&candidate, second});
      if (!second.empty()) by_part[key_of(second)].push_back({&candidate, first});
    }
    std::unordered_set<std::uint64_t> lines;
    const auto names_a_line = [&](const Head& head) {
      if (lines.empty())
        for (const Line& each : layout_.lines)
          if (!each.words.empty() && each.words.size() <= longest_mark + kSplitWords)
            lines.insert(key_of(each.words));
      return lines.contains(key_of(head.mark));
    };
    for (auto& [key, heads] : by_part) {
      if (key == 0 || heads.size() < kLeastMarks) continue;
      std::ranges::stable_sort(heads, {}, [](const Head& head) { return height(*head.candidate); });
      for (std::size_t begin = 0, end = 0; begin < heads.size(); begin = end) {
        std::size_t marked = 0, first = heads[begin].candidate->page, last = first;
        for (end = begin; end < heads.size(); ++end) {  // those at one height
          const Candidate& head = *heads[end].candidate;
          if (end > begin && height(head) - height(*heads[end - 1].candidate) > kSameHeight) break;
          marked += heads[end].mark.empty() ? 0 : 1;
          first = std::min(first, head.page);
          last = std::max(last, head.page);
        }
        const auto same = std::span(heads).subspan(begin, end - begin);
        const auto enough = [&](std::size_t some) {
          return some >= kLeastMarks && some * 2 >= same.size();
        };
        if (!enough(marked) || same.size() * 2 <= last - first) continue;
        const auto named = std::ranges::count_if(
            same, [&](const Head& head) { return !head.mark.empty() && names_a_line(head); });
        if (!enough(static_cast<std::size_t>(named))) continue;
        for (const Head& head : same) head.candidate->confirmed = true;
      }
    }
  }

  /// Between a word and the one before it, in points.
  [[nodiscard]] float gap_before(std::uint32_t word) const {
    return layout_.words[word].box.x0 - layout_.words[word - 1].box.x1;
  }

  /// Of the words of a span; 0 where they are hardly letters.
  [[nodiscard]] std::uint64_t key_of(Span words) const {
    const std::string text = text_of(layout_, {words});
    const auto letters = std::count_if(text.begin(), text.end(), [](char c) {
      return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
             static_cast<unsigned char>(c) > 127;
    });
    return letters < 4 ? 0 : folded_key(text);
  }

  /// A place at which most pages have furniture: what stands there on the others is it too (a
  /// running head that names the section of its page).
  void confirm_places() {
    if (pages_with_text_ < 4) return;
    std::vector<float> heights;
    for (const Candidate& candidate : candidates_)
      if (candidate.confirmed) heights.push_back(height(candidate));
    std::sort(heights.begin(), heights.end());
    for (Candidate& candidate : candidates_) {
      if (candidate.confirmed || line(candidate).words.size() > kLongest / 8) continue;
      if (near(heights, height(candidate), 1) * 2 >= pages_with_text_) candidate.confirmed = true;
    }
  }

  Layout& layout_;
  bool top_;
  std::size_t pages_with_text_ = 0;
  std::vector<Candidate> candidates_;
};

constexpr std::size_t kLeastLineNumbers = 4;  // on a page that proves them

/// The numbers that open the lines of one page, left of all its text.
struct MarginNumbers {
  std::vector<std::size_t> lines;  // indices into Layout::lines
  std::vector<int> values;
  float right = 0;      // their right edge
  bool counts = false;  // they count the page's lines
};

int number_of(std::string_view word) {
  if (word.empty() || word.size() > 4 ||
      word.find_first_not_of("0123456789") != std::string_view::npos)
    return -1;
  return std::stoi(std::string(word));
}

MarginNumbers margin_numbers(const Layout& layout, const std::vector<std::size_t>& lines) {
  MarginNumbers numbers;
  const auto opens = [&](const Line& line) {
    const bool alone = line.words.size() == 1 || !layout.words[line.words.begin + 1].glued;
    return alone ? number_of(layout.word(line.words.begin)) : -1;
  };
  float text = 1e6f;  // where the page's text begins
  for (const std::size_t index : lines) {
    const Line& line = layout.lines[index];
    const std::uint32_t first = line.words.begin + (opens(line) >= 0 ? 1 : 0);
    if (first < line.words.end) text = std::min(text, layout.words[first].box.x0);
  }
  for (const std::size_t index : lines) {
    const Line& line = layout.lines[index];
    const float right = layout.words[line.words.begin].box.x1;
    if (opens(line) < 0 || right >= text) continue;
    numbers.lines.push_back(index);
    numbers.values.push_back(opens(line));
    numbers.right = std::max(numbers.right, right);
  }
  if (numbers.lines.size() < kLeastLineNumbers) return numbers;
  std::vector<int> steps;
  for (std::size_t i = 1; i < numbers.values.size(); ++i)
    steps.push_back(numbers.values[i] - numbers.values[i - 1]);
  const auto middle = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2);
  std::nth_element(steps.begin(), middle, steps.end());
  const int step = *middle;
  const auto even = static_cast<std::size_t>(std::count(steps.begin(), steps.end(), step));
  // every line, or every fifth
  numbers.counts = step >= 1 && even + 2 >= steps.size() &&
                   (step > 1 || numbers.lines.size() * 10 >= lines.size() * 7);
  return numbers;
}

}  // namespace

void take_line_numbers(Layout& layout, const std::vector<std::vector<std::size_t>>& lines_of_page) {
  std::vector<MarginNumbers> pages;
  std::size_t counting = 0, longer = 0;
  float right = 0;
  for (const auto& lines : lines_of_page) {
    pages.push_back(margin_numbers(layout, lines));
    longer += lines.size() >= kLeastLineNumbers ? 1 : 0;
    if (!pages.back().counts) continue;
    ++counting;
    right = std::max(right, pages.back().right);
  }
  if (counting < 2 || counting * 2 < longer) return;
  for (const MarginNumbers& page : pages)
    for (const std::size_t index : page.lines) {
      Line& line = layout.lines[index];
      if (layout.words[line.words.begin].box.x1 > right + 1) continue;
      layout.furniture.push_back(
          {FurnitureKind::LineNumber, {{line.words.begin, line.words.begin + 1}}});
      ++line.words.begin;
      if (line.words.empty()) {
        line.furniture = true;
        continue;
      }
      layout.words[line.words.begin].after_gap = false;
      line.box.x0 = layout.words[line.words.begin].box.x0;
    }
}

void find_furniture(Layout& layout, const std::vector<std::vector<std::size_t>>& lines_of_page,
                    const LineRules& rules) {
  std::vector<Edge> edges;
  for (const bool top : {true, false}) edges.emplace_back(layout, lines_of_page, rules, top);
  share_out(
      edges.size(),
      [&](std::size_t first, std::size_t end) {
        for (std::size_t i = first; i < end; ++i) edges[i].confirm();
      },
      1);
  for (Edge& edge : edges) edge.mark();
  if (!rules.furniture) return;
  std::vector<std::size_t> lines;
  for (const auto& page : lines_of_page)
    std::copy_if(page.begin(), page.end(), std::back_inserter(lines), [&](std::size_t index) {
      return !layout.lines[index].furniture && !layout.lines[index].words.empty();
    });
  std::vector<char> is_furniture(lines.size());
  share_out(lines.size(), [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i)
      is_furniture[i] = rules.furniture(text_of(layout, {layout.lines[lines[i]].words})) ? 1 : 0;
  });
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (is_furniture[i] == 0) continue;
    layout.lines[lines[i]].furniture = true;
    layout.furniture.push_back({FurnitureKind::Blank, {layout.lines[lines[i]].words}});
  }
}

}  // namespace remit
