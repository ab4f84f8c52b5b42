#include "remit/analysis/bearers.h"

#include <algorithm>

#include "remit/text/letters.h"

namespace remit {
namespace {

/// "Bells and Towers Committee"  →  bells_and_towers_committee
std::string slug(std::string_view name) {
  std::string out = folded(name);
  for (char& c : out)
    if (c == ' ') c = '_';
  return out;
}

}  // namespace

Parties::Parties(const Grammar& grammar, const NameIndex& names, const std::vector<Post>& posts)
    : grammar_(grammar), names_(names) {
  for (const Post& post : posts) names_.add(post.title, post.id);
}

std::string Parties::ref_of(std::string_view phrase) const {
  std::string_view head = phrase;
  for (const Occurrence& role : grammar_.find_all(RuleKind::Premodifier, phrase))
    head.remove_prefix(role.at.end);
  const auto prepositions = grammar_.find_all(RuleKind::NoPremodifier, head);
  std::size_t limit = prepositions.empty() ? head.size() : prepositions.front().at.begin;
  std::string found;
  for (const Mention& mention : names_.find(head)) {
    if (mention.at.begin > limit) break;
    if (!grammar_.matches(RuleKind::Modifier, head.substr(mention.at.end))) continue;
    found = mention.id;
    limit = mention.at.begin;
    break;
  }
  for (const Occurrence& body : grammar_.find_all(RuleKind::Body, head)) {
    if (body.at.begin > limit || (!found.empty() && body.at.begin == limit)) break;
    if (!grammar_.matches(RuleKind::Modifier, head.substr(body.at.end))) break;
    const std::string_view id = names_.id_of(body.group("name"));
    return id.empty() ? slug(body.group("name")) : std::string(id);
  }
  return found;
}

std::string Parties::subject_of(std::string_view clause) const {
  const auto prepositions = grammar_.find_all(RuleKind::NoPremodifier, clause);
  const auto mentions = names_.find(clause);
  if (mentions.empty()) return {};
  const Mention& first = mentions.front();
  if (!prepositions.empty() && prepositions.front().at.begin < first.at.begin) return {};
  const std::string_view after = clause.substr(first.at.end);
  const bool verb = after.size() > 1 && after[0] == ' ' && after[1] >= 'a' && after[1] <= 'z';
  if (!verb && !grammar_.matches(RuleKind::Modifier, after)) return {};
  return std::string(first.id);
}

std::string Parties::ref_of_whole(std::string_view phrase) const {
  return std::string(names_.id_of(phrase));
}

std::vector<std::string> Parties::known_in(std::string_view phrase) const {
  std::vector<std::string> out;
  std::size_t last = 0;
  for (const Mention& mention : names_.find(phrase)) {
    const std::string_view between = phrase.substr(last, mention.at.begin - last);
    const auto prepositions = grammar_.find_all(RuleKind::NoPremodifier, between);
    const bool belongs = last > 0 && between.find(',') == std::string_view::npos &&
                         !prepositions.empty() && prepositions.front().at.begin <= 1;
    last = mention.at.end;
    if (belongs) continue;  // "the Chair of the | Bells Committee"
    if (!grammar_.matches(RuleKind::Modifier, phrase.substr(mention.at.end))) continue;
    const std::string id(mention.id);
    if (std::find(out.begin(), out.end(), id) == out.end()) out.push_back(id);
  }
  return out;
}

std::vector<std::string> Parties::all_in(std::string_view phrase) const {
  std::vector<std::string> out = known_in(phrase);
  const std::string_view printed = trimmed(phrase);
  if (out.empty() && !printed.empty()) out.emplace_back(printed);
  return out;
}

bool Parties::is_pronoun(std::string_view phrase) const {
  return grammar_.matches(RuleKind::Pronoun, phrase);
}

bool Parties::is_negative(std::string_view phrase) const {
  return grammar_.matches(RuleKind::Negative, phrase);
}

bool Parties::is_expletive(std::string_view phrase) const {
  return grammar_.matches(RuleKind::Expletive, phrase);
}

std::uint32_t Parties::name_length(std::string_view text) const {
  for (const Mention& mention : names_.find(text)) {
    if (!grammar_.matches(RuleKind::NoPremodifier, text.substr(0, mention.at.begin)))
      return mention.at.end;
    break;
  }
  return 0;
}

}  // namespace remit
