#include "remit/revision/amend.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

#include "remit/analysis/amendment_places.h"
#include "remit/analysis/printed_numbers.h"
#include "remit/revision/find_place.h"
#include "remit/revision/follow_references.h"
#include "remit/revision/new_provision.h"
#include "remit/revision/node_changes.h"
#include "remit/revision/number_steps.h"
#include "remit/structure/eid.h"
#include "remit/text/letters.h"
#include "remit/text/utf8.h"

namespace remit {
namespace {

constexpr std::size_t kMostQuoted = 60;  // bytes of the words that a reason quotes
constexpr std::string_view kReferenceCodes = "reference-";

std::string in_quotes(std::string_view words) {
  std::size_t end = std::min(words.size(), kMostQuoted);
  while (end < words.size() && (static_cast<unsigned char>(words[end]) & 0xC0) == 0x80) ++end;
  return '"' + std::string(words.substr(0, end)) + (end < words.size() ? "…\"" : "\"");
}

/// The number of a target without the word before it and what it is in.
std::string own_number(std::string_view target) {
  target = target.substr(0, target.find(" of "));
  const std::size_t space = target.rfind(' ');
  if (space != std::string_view::npos) target = target.substr(space + 1);
  const std::size_t bracket = target.rfind('(');
  if (bracket == std::string_view::npos || target.back() != ')') return std::string(target);
  return std::string(target.substr(bracket + 1, target.size() - bracket - 2));
}

/// What the number of a target is in: "Part 3" of "4.2 of Part 3", "3.1" of "3.1(b)".
std::string container_of(std::string_view target) {
  if (const std::size_t of = target.find(" of "); of != std::string_view::npos)
    return std::string(target.substr(of + 4));
  if (const std::size_t bracket = target.rfind('(');
      bracket != std::string_view::npos && bracket > 0)
    return std::string(trimmed(target.substr(0, bracket)));
  return "";
}

/// `target` with its own number put in the place of the old one.
std::string with_number(std::string_view target, std::string_view num) {
  const std::size_t of = std::min(target.find(" of "), target.size());
  return relabelled(target.substr(0, of), own_number(target), num) + std::string(target.substr(of));
}

/// Words of one field of a node.
struct FoundWords {
  NodeId node = kNoNode;
  NodeField in = NodeField::Text;
  int row = 0, column = 0;
  Span bytes;
};

/// Decides what becomes of each node.
class Planner {
 public:
  Planner(const Record& base, const std::vector<Amendment>& amendments, const Grammar& grammar)
      : base_(base),
        tree_(base.structure),
        grammar_(grammar),
        places_(tree_, grammar),
        changes_(tree_.nodes.size()),
        nums_(tree_.nodes.size()),
        touched_(amendments.size()) {
    for (const Amendment& amendment : amendments) effects_.push_back({.amendment = amendment});
    for (NodeId id = 0; id < tree_.nodes.size(); ++id)
      if (tree_.nodes[id].num) at_number_[key_of(id)].push_back(id);
  }

  Amended make() {
    for (std::size_t i = 0; i < effects_.size(); ++i) plan(i);
    settle_numbers();
    put_in();
    spread_numbers();
    for (NodeChanges& change : changes_)
      for (const std::size_t owner : settle_edits(change.edits))
        refuse(owner, "another amendment changes the same words");
    std::vector<FollowedReference> followed = follow_references(base_, nums_, changes_);
    for (NodeChanges& change : changes_) settle_edits(change.edits);
    Rebuilt rebuilt = rebuild(tree_, changes_, nums_);
    for (const std::size_t owner : rebuilt.homeless)
      refuse(owner, "what it would stand in is deleted");
    return finish(std::move(rebuilt), followed);
  }

 private:
  using Action = AmendmentAction;

  /// A number that an amendment gives to a node (kNoNode: to something new).
  struct Claim {
    std::size_t owner = 0;
    NodeId node = kNoNode;
    std::string key;  ///< of the number in its list
  };

