#include "remit/analysis/marked_changes.h"

#include <algorithm>
#include <string>
#include <tuple>

#include "remit/structure/word_places.h"
#include "remit/text/letters.h"
#include "remit/text/utf8.h"

namespace remit {
namespace {

enum class Mark : std::uint8_t { None, Struck, Underlined, Bold };

constexpr std::size_t kAnchor = 60;  // bytes of the words that something new is put behind
constexpr std::uint32_t kToTheEnd = 0xFFFFFFFF;  // of a field

/// Words of one field of a node that are set alike.
struct Run {
  Mark mark = Mark::None;
  Place place;
  std::string words = {};
};

bool are_beside(const Run& a, const Run& b) {
  return a.place.in == b.place.in && a.place.row == b.place.row && a.place.column == b.place.column;
}

bool any_struck(const Layout& layout) {
  return std::any_of(layout.words.begin(), layout.words.end(),
                     [](const Word& word) { return word.struck; });
}

Mark mark_of(const Layout& layout, const Word& word) {
  if (word.struck) return Mark::Struck;
  if (word.underlined) return Mark::Underlined;
  return layout.style(word).bold ? Mark::Bold : Mark::None;
}

bool same_field(const WordPlace& a, const WordPlace& b) {
  return a.in == b.in && a.row == b.row && a.column == b.column;
}

/// The words of each run, field by field; the spaces behind them are no part of it.
void take_words(const Tree& tree, std::vector<Run>& runs) {
  std::string_view field;
  std::size_t byte = 0;
  std::uint32_t character = 0;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    Span& span = runs[i].place.span;
    if (i == 0 || !are_beside(runs[i - 1], runs[i])) {
      Place whole = runs[i].place;
      whole.span = {0, kToTheEnd};
      field = text_at(tree, whole);
      byte = character = 0;
    }
    for (; character < span.begin && byte < field.size(); ++character) next_utf8(field, byte);
    const std::size_t begin = byte;
    for (; character < span.end && byte < field.size(); ++character) next_utf8(field, byte);
    runs[i].words = std::string(trimmed(field.substr(begin, byte - begin)));
    span.end = span.begin + static_cast<std::uint32_t>(count_utf8(runs[i].words));
  }
}

std::vector<Run> runs_of(const Layout& layout, const Tree& tree, NodeId id) {
  const Node& node = tree.nodes[id];
  const std::vector<WordPlace> words = word_places(layout, node);
  std::vector<Run> runs;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const WordPlace& word = words[i];
    const Mark mark = mark_of(layout, layout.words[word.word]);
    const bool goes_on = i > 0 && same_field(words[i - 1], word);
    if (goes_on && runs.back().mark == mark) continue;
    if (goes_on) runs.back().place.span.end = word.character;
    runs.push_back({.mark = mark,
                    .place = {.node = id,
                              .page = page_at(node, word.in, word.row, word.column, word.character),
                              .in = word.in,
                              .row = word.row,
                              .column = word.column,
                              .span = {word.character, kToTheEnd}}});
  }
  take_words(tree, runs);
  return runs;
}

/// The end of some words, to find a place by.
std::string last_words(std::string_view words) {
  if (words.size() <= kAnchor) return std::string(words);
  const std::size_t space = words.find(' ', words.size() - kAnchor);
  return std::string(space == std::string_view::npos ? words : words.substr(space + 1));
}

/// … and their beginning.
std::string first_words(std::string_view words) {
  if (words.size() <= kAnchor) return std::string(words);
  const std::size_t space = words.rfind(' ', kAnchor);
  return std::string(space == std::string_view::npos ? words : words.substr(0, space));
}

/// The runs of one field of a node.
struct FieldRuns {
  std::vector<Run>::const_iterator first, end;

  [[nodiscard]] bool has(Mark mark) const {
    return std::any_of(first, end, [mark](const Run& run) { return run.mark == mark; });
  }
  [[nodiscard]] bool has_only(Mark mark) const {
    return std::all_of(first, end, [mark](const Run& run) { return run.mark == mark; });
  }
  /// Whether it is nothing but struck words and others beside them.
  [[nodiscard]] bool is_replaced() const { return end - first == 2 && has(Mark::Struck); }
  [[nodiscard]] bool has_beside_struck(Mark mark) const {
    for (auto run = first; run + 1 < end; ++run)
      if ((run->mark == mark && (run + 1)->mark == Mark::Struck) ||
          (run->mark == Mark::Struck && (run + 1)->mark == mark))
        return true;
    return false;
  }
};

FieldRuns field_of(const std::vector<Run>& runs, std::size_t at) {
  FieldRuns field{.first = runs.begin() + static_cast<std::ptrdiff_t>(at), .end = runs.end()};
  field.end = std::find_if(field.first, runs.end(),
                           [&](const Run& run) { return !are_beside(run, runs[at]); });
  while (field.first != runs.begin() && are_beside(*(field.first - 1), runs[at])) --field.first;
  return field;
}

/// "16(b)": the number of a node within its division.
std::optional<std::string> number_of(const Tree& tree, NodeId node) {
  std::string steps;
  for (; node != kNoNode; node = tree.nodes[node].parent) {
    const Node& at = tree.nodes[node];
    if (!at.num) continue;
    if (is_division(at.type)) break;
    const bool step = at.type == NodeType::Subparagraph || at.type == NodeType::Point;
    steps.insert(0, step ? '(' + *at.num + ')' : *at.num);
    if (!step) break;
  }
  if (steps.empty()) return std::nullopt;
  return steps;
}

