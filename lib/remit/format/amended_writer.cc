#include "remit/format/amended_writer.h"

#include "remit/format/emit_values.h"
#include "remit/format/json_emitter.h"
#include "remit/format/record_writer.h"
#include "remit/format/yaml_emitter.h"

namespace remit {
namespace {

/// A list of maps, each written by `write_keys`.
template <typename Item, typename WriteKeys>
void write_list(Emitter& emit, std::string_view key, const std::vector<Item>& items,
                WriteKeys write_keys) {
  emit.key(key);
  emit.begin_list(ListStyle::Block);
  for (const Item& item : items) {
    emit.begin_map();
    write_keys(item);
    emit.end_map();
  }
  emit.end_list();
}

void write_effects(Emitter& emit, const AmendEffects& effects) {
  emit.key("effects");
  emit.begin_map();
  write_list(emit, "amendments", effects.amendments, [&](const AmendmentEffect& effect) {
    write_text(emit, "action", effect.action);
    write_optional(emit, "target", effect.target);
    write_optional(emit, "to", effect.to);
    write_text(emit, "status", effect.refused.empty() ? "done" : "refused");
    write_unless_empty(emit, "reason", effect.refused);
    write_strings(emit, "nodes", effect.nodes, ListStyle::Flow);
  });
  write_list(emit, "references", effects.references, [&](const ReferenceEffect& effect) {
    write_text(emit, "from", effect.from);
    write_text(emit, "to", effect.to);
    write_text(emit, "node", effect.node);
    write_page(emit, effect.page);
  });
  write_list(emit, "dangling", effects.dangling, [&](const LostReference& lost) {
    write_text(emit, "text", lost.text);
    write_text(emit, "reason", lost.why);
    write_text(emit, "node", lost.node);
    write_page(emit, lost.page);
  });
  emit.end_map();
}

}  // namespace

void write_amended(const Amended& amended, AmendedParts parts, Emitter& emit) {
  emit.begin_map();
  if (parts == AmendedParts::All) write_record_keys(amended.record, emit);
  write_effects(emit, amended.effects);
  emit.end_map();
}

std::string amended_to_yaml(const Amended& amended, AmendedParts parts) {
  std::string out;
  YamlEmitter emit(out);
  write_amended(amended, parts, emit);
  return out;
}

std::string amended_to_json(const Amended& amended, AmendedParts parts) {
  std::string out;
  JsonEmitter emit(out, JsonLayout::Indented);
  write_amended(amended, parts, emit);
  return out;
}

}  // namespace remit
