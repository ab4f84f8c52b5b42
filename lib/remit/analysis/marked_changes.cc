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

bool has_plain_words(const std::vector<Run>& runs) {
  return std::any_of(runs.begin(), runs.end(), [](const Run& run) {
    return run.mark == Mark::None && run.place.in == Place::In::Text;
  });
}

bool has_beside_struck(const std::vector<Run>& runs, Mark mark) {
  for (std::size_t i = 1; i < runs.size(); ++i) {
    const Run &a = runs[i - 1], &b = runs[i];
    if (are_beside(a, b) &&
        ((a.mark == mark && b.mark == Mark::Struck) || (a.mark == Mark::Struck && b.mark == mark)))
      return true;
  }
  return false;
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
    for (NodeId id = 0; id < tree_.nodes.size(); ++id) {
      runs[id] = runs_of(layout_, tree_, id);
      bold_is_new_ = bold_is_new_ || has_beside_struck(runs[id], Mark::Bold);
      underlined_is_new_ = underlined_is_new_ || has_beside_struck(runs[id], Mark::Underlined);
    }
    for (NodeId id = 0; id < tree_.nodes.size(); ++id) read_node(id, runs[id]);
  }

 private:
  void read_node(NodeId id, const std::vector<Run>& runs) {
    const auto is_new = [&](const Run& run) {
      if (run.place.in != Place::In::Text) return false;
      if (run.mark == Mark::Underlined) return underlined_is_new_;
      return run.mark == Mark::Bold && bold_is_new_ && has_plain_words(runs);
    };
    for (std::size_t i = 0; i < runs.size(); ++i) {
      const Run* old = runs[i].mark == Mark::Struck ? &runs[i] : nullptr;
      const Run* fresh = is_new(runs[i]) ? &runs[i] : nullptr;
      if (old == nullptr && fresh == nullptr) continue;
      if (i + 1 < runs.size() && are_beside(runs[i], runs[i + 1])) {
        const Run& next = runs[i + 1];
        if (old != nullptr && is_new(next))
          fresh = &next;
        else if (fresh != nullptr && next.mark == Mark::Struck)
          old = &next;
      }
      add(id, old, fresh);
      if (old == nullptr && i > 0 && are_beside(runs[i - 1], runs[i]))
        out_.back().after = last_words(runs[i - 1].words);
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
