#include "remit/format/check_config.h"

#include <string>
#include <utility>

#include "remit/format/record_schema.h"
#include "remit/format/yaml_value.h"
#include "remit/text/letters.h"

namespace remit {
namespace {

using Kind = YamlValue::Kind;

tl::unexpected<Error> fault(const YamlValue& at, std::string_view file, std::string message,
                            std::string hint) {
  return fail({.code = "bad-config",
               .message = std::move(message),
               .hint = std::move(hint),
               .file = std::string(file),
               .line = at.line,
               .column = at.column});
}

std::string known_codes() {
  std::string list;
  for (const CheckCode& code : check_codes())
    list += (list.empty() ? "" : ", ") + std::string(code.code);
  return list;
}

std::optional<Severity> severity_of(std::string_view name) {
  for (std::size_t i = 0; i < kSeverityNames.size(); ++i)
    if (kSeverityNames[i] == name) return static_cast<Severity>(i);
  return std::nullopt;
}

Result<void> read_severities(const YamlValue& map, std::string_view file, Severities& out) {
  if (map.kind == Kind::Null) return {};
  if (map.kind != Kind::Map)
    return fault(map, file, "\"severity\" must be a map of codes",
                 "severity: {numbering-gap: info}");
  for (std::size_t i = 0; i < map.items.size(); ++i) {
    const std::string& code = map.keys[i];
    const YamlValue& value = map.items[i];
    if (!check_code(code))
      return fault(value, file, "there is no code \"" + code + '"', "one of " + known_codes());
    const auto severity = severity_of(value.text);
    if (value.kind != Kind::Scalar || (!severity && value.text != "off"))
      return fault(value, file, code + ": \"" + value.text + "\" is no severity",
                   "one of error, warning, info, off");
    out[code] = severity;
  }
  return {};
}

}  // namespace

Result<Severities> read_check_config(std::string_view text, std::string_view file) {
  if (trimmed(text).empty()) return Severities();
  auto root = read_yaml(text, file);
  if (!root) {
    root.error().code = "bad-config";
    return fail(std::move(root.error()));
  }
  Severities out;
  if (root->kind == Kind::Null) return out;
  if (root->kind != Kind::Map)
    return fault(*root, file, "it must be a map with the key \"severity\"",
                 "severity: {numbering-gap: info}");
  for (std::size_t i = 0; i < root->items.size(); ++i) {
    if (root->keys[i] != "severity")
      return fault(root->items[i], file, "unknown key \"" + root->keys[i] + '"',
                   "the one key is \"severity\"");
    if (auto read = read_severities(root->items[i], file, out); !read) return fail(read.error());
  }
  return out;
}

}  // namespace remit
