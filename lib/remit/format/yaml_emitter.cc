#include "remit/format/yaml_emitter.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "remit/format/scalar.h"
#include "remit/text/utf8.h"

namespace remit {
namespace {

constexpr std::size_t kStep = 2;
constexpr std::size_t kDeepest = 64 * kStep;

void append_literal(std::string& out, std::string_view text, std::size_t indent) {
  out.append("|");
  // A reader takes the first line's spaces for indentation unless told how much of it is.
  if (text.front() == ' ') out.append("2");
  out.append("-\n");
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (end > begin) out.append(indent, ' ').append(text.substr(begin, end - begin));
    out.push_back('\n');
    begin = end + 1;
  }
}

}  // namespace

void YamlEmitter::lead_in() {
  if (levels_.empty()) return;
  Level& top = levels_.back();
  if (top.map) {
    if (!top.flow) out_.push_back(' ');
  } else if (top.flow) {
    if (!top.empty) out_.append(", ");
  } else {
    if (top.empty && top.after_key) out_.push_back('\n');
    out_.append(top.indent, ' ').append("- ");
  }
  top.empty = false;
}

void YamlEmitter::end_scalar() {
  if (!in_flow()) out_.push_back('\n');
}

void YamlEmitter::begin_flow(bool map, char bracket) {
  lead_in();
  out_.push_back(bracket);
  levels_.push_back({.map = map, .flow = true, .after_key = false, .empty = true, .indent = 0});
}

void YamlEmitter::end_level(std::string_view empty, char bracket) {
  const Level level = levels_.back();
  levels_.pop_back();
  if (level.flow) {
    out_.push_back(bracket);
    end_scalar();
  } else if (level.empty) {
    if (level.after_key) out_.push_back(' ');
    out_.append(empty).push_back('\n');
  }
}

void YamlEmitter::begin_map() {
  if (in_flow() || (!levels_.empty() && levels_.back().indent >= kDeepest)) {
    begin_flow(true, '{');
    return;
  }
  Level level{.map = true, .flow = false, .after_key = false, .empty = true, .indent = 0};
  if (!levels_.empty()) {
    level.after_key = levels_.back().map;
    level.indent = levels_.back().indent + kStep;
    if (!level.after_key) lead_in();
  }
  levels_.push_back(level);
}

void YamlEmitter::end_map() { end_level("{}", '}'); }

void YamlEmitter::begin_list(ListStyle style) {
  const bool in_list = !levels_.empty() && !levels_.back().map;
  const bool deep = !levels_.empty() && levels_.back().indent >= kDeepest;
  if (style == ListStyle::Flow || in_list || deep || in_flow()) {
    begin_flow(false, '[');
    return;
  }
  Level level{.map = false, .flow = false, .after_key = false, .empty = true, .indent = 0};
  if (!levels_.empty()) {
    level.after_key = true;
    level.indent = levels_.back().indent;
  }
  levels_.push_back(level);
}

void YamlEmitter::end_list() { end_level("[]", ']'); }

void YamlEmitter::key(std::string_view key) {
  Level& top = levels_.back();
  if (top.flow) {
    if (!top.empty) out_.append(", ");
    out_.append(key).append(": ");
  } else {
    if (top.empty && top.after_key) out_.push_back('\n');
    // A map in a list begins behind its dash.
    if (!top.empty || top.after_key) out_.append(top.indent, ' ');
    out_.append(key).push_back(':');
  }
  top.empty = false;
}

void YamlEmitter::string(std::string_view text) {
  if (in_flow()) {
    lead_in();
    append_quoted(out_, text);
    return;
  }
  const ScalarForm form = scalar_form(text);
  if (form == ScalarForm::Malformed) {
    string(valid_utf8(text));
    return;
  }
  lead_in();
  switch (form) {
    case ScalarForm::Plain:
      out_.append(text);
      break;
    case ScalarForm::Quoted:
    case ScalarForm::Malformed:
      append_quoted(out_, text);
      break;
    case ScalarForm::Literal:
      append_literal(out_, text, (levels_.empty() ? 0 : levels_.back().indent) + kStep);
      return;
  }
  out_.push_back('\n');
}

void YamlEmitter::number(std::uint64_t number) {
  lead_in();
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out_.append(digits.data(), end);
  end_scalar();
}

void YamlEmitter::decimal(double number) {
  if (!std::isfinite(number)) return null();
  lead_in();
  append_decimal(out_, number);
  end_scalar();
}

void YamlEmitter::boolean(bool value) {
  lead_in();
  out_.append(value ? "true" : "false");
  end_scalar();
}

void YamlEmitter::null() {
  lead_in();
  out_.append("null");
  end_scalar();
}

}  // namespace remit
