#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "remit/format/emitter.h"

namespace remit {

/// Writes YAML that readers of 1.1 and 1.2 take alike, and that people read.
///
///     - id: art_11
///       num: "11"              quoted, or another reader makes a number of it
///       heading: null
///       text: |-               paragraphs stand as they are
///         The Council shall have regard to …
///
///         It may delegate …
///       children:
///       - id: art_11__table_1  lists are flush with their key
///         rows:
///         - ["Chief Executive", "Head of Paid Service\nReturning Officer"]
///
/// Lines are not folded. A string takes its scalar_form; in a Flow list it is always quoted. A
/// list in a list is Flow. Past 64 levels of indentation all is written on one line, or the white
/// space of a tree 100,000 deep would fill a disk.
class YamlEmitter final : public Emitter {
 public:
  /// Appends to `out`, which must outlive the emitter. Ends with one newline.
  explicit YamlEmitter(std::string& out) : out_(out) {}

  void begin_map() override;
  void end_map() override;
  void begin_list(ListStyle style) override;
  void end_list() override;
  void key(std::string_view key) override;
  void string(std::string_view text) override;
  void number(std::uint64_t number) override;
  void decimal(double number) override;
  void boolean(bool value) override;
  void null() override;

 private:
  struct Level {
    bool map;
    bool flow;
    bool after_key;  // its first line is not begun yet
    bool empty;
    std::size_t indent;  // column of its keys or dashes
  };

  [[nodiscard]] bool in_flow() const { return !levels_.empty() && levels_.back().flow; }
  void lead_in();  // what stands between a key or dash and its value
  void end_scalar();
  void begin_flow(bool map, char bracket);
  void end_level(std::string_view empty, char bracket);

  std::string& out_;
  std::vector<Level> levels_;
};

}  // namespace remit
