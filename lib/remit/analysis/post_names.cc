#include "remit/analysis/post_names.h"

#include <algorithm>

#include "remit/text/letters.h"

namespace remit {
namespace {

/// Signs that may stand around a title: quotes, stars of a footnote, stops.
std::string_view bare(std::string_view text) {
  constexpr std::string_view signs[] = {" ", "\n", "*", "†", "‡", "\"", "“", "”", "‘",
                                        "’", ".",  ",", ";", ":", "-",  "–", "—", "•"};
  for (bool cut = true; cut;) {
    cut = false;
    for (const std::string_view sign : signs) {
      if (text.starts_with(sign)) text.remove_prefix(sign.size()), cut = true;
      if (text.ends_with(sign)) text.remove_suffix(sign.size()), cut = true;
    }
  }
  return text;
}

/// The bracket that closes `text`, with what it holds; empty: there is none.
std::string_view last_bracket(std::string_view text) {
  if (!text.ends_with(")")) return {};
  int depth = 0;
  for (std::size_t i = text.size(); i-- > 0;) {
    if (text[i] == ')') ++depth;
    if (text[i] == '(' && --depth == 0) return text.substr(i);
  }
  return {};
}

void add_new(std::vector<std::string>& list, std::string_view item) {
  if (std::find(list.begin(), list.end(), item) == list.end()) list.emplace_back(item);
}

}  // namespace

PostNames::PostNames(const Grammar& grammar, const NameIndex& names)
    : grammar_(grammar), names_(names) {}

const Role* PostNames::role_of(std::string_view id) const {
  const std::vector<Role>& roles = grammar_.roles();
  const auto at =
      std::lower_bound(roles.begin(), roles.end(), id,
                       [](const Role& role, std::string_view wanted) { return role.id < wanted; });
  return at != roles.end() && at->id == id ? &*at : nullptr;
}

const Role* PostNames::role(std::string_view text) const { return role_of(names_.id_of(text)); }

bool PostNames::is_made_by_act(std::string_view id) const {
  const Role* role = role_of(id);
  return role && !role->acts.empty();
}

std::vector<Span> PostNames::words_of(std::string_view type, std::string_view text) const {
  std::vector<Span> spans;
  for (const Occurrence& word : grammar_.find_all(RuleKind::PostWord, text))
    if (word.rule->type == type) spans.push_back(word.at);
  return spans;
}

std::vector<Span> PostNames::joints_of(std::string_view text) const {
  std::vector<Span> spans;
  for (const Occurrence& word : grammar_.find_all(RuleKind::PostWord, text))
    if (word.rule->type == "separator" || word.rule->type == "alternative")
      spans.push_back(word.at);
  return spans;
}

bool PostNames::is_link(std::string_view text) const {
  text = bare(text);
  if (text.empty()) return true;
  const std::vector<Span> links = words_of("link", text);
  return links.size() == 1 && links[0].size() == text.size();
}

std::string_view PostNames::without_link(std::string_view text) const {
  text = bare(text);
  for (;;) {
    const std::size_t space = text.find(' ');
    if (space == std::string_view::npos || !is_link(text.substr(0, space))) return text;
    text = bare(text.substr(space));
  }
}

std::vector<std::string_view> PostNames::parts(std::string_view text) const {
  std::vector<std::string_view> out;
  std::uint32_t from = 0;
  const auto add = [&](std::size_t end) {
    if (const std::string_view part = bare(text.substr(from, end - from)); !part.empty())
      out.push_back(part);
  };
  for (const Span& separator : joints_of(text)) {
    add(separator.begin);
    from = separator.end;
  }
  add(text.size());
  return out;
}

PostTitle PostNames::read(std::string_view text) const {
  PostTitle out;
  text = without_link(text);
  for (;;) {  // "(Statutory Monitoring Officer)"
    const std::string_view bracket = last_bracket(text);
    if (bracket.empty() || bracket.size() == text.size()) break;
    const std::vector<std::string> roles = roles_in(bracket);
    if (roles.empty()) break;
    for (const std::string& id : roles) add_new(out.roles, id);
    text = bare(text.substr(0, text.size() - bracket.size()));
  }
  // "Clerk and Responsible Financial Officer"
  const std::vector<Span> separators = words_of("separator", text);
  for (std::size_t i = separators.size(); i-- > 0;) {
    const Role* tail = role(without_link(text.substr(separators[i].end)));
    const std::string_view before = bare(text.substr(0, separators[i].begin));
    if (!tail || tail->acts.empty() || !is_post(before) || role(text)) break;
    add_new(out.roles, tail->id);
    text = before;
  }
  if (text.empty() || !is_letter(first_character(text)) || is_class(text) ||
      grammar_.matches(RuleKind::Sentence, text) || !words_of("class", text).empty())
    return out;
  out.title = text;
  if (const Role* own = role(text); own && own->kind == RoleKind::Statutory)
    add_new(out.roles, own->id);
  return out;
}

bool PostNames::is_class(std::string_view text) const {
  const Role* known = role(without_link(text));
  return known && (known->kind == RoleKind::People || known->kind == RoleKind::Body);
}

bool PostNames::is_post(std::string_view title) const {
  if (title.empty() || is_class(title) || !words_of("class", title).empty()) return false;
  if (const Role* known = role(title); known && !known->acts.empty()) return true;
  for (const RuleMatch& match : grammar_.match(RuleKind::PostTitle, title))
    if (match.whole.size() == title.size()) return true;
  return false;
}

std::string PostNames::key(std::string_view title) const {
  if (const Role* known = role(title)) return "role " + known->id;
  std::string out;
  std::uint32_t from = 0;
  for (const Span& link : words_of("link", title)) {
    out += title.substr(from, link.begin - from);
    out += ' ';
    from = link.end;
  }
  out += title.substr(from);
  return folded(out);
}

std::vector<std::string> PostNames::roles_in(std::string_view text) const {
  std::vector<std::string> ids;
  for (const Mention& mention : names_.find(text))
    if (is_made_by_act(mention.id)) add_new(ids, mention.id);
  return ids;
}

std::vector<std::string> PostNames::own_roles(std::string_view text) const {
  std::vector<std::string> ids;
  const std::vector<Span> markers = words_of("statutory", text);
  const std::vector<Span> separators = joints_of(text);
  const auto among = [](const std::vector<Span>& spans, auto matches) {
    return std::find_if(spans.begin(), spans.end(), matches) != spans.end();
  };
  std::uint32_t joined = 0;  // where the last name of the opening list ends
  for (const Mention& mention : names_.find(text)) {
    const bool opens = mention.at.begin == 0 ||
                       (joined != 0 && among(separators, [&](const Span& separator) {
                          return separator.begin == joined && separator.end == mention.at.begin;
                        }));
    if (opens) joined = mention.at.end;
    const bool marked = among(markers, [&](const Span& marker) {
      return marker.end == mention.at.begin || marker.begin == mention.at.begin;
    });
    if ((opens || marked) && is_made_by_act(mention.id)) add_new(ids, mention.id);
  }
  return ids;
}

std::vector<std::string> PostNames::leading_roles(std::string_view text) const {
  std::vector<std::string> ids;
  const std::vector<Span> separators = joints_of(text);
  std::uint32_t end = 0;
  for (const Mention& mention : names_.find(text)) {
    std::string_view between = text.substr(end, mention.at.begin - end);
    if (end != 0) {  // "or the", or nothing more than a separator
      const std::vector<Span> inner = joints_of(between);
      if (inner.empty()) break;
      between = between.substr(inner.back().end);
    }
    if (!is_link(between)) break;
    if (is_made_by_act(mention.id)) add_new(ids, mention.id);
    end = mention.at.end;
  }
  return ids;
}

std::vector<PostTitle> PostNames::list(std::string_view text) const {
  std::vector<PostTitle> out;
  const std::vector<Mention> mentions = names_.find(text);
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    const Mention& first = mentions[i];
    const Role* known = role_of(first.id);
    if (!known || known->kind == RoleKind::People || known->kind == RoleKind::Body) continue;
    PostTitle item{.title = std::string(text.substr(first.at.begin, first.at.size())), .roles = {}};
    if (!known->acts.empty()) item.roles.push_back(known->id);
    // what stands in the bracket after it
    std::string_view rest = text.substr(first.at.end);
    if (rest.starts_with(" (")) {
      const std::size_t close = std::min(rest.find(')'), rest.size());
      const std::uint32_t end = first.at.end + static_cast<std::uint32_t>(close);
      std::string_view inside = without_link(rest.substr(2, close - 2));
      const std::vector<std::string> roles = roles_in(inside);
      if (item.roles.empty()) {  // Chief Executive (Head of Paid Service)
        item.roles = roles;
      } else if (roles.empty() && is_post(inside)) {  // Head of Paid Service (Director of Tolls)
        item.title = inside;
      }
      while (i + 1 < mentions.size() && mentions[i + 1].at.begin < end) ++i;
    }
    out.push_back(std::move(item));
  }
  return out;
}

}  // namespace remit
