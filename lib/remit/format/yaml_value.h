#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "remit/base/result.h"

namespace remit {

/// A YAML or JSON document as a tree of values that know where they stand, so that whoever finds
/// one amiss can say so with line and column.
///
///     num: "11"      {kind: Map, keys: [num], items: [{kind: Scalar, text: 11, quoted: true}]}
///
/// Scalars are kept as text: "11.10" is not a number unless somebody asks for one.
struct YamlValue {
  enum class Kind : std::uint8_t { Null, Scalar, List, Map };

  Kind kind = Kind::Null;
  bool quoted = false;            ///< a Scalar that is text by its quotes, block or tag
  int line = 0;                   ///< 1-based
  int column = 0;                 ///< 1-based
  std::string text;               ///< of a Scalar
  std::vector<std::string> keys;  ///< of a Map, in its order
  std::vector<YamlValue> items;   ///< of a List; of a Map, one for each key
};

/// Reads one document. Refuses, with the Error code `bad-record`: what is not YAML; more than one
/// document; aliases (so a small file stays small); keys that are not text; lists and maps that
/// nest more than kMaxNesting deep, because yaml_reader.cc recurses.
Result<YamlValue> read_yaml(std::string_view text, std::string_view file);

/// Enough for nearly 200 levels of nodes. A long constitution has eight.
inline constexpr int kMaxNesting = 400;

}  // namespace remit
