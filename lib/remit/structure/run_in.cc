#include "remit/structure/run_in.h"

#include <algorithm>
#include <string>

#include "remit/structure/headings.h"
#include "remit/text/letters.h"

namespace remit {
namespace {

constexpr std::size_t kRunInWords = 12;

/// Words alone make a run-in heading only where they are few or have a title's capitals, and
/// close the brackets that they open.
bool titled(std::string_view heading) {
  const auto count = [&](char c) { return std::count(heading.begin(), heading.end(), c); };
  return count('(') == count(')') && heading.find("“") == std::string_view::npos &&
         heading.find("”") == std::string_view::npos && count('"') == 0 &&
         (count(' ') < 6 || title_share(heading) >= 0.6f);
}

}  // namespace

bool ends_abbreviated(const Grammar& grammar, std::string_view text) {
  const std::string last = folded(text.substr(text.rfind(' ') + 1));
  return std::ranges::any_of(grammar.abbreviations(),
                             [&](const std::string& word) { return folded(word) == last; });
}

namespace {

/// "The J" / ". W. White Award", "Mrs J" / ". Davies": another initial follows, or a title of
/// address stands before.
bool ends_in_initial(const Grammar& grammar, std::string_view text, std::string_view heading) {
  const std::size_t space = heading.rfind(' ');
  const std::string_view last = heading.substr(space + 1);
  if (last.size() != 1 || !is_upper(first_character(last))) return false;
  const auto end = static_cast<std::size_t>(heading.data() + heading.size() - text.data());
  const std::string_view rest = trimmed(text.substr(std::min(end + 1, text.size())));
  const bool initial = rest.size() > 1 && is_upper(first_character(rest)) && rest[1] == '.';
  return initial ||
         (space != std::string_view::npos && ends_abbreviated(grammar, heading.substr(0, space)));
}

}  // namespace

std::size_t run_in_end(const Grammar& grammar, const Piece& piece, std::string_view rest,
                       bool sibling_has_one) {
  const auto offset = static_cast<std::size_t>(rest.data() - piece.text.data());
  const auto plausible = [&](std::string_view heading) {
    const std::size_t words =
        static_cast<std::size_t>(std::count(heading.begin(), heading.end(), ' ')) + 1;
    const char32_t first = first_character(heading);
    return words <= kRunInWords && (is_upper(first) || (first >= '0' && first <= '9')) &&
           !grammar.matches(RuleKind::Sentence, without_stop(heading)) &&
           (sibling_has_one || !grammar.matches(RuleKind::Verb, without_stop(heading)));
  };
  if (piece.bold_until > offset && piece.bold_until < piece.text.size()) {
    const std::string_view bold = trimmed(rest.substr(0, piece.bold_until - offset));
    const std::string_view after = trimmed(rest.substr(piece.bold_until - offset));
    const bool closed = bold.ends_with('.') || bold.ends_with(':') || bold.ends_with("–") ||
                        bold.ends_with("-") || after.starts_with("–") || after.starts_with("-") ||
                        after.starts_with(":") || after.starts_with(".");
    if (closed && plausible(bold)) {
      std::size_t end = piece.bold_until - offset;
      while (end < rest.size() && (rest[end] == '.' || rest[end] == ':')) ++end;
      return end;
    }
    return 0;  // a stressed word
  }
  for (const RuleMatch& match : grammar.match(RuleKind::RunIn, rest))
    if (plausible(match.heading) && (sibling_has_one || titled(match.heading)) &&
        !ends_abbreviated(grammar, match.heading) &&
        !ends_in_initial(grammar, rest, match.heading)) {
      const std::size_t end =
          static_cast<std::size_t>(match.heading.data() - rest.data()) + match.heading.size();
      return std::min(end + 1, rest.size());
    }
  return 0;
}

std::string_view run_in_text(std::string_view text) {
  text = trimmed(text);
  for (const std::string_view dash :
       {std::string_view("–"), std::string_view("—"), std::string_view("-"), std::string_view(":")})
    if (text.starts_with(dash) && text.size() > dash.size() && text[dash.size()] == ' ')
      return trimmed(text.substr(dash.size()));
  return text;
}

}  // namespace remit
