#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "remit/analysis/analysis.h"
#include "remit/analysis/passages.h"
#include "remit/analysis/record.h"
#include "remit/grammar/grammar.h"

namespace remit {

/// One constitution in one file or several, as one tree.
///
/// The trees of the files stand one behind the other: their roots are siblings, so that a "Part 5"
/// is found whichever file it is in. Every NodeId and Place counts in the whole. Ids are those of
/// the files and unique within a file only. Keeps references to what it is made of.
class Corpus {
 public:
  Corpus(std::span<const Record> records, const Grammar& grammar);
  Corpus(const Corpus&) = delete;  // its passages point into its tree
  Corpus& operator=(const Corpus&) = delete;

  [[nodiscard]] std::span<const Record> records() const { return records_; }
  [[nodiscard]] const Grammar& grammar() const { return grammar_; }
  [[nodiscard]] const Tree& tree() const { return tree_; }
  /// What the files say, in their order. References are as each file's own reading has them.
  [[nodiscard]] const Analysis& analysis() const { return analysis_; }
  [[nodiscard]] const std::vector<Passage>& passages() const { return passages_; }
  [[nodiscard]] std::size_t file_of(NodeId node) const;
  /// The first node of a file.
  [[nodiscard]] NodeId start_of(std::size_t file) const { return starts_[file]; }
  /// Whether `outer` is `inner` or above it.
  [[nodiscard]] bool contains(NodeId outer, NodeId inner) const {
    return outer <= inner && inner < ends_[outer];
  }

 private:
  void add(const Record& record);

  std::span<const Record> records_;
  const Grammar& grammar_;
  Tree tree_;
  std::vector<NodeId> starts_;  // of each file's nodes
  std::vector<NodeId> ends_;    // of each node's subtree
  Analysis analysis_;
  std::vector<Passage> passages_;
};

}  // namespace remit