  /// Something new, before it is known whether its number is free.
  struct Insertion {
    std::size_t owner = 0;
    NodeId beside = kNoNode;
    enum class Side { Before, After, Below } side = Side::After;
    std::string num = {};  ///< empty: it has none
  };

  void refuse(std::size_t owner, std::string why) {
    if (effects_[owner].refused.empty()) effects_[owner].refused = std::move(why);
  }

  void plan(std::size_t i) {
    const Amendment& amendment = effects_[i].amendment;
    switch (amendment.action) {
      case Action::Insert:
        return plan_insertion(i, amendment);
      case Action::Delete:
        return plan_deletion(i, amendment);
      case Action::Replace:
        return plan_replacement(i, amendment);
      case Action::Renumber:
        return plan_renumbering(i, amendment);
      case Action::UpdateReferences:
        return plan_update(i, amendment);
    }
  }

  /// The node that an amendment names; kNoNode: it is refused.
  NodeId target_of(std::size_t i, const std::string& target) {
    const PlaceFinder::Found found = places_.find(target);
    if (found.node == kNoNode)
      refuse(i, found.why);
    else
      touched_[i].push_back(found.node);
    return found.node;
  }

  // ---- words -----------------------------------------------------------------------------------

  /// Where the words stand: once, below the target or, where none is named, in the whole record.
  std::optional<FoundWords> find_words(std::size_t i, const std::optional<std::string>& target,
                                       const std::string& words) {
    NodeId first = 0, end = static_cast<NodeId>(tree_.nodes.size());
    if (target) {
      first = target_of(i, *target);
      if (first == kNoNode) return std::nullopt;
      end = end_of(first);
    }
    std::vector<FoundWords> found;
    for (NodeId id = first; id < end && found.size() < 2; ++id) find_in_node(id, words, found);
    if (found.size() == 1) {
      if (!target) touched_[i].push_back(found.front().node);
      return found.front();
    }
    const std::string where = target ? "in " + *target : "in the text";
    refuse(i, found.empty() ? in_quotes(words) + " is not " + where
                            : in_quotes(words) + " stands more than once " + where);
    return std::nullopt;
  }

  void find_in_node(NodeId id, const std::string& words, std::vector<FoundWords>& found) const {
    const Node& node = tree_.nodes[id];
    const auto look = [&](std::string_view field, NodeField in, int row = 0, int column = 0) {
      for (std::size_t at = field.find(words); at != std::string_view::npos && found.size() < 2;
           at = field.find(words, at + 1))
        found.push_back({.node = id,
                         .in = in,
                         .row = row,
                         .column = column,
                         .bytes = {static_cast<std::uint32_t>(at),
                                   static_cast<std::uint32_t>(at + words.size())}});
    };
    if (node.heading) look(*node.heading, NodeField::Heading);
    look(node.text, NodeField::Text);
    if (!node.table) return;
    const auto look_in_row = [&](const std::vector<std::string>& cells, int row) {
      for (std::size_t c = 0; c < cells.size(); ++c)
        look(cells[c], NodeField::Cell, row, static_cast<int>(c));
    };
    look_in_row(node.table->header, 0);
    for (std::size_t r = 0; r < node.table->rows.size(); ++r)
      look_in_row(node.table->rows[r], static_cast<int>(r) + 1);
  }

  std::string_view field_of(const FoundWords& found) const {
    return text_at(tree_, {.node = found.node,
                           .in = found.in,
                           .row = found.row,
                           .column = found.column,
                           .span = {0, UINT32_MAX}});
  }

  void edit(std::size_t i, const FoundWords& found, Span bytes, std::string words) {
    changes_[found.node].edits.push_back({.in = found.in,
                                          .row = found.row,
                                          .column = found.column,
                                          .bytes = bytes,
                                          .words = std::move(words),
                                          .owner = i});
  }

