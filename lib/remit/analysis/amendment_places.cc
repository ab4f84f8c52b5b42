#include "remit/analysis/amendment_places.h"

#include <algorithm>

#include "remit/analysis/printed_numbers.h"
#include "remit/analysis/reference_links.h"
#include "remit/structure/node.h"
#include "remit/text/letters.h"

namespace remit {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "7.04" of "7.4", where the numbers of the list are printed so.
std::string padded(std::string_view step) {
  const std::size_t dot = step.rfind('.');
  if (dot == std::string_view::npos || step.size() != dot + 2 || !is_digit(step.back()))
    return std::string(step);
  return std::string(step.substr(0, dot + 1)) + '0' + step.back();
}

std::string print(const NumberPath& path, std::string_view nums) {
  const bool zeros = nums.find(".0") != std::string_view::npos;
  std::string out = nums.starts_with('(') ? '(' + path.front() + ')'
                    : zeros               ? padded(path.front())
                                          : path.front();
  if (out.starts_with("((")) out = path.front();
  for (std::size_t i = 1; i < path.size(); ++i)
    out += path[i].starts_with('(') ? path[i] : '(' + path[i] + ')';
  return out;
}

/// Every number of a list, its ranges written out.
std::vector<std::string> numbers_of(std::string_view nums, const Grammar& grammar) {
  nums = trimmed(nums);
  const std::vector<PrintedNumber> read = read_numbers(nums, grammar);
  if (read.size() == 1 && read.front().last.empty()) return {std::string(nums)};
  std::vector<std::string> out;
  for (const PrintedNumber& number : read) {
    const std::vector<NumberPath> paths = number.last.empty()
                                              ? std::vector<NumberPath>{number.first}
                                              : numbers_between(number.first, number.last);
    for (const NumberPath& path : paths) out.push_back(print(path, nums));
  }
  return out;
}

/// The word that stays before a division's number; empty for a paragraph's.
std::string division_word(std::string_view unit, bool several, const Grammar& grammar) {
  const auto found = grammar.match(RuleKind::Unit, unit);
  if (found.empty()) return "";
  const auto type = node_type(found.front().rule->type);
  if (!type || !is_division(*type)) return "";
  std::string word = several ? found.front().rule->examples.front().text : std::string(unit);
  if (several && !unit.empty()) word.front() = unit.front();
  return word + ' ';
}

}  // namespace

std::vector<std::string> places_named(std::string_view words, const Grammar& grammar) {
  words = trimmed(words);
  const std::vector<Chain> chains = read_chains(words, grammar);
  if (chains.empty()) {
    const bool number = !words.empty() && (is_digit(words.front()) || words.front() == '(');
    return number ? numbers_of(words, grammar) : std::vector<std::string>();
  }
  const Chain& chain = chains.front();
  if (std::any_of(chain.links.begin(), chain.links.end(), [](const Link& link) {
        return link.is == Link::Is::Act || link.is == Link::Is::ShortAct;
      }))
    return {};
  const Link& first = chain.links.front();
  // "4.2 of Part 3": the number before the only link that has a word
  const std::string_view lead = trimmed(words.substr(0, first.at.begin));
  const bool bare = !lead.empty() && is_digit(lead.front());
  std::string within;
  for (std::size_t i = bare ? 0 : 1; i < chain.links.size(); ++i)
    if (const Link& link = chain.links[i]; link.is == Link::Is::Place)
      within += " of " + std::string(words.substr(link.at.begin, link.at.size()));
  const std::string_view nums = bare ? lead.substr(0, lead.find(' ')) : first.nums;
  std::vector<std::string> places = numbers_of(nums, grammar);
  const std::string word = bare ? "" : division_word(first.unit, places.size() > 1, grammar);
  for (std::string& place : places) place = word + place + within;
  return places;
}

}  // namespace remit
