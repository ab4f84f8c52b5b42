#include "remit/revision/amend.h"

#include <algorithm>
#include <map>
#include <optional>

#include "remit/revision/amended_record.h"
#include "remit/revision/find_place.h"
#include "remit/revision/find_words.h"
#include "remit/revision/follow_references.h"
#include "remit/revision/new_numbers.h"
#include "remit/revision/new_provision.h"
#include "remit/revision/node_changes.h"
#include "remit/revision/number_steps.h"
#include "remit/text/letters.h"

namespace remit {
namespace {

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

/// Decides what becomes of each node.
class Planner {
 public:
  Planner(const Record& base, const std::vector<Amendment>& amendments, const Grammar& grammar)
      : base_(base),
        tree_(base.structure),
        grammar_(grammar),
        places_(tree_, grammar),
        amendments_(amendments),
        numbers_(tree_),
        changes_(tree_.nodes.size()),
        touched_(amendments.size()) {
    for (const Amendment& amendment : amendments)
      effects_.push_back({.action = std::string(name_of(amendment.action)),
                          .target = amendment.target,
                          .to = amendment.to,
                          .page = amendment.place.page});
  }

  Amended make() {
    for (std::size_t i = 0; i < effects_.size(); ++i) plan(i);
    settle_numbers();
    put_in();
    NewNums nums = numbers_.nums();
    spread_numbers(tree_, nums);
    settle_words();
    std::vector<FollowedReference> followed = follow_references(base_, nums, changes_);
    for (NodeChanges& change : changes_) settle_edits(change.edits);
    Rebuilt rebuilt = rebuild(tree_, changes_, nums);
    for (const std::size_t owner : rebuilt.homeless)
      refuse(owner, "what it would stand in is deleted");
    return make_amended(base_,
                        {.rebuilt = std::move(rebuilt),
                         .effects = std::move(effects_),
                         .touched = std::move(touched_),
                         .followed = std::move(followed)},
                        grammar_);
  }

 private:
  using Action = AmendmentAction;

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
    const Amendment& amendment = amendments_[i];
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
  std::optional<FoundWords> words_of(std::size_t i, const std::optional<std::string>& target,
                                     const std::string& words) {
    const NodeId within = target ? target_of(i, *target) : kNoNode;
    if (target && within == kNoNode) return std::nullopt;
    WordSearch search = find_words(tree_, words, within, target ? *target : "the text");
    if (!search.found)
      refuse(i, std::move(search.why));
    else if (!target)
      touched_[i].push_back(search.found->node);
    return search.found;
  }

  void edit(std::size_t i, const FoundWords& found, Span bytes, std::string words) {
    changes_[found.node].edits.push_back({.in = found.in,
                                          .row = found.row,
                                          .column = found.column,
                                          .bytes = bytes,
                                          .words = std::move(words),
                                          .owner = i});
  }

  // ---- what each action does -------------------------------------------------------------------

  void plan_deletion(std::size_t i, const Amendment& amendment) {
    if (amendment.old) {
      if (const auto found = words_of(i, amendment.target, *amendment.old)) {
        const std::string_view field = field_of(tree_, *found);
        const Node& node = tree_.nodes[found->node];
        if (field.size() == found->bytes.size() && found->in == NodeField::Text && !node.heading &&
            node.children.empty())
          changes_[found->node].gone = true;
        else
          edit(i, *found, with_space(field, found->bytes), "");
      }
      return;
    }
    if (!amendment.target) return refuse(i, "it does not say what to delete");
    const NodeId node = target_of(i, *amendment.target);
    if (node != kNoNode) changes_[node].gone = true;
  }

