#include "remit/revision/trace.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "remit/analysis/passages.h"
#include "remit/analysis/references.h"
#include "remit/revision/canonical.h"
#include "remit/revision/trace_rows.h"
#include "remit/revision/word_diff.h"

namespace remit {
namespace {

constexpr double kNear = 0.6;               // of the words: the wording is that of the provision
constexpr double kSurelyAnother = 0.85;     // … so surely that its number is not believed
constexpr std::size_t kTellingWords = 8;    // a text with fewer proves nothing against a number
constexpr std::size_t kLongestText = 2000;  // words of a provision that a row would repeat
constexpr std::size_t kMostCommon = 60;     // nodes that have a word: with more it tells nothing
constexpr std::size_t kMostDuties = 40;     // a row that cites more reports on none in particular
constexpr double kHeadingCounts = 0.5;      // as much as half of the wording

using Words = std::vector<WordId>;
using DutyAt = std::pair<NodeId, std::size_t>;  // where one stands, and its index

double likeness(const Words& a, const Words& b) {
  if (a.empty() || b.empty()) return 0;
  if (a.size() > 8 * b.size() || b.size() > 8 * a.size()) return 0;
  return 2.0 * static_cast<double>(kept_words(diff_words(a, b))) /
         static_cast<double>(a.size() + b.size());
}

/// A provision as a row could repeat it.
struct Provision {
  Words heading, text;  ///< the text with that of all below it
  bool too_long = false;
};

/// How well a row's words fit a provision.
struct Fit {
  double likeness = 0;
  bool exact = false;
  bool heading = false;  ///< the row's words begin with it
  [[nodiscard]] double score() const { return likeness + (heading ? kHeadingCounts : 0); }
};

class Tracer {
 public:
  Tracer(const Record& constitution, const Record& report, const Grammar& grammar)
      : constitution_(constitution),
        tree_(constitution.structure),
        report_(report),
        grammar_(grammar),
        vocabulary_(grammar),
        names_(vocabulary_.names_of(constitution)),
        report_names_(vocabulary_.names_of(report)) {
    const auto count = static_cast<NodeId>(tree_.nodes.size());
    ends_.resize(count);
    for (NodeId id = count; id-- > 0;) {
      ends_[id] = std::max(ends_[id], id + 1);
      if (const NodeId parent = tree_.nodes[id].parent; parent != kNoNode)
        ends_[parent] = std::max(ends_[parent], ends_[id]);
    }
    read_provisions();
    const std::vector<Duty>& duties = constitution.analysis.duties;
    for (std::size_t i = 0; i < duties.size(); ++i) {
      duties_.emplace_back(duties[i].place.node, i);
      duty_words_.push_back(words_of(duties[i].text, names_));
    }
    std::sort(duties_.begin(), duties_.end());
  }

  Trace run() {
    const std::vector<ReportRow> rows = report_rows(report_, grammar_);
    const std::vector<std::vector<NodeId>> targets = resolve(rows);
    std::size_t next = 0;
    Trace out;
    for (const ReportRow& row : rows) {
      TraceRow traced{
          .place = row.place, .reference = row.reference, .heading = {}, .nodes = {}, .duties = {}};
      settle(row, targets, next, traced);
      next += row.citations.size();
      const bool counts =
          row.whole_cell || std::any_of(traced.nodes.begin(), traced.nodes.end(), [&](NodeId id) {
            return !is_division(tree_.nodes[id].type);
          });
      if (counts) out.rows.push_back(std::move(traced));
    }
    cover(out);
    return out;
  }

 private:
  // ---- the constitution
  // --------------------------------------------------------------------------

  Words words_of(std::string_view text, const NameIndex& names) {
    return vocabulary_.read(text, names).words;
  }

  static std::string body_of(const Node& node) {
    std::string body = node.text;
    if (!node.table) return body;
    const auto add = [&](const std::vector<std::string>& cells) {
      for (const std::string& cell : cells) body += cell + '\n';
    };
    add(node.table->header);
    for (const auto& row : node.table->rows) add(row);
    return body;
  }

  void read_provisions() {
    provisions_.resize(tree_.nodes.size());
    for (NodeId id = static_cast<NodeId>(tree_.nodes.size()); id-- > 0;) {
      const Node& node = tree_.nodes[id];
      Provision& own = provisions_[id];
      own.heading = words_of(node.heading.value_or(""), names_);
      own.text = words_of(body_of(node), names_);
      for (const NodeId child : node.children) add_below(own, id, child);
      own.too_long = own.too_long || own.text.size() > kLongestText;
      if (own.too_long) own.text.clear();
    }
    for (NodeId id = 0; id < provisions_.size(); ++id) {
      std::set<WordId> words(provisions_[id].text.begin(), provisions_[id].text.end());
      for (const WordId word : words) nodes_with_[word].push_back(id);
    }
  }

  /// A list item is repeated with its number.
  void add_below(Provision& own, NodeId, NodeId child) {
    const Provision& below = provisions_[child];
    own.too_long = own.too_long || below.too_long;
    if (own.too_long) return;
    const Words label = words_of(tree_.nodes[child].label.value_or(""), names_);
    for (const Words* words : {&label, &below.heading, &below.text})
      own.text.insert(own.text.end(), words->begin(), words->end());
  }

