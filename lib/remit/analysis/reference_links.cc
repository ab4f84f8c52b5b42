#include "remit/analysis/reference_links.h"

#include <algorithm>

#include "remit/analysis/reference.h"
#include "remit/text/letters.h"

namespace remit {
namespace {

Span span_of(std::string_view text, std::string_view part) {
  const auto begin = static_cast<std::uint32_t>(part.data() - text.data());
  return {begin, begin + static_cast<std::uint32_t>(part.size())};
}

Link read_link(std::string_view text, const Occurrence& found) {
  using Is = Link::Is;
  const std::string_view ref = found.group("ref");
  Link link{.rule = found.rule, .at = ref.empty() ? found.at : span_of(text, ref)};
  link.unit = found.group("unit");
  link.nums = found.group("nums");
  link.year = found.group("year");
  link.elsewhere = !found.group("elsewhere").empty();
  const auto named = [&](std::string_view group, Is is) {
    const std::string_view name = found.group(group);
    if (name.empty()) return false;
    link.is = is;
    link.name = name;
    return true;
  };
  if (!link.nums.empty())
    link.is = Is::Place;
  else if (!named("before", Is::Before) && !named("after", Is::After) && !named("act", Is::Act) &&
           !named("short", Is::ShortAct) && !named("own", Is::Own) && !named("outer", Is::Outer) &&
           !named("foreign", Is::Foreign) && !named("lost", Is::Lost) && !named("whole", Is::Whole))
    link.name = ref.empty() ? found.groups[0] : ref;
  if (link.is == Is::Whole && !link.unit.empty()) link.is = Is::Place;  // "Articles of this …"
  return link;
}

std::vector<Link> read_links(std::string_view text, const Hints& hints, const Grammar& grammar) {
  std::vector<Link> links;
  const std::vector<Occurrence> found = grammar.find_all(RuleKind::Reference, text, hints);
  if (found.empty()) return links;
  const std::vector<Occurrence> barred = grammar.find_all(RuleKind::NoReference, text, hints);
  auto bar = barred.begin();
  for (const Occurrence& occurrence : found) {
    const Link link = read_link(text, occurrence);
    while (bar != barred.end() && bar->at.end <= link.at.begin) ++bar;
    if (bar != barred.end() && bar->at.begin <= link.at.begin && link.at.end <= bar->at.end)
      continue;
    links.push_back(link);
  }
  return links;
}

bool is_legislation(const Link& link) {
  return link.is == Link::Is::Act || link.is == Link::Is::ShortAct;
}

/// Nothing but spaces, a comma, an opening bracket: "S5(A) Cemeteries Act".
bool is_apposition(std::string_view gap) {
  return gap.find_first_not_of(" ,(") == std::string_view::npos &&
         gap.size() <= std::string_view(" , (").size();
}

/// How far out a numbered place stands: a Part before a Schedule before a section before a
/// paragraph.
int depth_of(const Link& link, const Grammar& grammar) {
  const auto found = grammar.match(RuleKind::Unit, link.unit);
  const auto kind = found.empty() ? std::nullopt : reference_kind(found.front().rule->type);
  switch (kind.value_or(ReferenceKind::Paragraph)) {
    case ReferenceKind::Part:
      return 0;
    case ReferenceKind::Article:
    case ReferenceKind::Annex:
    case ReferenceKind::Appendix:
    case ReferenceKind::Schedule:
      return 1;
    case ReferenceKind::Section:
    case ReferenceKind::Rule:
      return 2;
    default:
      return 3;
  }
}

/// A text that is named by its title: "the Bells Manual, section 5".
bool is_text(const Link& link) {
  return link.is == Link::Is::Document || link.is == Link::Is::Foreign;
}

/// What no text holds but as a piece of itself: a section, not a Part.
bool is_piece(const Link& link, const Grammar& grammar) {
  return link.is == Link::Is::Place && !link.unit.empty() && depth_of(link, grammar) > 1;
}

/// One place, not a list of them.
bool is_single(const Link& link) {
  return link.is == Link::Is::Place && !link.unit.empty() &&
         link.nums.find_first_of(" ,&-") == std::string_view::npos &&
         link.nums.find("–") == std::string_view::npos;
}

/// "Part 2, Section 4", "Part 2 – Section 4": the second is in the first.
bool descends(const Link& outer, std::string_view gap, const Link& inner, const Grammar& grammar) {
  if (!is_single(outer) || !is_single(inner)) return false;
  if (gap != ", " && gap != " - " && gap != " – " && gap != ",") return false;
  return depth_of(outer, grammar) < depth_of(inner, grammar);
}

}  // namespace

std::vector<Chain> read_chains(std::string_view text, const Grammar& grammar) {
  return read_chains(text, grammar.hints(text), grammar);
}

std::vector<Chain> read_chains(std::string_view text, const Hints& hints, const Grammar& grammar) {
  std::vector<Chain> chains;
  const std::vector<Link> links = read_links(text, hints, grammar);
  const auto gap = [&](std::size_t before) {
    const std::uint32_t from = links[before].at.end;
    const std::uint32_t to = links[before + 1].at.begin;
    return to < from ? std::string_view("…") : text.substr(from, to - from);
  };
  const auto joined = [&](std::size_t before) {  // to the link behind it
    if (before + 1 >= links.size() || links[before].is != Link::Is::Place) return false;
    const Link& next = links[before + 1];
    const std::string_view between = gap(before);
    if (is_legislation(next) && next.is == Link::Is::Act && is_apposition(between) &&
        between.find('(') == std::string_view::npos && !between.empty())
      return true;
    if (next.is == Link::Is::Before || next.is == Link::Is::After) return false;
    const auto joints = grammar.match(RuleKind::Joint, between);
    return std::any_of(joints.begin(), joints.end(),
                       [](const RuleMatch& joint) { return joint.heading.empty(); });
  };
  /// The title of a text that no rule knows, behind a place in it: "section 5 | of the Bells Plan".
  const auto titled = [&](std::uint32_t from) {
    for (const RuleMatch& joint : grammar.match(RuleKind::Joint, text.substr(from)))
      if (!joint.heading.empty()) return joint.heading;
    return std::string_view();
  };
  for (std::size_t i = 0; i < links.size(); ++i) {
    Chain chain{.links = {links[i]}, .at = links[i].at};
    // "the Burials Act 1851, section 5", "the Bells Manual section 5"
    const bool named = is_text(links[i]) && i + 1 < links.size() &&
                       is_piece(links[i + 1], grammar) && (gap(i) == " " || gap(i) == ", ");
    if (is_legislation(links[i]) || named) {
      const bool behind = i + 1 < links.size() && links[i + 1].is == Link::Is::Place &&
                          is_apposition(gap(i)) && !gap(i).empty() && !joined(i + 1);
      if (behind) {
        ++i;
        chain.links.insert(chain.links.begin(), links[i]);
        chain.at.end = links[i].at.end;
        const bool opened = text.substr(links[i - 1].at.end).substr(0, 2) == " (";
        if (opened && chain.at.end < text.size() && text[chain.at.end] == ')') ++chain.at.end;
      }
    }
    std::size_t last = i;  // of places, the outer ones printed first
    while (last + 1 < links.size() && descends(links[last], gap(last), links[last + 1], grammar))
      ++last;
    const bool of_this = !joined(last) || links[last + 1].is == Link::Is::Own ||
                         links[last + 1].is == Link::Is::Whole;
    while (of_this && i < last) {
      chain.links.insert(chain.links.begin(), links[++i]);
      chain.at.end = links[i].at.end;
    }
    while (!is_legislation(chain.links.back()) && !is_text(chain.links.back()) && joined(i)) {
      chain.links.push_back(links[++i]);
      chain.at.end = links[i].at.end;
    }
    if (chain.links.back().is == Link::Is::Place)
      if (const std::string_view title = titled(chain.at.end); !title.empty()) {
        const Span at = span_of(text, title);
        chain.links.push_back({.is = Link::Is::Foreign, .at = at, .name = title});
        chain.at.end = at.end;
        while (i + 1 < links.size() && links[i + 1].at.begin < at.end) ++i;
      }
    chains.push_back(std::move(chain));
  }
  return chains;
}

}  // namespace remit
