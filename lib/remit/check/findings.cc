#include "remit/check/findings.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "remit/check/codes.h"
#include "remit/text/utf8.h"

namespace remit {
namespace {

constexpr std::size_t kAround = 36;  // bytes of the line that are shown on each side

bool is_middle(std::string_view text, std::size_t i) {
  return i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80;
}

/// The byte that stands `characters` after `at`.
std::size_t skip(std::string_view text, std::size_t at, std::size_t characters) {
  for (; characters > 0 && at < text.size(); --characters) next_utf8(text, at);
  return at;
}

Diagnostic diagnostic_of(std::string_view code, std::string message, std::string hint) {
  const CheckCode* known = check_code(code);
  return {.code = std::string(code),
          .severity = known ? known->severity : Severity::Warning,
          .message = std::move(message),
          .hint = std::move(hint)};
}

/// "(c) The Warden keeps the key.", the caret at the number.
void quote_number(const Node& node, Diagnostic& out) {
  const std::string label = node.label.value_or("");
  const std::string_view text = node.heading ? std::string_view(*node.heading) : node.text;
  std::size_t end = std::min({text.substr(0, 2 * kAround).find('\n'), text.size(), 2 * kAround});
  while (is_middle(text, end)) ++end;
  out.line = label + (label.empty() || end == 0 ? "" : " ") + std::string(text.substr(0, end));
  out.caret = 0;
  out.caret_size = static_cast<int>(label.size());
}

}  // namespace

void Findings::quote(const Place& place, Diagnostic& out) {
  const std::string_view field = field_at(corpus_.tree(), place);
  const bool goes_on = place.node == last_.node && place.in == last_.in && place.row == last_.row &&
                       place.column == last_.column && place.span.begin >= last_.span.begin;
  const std::size_t begin = goes_on ? skip(field, last_byte_, place.span.begin - last_.span.begin)
                                    : skip(field, 0, place.span.begin);
  last_ = place;
  last_byte_ = begin;
  const std::size_t end = skip(field, begin, place.span.size());
  std::size_t from = begin > kAround ? begin - kAround : 0;
  std::size_t to = std::min(field.size(), end + 2 * kAround);
  while (is_middle(field, from)) --from;
  while (is_middle(field, to)) ++to;
  const std::size_t line = field.substr(from, begin - from).rfind('\n');
  if (line != std::string_view::npos) from += line + 1;
  to = std::min(to, field.find('\n', end));
  out.line = field.substr(from, to - from);
  std::replace(out.line.begin(), out.line.end(), '\n', ' ');
  out.caret = static_cast<int>(begin - from);
  out.caret_size = static_cast<int>(end - begin);
}

void Findings::add(const Place& place, std::string_view code, std::string message,
                   std::string hint) {
  Diagnostic diagnostic = diagnostic_of(code, std::move(message), std::move(hint));
  diagnostic.page = place.page;
  diagnostic.node = corpus_.tree().nodes[place.node].id;
  quote(place, diagnostic);
  found_.push_back({{corpus_.file_of(place.node), std::move(diagnostic)}, place.node});
}

void Findings::add(NodeId node, std::string_view code, std::string message, std::string hint) {
  Diagnostic diagnostic = diagnostic_of(code, std::move(message), std::move(hint));
  const Node& at = corpus_.tree().nodes[node];
  diagnostic.page = at.page;
  diagnostic.node = at.id;
  quote_number(at, diagnostic);
  found_.push_back({{corpus_.file_of(node), std::move(diagnostic)}, node});
}

void Findings::add(std::size_t file, Diagnostic diagnostic, NodeId node) {
  if (node != kNoNode && diagnostic.line.empty())
    quote_number(corpus_.tree().nodes[node], diagnostic);
  found_.push_back({{file, std::move(diagnostic)}, node == kNoNode ? 0 : node});
}

std::vector<Finding> Findings::take() {
  std::stable_sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) {
    return std::tuple(a.finding.file, a.finding.diagnostic.page, a.node) <
           std::tuple(b.finding.file, b.finding.diagnostic.page, b.node);
  });
  std::vector<Finding> out;
  for (Found& found : found_) out.push_back(std::move(found.finding));
  found_.clear();
  return out;
}

}  // namespace remit