  // ---- what a row's numbers may mean
  // --------------------------------------------------------------

  /// For each citation of each row the nodes that its number fits.
  std::vector<std::vector<NodeId>> resolve(const std::vector<ReportRow>& rows) const {
    Tree probes = tree_;
    const auto first = static_cast<NodeId>(probes.nodes.size());
    for (const ReportRow& row : rows)
      for (const std::string& citation : row.citations) {
        probes.roots.push_back(static_cast<NodeId>(probes.nodes.size()));
        Node& probe = probes.nodes.emplace_back();  // as if it stood at the constitution's end
        probe.type = NodeType::Paragraph;
        probe.text = citation;
      }
    std::vector<std::vector<NodeId>> targets(probes.nodes.size() - first);
    std::vector<Passage> passages = read_passages(probes, grammar_);
    std::erase_if(passages, [&](const Passage& passage) { return passage.node < first; });
    Diagnostics unused;
    for (const Reference& reference :
         find_references(probes, passages, grammar_, constitution_.analysis.definitions, unused)) {
      auto& nodes = targets[reference.place.node - first];
      for (const NodeId node : reference.targets)
        if (node < first) nodes.push_back(node);
    }
    return targets;
  }

  // ---- what it means
  // ------------------------------------------------------------------------------

  struct Choice {
    NodeId node = kNoNode;
    Fit fit;
    std::size_t cell = 0;
  };

  Fit fit_of(const Words& words, NodeId id) const {
    const Provision& provision = provisions_[id];
    Fit fit;
    if (words.empty()) return fit;
    const Words& heading = provision.heading;
    fit.heading = !heading.empty() && heading.size() <= words.size() &&
                  std::equal(heading.begin(), heading.end(), words.begin());
    if (provision.too_long || provision.text.empty()) return fit;
    const std::span<const WordId> all(words);
    const std::span<const WordId> rest = fit.heading ? all.subspan(heading.size()) : all;
    fit.exact = std::equal(rest.begin(), rest.end(), provision.text.begin(), provision.text.end());
    fit.likeness = fit.exact ? 1 : likeness({rest.begin(), rest.end()}, provision.text);
    return fit;
  }

  /// The best of some nodes for any cell of a row.
  Choice best_of(const std::vector<NodeId>& nodes, const std::vector<Words>& cells) const {
    Choice best;
    for (const NodeId node : nodes)
      for (std::size_t c = 0; c < cells.size(); ++c) {
        const Fit fit = fit_of(cells[c], node);
        if (best.node == kNoNode || fit.score() > best.fit.score()) best = {node, fit, c};
      }
    return best;
  }

  /// Nodes anywhere that share a row's rarest words.
  std::vector<NodeId> alike(const std::vector<Words>& cells) const {
    std::unordered_map<NodeId, int> votes;
    for (const Words& cell : cells) {
      std::vector<std::pair<std::size_t, WordId>> rare;
      for (const WordId word : std::set<WordId>(cell.begin(), cell.end()))
        if (const auto found = nodes_with_.find(word);
            found != nodes_with_.end() && found->second.size() <= kMostCommon)
          rare.emplace_back(found->second.size(), word);
      std::sort(rare.begin(), rare.end());
      for (std::size_t i = 0; i < std::min(rare.size(), kTellingWords); ++i)
        for (const NodeId node : nodes_with_.at(rare[i].second)) ++votes[node];
    }
    std::vector<NodeId> nodes;
    for (const auto& [node, count] : votes)
      if (count > 1) nodes.push_back(node);
    std::sort(nodes.begin(), nodes.end());
    return nodes;
  }

  /// Chooses what each citation of a row means. `next`: the first of them in `targets`.
  void settle(const ReportRow& row, const std::vector<std::vector<NodeId>>& targets,
              std::size_t next, TraceRow& out) {
    std::vector<Words> cells;
    for (const std::string& wording : row.wordings)
      cells.push_back(words_of(wording, report_names_));
    const std::vector<NodeId> similar = alike(cells);
    Choice shown;  // whose words the row repeats
    for (std::size_t i = 0; i < row.citations.size(); ++i) {
      const std::vector<NodeId>& cited = targets[next + i];
      if (cited.empty()) continue;
      Choice best = best_of(cited, cells);
      if (best.fit.likeness < kNear) {  // by a division's number something in it may be meant
        std::vector<NodeId> inside = similar;
        std::erase_if(inside, [&](NodeId id) {
          return std::none_of(cited.begin(), cited.end(),
                              [&](NodeId outer) { return outer <= id && id < ends_[outer]; });
        });
        if (const Choice inner = best_of(inside, cells); inner.fit.likeness >= kNear) best = inner;
      }
      if (best.fit.score() > 0) {
        add_node(out, best.node);
        if (shown.node == kNoNode || best.fit.score() > shown.fit.score()) shown = best;
      } else {
        for (const NodeId node : cited) add_node(out, node);  // nothing tells them apart
      }
    }
    if (shown.fit.likeness < kNear && row.whole_cell) {
      const Choice other = best_of(similar, cells);
      const bool telling =
          other.node != kNoNode && provisions_[other.node].text.size() >= kTellingWords;
      if (telling && other.fit.likeness >= kSurelyAnother) {
        out.nodes = {other.node};
        shown = other;
      }
    }
    if (shown.node != kNoNode) describe(row, shown, out);
    for (const NodeId node : out.nodes) {
      const bool repeated = node == shown.node && out.wording != TraceWording::None;
      add_duties(node, repeated ? &cells[shown.cell] : nullptr, out);
    }
    std::sort(out.duties.begin(), out.duties.end());
    out.duties.erase(std::unique(out.duties.begin(), out.duties.end()), out.duties.end());
  }

