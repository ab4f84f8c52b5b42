#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "remit/base/diagnostic.h"
#include "remit/check/corpus.h"

namespace remit {

/// Something odd in one of several files.
struct Finding {
  std::size_t file = 0;  ///< index of its record
  Diagnostic diagnostic;
};

/// Gathers what the checks find, each with the line that it stands on and the severity of its code.
/// Keeps a reference to the corpus.
class Findings {
 public:
  explicit Findings(const Corpus& corpus) : corpus_(corpus) {}

  /// At the words of a place.
  void add(const Place& place, std::string_view code, std::string message, std::string hint);
  /// At the number of a node.
  void add(NodeId node, std::string_view code, std::string message, std::string hint);
  /// What the reading of a file found, with the line of its node where it has none.
  void add(std::size_t file, Diagnostic diagnostic, NodeId node);

  /// In the order of the files, their pages and nodes.
  std::vector<Finding> take();

 private:
  struct Found {
    Finding finding;
    NodeId node;  // 0 where it is the file's as a whole
  };

  void quote(const Place& place, Diagnostic& out);

  const Corpus& corpus_;
  std::vector<Found> found_;
  // where the last place began: those that follow it are counted from there
  Place last_ = {};
  std::size_t last_byte_ = 0;
};

}  // namespace remit