  /// The words and the space that would be left over.
  void take_out(std::size_t i, const FoundWords& found) {
    const std::string_view field = field_of(found);
    Span bytes = found.bytes;
    const bool space_before = bytes.begin > 0 && field[bytes.begin - 1] == ' ';
    const bool space_behind = bytes.end < field.size() && field[bytes.end] == ' ';
    const bool mark_behind = bytes.end == field.size() ||
                             std::string_view(".,;:)").find(field[bytes.end]) != std::string::npos;
    if (space_before && (space_behind || mark_behind))
      --bytes.begin;
    else if (bytes.begin == 0 && space_behind)
      ++bytes.end;
    edit(i, found, bytes, "");
  }

  // ---- what each action does -------------------------------------------------------------------

  void plan_deletion(std::size_t i, const Amendment& amendment) {
    if (amendment.old) {
      if (const auto found = find_words(i, amendment.target, *amendment.old)) {
        const bool all = field_of(*found).size() == found->bytes.size() &&
                         found->in == NodeField::Text && !tree_.nodes[found->node].heading;
        if (all)
          changes_[found->node].gone = true;
        else
          take_out(i, *found);
      }
      return;
    }
    if (!amendment.target) return refuse(i, "it does not say what to delete");
    const NodeId node = target_of(i, *amendment.target);
    if (node != kNoNode) changes_[node].gone = true;
  }

  void plan_replacement(std::size_t i, const Amendment& amendment) {
    if (amendment.old) {
      if (const auto found = find_words(i, amendment.target, *amendment.old))
        edit(i, *found, found->bytes, amendment.text);
      return;
    }
    if (!amendment.target) return refuse(i, "it does not say what to replace");
    if (amendment.text.empty()) return refuse(i, "it does not say what to put in its place");
    const NodeId id = target_of(i, *amendment.target);
    if (id == kNoNode) return;
    const Node& node = tree_.nodes[id];
    if (node.table) return refuse(i, "a table cannot be replaced as a whole");
    Tree fresh = provision_of(amendment.text, node, node.page, grammar_);
    const auto whole = [](std::string_view field) {
      return Span{0, static_cast<std::uint32_t>(field.size())};
    };
    const Node& root = fresh.nodes.front();
    if (root.heading)
      edit(i, {.node = id, .in = NodeField::Heading, .bytes = {}}, whole(*node.heading),
           *root.heading);
    edit(i, {.node = id, .in = NodeField::Text, .bytes = {}}, whole(node.text), root.text);
    changes_[id].items_gone = true;
    for (const NodeId child : root.children)
      changes_[id].below.push_back({.tree = below(fresh, child), .owner = i});
  }

  /// A node of a small tree and all below it, as a tree of its own.
  static Tree below(const Tree& tree, NodeId root) {
    Tree out;
    std::map<NodeId, NodeId> ids;
    for (NodeId id = root; id < tree.nodes.size(); ++id) {
      const NodeId parent = tree.nodes[id].parent;
      if (id != root && !ids.contains(parent)) continue;
      ids[id] = static_cast<NodeId>(out.nodes.size());
      out.nodes.push_back(tree.nodes[id]);
      out.nodes.back().parent = id == root ? kNoNode : ids[parent];
    }
    out.roots = {0};
    return out;
  }

  void plan_insertion(std::size_t i, const Amendment& amendment) {
    if (amendment.text.empty()) return refuse(i, "it does not say what to put in");
    const std::optional<std::string>& beside = amendment.after ? amendment.after : amendment.before;
    const bool words = beside && !places_.is_place(*beside);
    if (words) {
      if (const auto found = find_words(i, amendment.target, *beside)) put_beside(i, *found);
      return;
    }
    Insertion insertion{.owner = i};
    if (amendment.target) insertion.num = own_number(*amendment.target);
    if (beside) {
      insertion.beside = target_of(i, *beside);
      insertion.side = amendment.after ? Insertion::Side::After : Insertion::Side::Before;
    } else if (amendment.target) {
      find_room(*amendment.target, insertion);
    } else {
      return refuse(i, "it does not say where to put it");
    }
    if (insertion.beside == kNoNode) return;
    touched_[i].clear();
    if (!insertion.num.empty())
      claims_.push_back(
          {.owner = i,
           .key = insertion.side == Insertion::Side::Below
                      ? key_at(insertion.beside, insertion.num)
                      : key_at(scope_of(insertion.beside, insertion.num), insertion.num)});
    insertions_.push_back(std::move(insertion));
  }