  void plan_replacement(std::size_t i, const Amendment& amendment) {
    if (amendment.old) {
      if (const auto found = words_of(i, amendment.target, *amendment.old))
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
    emptied_.emplace_back(i, id);
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
      if (const auto found = words_of(i, amendment.target, *beside)) put_beside(i, *found);
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
    if (!insertion.num.empty()) {
      if (insertion.side == Insertion::Side::Below)
        numbers_.want_below(i, insertion.beside, insertion.num);
      else
        numbers_.want_in_list_of(i, insertion.beside, insertion.num);
    }
    insertions_.push_back(std::move(insertion));
  }

  void put_beside(std::size_t i, const FoundWords& found) {
    const Amendment& amendment = amendments_[i];
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
    if (!numbers_.renumber(i, node, std::move(num))) refuse(i, "another amendment renumbers it");
  }

  /// 'Renumber the subsequent paragraphs accordingly': from the number that the amendment before
  /// gives to something new, up to the next gap.
  void renumber_rest(std::size_t i) {
    std::size_t last = i;
    while (last > 0 && !(amendments_[last].action == Action::Insert && amendments_[last].target))
      --last;
    const Amendment& insertion = amendments_[last];
    if (insertion.action != Action::Insert || !insertion.target)
      return refuse(i, "nothing new says which numbers follow");
    const PlaceFinder::Found first = places_.find(*insertion.target);
    if (first.node == kNoNode) return;  // its number is free: nothing moves
    if (!tree_.nodes[first.node].num) return refuse(i, *insertion.target + " has no number");
    for (NodeId node = first.node; node != kNoNode;) {
      const std::string& num = *tree_.nodes[node].num;
      const auto next = next_number(num);
      if (!next) return refuse(i, "it is not known what follows " + num);
      const NodeId there = numbers_.in_list_of(node, *next);
      touched_[i].push_back(node);
      renumber(i, node, *next);
      node = there;
    }
  }

  /// References follow what is renumbered anyway; what is asked is only whether the place is there.
  void plan_update(std::size_t i, const Amendment& amendment) {
    if (amendment.target) target_of(i, *amendment.target);
  }

  /// Refuses the amendments that change words which another one changes, with all that they do.
  void settle_words() {
    std::vector<bool> refused(effects_.size(), false);
    for (NodeChanges& change : changes_)
      for (const std::size_t owner : settle_edits(change.edits)) {
        refuse(owner, "another amendment changes the same words");
        refused[owner] = true;
      }
    for (NodeChanges& change : changes_) {
      std::erase_if(change.edits, [&](const WordEdit& edit) { return refused[edit.owner]; });
      std::erase_if(change.below, [&](const NewNodes& fresh) { return refused[fresh.owner]; });
    }
    for (const auto& [owner, node] : emptied_)
      if (refused[owner]) changes_[node].items_gone = false;
  }

  // ---- numbers ---------------------------------------------------------------------------------

  /// Refuses the amendments that would give a number to two.
  void settle_numbers() {
    std::vector<bool> gone, refused;
    for (const NodeChanges& change : changes_) gone.push_back(change.gone);
    for (const AmendmentEffect& effect : effects_) refused.push_back(!effect.refused.empty());
    for (const NumberClaims::Clash& clash : numbers_.settle(gone, std::move(refused)))
      refuse(clash.owner, "there would be two with the number " + clash.num);
  }

  // ---- what is new -----------------------------------------------------------------------------

  /// A node of the list that something new joins: what it is set like.
  Node like(const Insertion& insertion) const {
    const Node& beside = tree_.nodes[insertion.beside];
    if (insertion.side != Insertion::Side::Below) return beside;
    const auto numbered =
        std::find_if(beside.children.begin(), beside.children.end(),
                     [&](NodeId child) { return tree_.nodes[child].num.has_value(); });
    if (numbered != beside.children.end()) return tree_.nodes[*numbered];
    Node first;
    first.type = insertion.num.find('.') != std::string::npos || is_division(beside.type)
                     ? NodeType::Paragraph
                     : NodeType::Subparagraph;
    return first;
  }

  void put_in() {
    for (const Insertion& insertion : insertions_) {
      if (!effects_[insertion.owner].refused.empty()) continue;
      Node sibling = like(insertion);
      if (insertion.num.empty()) sibling.type = NodeType::Text;
      Tree fresh = provision_of(amendments_[insertion.owner].text, sibling,
                                tree_.nodes[insertion.beside].page, grammar_);
      if (!insertion.num.empty()) {
        Node& root = fresh.nodes.front();
        root.num = insertion.num;
        root.label = sibling.label && sibling.num
                         ? relabelled(*sibling.label, *sibling.num, insertion.num)
                         : insertion.num;
      }
      NodeChanges& changes = changes_[insertion.beside];
      auto& list = insertion.side == Insertion::Side::Below   ? changes.below
                   : insertion.side == Insertion::Side::After ? changes.after
                                                              : changes.before;
      list.push_back({.tree = std::move(fresh), .owner = insertion.owner});
    }
  }

  const Record& base_;
  const Tree& tree_;
  const Grammar& grammar_;
  PlaceFinder places_;
  const std::vector<Amendment>& amendments_;
  NumberClaims numbers_;
  std::vector<NodeChanges> changes_;
  std::vector<std::vector<NodeId>> touched_;  // by each amendment
  std::vector<AmendmentEffect> effects_;
  std::vector<Insertion> insertions_;
  std::vector<std::pair<std::size_t, NodeId>> emptied_;  // by amendments that write items anew
};

}  // namespace

Amended amend(const Record& base, const std::vector<Amendment>& amendments,
              const Grammar& grammar) {
  return Planner(base, amendments, grammar).make();
}

}  // namespace remit
