#include "remit/format/json_emitter.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>

#include "remit/format/scalar.h"

namespace remit {
namespace {

constexpr std::size_t kDeepest = 64;

}  // namespace

void JsonEmitter::break_line() {
  if (one_line_) return;
  out_.push_back('\n');
  out_.append(2 * std::min(levels_.size(), kDeepest), ' ');
}

void JsonEmitter::begin_item() {
  Level& top = levels_.back();
  if (!top.empty) out_.push_back(',');
  if (!top.flow) {
    break_line();
  } else if (!top.empty) {
    out_.push_back(' ');
  }
  top.empty = false;
}

void JsonEmitter::begin_value() {
  if (!levels_.empty() && !levels_.back().map) begin_item();
}

void JsonEmitter::begin_level(bool map, bool flow, char bracket) {
  begin_value();
  out_.push_back(bracket);
  const bool in_flow = !levels_.empty() && levels_.back().flow;
  levels_.push_back({.map = map, .flow = flow || in_flow, .empty = true});
}

void JsonEmitter::end_level(char bracket) {
  const Level level = levels_.back();
  levels_.pop_back();
  if (!level.empty && !level.flow) break_line();
  out_.push_back(bracket);
  if (levels_.empty()) out_.push_back('\n');
}

void JsonEmitter::begin_map() { begin_level(true, false, '{'); }

void JsonEmitter::end_map() { end_level('}'); }

void JsonEmitter::begin_list(ListStyle style) { begin_level(false, style == ListStyle::Flow, '['); }

void JsonEmitter::end_list() { end_level(']'); }

void JsonEmitter::key(std::string_view key) {
  begin_item();
  out_.push_back('"');
  out_.append(key).append("\": ");
}

void JsonEmitter::string(std::string_view text) {
  begin_value();
  append_quoted(out_, text);
}

void JsonEmitter::number(std::uint64_t number) {
  begin_value();
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out_.append(digits.data(), end);
}

void JsonEmitter::decimal(double number) {
  if (!std::isfinite(number)) return null();
  begin_value();
  append_decimal(out_, number);
}

void JsonEmitter::boolean(bool value) {
  begin_value();
  out_.append(value ? "true" : "false");
}

void JsonEmitter::null() {
  begin_value();
  out_.append("null");
}

}  // namespace remit