  void put_beside(std::size_t i, const FoundWords& found) {
    const Amendment& amendment = effects_[i].amendment;
    const std::uint32_t at = amendment.after ? found.bytes.end : found.bytes.begin;
    const bool mark = !amendment.text.empty() &&
                      std::string_view(".,;:)").find(amendment.text.front()) != std::string::npos;
    edit(i, found, {at, at},
         !amendment.after ? amendment.text + ' '
         : mark           ? amendment.text
                          : ' ' + amendment.text);
  }

  /// Where a number that is new goes: before the node that has it now, behind the number before it,
  /// or as the first below what it is in.
  void find_room(const std::string& target, Insertion& insertion) {
    const PlaceFinder::Found now = places_.find(target);
    if (now.node != kNoNode) {
      insertion.beside = now.node;
      insertion.side = Insertion::Side::Before;
      return;
    }
    const auto before = number_before(insertion.num);
    if (before) {
      const PlaceFinder::Found last = places_.find(with_number(target, *before));
      if (last.node != kNoNode) {
        insertion.beside = last.node;
        insertion.side = Insertion::Side::After;
        return;
      }
      return refuse(insertion.owner, now.why + ", and no " + *before + " to put it behind");
    }
    std::string container = container_of(target);
    if (container.empty() && insertion.num.find('.') != std::string::npos)
      container = insertion.num.substr(0, insertion.num.rfind('.'));
    const PlaceFinder::Found within = places_.find(container);
    if (container.empty() || within.node == kNoNode)
      return refuse(insertion.owner, now.why + ", and nothing that it could stand in");
    insertion.beside = within.node;
    insertion.side = Insertion::Side::Below;
  }

  void plan_renumbering(std::size_t i, const Amendment& amendment) {
    if (!amendment.target && !amendment.to) return renumber_rest(i);
    if (!amendment.target || !amendment.to) return refuse(i, "it does not say from what to what");
    const NodeId node = target_of(i, *amendment.target);
    if (node == kNoNode) return;
    if (!tree_.nodes[node].num) return refuse(i, *amendment.target + " has no number");
    renumber(i, node, own_number(*amendment.to));
  }

  void renumber(std::size_t i, NodeId node, std::string num) {
    if (nums_[node]) return refuse(i, "another amendment renumbers it");
    claims_.push_back({.owner = i, .node = node, .key = key_at(scope_of(node, num), num)});
    nums_[node] = std::move(num);
  }

  /// 'Renumber the subsequent paragraphs accordingly': from the number that the amendment before
  /// gives to something new, up to the next gap.
  void renumber_rest(std::size_t i) {
    std::size_t last = i;
    while (last > 0 &&
           !(effects_[last].amendment.action == Action::Insert && effects_[last].amendment.target))
      --last;
    const Amendment& insertion = effects_[last].amendment;
    if (insertion.action != Action::Insert || !insertion.target)
      return refuse(i, "nothing new says which numbers follow");
    const PlaceFinder::Found first = places_.find(*insertion.target);
    if (first.node == kNoNode) return;  // its number is free: nothing moves
    for (NodeId node = first.node; node != kNoNode;) {
      const std::string& num = *tree_.nodes[node].num;
      const auto next = next_number(num);
      if (!next) return refuse(i, "it is not known what follows " + num);
      const auto there = at_number_.find(key_at(scope_of(node, *next), *next));
      touched_[i].push_back(node);
      renumber(i, node, *next);
      node = there == at_number_.end() ? kNoNode : there->second.front();
    }
  }

  /// References follow what is renumbered anyway; what is asked is only whether the place is there.
  void plan_update(std::size_t i, const Amendment& amendment) {
    if (amendment.target) target_of(i, *amendment.target);
  }

