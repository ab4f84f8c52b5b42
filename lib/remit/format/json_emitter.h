#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "remit/format/emitter.h"

namespace remit {

/// How JSON is laid out: for people, or each record on one line (JSON Lines).
enum class JsonLayout { Indented, OneLine };

/// Writes JSON (RFC 8259), indented by two spaces, Flow lists on one line. The indentation stops
/// growing at 64 levels, so that the size of a deep tree stays in proportion.
///
///     {
///       "remit": 1,
///       "structure": [
///         {
///           "id": "art_11",
///           "header": ["Post", "Functions"]
///         }
///       ]
///     }
class JsonEmitter final : public Emitter {
 public:
  /// Appends to `out`, which must outlive the emitter. Ends with one newline.
  explicit JsonEmitter(std::string& out, JsonLayout layout = JsonLayout::Indented)
      : out_(out), one_line_(layout == JsonLayout::OneLine) {}

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
    bool empty;
  };

  void begin_item();  // comma and line break before a key or a list's item
  void begin_value();
  void begin_level(bool map, bool flow, char bracket);
  void end_level(char bracket);
  void break_line();

  std::string& out_;
  bool one_line_;
  std::vector<Level> levels_;
};

}  // namespace remit
