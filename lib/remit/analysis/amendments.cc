#include "remit/analysis/amendments.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "remit/analysis/amendment_places.h"
#include "remit/analysis/amendment_tables.h"
#include "remit/analysis/printed_numbers.h"
#include "remit/analysis/reference_links.h"
#include "remit/text/letters.h"
#include "remit/text/utf8.h"

namespace remit {
namespace {

constexpr NodeId kNearBy = 3;         // nodes between an order and the text that it announces
constexpr NodeId kLongestList = 100;  // nodes behind a lead-in that it may hold for
constexpr int kOutwards = 8;          // nodes around an order that may say what it changes
constexpr std::string_view kBehind = " ,;:.)";  // marks that a rule may take behind its words
constexpr std::string_view kPlace = "place", kNone = "none";

bool opens_quote(std::string_view text) {
  return text.starts_with('"') || text.starts_with("“") || text.starts_with("‘") ||
         text.starts_with('\'');
}

/// Without the quotation marks around it.
std::string_view unquoted(std::string_view text) {
  text = trimmed(text);
  if (!opens_quote(text)) return text;
  std::size_t at = 0;
  next_utf8(text, at);
  std::string_view inner = text.substr(at);
  for (const std::string_view mark : {"\"", "”", "’", "'"}) {
    const std::size_t end = inner.rfind(mark);
    if (end != std::string_view::npos && end > 0 && inner.size() - end <= mark.size() + 1)
      return inner.substr(0, end);
  }
  return inner;
}

std::string_view first_step(std::string_view target) {
  const std::size_t end = target.find(" of ");
  target = target.substr(0, end);
  const std::size_t space = target.rfind(' ');
  return space == std::string_view::npos ? target : target.substr(space + 1);
}

class Finder {
 public:
  Finder(const Tree& tree, const std::vector<Passage>& passages, const Grammar& grammar)
      : tree_(tree), passages_(passages), grammar_(grammar), found_(passages.size()) {
    for (std::size_t i = 0; i < passages.size(); ++i) {
      found_[i] = grammar.find_all(RuleKind::Amendment, passages[i].text, passages[i].hints);
      if (orders(i)) orders_.insert(passages[i].node);
    }
  }

  std::vector<Amendment> find() {
    for (std::size_t i = 0; i < passages_.size(); ++i) {
      if (passages_[i].in != Place::In::Cell || !is_change_table(passages_[i].node)) read(i);
    }
    return std::move(amendments_);
  }

 private:
  /// Whether a passage orders anything, rather than only naming a place or telling of a change.
  [[nodiscard]] bool orders(std::size_t index) const {
    return std::any_of(found_[index].begin(), found_[index].end(), [](const Occurrence& found) {
      return found.rule->type != kPlace && found.rule->type != kNone;
    });
  }

  /// Takes the changes of a table when its first cell is met.
  bool is_change_table(NodeId table) {
    if (table == table_) return changes_;
    table_ = table;
    std::vector<Amendment> changes = read_change_table(tree_, table, grammar_);
    changes_ = !changes.empty();
    for (Amendment& change : changes) add(std::move(change));
    return changes_;
  }

  void read(std::size_t index) {
    if (found_[index].empty()) return;
    const Passage& passage = passages_[index];
    const std::vector<Chain> chains = read_chains(passage.text, passage.hints, grammar_);
    std::vector<std::string> within;  // what the passage says before its orders
    for (std::size_t i = 0; i < found_[index].size(); ++i) {
      const Occurrence& order = found_[index][i];
      if (order.rule->type == kNone) continue;
      if (order.rule->type == kPlace) {
        within = places_in(order, "target");
        if (within.size() == 1) context_[passage.node] = within.front();
        if (within.size() == 1 && order.at.end == passage.text.size())
          lead_in_ = {passage.node, within.front()};
        continue;
      }
      if (is_of_an_act(passage, order, chains)) continue;
      const std::uint32_t end = i + 1 < found_[index].size()
                                    ? found_[index][i + 1].at.begin
                                    : static_cast<std::uint32_t>(passage.text.size());
      describe(index, order, end, within);
    }
  }

