#pragma once

#include <re2/re2.h>

#include "remit/grammar/grammar.h"

namespace remit {

/// A rule's compiled pattern and where its named groups are (0: it has none of that name).
struct Pattern {
  explicit Pattern(const std::string& source, const RE2::Options& options)
      : regex(source, options) {}
  RE2 regex;
  int label = 0, num = 0, heading = 0;
  std::vector<std::pair<std::string, int>> groups = {};  ///< every named group
};

/// UTF-8, errors reported to the caller and not to stderr.
inline RE2::Options pattern_options() {
  RE2::Options options;
  options.set_log_errors(false);
  return options;
}

}  // namespace remit
