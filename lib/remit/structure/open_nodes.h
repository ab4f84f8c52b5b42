#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "remit/structure/node.h"
#include "remit/structure/piece.h"

namespace remit {

/// Which list a number belongs to: its form (the rule) and how it counts.
struct Scheme {
  const Rule* rule = nullptr;
  Numerals numerals = Numerals::None;
  friend bool operator==(const Scheme&, const Scheme&) = default;
};

/// The last number of a list, wherever under its owner it stands.
struct ListState {
  Scheme scheme;
  Number last;
  float x0 = 0;
  bool headings = false;  // its numbers stand before headings
  std::string label;
};

/// A node that is open: what follows may go below it.
struct Open {
  NodeId node = kNoNode;      // kNoNode: the document itself
  Scheme scheme = {};         // of its number, if it has one
  bool heading_only = false;  // an unnumbered section: numbers run on through it
  bool division = false;
  bool bullet = false;
  int style_rank = 0;                 // of its heading; 0: it has none
  float x0 = 0;                       // of its label
  float body_x0 = 0;                  // of its text; text further left is not its own
  std::optional<Number> number = {};  // of a decimal or arabic number: what may extend it
  std::vector<ListState> lists = {};  // whose numbers count below it
  float size = 0;                     // of the type of its heading
  int level = 0;                      // that the source marks it up with; 0: none

  void set_like(const Paragraph& heading) {
    size = heading.size;
    level = heading.level;
  }
  /// Whether its heading is set in larger type than `other`, or marked up as a weightier one.
  [[nodiscard]] bool outranks(const Paragraph& other) const {
    return level > 0 && other.level > 0 ? level < other.level : size > kLarger * other.size;
  }
  /// … or the other is.
  [[nodiscard]] bool outranked_by(const Paragraph& other) const {
    return level > 0 && other.level > 0 ? level > other.level
                                        : size > 0 && other.size > kLarger * size;
  }
  static constexpr float kLarger = 1.06f;
};

/// The nodes that are open while a tree is built, the outermost first: what comes next goes below
/// one of them. The first is the document itself and is never closed.
///
///     Article 4, 4.2, (a)     then "4.3" closes (a) and 4.2 and stands below Article 4
///
class OpenNodes {
 public:
  OpenNodes();

  [[nodiscard]] std::size_t size() const { return stack_.size(); }
  [[nodiscard]] const Open& operator[](std::size_t i) const { return stack_[i]; }
  [[nodiscard]] Open& operator[](std::size_t i) { return stack_[i]; }
  [[nodiscard]] const Open& back() const { return stack_.back(); }

  void push(Open open) { stack_.push_back(std::move(open)); }
  /// Closes the last one, without numbers running on from it: a table stands beside it.
  void pop() { stack_.pop_back(); }
  /// Closes all but the outermost `size`.
  void pop_to(std::size_t size);

  /// The lists of the division or heading that was closed last: numbers may run on from them.
  [[nodiscard]] const std::vector<ListState>& run_on() const { return run_on_; }

  /// Notes `reading` as the last number of its list below `owner`.
  void count(std::size_t owner, const Reading& reading, float x0, bool heading);

  [[nodiscard]] std::size_t innermost_division() const;
  /// The owner of a new list at the indent of `piece`: the innermost open number that it is not
  /// left of.
  [[nodiscard]] std::size_t owner_of_new_list(const Piece& piece) const;
  /// Whether a numbered heading is open below `owner` whose number has not `depth` parts.
  [[nodiscard]] bool headed_below(std::size_t owner, std::size_t depth) const;
  /// Whether an item of another list of `owner` is open: the numbers that start now are below that.
  [[nodiscard]] bool interrupted(std::size_t owner, const Scheme& scheme) const;
  /// Whether a numbered heading stands open above `owner` in the stack: a list that starts there is
  /// its own, whatever lists there are further out.
  [[nodiscard]] bool headed_above(std::size_t owner) const;

 private:
  std::vector<Open> stack_;
  std::vector<ListState> run_on_;
};

}  // namespace remit