  // ---- numbers ---------------------------------------------------------------------------------

  /// The node whose list a number counts in.
  NodeId scope_of(NodeId node, std::string_view num) const {
    const bool decimal = num.find('.') != std::string_view::npos;
    NodeId up = tree_.nodes[node].parent;
    if (is_division(tree_.nodes[node].type)) return up;
    while (up != kNoNode && !is_division(tree_.nodes[up].type) &&
           (decimal || (!tree_.nodes[up].num && tree_.nodes[up].type != NodeType::Section)))
      up = tree_.nodes[up].parent;
    return up;
  }

  static std::string key_at(NodeId scope, std::string_view num) {
    return std::to_string(scope) + ' ' + number_key(num);
  }

  std::string key_of(NodeId node) const {
    return key_at(scope_of(node, *tree_.nodes[node].num), *tree_.nodes[node].num);
  }

  /// Refuses the amendments that would give a number to two. What is refused keeps its own number,
  /// which may be in the way of another.
  void settle_numbers() {
    std::unordered_map<std::string, std::vector<std::size_t>> claimants;
    std::unordered_map<std::size_t, std::vector<std::size_t>> of_owner;
    std::vector<std::string> open;
    for (std::size_t c = 0; c < claims_.size(); ++c) {
      claimants[claims_[c].key].push_back(c);
      of_owner[claims_[c].owner].push_back(c);
      open.push_back(claims_[c].key);
    }
    const auto withdraw = [&](std::size_t owner, const std::string& why) {
      if (!effects_[owner].refused.empty()) return;
      refuse(owner, why);
      for (const std::size_t c : of_owner[owner]) {
        if (claims_[c].node == kNoNode) continue;
        nums_[claims_[c].node].reset();
        open.push_back(key_of(claims_[c].node));
      }
    };
    for (std::size_t c = 0; c < claims_.size(); ++c)  // refused for another reason
      if (!effects_[claims_[c].owner].refused.empty() && claims_[c].node != kNoNode) {
        nums_[claims_[c].node].reset();
        open.push_back(key_of(claims_[c].node));
      }
    for (std::size_t next = 0; next < open.size(); ++next) {
      const std::string key = open[next];
      const auto found = claimants.find(key);
      if (found == claimants.end()) continue;
      bool taken = is_taken(key);
      for (const std::size_t c : found->second) {
        const std::size_t owner = claims_[c].owner;
        if (!effects_[owner].refused.empty()) continue;
        if (taken)
          withdraw(owner, "there would be two with the number " + key.substr(key.find(' ') + 1));
        taken = true;
      }
    }
  }

  /// Whether a node of the base keeps that number.
  bool is_taken(const std::string& key) const {
    const auto nodes = at_number_.find(key);
    if (nodes == at_number_.end()) return false;
    return std::any_of(nodes->second.begin(), nodes->second.end(),
                       [&](NodeId node) { return !nums_[node] && !changes_[node].gone; });
  }

  /// What has the number of a renumbered node in front of its own gets the new one.
  void spread_numbers() {
    std::vector<NodeId> above(tree_.nodes.size(), kNoNode);  // the nearest that is renumbered
    for (NodeId id = 0; id < tree_.nodes.size(); ++id) {
      const Node& node = tree_.nodes[id];
      const NodeId from = node.parent == kNoNode ? kNoNode : above[node.parent];
      if (!nums_[id] && from != kNoNode && node.num) {
        const std::string stem = tree_.nodes[from].num.value_or("") + '.';
        if (node.num->starts_with(stem))
          nums_[id] = *nums_[from] + '.' + node.num->substr(stem.size());
      }
      above[id] = nums_[id] ? id : from;
    }
  }

  // ---- what is new -----------------------------------------------------------------------------

