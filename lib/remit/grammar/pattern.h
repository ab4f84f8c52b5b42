#pragma once

#include <mutex>
#include <optional>
#include <re2/re2.h>

#include "remit/grammar/grammar.h"

namespace remit {

/// UTF-8, errors reported to the caller and not to stderr.
inline RE2::Options pattern_options() {
  RE2::Options options;
  options.set_log_errors(false);
  return options;
}

/// A rule's pattern, compiled when it is first asked for. Safe to use on several threads.
struct Pattern {
  explicit Pattern(std::string source) : source_(std::move(source)) {}

  [[nodiscard]] const std::string& source() const { return source_; }
  [[nodiscard]] const RE2& regex() const { return *compiled().regex; }
  /// Every named group with its number.
  [[nodiscard]] const std::vector<std::pair<std::string, int>>& groups() const {
    return compiled().groups;
  }
  /// The number of a named group; 0: there is none.
  [[nodiscard]] int label() const { return compiled().label; }
  [[nodiscard]] int num() const { return compiled().num; }
  [[nodiscard]] int heading() const { return compiled().heading; }

 private:
  struct Compiled {
    std::optional<RE2> regex;
    std::vector<std::pair<std::string, int>> groups;
    int label = 0, num = 0, heading = 0;
  };

  const Compiled& compiled() const {
    std::call_once(once_, [this] {
      compiled_.regex.emplace(source_, pattern_options());
      for (const auto& [name, index] : compiled_.regex->NamedCapturingGroups()) {
        compiled_.groups.emplace_back(name, index);
        if (name == "label") compiled_.label = index;
        if (name == "num") compiled_.num = index;
        if (name == "heading") compiled_.heading = index;
      }
    });
    return compiled_;
  }

  std::string source_;
  mutable std::once_flag once_;
  mutable Compiled compiled_;
};

}  // namespace remit