  static void add_node(TraceRow& out, NodeId node) {
    if (std::find(out.nodes.begin(), out.nodes.end(), node) == out.nodes.end())
      out.nodes.push_back(node);
  }

  /// The heading as the report prints it, and how much it repeats.
  void describe(const ReportRow& row, const Choice& shown, TraceRow& out) {
    out.wording = shown.fit.exact               ? TraceWording::Exact
                  : shown.fit.likeness >= kNear ? TraceWording::Near
                                                : TraceWording::None;
    const std::size_t size = provisions_[shown.node].heading.size();
    if (!shown.fit.heading || size == 0) return;
    const std::string& cell = row.wordings[shown.cell];
    const CanonicalText text = vocabulary_.read(cell, report_names_);
    out.heading = cell.substr(text.at.front().begin, text.at[size - 1].end - text.at.front().begin);
    std::replace(out.heading.begin(), out.heading.end(), '\n', ' ');
  }

  /// The duties in a node, in the order of the text.
  std::span<const DutyAt> duties_in(NodeId node) const {
    const auto begin = std::lower_bound(duties_.begin(), duties_.end(), DutyAt{node, 0});
    const auto end = std::lower_bound(begin, duties_.end(), DutyAt{ends_[node], 0});
    return {begin, end};
  }

  /// The duties in a node: those whose words a row repeats, or all where it repeats none of them.
  void add_duties(NodeId node, const Words* repeated, TraceRow& out) const {
    const std::span<const DutyAt> all = duties_in(node);
    if (all.size() > kMostDuties) return;
    std::vector<std::size_t> named;
    if (repeated) {
      const std::unordered_set<WordId> said(repeated->begin(), repeated->end());
      for (const auto& [at, duty] : all) {
        const Words& words = duty_words_[duty];
        const auto common = static_cast<std::size_t>(std::count_if(
            words.begin(), words.end(), [&](WordId word) { return said.contains(word); }));
        if (2 * common > words.size()) named.push_back(duty);
      }
    }
    if (named.empty())
      for (const auto& [at, duty] : all) named.push_back(duty);
    out.duties.insert(out.duties.end(), named.begin(), named.end());
  }

  // ---- what is left
  // -------------------------------------------------------------------------------

  /// The section or division that a node is, or is in.
  NodeId section_of(NodeId node) const {
    NodeId up = node;
    while (tree_.nodes[up].parent != kNoNode && tree_.nodes[up].type != NodeType::Section &&
           !is_division(tree_.nodes[up].type))
      up = tree_.nodes[up].parent;
    return up;
  }

  void cover(Trace& out) const {
    std::set<NodeId> sections;
    std::set<std::size_t> covered, asked;
    for (const TraceRow& row : out.rows) {
      covered.insert(row.duties.begin(), row.duties.end());
      for (const NodeId node : row.nodes)
        if (!is_division(tree_.nodes[node].type) || duties_in(node).size() <= kMostDuties)
          sections.insert(section_of(node));
    }
    NodeId done = 0;  // the end of the last section: one within another adds nothing
    for (const NodeId section : sections) {
      if (section < done) continue;
      for (const auto& [at, duty] : duties_in(section)) asked.insert(duty);
      done = ends_[section];
    }
    out.sections.assign(sections.begin(), sections.end());
    std::set_difference(asked.begin(), asked.end(), covered.begin(), covered.end(),
                        std::back_inserter(out.uncovered));
  }

  const Record& constitution_;
  const Tree& tree_;
  const Record& report_;
  const Grammar& grammar_;
  Vocabulary vocabulary_;
  NameIndex names_, report_names_;
  std::vector<NodeId> ends_;  // of each node's subtree
  std::vector<Provision> provisions_;
  std::unordered_map<WordId, std::vector<NodeId>> nodes_with_;
  std::vector<DutyAt> duties_;     // in the order of their nodes
  std::vector<Words> duty_words_;  // by index
};

}  // namespace

std::string_view name_of(TraceWording wording) {
  constexpr std::array<std::string_view, 3> kNames = {"exact", "near", "none"};
  return kNames[static_cast<std::size_t>(wording)];
}

Trace trace(const Record& constitution, const Record& report, const Grammar& grammar) {
  return Tracer(constitution, report, grammar).run();
}

}  // namespace remit