  /// Whether the place that an order names is one of legislation: "section 5 of the … Act 1972".
  static bool is_of_an_act(const Passage& passage, const Occurrence& order,
                           const std::vector<Chain>& chains) {
    const std::string_view target =
        order.group("target").empty() ? order.group("anchor") : order.group("target");
    if (target.empty()) return false;
    const auto at = static_cast<std::size_t>(target.data() - passage.text.data());
    auto chain = std::partition_point(chains.begin(), chains.end(),
                                      [&](const Chain& one) { return one.at.end <= at; });
    for (; chain != chains.end() && chain->at.begin < at + target.size(); ++chain) {
      const Link& last = chain->links.back();
      if (last.is == Link::Is::Act || last.is == Link::Is::ShortAct) return true;
    }
    return false;
  }

  std::vector<std::string> places_in(const Occurrence& order, std::string_view group) const {
    const std::string_view words = order.group(group);
    return words.empty() ? std::vector<std::string>() : places_named(words, grammar_);
  }

  /// What the words around an order say that it changes.
  std::optional<std::string> context_of(NodeId node) const {
    for (int i = 0; i < kOutwards && node != kNoNode; ++i, node = tree_.nodes[node].parent) {
      if (const auto known = context_.find(node); known != context_.end()) return known->second;
      if (is_led_in(node)) return lead_in_.second;
    }
    return std::nullopt;
  }

  /// Whether a node is an item of the list behind the last lead-in.
  bool is_led_in(NodeId node) const {
    const auto is_item = [&](NodeId id) {
      const NodeType type = tree_.nodes[id].type;
      return type == NodeType::Subparagraph || type == NodeType::Point || type == NodeType::Bullet;
    };
    const NodeId lead = lead_in_.first;
    if (lead == kNoNode || !is_item(node)) return false;
    NodeId before = node;  // the item before it, or the lead-in
    for (NodeId step = 0; step < kLongestList && before > lead; ++step) {
      if (tree_.nodes[before].parent == tree_.nodes[lead].parent && !is_item(before)) return false;
      --before;
    }
    return before == lead && tree_.nodes[node].parent == tree_.nodes[lead].parent;
  }

  void describe(std::size_t index, const Occurrence& order, std::uint32_t end,
                const std::vector<std::string>& within) {
    const Passage& passage = passages_[index];
    Amendment amendment;
    amendment.action = amendment_action(order.rule->type).value_or(AmendmentAction::Insert);
    amendment.rule = order.rule->id;
    Span at = order.at;
    while (at.end > at.begin && kBehind.find(passage.text[at.end - 1]) != std::string_view::npos)
      --at.end;
    amendment.place = place_of(tree_, passage, at);
    amendment.text = std::string(order.group("new"));
    if (const auto old = order.group("old"); !old.empty()) amendment.old = std::string(old);
    std::optional<std::string>& beside =
        order.group("before").empty() ? amendment.after : amendment.before;
    const bool placed = !order.group("before").empty() || !order.group("after").empty();
    if (const auto anchors = places_in(order, "anchor"); !anchors.empty())
      beside = anchors.back();
    else if (placed)
      beside = std::exchange(amendment.old, std::nullopt);
    std::vector<std::string> targets = places_in(order, "target");
    if (targets.empty() && !amendment.after && !amendment.before) targets = within;
    if (targets.empty() && amendment.action != AmendmentAction::UpdateReferences &&
        (amendment.old || !amendment.text.empty()))
      if (auto around = context_of(passage.node)) targets = {*around};
    const std::vector<std::string> to = order.group("to").empty()
                                            ? std::vector<std::string>()
                                            : places_named(order.group("to"), grammar_);
    if (!to.empty() && to.size() != targets.size()) {  // no list against a list
      amendment.target = std::string(order.group("target"));
      amendment.to = std::string(order.group("to"));
      add(std::move(amendment));
      return;
    }
    // the colon behind a heading that is run into its paragraph is in neither
    const bool run_in = passage.in == Place::In::Heading && order.at.end == passage.text.size() &&
                        !tree_.nodes[passage.node].text.empty() && !amendment.old;
    const bool announces =
        amendment.action == AmendmentAction::Insert || amendment.action == AmendmentAction::Replace;
    const bool follows =
        announces && amendment.text.empty() && (run_in || !order.group("follows").empty());
    std::vector<std::string> texts;
    const bool nothing_new = amendment.action == AmendmentAction::Insert && !follows &&
                             amendment.text.empty() && !amendment.after && !amendment.before;
    if (nothing_new) return;  // it tells what for, not what
    if (follows && targets.empty() && amendment.action == AmendmentAction::Insert)
      if (const NodeId next = announced(passage.node + 1, ""); next != kNoNode)
        if (const auto& num = tree_.nodes[next].num) targets = {*num};
    if (follows) texts = following(index, order.at.end, end, targets);
    for (std::size_t i = 0; i < std::max<std::size_t>(targets.size(), 1); ++i) {
      Amendment one = amendment;
      if (i < targets.size()) one.target = targets[i];
      if (i < to.size()) one.to = to[i];
      if (i < texts.size()) one.text = texts[i];
      add(std::move(one));
    }
  }

