#include "remit/revision/diff.h"

#include <algorithm>
#include <unordered_set>

#include "remit/revision/duty_changes.h"
#include "remit/revision/match_nodes.h"
#include "remit/revision/node_text.h"
#include "remit/revision/post_changes.h"
#include "remit/revision/rising_chain.h"
#include "remit/revision/table_rows.h"

namespace remit {
namespace {

/// Where a run of words is printed: to the end of what follows its last word without a space, a
/// full stop for one. An empty run is empty at the next word.
Span printed(const CanonicalText& text, Span words, std::string_view whole) {
  const auto size = static_cast<std::uint32_t>(whole.size());
  // what stands before the first word belongs to it, and so on: nothing is left out
  const auto start = [&](std::uint32_t word) -> std::uint32_t {
    if (word == 0) return 0;
    if (word >= text.at.size()) return size;
    std::uint32_t at = text.at[word].begin;
    const std::uint32_t least = text.at[word - 1].end;
    while (at > least && static_cast<unsigned char>(whole[at - 1]) > ' ') --at;
    return at;
  };
  const std::uint32_t begin = start(words.begin);
  std::uint32_t end = words.empty() ? begin : start(words.end);
  while (end > begin && static_cast<unsigned char>(whole[end - 1]) <= ' ') --end;
  return {begin, end};
}

std::vector<TextRun> text_runs(const std::vector<WordRun>& runs, const CanonicalText& a,
                               std::string_view a_text, const CanonicalText& b,
                               std::string_view b_text) {
  std::vector<TextRun> out;
  out.reserve(runs.size());
  for (const WordRun& run : runs)
    out.push_back({run.op, printed(a, run.a, a_text), printed(b, run.b, b_text)});
  return out;
}

/// Adds runs that go on from the last ones; two of one fate become one.
void append(std::vector<WordRun>& runs, const WordRun& run) {
  if (run.a.empty() && run.b.empty()) return;
  if (runs.empty() || runs.back().op != run.op) return runs.push_back(run);
  runs.back().a.end = run.a.end;
  runs.back().b.end = run.b.end;
}

/// Two versions of a table, cell by cell: what two rows that are not each other's versions have in
/// common says nothing. `runs` are those of the whole, by which rows are paired.
class CellRuns {
 public:
  CellRuns(const Node& a, const NodeText& a_text, const Node& b, const NodeText& b_text)
      : a_(a_text), b_(b_text), a_node_(a), b_node_(b) {}

  std::vector<WordRun> refined(const std::vector<WordRun>& runs) {
    const auto cells_a = cells_in_body(a_node_), cells_b = cells_in_body(b_node_);
    add(first_word(a_, a_node_), first_word(b_, b_node_));  // the text above the rows
    const auto text = text_runs(runs, a_.words, a_.body, b_.words, b_.body);
    for (const RowPair& pair : pair_rows(a_node_, b_node_, text)) {
      static const std::vector<Span> kNoRow;
      const auto& x = pair.a ? cells_a[*pair.a] : kNoRow;
      const auto& y = pair.b ? cells_b[*pair.b] : kNoRow;
      for (std::size_t c = 0; c < std::max(x.size(), y.size()); ++c)
        add(c < x.size() ? word_at(a_, x[c].end) : done_a_,
            c < y.size() ? word_at(b_, y[c].end) : done_b_);
    }
    add(size(a_), size(b_));
    return std::move(out_);
  }

 private:
  static std::uint32_t size(const NodeText& text) {
    return static_cast<std::uint32_t>(text.words.words.size());
  }
  /// The first word that begins at a byte of the body or behind it.
  static std::uint32_t word_at(const NodeText& text, std::uint32_t byte) {
    const auto& at = text.words.at;
    return static_cast<std::uint32_t>(
        std::lower_bound(at.begin(), at.end(), byte,
                         [](Span word, std::uint32_t begin) { return word.begin < begin; }) -
        at.begin());
  }
  static std::uint32_t first_word(const NodeText& text, const Node& node) {
    return word_at(text, static_cast<std::uint32_t>(node.text.size()));
  }

