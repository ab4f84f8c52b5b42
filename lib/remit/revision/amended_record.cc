#include "remit/revision/amended_record.h"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <utility>

#include "remit/structure/eid.h"

namespace remit {
namespace {

constexpr std::string_view kReferenceCodes = "reference-";

std::size_t words_in(std::string_view text) {
  std::size_t count = 0;
  bool inside = false;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n';
    if (!space && !inside) ++count;
    inside = !space;
  }
  return count;
}

std::size_t words_in(const Tree& tree) {
  std::size_t count = 0;
  for (const Node& node : tree.nodes) {
    count += words_in(node.label.value_or("")) + words_in(node.heading.value_or("")) +
             words_in(node.text);
    if (!node.table) continue;
    for (const std::string& cell : node.table->header) count += words_in(cell);
    for (const auto& row : node.table->rows)
      for (const std::string& cell : row) count += words_in(cell);
  }
  return count;
}

class RecordMaker {
 public:
  RecordMaker(const Record& base, AmendedTree amended, const Grammar& grammar)
      : base_(base),
        amended_(std::move(amended)),
        grammar_(grammar),
        now_(base.structure.nodes.size(), kNoNode) {
    const std::vector<NodeId>& origins = amended_.rebuilt.origins;
    for (NodeId id = 0; id < origins.size(); ++id)
      if (origins[id] != kNoNode) now_[origins[id]] = id;
  }

  Amended make() {
    Record& record = out_.record;
    record.source = base_.source;
    record.document = base_.document;
    Diagnostics found;
    assign_ids(amended_.rebuilt.tree, found);
    record.structure = std::move(amended_.rebuilt.tree);
    record.analysis = analyse(record.structure, grammar_, found);
    keep_amendments();
    record.accounting.structure = words_in(record.structure);
    record.furniture = base_.furniture;
    record.accounting.furniture = base_.accounting.furniture;
    record.accounting.words = record.accounting.structure + record.accounting.furniture;
    keep_diagnostics(std::move(found));
    out_.effects.amendments = std::move(amended_.effects);
    name_nodes();
    name_references();
    find_lost();
    out_.marked = std::move(amended_.rebuilt.marked);
    return std::move(out_);
  }

 private:
  [[nodiscard]] const std::string& id_now(NodeId node) const {
    return out_.record.structure.nodes[node].id;
  }

  /// Those that the base itself orders.
  void keep_amendments() {
    std::vector<Amendment>& amendments = out_.record.analysis.amendments;
    amendments = base_.analysis.amendments;
    std::erase_if(amendments, [&](const Amendment& amendment) {
      return now_[amendment.place.node] == kNoNode;
    });
    for (Amendment& amendment : amendments) amendment.place.node = now_[amendment.place.node];
  }

  /// Those of the base that numbers and references do not decide, and what is found now.
  void keep_diagnostics(Diagnostics found) {
    Diagnostics& diagnostics = out_.record.diagnostics;
    std::unordered_map<std::string_view, NodeId> ids;
    for (NodeId id = 0; id < base_.structure.nodes.size(); ++id)
      ids.emplace(base_.structure.nodes[id].id, id);
    for (const Diagnostic& diagnostic : base_.diagnostics) {
      if (diagnostic.code.starts_with(kReferenceCodes) || diagnostic.code == "numbering-duplicate")
        continue;
      Diagnostic kept = diagnostic;
      if (const auto node = ids.find(kept.node); node != ids.end()) {
        if (now_[node->second] == kNoNode) continue;
        kept.node = id_now(now_[node->second]);
      }
      diagnostics.push_back(std::move(kept));
    }
    for (Diagnostic& diagnostic : found) diagnostics.push_back(std::move(diagnostic));
  }

  void name_nodes() {
    std::vector<AmendmentEffect>& effects = out_.effects.amendments;
    for (std::size_t i = 0; i < effects.size(); ++i) {
      if (!effects[i].refused.empty()) continue;
      for (const NodeId node : amended_.touched[i])
        effects[i].nodes.push_back(now_[node] == kNoNode ? base_.structure.nodes[node].id
                                                         : id_now(now_[node]));
    }
    const std::vector<std::size_t>& owners = amended_.rebuilt.owners;
    for (NodeId id = 0; id < owners.size(); ++id) {
      if (owners[id] == WordEdit::kFollows) continue;
      const NodeId parent = out_.record.structure.nodes[id].parent;
      if (parent == kNoNode || owners[parent] != owners[id])
        effects[owners[id]].nodes.push_back(id_now(id));
    }
  }

  void name_references() {
    for (const FollowedReference& one : amended_.followed)
      if (const NodeId node = now_[one.reference->place.node]; node != kNoNode)
        out_.effects.references.push_back({.from = one.reference->text,
                                           .to = one.text,
                                           .node = id_now(node),
                                           .page = one.reference->place.page});
  }

  /// The references that led somewhere in the base, or are new, and lead nowhere now.
  void find_lost() {
    const std::vector<Reference>& references = out_.record.analysis.references;
    std::set<std::pair<NodeId, std::string_view>> before, still, listed;
    for (const Reference& reference : base_.analysis.references)
      if (reference.status == ReferenceStatus::Dangling)
        before.emplace(reference.place.node, reference.text);
    for (const Reference& reference : references)
      still.emplace(reference.place.node, reference.text);
    const auto add = [&](const std::string& text, const std::string& why, NodeId node, int page) {
      if (listed.emplace(node, text).second)
        out_.effects.dangling.push_back(
            {.text = text, .why = why, .node = id_now(node), .page = page});
    };
    for (const Reference& reference : base_.analysis.references) {
      const NodeId node = now_[reference.place.node];
      const auto gone = std::find_if(reference.targets.begin(), reference.targets.end(),
                                     [&](NodeId target) { return now_[target] == kNoNode; });
      if (node == kNoNode || gone == reference.targets.end()) continue;
      if (!still.contains({node, reference.text})) continue;  // its own words went, too
      add(reference.text, base_.structure.nodes[*gone].id + " is deleted", node,
          reference.place.page);
    }
    for (const Reference& reference : references) {
      if (reference.status != ReferenceStatus::Dangling) continue;
      const NodeId origin = amended_.rebuilt.origins[reference.place.node];
      if (origin != kNoNode && before.contains({origin, reference.text})) continue;
      add(reference.text, "there is no such place", reference.place.node, reference.place.page);
    }
  }

  const Record& base_;
  AmendedTree amended_;
  const Grammar& grammar_;
  std::vector<NodeId> now_;  // where each node of the base is
  Amended out_;
};

}  // namespace

Amended make_amended(const Record& base, AmendedTree amended, const Grammar& grammar) {
  return RecordMaker(base, std::move(amended), grammar).make();
}

}  // namespace remit