  // ---- the text that an order announces --------------------------------------------------------

  /// One for each target: what stands behind the order in its paragraph, or the nodes that follow.
  std::vector<std::string> following(std::size_t index, std::uint32_t begin, std::uint32_t end,
                                     const std::vector<std::string>& targets) const {
    const Passage& passage = passages_[index];
    std::string_view rest = trimmed(passage.text.substr(begin, end - begin));
    while (rest.starts_with(':') || rest.starts_with('-')) rest = trimmed(rest.substr(1));
    if (!rest.empty()) return {std::string(without_number(unquoted(rest), targets))};
    std::vector<std::string> texts;
    NodeId node = passage.node;
    if (const std::string_view more = rest_of_text(index); !more.empty())
      return {std::string(without_number(unquoted(more), targets))};
    const std::size_t wanted = std::max<std::size_t>(targets.size(), 1);
    for (std::size_t i = 0; i < wanted; ++i) {
      const std::string_view num = i < targets.size() ? first_step(targets[i]) : "";
      const NodeId next = announced(node + 1, num);
      if (next == kNoNode) break;
      texts.push_back(text_below(next, passage.node, num));
      node = next;
    }
    return texts;
  }

  /// The paragraphs behind a passage in its node's text, up to the next order.
  std::string_view rest_of_text(std::size_t index) const {
    const Passage& passage = passages_[index];
    if (passage.in == Place::In::Cell) return {};
    std::string_view rest;
    for (std::size_t i = index + 1; i < passages_.size() && !orders(i); ++i) {
      const Passage& next = passages_[i];
      if (next.node != passage.node || next.in != Place::In::Text) break;
      const char* const begin = rest.empty() ? next.text.data() : rest.data();
      rest = {begin, static_cast<std::size_t>(next.text.data() + next.text.size() - begin)};
    }
    return rest;
  }

  /// "7.4 The Clerk …" without its number.
  std::string_view without_number(std::string_view text,
                                  const std::vector<std::string>& targets) const {
    for (const RuleMatch& match : grammar_.match(RuleKind::Marker, text)) {
      const std::string_view num = match.num.empty() ? match.label : match.num;
      const bool own = std::any_of(targets.begin(), targets.end(), [&](const std::string& target) {
        return number_key(first_step(target)) == number_key(num);
      });
      if (own) return trimmed(text.substr(match.whole.size()));
    }
    return text;
  }

