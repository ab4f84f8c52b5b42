#include "remit/format/diff_reader.h"

#include <utility>

#include "remit/format/diff_writer.h"
#include "remit/format/value_reader.h"

namespace remit {
namespace {

using Kind = YamlValue::Kind;

constexpr std::string_view kShapeHint = "remit schema diff says what a comparison holds";
constexpr std::string_view kMakeHint = "make one with remit diff A B --format yaml";

class PatchReader : private ValueReader {
 public:
  explicit PatchReader(std::string_view file) : ValueReader(file, kShapeHint) {}

  Result<TreePatch> read(const YamlValue& root) {
    TreePatch patch;
    if (check_version(root))
      for (const YamlValue& map : list_in(root, "nodes").items) {
        if (map.kind != Kind::Map) refuse_kind(map, "nodes", "a list of maps");
        if (error()) break;
        patch.push_back(read_entry(map));
      }
    if (error()) return fail(*error());
    return patch;
  }

 private:
  bool check_version(const YamlValue& root) {
    if (root.kind != Kind::Map || !has(root, "remit_diff")) {
      refuse(root, "not a comparison: it has no version (remit_diff)", kMakeHint);
      return false;
    }
    if (const int version = number_in<int>(root, "remit_diff"); version != kDiffVersion)
      refuse(value_in(root, "remit_diff"),
             "remit_diff: a comparison of version " + std::to_string(version) +
                 "; this program reads version " + std::to_string(kDiffVersion),
             "compare the documents again");
    if (!has(root, "nodes"))
      refuse(root, "it does not compare nodes", "make it without --only, or with --only nodes");
    return !error();
  }

  NodePatch read_entry(const YamlValue& map) {
    NodePatch entry{.a = optional_in(map, "a"), .b = optional_in(map, "b")};
    if (!entry.a && !entry.b) refuse(map, "a match of nothing with nothing");
    entry.part = text_in(map, "part") == "true";
    const YamlValue &old = map_in(map, "old"), &now = map_in(map, "new");
    entry.old = read_fields(old);
    entry.now = read_fields(now);
    if (has(now, "in") || has(now, "after"))
      entry.place = {.in = text_in(now, "in"), .after = text_in(now, "after")};
    if (entry.puts_in())
      complete(now, entry.now);
    else if (entry.takes_out())
      complete(old, entry.old);
    else if (!entry.a || !entry.b || entry.part)
      refuse(map, "new: it does not say where it stands (in, after)");
    else if (has(map, "words"))
      read_words(list_in(map, "words"), entry);
    return entry;
  }

  NodeFields read_fields(const YamlValue& map) {
    NodeFields fields;
    if (has(map, "type")) fields.type = type_in(map);
    if (has(map, "num")) fields.num = optional_in(map, "num");
    if (has(map, "label")) fields.label = optional_in(map, "label");
    if (has(map, "heading")) fields.heading = optional_in(map, "heading");
    if (has(map, "text")) fields.text = text_in(map, "text");
    if (has(map, "header") || has(map, "rows")) fields.table = table_in(map);
    return fields;
  }

  /// Of a node that is in one document only, what is left out is not there.
  void complete(const YamlValue& map, NodeFields& fields) {
    if (!fields.type) refuse(map, "a node without type");
    if (!fields.num) fields.num.emplace();
    if (!fields.label) fields.label.emplace();
    if (!fields.heading) fields.heading.emplace();
    if (!fields.text) fields.text.emplace();
    if (fields.type == NodeType::Table && !fields.table) fields.table.emplace();
  }

  /// The texts that are left out are those of the words, a space between two runs.
  void read_words(const YamlValue& list, NodePatch& entry) {
    std::string of_a, of_b;
    for (const YamlValue& run : list.items) {
      const bool pair = run.kind == Kind::List && run.items.size() == 2;
      const std::string op = pair ? run.items[0].text : "";
      if (op != "keep" && op != "delete" && op != "insert")
        return refuse_kind(run, "words", "[keep, …], [delete, …] or [insert, …]");
      const std::string words = text_of(run.items[1], "words").value_or("");
      for (std::string* text : {&of_a, &of_b}) {
        if (op == (text == &of_a ? "insert" : "delete")) continue;
        if (!text->empty()) *text += ' ';
        *text += words;
      }
    }
    if (!entry.old.text) entry.old.text = std::move(of_a);
    if (!entry.now.text) entry.now.text = std::move(of_b);
  }
};

}  // namespace

Result<TreePatch> read_patch(std::string_view text, std::string_view file) {
  return read_yaml(text, file).and_then([file](const YamlValue& root) {
    return PatchReader(file).read(root);
  });
}

}  // namespace remit
