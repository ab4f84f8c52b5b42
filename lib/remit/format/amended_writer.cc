#include "remit/format/amended_writer.h"

#include "remit/format/json_emitter.h"
#include "remit/format/record_writer.h"
#include "remit/format/yaml_emitter.h"

namespace remit {
namespace {

void write_text(Emitter& emit, std::string_view key, std::string_view text) {
  emit.key(key);
  emit.string(text);
}

void write_optional(Emitter& emit, std::string_view key, const std::optional<std::string>& text) {
  emit.key(key);
  text ? emit.string(*text) : emit.null();
}

void write_page(Emitter& emit, int page) {
  emit.key("page");
  page > 0 ? emit.number(static_cast<std::uint64_t>(page)) : emit.null();
}

void write_effect(Emitter& emit, const AmendmentEffect& effect) {
  const bool done = effect.refused.empty();
  emit.begin_map();
  write_text(emit, "action", name_of(effect.amendment.action));
  write_optional(emit, "target", effect.amendment.target);
  write_optional(emit, "to", effect.amendment.to);
  write_text(emit, "status", done ? "done" : "refused");
  emit.key("reason");
  done ? emit.null() : emit.string(effect.refused);
  emit.key("nodes");
  emit.begin_list(ListStyle::Flow);
  for (const std::string& node : effect.nodes) emit.string(node);
  emit.end_list();
  emit.end_map();
}

void write_effects(Emitter& emit, const AmendEffects& effects) {
  emit.key("effects");
  emit.begin_map();
  emit.key("amendments");
  emit.begin_list(ListStyle::Block);
  for (const AmendmentEffect& effect : effects.amendments) write_effect(emit, effect);
  emit.end_list();
  emit.key("references");
  emit.begin_list(ListStyle::Block);
  for (const ReferenceEffect& effect : effects.references) {
    emit.begin_map();
    write_text(emit, "from", effect.from);
    write_text(emit, "to", effect.to);
    write_text(emit, "node", effect.node);
    write_page(emit, effect.page);
    emit.end_map();
  }
  emit.end_list();
  emit.key("dangling");
  emit.begin_list(ListStyle::Block);
  for (const LostReference& lost : effects.dangling) {
    emit.begin_map();
    write_text(emit, "text", lost.text);
    write_text(emit, "reason", lost.why);
    write_text(emit, "node", lost.node);
    write_page(emit, lost.page);
    emit.end_map();
  }
  emit.end_list();
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