class Reader {
 public:
  Reader(const Layout& layout, const Tree& tree, std::vector<Amendment>& out)
      : layout_(layout), tree_(tree), out_(out) {}

  void read() {
    std::vector<std::vector<Run>> runs(tree_.nodes.size());
    for (NodeId id = 0; id < tree_.nodes.size(); ++id) runs[id] = runs_of(layout_, tree_, id);
    look_at_headings(runs);
    for (const std::vector<Run>& of_node : runs) look_for_new(of_node);
    for (NodeId id = 0; id < tree_.nodes.size(); ++id) read_node(id, runs[id]);
  }

 private:
  /// Whether most headings that nothing is struck from are bold.
  void look_at_headings(const std::vector<std::vector<Run>>& runs) {
    std::size_t bold = 0, all = 0;
    for (const std::vector<Run>& of_node : runs) {
      if (of_node.empty() || of_node.front().place.in != Place::In::Heading) continue;
      const FieldRuns heading = field_of(of_node, 0);
      if (heading.has(Mark::Struck)) continue;
      ++all;
      bold += heading.has_only(Mark::Bold) ? 1 : 0;
    }
    headings_are_bold_ = 2 * bold > all || all == 0;
  }

  /// How the draft sets what is new: as it does beside struck words.
  void look_for_new(const std::vector<Run>& runs) {
    for (std::size_t i = 0; i < runs.size();) {
      const FieldRuns field = field_of(runs, i);
      underlined_is_new_ = underlined_is_new_ || field.has_beside_struck(Mark::Underlined);
      if (!is_bold_anyway(runs[i]))
        bold_is_new_ = bold_is_new_ || field.has_beside_struck(Mark::Bold);
      i = static_cast<std::size_t>(field.end - runs.begin());
    }
  }

  [[nodiscard]] bool is_bold_anyway(const Run& run) const {
    if (run.place.in == Place::In::Cell) return run.place.row == 0;
    return run.place.in == Place::In::Heading && headings_are_bold_;
  }

  [[nodiscard]] bool is_new(const std::vector<Run>& runs, std::size_t at) const {
    const Run& run = runs[at];
    const FieldRuns field = field_of(runs, at);
    if (run.mark == Mark::Underlined)
      return underlined_is_new_ &&
             (run.place.in == Place::In::Text || !field.has_only(Mark::Underlined));
    return run.mark == Mark::Bold && bold_is_new_ && !is_bold_anyway(run) &&
           (field.has(Mark::None) || field.is_replaced());
  }

  void read_node(NodeId id, const std::vector<Run>& runs) {
    for (std::size_t i = 0; i < runs.size(); ++i) {
      const Run* old = runs[i].mark == Mark::Struck ? &runs[i] : nullptr;
      const Run* fresh = is_new(runs, i) ? &runs[i] : nullptr;
      if (old == nullptr && fresh == nullptr) continue;
      const bool goes_on = i + 1 < runs.size() && are_beside(runs[i], runs[i + 1]);
      if (goes_on && old != nullptr && is_new(runs, i + 1))
        fresh = &runs[i + 1];
      else if (goes_on && fresh != nullptr && runs[i + 1].mark == Mark::Struck)
        old = &runs[i + 1];
      add(id, old, fresh);
      if (old == nullptr && i > 0 && are_beside(runs[i - 1], runs[i]))
        out_.back().after = last_words(runs[i - 1].words);
      else if (old == nullptr && goes_on)
        out_.back().before = first_words(runs[i + 1].words);
      if (old != nullptr && fresh != nullptr) ++i;
    }
  }

  void add(NodeId id, const Run* old, const Run* fresh) {
    const Run& first = fresh == nullptr || (old != nullptr && old < fresh) ? *old : *fresh;
    const Run& last = fresh == nullptr || (old != nullptr && old > fresh) ? *old : *fresh;
    Amendment amendment;
    amendment.action = old == nullptr     ? AmendmentAction::Insert
                       : fresh == nullptr ? AmendmentAction::Delete
                                          : AmendmentAction::Replace;
    amendment.target = number_of(tree_, id);
    if (old != nullptr) amendment.old = old->words;
    if (fresh != nullptr) amendment.text = fresh->words;
    amendment.place = first.place;
    amendment.place.span.end = last.place.span.end;
    amendment.rule = "marked_change";
    out_.push_back(std::move(amendment));
  }

  const Layout& layout_;
  const Tree& tree_;
  std::vector<Amendment>& out_;
  bool headings_are_bold_ = false;
  bool bold_is_new_ = false, underlined_is_new_ = false;
};

}  // namespace

void add_marked_changes(const Layout& layout, const Tree& tree,
                        std::vector<Amendment>& amendments) {
  if (!any_struck(layout)) return;
  Reader(layout, tree, amendments).read();
  std::stable_sort(
      amendments.begin(), amendments.end(), [](const Amendment& a, const Amendment& b) {
        return std::tie(a.place.node, a.place.in, a.place.row, a.place.column, a.place.span.begin) <
               std::tie(b.place.node, b.place.in, b.place.row, b.place.column, b.place.span.begin);
      });
}

}  // namespace remit
