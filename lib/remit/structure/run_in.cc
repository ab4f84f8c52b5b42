#include "remit/structure/run_in.h"

#include <algorithm>
#include <string>

#include "remit/structure/headings.h"
#include "remit/text/letters.h"

namespace remit {
namespace {

constexpr std::size_t kRunInWords = 12;
constexpr float kTitleShare = 0.6f;      // of a title's long words: so many have capitals
constexpr std::size_t kListedWords = 8;  // of one that only its list makes a heading

/// Words alone make a run-in heading only where they are few or have a title's capitals, and
/// close the brackets that they open.
bool titled(std::string_view heading) {
  const auto count = [&](char c) { return std::count(heading.begin(), heading.end(), c); };
  return count('(') == count(')') && heading.find("“") == std::string_view::npos &&
         heading.find("”") == std::string_view::npos && count('"') == 0 &&
         (count(' ') < 6 || title_share(heading) >= kTitleShare);
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

/// Whether words can be a heading: few, no sentence, and begun as one.
bool plausible(const Grammar& grammar, std::string_view heading, std::size_t most_words,
               bool with_verb) {
  const std::string_view text = without_stop(heading);
  const std::size_t words =
      static_cast<std::size_t>(std::count(heading.begin(), heading.end(), ' ')) + 1;
  const char32_t first = first_character(heading);
  return words <= most_words && (is_upper(first) || (first >= '0' && first <= '9')) &&
         !grammar.matches(RuleKind::Sentence, text) &&
         !grammar.matches(RuleKind::NoHeading, text) &&
         (with_verb || !grammar.matches(RuleKind::Verb, text));
}

/// The bold words at the head of a text, and what follows them.
struct BoldHead {
  std::string_view bold, after;

  /// Whether a stop, a colon or a dash parts them.
  [[nodiscard]] bool closed() const {
    return bold.ends_with('.') || bold.ends_with(':') || bold.ends_with("–") ||
           bold.ends_with("-") || after.starts_with("–") || after.starts_with("-") ||
           after.starts_with(":") || after.starts_with(".");
  }
  [[nodiscard]] bool found() const { return !bold.empty() && !after.empty(); }
};

BoldHead bold_head(const Piece& piece, std::string_view rest) {
  const auto offset = static_cast<std::size_t>(rest.data() - piece.text.data());
  if (piece.bold_until <= offset || piece.bold_until >= piece.text.size()) return {};
  return {trimmed(rest.substr(0, piece.bold_until - offset)),
          trimmed(rest.substr(piece.bold_until - offset))};
}

/// Where the words `head` of `rest` end, with the stop that closes them.
std::size_t end_with_stop(std::string_view rest, std::string_view head) {
  auto end = static_cast<std::size_t>(head.data() + head.size() - rest.data());
  const std::string_view sign = trimmed(rest.substr(end));  // "Ferries : …"
  if (sign.starts_with('.') || sign.starts_with(':'))
    end = static_cast<std::size_t>(sign.data() - rest.data());
  while (end < rest.size() && (rest[end] == '.' || rest[end] == ':')) ++end;
  return end;
}

}  // namespace

RunIn run_in(const Grammar& grammar, const Piece& piece, std::string_view rest,
             bool sibling_has_one) {
  if (const BoldHead head = bold_head(piece, rest); head.found()) {
    if (head.closed() && plausible(grammar, head.bold, kRunInWords, sibling_has_one))
      return {.end = end_with_stop(rest, head.bold)};
    return {};  // a stressed word
  }
  for (const RuleMatch& match : grammar.match(RuleKind::RunIn, rest))
    if (plausible(grammar, match.heading, kRunInWords, sibling_has_one) &&
        (sibling_has_one || titled(match.heading)) && !ends_abbreviated(grammar, match.heading) &&
        !ends_in_initial(grammar, rest, match.heading)) {
      const std::size_t end =
          static_cast<std::size_t>(match.heading.data() - rest.data()) + match.heading.size();
      return {.end = std::min(end + 1, rest.size()),
              .in_doubt = title_share(match.heading) < kTitleShare};
    }
  return {};
}

std::size_t listed_run_in_end(const Grammar& grammar, const Piece& piece, std::string_view rest) {
  if (const BoldHead head = bold_head(piece, rest); head.found()) {
    const bool parted = head.closed() || head.bold.ends_with('?') ||
                        (is_letter(last_character(head.bold)) &&
                         is_upper(first_character(head.after)) && titled(head.bold));
    return parted && plausible(grammar, head.bold, kRunInWords,
                               head.closed() || head.bold.ends_with('?'))
               ? end_with_stop(rest, head.bold)
               : 0;
  }
  for (const RuleMatch& match : grammar.match(RuleKind::ListedRunIn, rest))
    if (plausible(grammar, match.heading, kListedWords, false) && titled(match.heading) &&
        !ends_abbreviated(grammar, match.heading) && !ends_in_initial(grammar, rest, match.heading))
      return end_with_stop(rest, match.heading);
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