  /// Compares the next words of both, up to these.
  void add(std::uint32_t end_a, std::uint32_t end_b) {
    const auto words = [](const NodeText& text, std::uint32_t begin, std::uint32_t end) {
      return std::span(text.words.words).subspan(begin, end - begin);
    };
    for (WordRun run : diff_words(words(a_, done_a_, end_a), words(b_, done_b_, end_b))) {
      for (std::uint32_t* at : {&run.a.begin, &run.a.end}) *at += done_a_;
      for (std::uint32_t* at : {&run.b.begin, &run.b.end}) *at += done_b_;
      append(out_, run);
    }
    done_a_ = end_a;
    done_b_ = end_b;
  }

  const NodeText &a_, &b_;
  const Node &a_node_, &b_node_;
  std::uint32_t done_a_ = 0, done_b_ = 0;
  std::vector<WordRun> out_;
};

class NodeChanges {
 public:
  NodeChanges(const Tree& a, const std::vector<NodeText>& a_texts, const Tree& b,
              const std::vector<NodeText>& b_texts, NodePairs pairs)
      : a_(a), b_(b), a_texts_(a_texts), b_texts_(b_texts), pairs_(std::move(pairs)) {
    for (NodeId node = 0; node < a.nodes.size(); ++node)
      if (pairs_.a_to_b[node] != kNoNode) matched_.insert(key(node, pairs_.a_to_b[node]));
    for (const auto& [node, part] : pairs_.parts) matched_.insert(key(node, part));
    find_order(kNoNode, kNoNode);
    for (NodeId node = 0; node < a.nodes.size(); ++node)
      if (pairs_.a_to_b[node] != kNoNode) find_order(node, pairs_.a_to_b[node]);
  }

  /// In a's order; what is only in b follows what it follows there.
  std::vector<NodeChange> list() {
    std::vector<std::vector<NodeId>> parts_of_a(a_.nodes.size());
    std::vector<bool> in_parts(b_.nodes.size(), false);
    for (const auto& [a, b] : pairs_.parts) {
      parts_of_a[a].push_back(b);
      in_parts[b] = in_parts[b] || pairs_.b_to_a[b] == kNoNode;
    }
    std::vector<NodeChange> changes;
    const auto add_b_after = [&](NodeId b) {
      for (; b < b_.nodes.size() && pairs_.b_to_a[b] == kNoNode; ++b)
        if (!in_parts[b]) changes.push_back({.b = b, .kind = ChangeKind::OnlyB});
    };
    add_b_after(0);
    for (NodeId a = 0; a < a_.nodes.size(); ++a) {
      const NodeId b = pairs_.a_to_b[a];
      if (b != kNoNode) changes.push_back(change(a, b));
      if (b == kNoNode && parts_of_a[a].empty())
        changes.push_back({.a = a, .kind = ChangeKind::OnlyA});
      for (const NodeId part : parts_of_a[a]) {
        changes.push_back(change(a, part));
        changes.back().part = true;
      }
      if (b != kNoNode) add_b_after(b + 1);
    }
    return changes;
  }

 private:
  static std::uint64_t key(NodeId a, NodeId b) { return static_cast<std::uint64_t>(a) << 32 | b; }

  /// Notes which matched children of a pair have changed their places among each other.
  void find_order(NodeId a, NodeId b) {
    const auto& of_a = a == kNoNode ? a_.roots : a_.nodes[a].children;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    for (const NodeId child : of_a) {
      const NodeId match = pairs_.a_to_b[child];
      if (match != kNoNode && b_.nodes[match].parent == b) pairs.emplace_back(child, match);
    }
    const std::vector<bool> keeps = in_order(pairs);
    for (std::size_t i = 0; i < pairs.size(); ++i)
      if (!keeps[i]) displaced_.insert(pairs[i].first);
  }

