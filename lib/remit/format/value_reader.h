#pragma once

#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "remit/base/result.h"
#include "remit/format/yaml_value.h"
#include "remit/structure/node.h"

namespace remit {

/// Takes the values of a form that we wrote out of maps and lists. What is amiss is an Error with
/// the code `bad-record`, at its line and column. The first thing amiss is kept and the walk goes
/// on with defaults, which costs nothing and spares every step a check.
class ValueReader {
 public:
  /// `file`: its name for errors. `hint`: what says how the form looks. Both must outlive it.
  ValueReader(std::string_view file, std::string_view hint) : file_(file), hint_(hint) {}

  [[nodiscard]] const std::optional<Error>& error() const { return error_; }

  void refuse(const YamlValue& at, std::string message);
  void refuse(const YamlValue& at, std::string message, std::string_view hint);
  void refuse_kind(const YamlValue& at, std::string_view key, std::string_view wanted);

  /// The value of `key`, or null where there is none.
  const YamlValue& value_in(const YamlValue& map, std::string_view key);
  /// Whether a map has a key.
  static bool has(const YamlValue& map, std::string_view key);
  const YamlValue& map_in(const YamlValue& map, std::string_view key);
  const YamlValue& list_in(const YamlValue& map, std::string_view key);

  std::optional<std::string> text_of(const YamlValue& value, std::string_view key);
  std::optional<std::string> optional_in(const YamlValue& map, std::string_view key);
  std::string text_in(const YamlValue& map, std::string_view key);
  /// `what` lacks it, where there is none: "a node".
  std::string required_in(const YamlValue& map, std::string_view key, std::string_view what);
  std::vector<std::string> texts_of(const YamlValue& list, std::string_view key);

  /// Not below 0; 0 where there is none.
  template <typename Number>
  Number number_in(const YamlValue& map, std::string_view key) {
    const YamlValue& value = value_in(map, key);
    if (value.kind == YamlValue::Kind::Null) return 0;
    Number number = 0;
    const char* const begin = value.text.data();
    const char* const end = begin + value.text.size();
    const auto [stop, status] = std::from_chars(begin, end, number);
    if (value.kind != YamlValue::Kind::Scalar || value.quoted || status != std::errc() ||
        stop != end || number < 0) {
      refuse_kind(value, key, "a whole number");
      return 0;
    }
    return number;
  }

  NodeType type_in(const YamlValue& map);
  /// header, rows and spans, every row as long as the header.
  TableText table_in(const YamlValue& map);

 private:
  void read_spans(const YamlValue& list, TableText& table);

  std::string_view file_, hint_;
  std::optional<Error> error_;
};

/// A value as messages name it: null, a list, a map, or the text in quotes.
std::string described(const YamlValue& value);

}  // namespace remit