  void put_in() {
    for (const Insertion& insertion : insertions_) {
      if (!effects_[insertion.owner].refused.empty()) continue;
      const Node& beside = tree_.nodes[insertion.beside];
      const bool below = insertion.side == Insertion::Side::Below;
      const Node* like = &beside;
      if (below) {
        const auto& children = beside.children;
        const auto numbered = std::find_if(children.begin(), children.end(), [&](NodeId child) {
          return tree_.nodes[child].num.has_value();
        });
        like = numbered == children.end() ? nullptr : &tree_.nodes[*numbered];
      }
      Node plain;
      plain.type = insertion.num.find('.') != std::string::npos || is_division(beside.type)
                       ? NodeType::Paragraph
                       : NodeType::Subparagraph;
      if (like == nullptr) like = &plain;
      Node unnumbered = *like;
      if (insertion.num.empty()) unnumbered.type = NodeType::Text;
      Tree fresh =
          provision_of(effects_[insertion.owner].amendment.text, unnumbered, beside.page, grammar_);
      if (!insertion.num.empty()) {
        Node& root = fresh.nodes.front();
        root.num = insertion.num;
        root.label = like->label && like->num ? relabelled(*like->label, *like->num, insertion.num)
                                              : insertion.num;
      }
      NodeChanges& changes = changes_[insertion.beside];
      auto& list = below                                      ? changes.below
                   : insertion.side == Insertion::Side::After ? changes.after
                                                              : changes.before;
      list.push_back({.tree = std::move(fresh), .owner = insertion.owner});
    }
  }

  NodeId end_of(NodeId node) const {
    NodeId last = node;
    while (!tree_.nodes[last].children.empty()) last = tree_.nodes[last].children.back();
    return last + 1;
  }

  // ---- the amended record ----------------------------------------------------------------------

  Amended finish(Rebuilt rebuilt, const std::vector<FollowedReference>& followed) {
    Amended out;
    Record& record = out.record;
    record.source = base_.source;
    record.document = base_.document;
    Diagnostics found;
    assign_ids(rebuilt.tree, found);
    record.structure = std::move(rebuilt.tree);
    record.analysis = analyse(record.structure, grammar_, found);
    std::vector<NodeId> now(tree_.nodes.size(), kNoNode);  // where each node of the base is
    for (NodeId id = 0; id < rebuilt.origins.size(); ++id)
      if (rebuilt.origins[id] != kNoNode) now[rebuilt.origins[id]] = id;
    record.analysis.amendments = base_.analysis.amendments;
    std::erase_if(record.analysis.amendments,
                  [&](const Amendment& amendment) { return now[amendment.place.node] == kNoNode; });
    for (Amendment& amendment : record.analysis.amendments)
      amendment.place.node = now[amendment.place.node];
    count_words(record);
    keep_diagnostics(record, now, std::move(found));
    out.effects.amendments = std::move(effects_);
    name_nodes(out, rebuilt, now);
    for (const FollowedReference& one : followed)
      if (const NodeId node = now[one.reference->place.node]; node != kNoNode)
        out.effects.references.push_back({.from = one.reference->text,
                                          .to = one.text,
                                          .node = record.structure.nodes[node].id,
                                          .page = one.reference->place.page});
    find_lost(out, rebuilt, now);
    out.marked = std::move(rebuilt.marked);
    return out;
  }

  void count_words(Record& record) const {
    const auto words_in = [](std::string_view text) {
      std::size_t count = 0;
      bool inside = false;
      for (const char c : text) {
        const bool space = c == ' ' || c == '\n';
        if (!space && !inside) ++count;
        inside = !space;
      }
      return count;
    };
    std::size_t count = 0;
    for (const Node& node : record.structure.nodes) {
      count += words_in(node.label.value_or("")) + words_in(node.heading.value_or("")) +
               words_in(node.text);
      if (!node.table) continue;
      for (const std::string& cell : node.table->header) count += words_in(cell);
      for (const auto& row : node.table->rows)
        for (const std::string& cell : row) count += words_in(cell);
    }
    record.accounting.structure = count;
    record.accounting.furniture = base_.accounting.furniture;
    record.accounting.words = count + base_.accounting.furniture;
  }