  [[nodiscard]] bool is_moved(NodeId a, NodeId b) const {
    if (a_texts_[a].number != b_texts_[b].number || displaced_.contains(a)) return true;
    const NodeId above_a = a_.nodes[a].parent, above_b = b_.nodes[b].parent;
    if (above_a == kNoNode || above_b == kNoNode) return above_a != above_b;
    return !matched_.contains(key(above_a, above_b));
  }

  [[nodiscard]] NodeChange change(NodeId a, NodeId b) const {
    const NodeText &x = a_texts_[a], &y = b_texts_[b];
    NodeChange change{.a = a, .b = b, .moved = is_moved(a, b), .similarity = 1};
    if (x.heading.words == y.heading.words && x.words.words == y.words.words) return change;
    change.kind = ChangeKind::Reworded;
    const auto headings = diff_words(x.heading.words, y.heading.words);
    auto words = diff_words(x.words.words, y.words.words);
    if (a_.nodes[a].table && b_.nodes[b].table)
      words = CellRuns(a_.nodes[a], x, b_.nodes[b], y).refined(words);
    change.similarity = 2 * static_cast<float>(kept_words(headings) + kept_words(words)) /
                        static_cast<float>(x.size() + y.size());
    if (x.heading.words != y.heading.words)
      change.heading = text_runs(headings, x.heading, a_.nodes[a].heading.value_or(""), y.heading,
                                 b_.nodes[b].heading.value_or(""));
    change.words = text_runs(words, x.words, x.body, y.words, y.body);
    return change;
  }

  const Tree &a_, &b_;
  const std::vector<NodeText>&a_texts_, &b_texts_;
  NodePairs pairs_;
  std::unordered_set<std::uint64_t> matched_;
  std::unordered_set<NodeId> displaced_;  // of a
};

}  // namespace

std::string_view name_of(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::Same:
      return "same";
    case ChangeKind::Reworded:
      return "reworded";
    case ChangeKind::ForceChanged:
      return "force_changed";
    case ChangeKind::OnlyA:
      return "only_a";
    case ChangeKind::OnlyB:
      return "only_b";
  }
  return "";
}

bool RecordDiff::differs() const {
  const auto changed = [](const auto& change) { return change.kind != ChangeKind::Same; };
  return std::any_of(posts.begin(), posts.end(), changed) ||
         std::any_of(duties.begin(), duties.end(), changed) ||
         std::any_of(nodes.begin(), nodes.end(), [](const NodeChange& change) {
           return change.moved || change.kind != ChangeKind::Same;
         });
}

RecordDiff diff_records(const Record& a, const Record& b, const Grammar& grammar) {
  Vocabulary vocabulary(grammar);
  const NameIndex a_names = vocabulary.names_of(a), b_names = vocabulary.names_of(b);
  const auto a_texts = node_texts(a.structure, vocabulary, a_names);
  const auto b_texts = node_texts(b.structure, vocabulary, b_names);
  const WordWeights weights(vocabulary, a_texts, b_texts);
  RecordDiff diff;
  diff.nodes = NodeChanges(a.structure, a_texts, b.structure, b_texts,
                           match_nodes(a.structure, a_texts, b.structure, b_texts, weights))
                   .list();
  std::vector<std::pair<NodeId, NodeId>> matches;
  for (const NodeChange& change : diff.nodes)
    if (change.a != kNoNode && change.b != kNoNode) matches.emplace_back(change.a, change.b);
  const ComparedNames names{vocabulary, a_names, b_names};
  diff.posts = compare_posts(a.analysis.posts, b.analysis.posts, names);
  diff.duties = compare_duties(a.analysis.duties, b.analysis.duties, matches, names);
  return diff;
}

}  // namespace remit