  /// The node near `from` that has the number; where there is none, the first that orders nothing.
  NodeId announced(NodeId from, std::string_view num) const {
    const auto end = static_cast<NodeId>(
        std::min<std::size_t>(tree_.nodes.size(), static_cast<std::size_t>(from) + kNearBy));
    for (NodeId node = from; node < end && !num.empty(); ++node)
      if (tree_.nodes[node].num && number_key(*tree_.nodes[node].num) == number_key(num))
        return node;
    if (from >= tree_.nodes.size() || orders_.contains(from)) return kNoNode;
    const Node& next = tree_.nodes[from];
    const bool own = next.type == NodeType::Text || next.type == NodeType::Bullet ||
                     opens_quote(next.text) || num.empty();
    return own ? from : kNoNode;
  }

  /// All the words of a node, paragraph by paragraph, up to the next order. `order`: the node that
  /// announced it; what goes on with the numbers of its list is no part of the text.
  std::string text_below(NodeId root, NodeId order, std::string_view num) const {
    std::string out;
    const auto add_words = [&](std::string_view words) {
      if (words.empty()) return;
      if (!out.empty()) out += "\n\n";
      out += words;
    };
    const Node& top = tree_.nodes[root];
    if (top.heading) add_words(*top.heading);
    std::vector<std::string> own;
    if (!num.empty()) own.emplace_back(num);
    add_words(without_number(unquoted(top.text), own));
    for (NodeId node = root + 1; node < tree_.nodes.size() && is_below(root, node); ++node) {
      if (orders_.contains(node) || goes_on(order, node)) break;
      const Node& part = tree_.nodes[node];
      std::string words = part.label.value_or("");
      for (const std::string_view more :
           {std::string_view(part.heading ? *part.heading : ""), std::string_view(part.text)})
        if (!more.empty()) words += (words.empty() ? "" : " ") + std::string(more);
      add_words(words);
    }
    return out;
  }

  bool is_below(NodeId root, NodeId node) const {
    for (NodeId up = tree_.nodes[node].parent; up != kNoNode && up >= root;
         up = tree_.nodes[up].parent)
      if (up == root) return true;
    return false;
  }

  /// Whether a node is the next item of the list that an order stands in: (b) behind (a).
  bool goes_on(NodeId order, NodeId node) const {
    const Node& from = tree_.nodes[order];
    const Node& to = tree_.nodes[node];
    return from.num && to.num && from.type == to.type && to.num->size() == 1 &&
           from.num->size() == 1 && to.num->front() == from.num->front() + 1;
  }

  // ---- what was found --------------------------------------------------------------------------

  /// Of what is ordered twice the one that says more stays.
  void add(Amendment amendment) {
    std::string key(name_of(amendment.action));
    for (const auto& part :
         {amendment.target, amendment.to, amendment.old, amendment.after, amendment.before})
      key += '\n' + folded(part.value_or("-"));
    const auto [known, fresh] = same_.try_emplace(std::move(key), amendments_.size());
    if (!fresh) {
      Amendment& other = amendments_[known->second];
      if (other.text == amendment.text || amendment.text.empty()) return;
      if (other.text.empty()) {
        other = std::move(amendment);
        return;
      }
      known->second = amendments_.size();
    }
    amendments_.push_back(std::move(amendment));
  }

  const Tree& tree_;
  const std::vector<Passage>& passages_;
  const Grammar& grammar_;
  std::vector<std::vector<Occurrence>> found_;       // in each passage
  std::unordered_set<NodeId> orders_;                // nodes with a passage that orders something
  std::unordered_map<NodeId, std::string> context_;  // what a node says that its items change
  std::pair<NodeId, std::string> lead_in_ = {kNoNode, {}};  // "In Rule 3:", and what it names
  NodeId table_ = kNoNode;                                  // the last table that was met
  bool changes_ = false;                                    // it is one of changes
  std::unordered_map<std::string, std::size_t> same_;       // by all but its text: the last
  std::vector<Amendment> amendments_;
};

}  // namespace

std::vector<Amendment> find_amendments(const Tree& tree, const std::vector<Passage>& passages,
                                       const Grammar& grammar) {
  return Finder(tree, passages, grammar).find();
}

}  // namespace remit