  /// Those of the base that numbers and references do not decide, and what is found now.
  void keep_diagnostics(Record& record, const std::vector<NodeId>& now, Diagnostics found) const {
    std::unordered_map<std::string_view, NodeId> ids;
    for (NodeId id = 0; id < tree_.nodes.size(); ++id) ids.emplace(tree_.nodes[id].id, id);
    for (const Diagnostic& diagnostic : base_.diagnostics) {
      if (diagnostic.code.starts_with(kReferenceCodes) || diagnostic.code == "numbering-duplicate")
        continue;
      Diagnostic kept = diagnostic;
      if (const auto node = ids.find(kept.node); node != ids.end()) {
        if (now[node->second] == kNoNode) continue;
        kept.node = record.structure.nodes[now[node->second]].id;
      }
      record.diagnostics.push_back(std::move(kept));
    }
    for (Diagnostic& diagnostic : found) record.diagnostics.push_back(std::move(diagnostic));
  }

  void name_nodes(Amended& out, const Rebuilt& rebuilt, const std::vector<NodeId>& now) const {
    const std::vector<Node>& nodes = out.record.structure.nodes;
    for (std::size_t i = 0; i < out.effects.amendments.size(); ++i) {
      AmendmentEffect& effect = out.effects.amendments[i];
      if (!effect.refused.empty()) continue;
      for (const NodeId node : touched_[i])
        effect.nodes.push_back(now[node] == kNoNode ? tree_.nodes[node].id : nodes[now[node]].id);
    }
    for (NodeId id = 0; id < nodes.size(); ++id) {
      const std::size_t owner = rebuilt.owners[id];
      if (owner == WordEdit::kFollows) continue;
      const NodeId parent = nodes[id].parent;
      if (parent == kNoNode || rebuilt.owners[parent] != owner)
        out.effects.amendments[owner].nodes.push_back(nodes[id].id);
    }
  }

  /// The references that led somewhere in the base, or are new, and lead nowhere now.
  void find_lost(Amended& out, const Rebuilt& rebuilt, const std::vector<NodeId>& now) const {
    const Record& record = out.record;
    std::set<std::pair<NodeId, std::string>> before, listed;
    for (const Reference& reference : base_.analysis.references)
      if (reference.status == ReferenceStatus::Dangling)
        before.emplace(reference.place.node, reference.text);
    const auto add = [&](const std::string& text, const std::string& why, NodeId node, int page) {
      if (listed.emplace(node, text).second)
        out.effects.dangling.push_back(
            {.text = text, .why = why, .node = record.structure.nodes[node].id, .page = page});
    };
    for (const Reference& reference : base_.analysis.references) {
      const NodeId node = now[reference.place.node];
      const auto gone = std::find_if(reference.targets.begin(), reference.targets.end(),
                                     [&](NodeId target) { return now[target] == kNoNode; });
      if (node == kNoNode || gone == reference.targets.end()) continue;
      add(reference.text, tree_.nodes[*gone].id + " is deleted", node, reference.place.page);
    }
    for (const Reference& reference : record.analysis.references) {
      if (reference.status != ReferenceStatus::Dangling) continue;
      const NodeId origin = rebuilt.origins[reference.place.node];
      if (origin != kNoNode && before.contains({origin, reference.text})) continue;
      add(reference.text, "there is no such place", reference.place.node, reference.place.page);
    }
  }

  const Record& base_;
  const Tree& tree_;
  const Grammar& grammar_;
  PlaceFinder places_;
  std::vector<NodeChanges> changes_;
  std::vector<std::optional<std::string>> nums_;
  std::vector<std::vector<NodeId>> touched_;  // by each amendment
  std::vector<AmendmentEffect> effects_;
  std::vector<Claim> claims_;
  std::vector<Insertion> insertions_;
  std::unordered_map<std::string, std::vector<NodeId>> at_number_;  // key_of → nodes
};

}  // namespace

Amended amend(const Record& base, const std::vector<Amendment>& amendments,
              const Grammar& grammar) {
  return Planner(base, amendments, grammar).make();
}

}  // namespace remit
