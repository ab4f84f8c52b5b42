#include "remit/format/marked_text.h"

#include <algorithm>
#include <string_view>

#include "remit/text/markup.h"

namespace remit {
namespace {

constexpr std::size_t kMostListed = 40;  // amendments

constexpr std::string_view kStyle = R"(
:root { color-scheme: light dark; --new: #14532d; --new-ground: #dcfce7; --gone: #7f1d1d; --gone-ground: #fee2e2; --line: #9ca3af; }
@media (prefers-color-scheme: dark) { :root { --new: #bbf7d0; --new-ground: #14532d; --gone: #fecaca; --gone-ground: #7f1d1d; --line: #6b7280; } }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 48rem; margin: 0 auto; padding: 1rem; overflow-wrap: break-word; }
ins { color: var(--new); background: var(--new-ground); text-decoration: underline; }
del { color: var(--gone); background: var(--gone-ground); text-decoration: line-through; }
.node { margin: .4rem 0 .4rem calc(var(--depth) * 1.25rem); }
.changed { border-left: 3px solid var(--line); padding-left: .5rem; }
h1, h2, h3 { line-height: 1.25; }
table { border-collapse: collapse; } th, td { border: 1px solid var(--line); padding: .25rem .5rem; text-align: left; vertical-align: top; }
.scroll { overflow-x: auto; }
@media (max-width: 30rem) { .node { margin-left: calc(var(--depth) * .5rem); } }
)";

bool changed(const std::vector<MarkedWords>& words) {
  return std::any_of(words.begin(), words.end(),
                     [](const MarkedWords& piece) { return piece.mark != TextMark::Kept; });
}

bool changed(const MarkedNode& node) {
  if (node.mark != TextMark::Kept || changed(node.label) || changed(node.heading) ||
      changed(node.text))
    return true;
  return std::any_of(node.rows.begin(), node.rows.end(), [](const auto& row) {
    return std::any_of(row.begin(), row.end(), [](const auto& cell) { return changed(cell); });
  });
}

/// With <ins> and <del>, a tag for each paragraph, so that none holds a blank line.
std::string marked(const std::vector<MarkedWords>& words, std::string_view paragraph_break) {
  std::string out;
  for (const MarkedWords& piece : words) {
    const char* const tag = piece.mark == TextMark::New    ? "ins"
                            : piece.mark == TextMark::Gone ? "del"
                                                           : nullptr;
    std::string_view rest = piece.words;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find("\n\n"), rest.size());
      const std::string text = markup(rest.substr(0, end));
      if (tag == nullptr || text.empty())
        out += text;
      else
        out += '<' + std::string(tag) + '>' + text + "</" + tag + '>';
      if (end < rest.size()) out += paragraph_break;
      rest.remove_prefix(std::min(end + 2, rest.size()));
    }
  }
  return out;
}

std::string described(const AmendmentEffect& effect) {
  std::string out(effect.action);
  std::replace(out.begin(), out.end(), '_', ' ');
  if (effect.target) out += ' ' + *effect.target;
  if (effect.to) out += " as " + *effect.to;
  out += effect.refused.empty() ? ": done" : ": refused, " + effect.refused;
  return out;
}

/// The lists of what came of the amendments, each with its title.
std::vector<std::pair<std::string, std::vector<std::string>>> summary_of(
    const AmendEffects& effects) {
  std::vector<std::pair<std::string, std::vector<std::string>>> lists(3);
  lists[0].first = "Amendments";
  std::size_t unlisted = 0;  // of many, those that were made are seen in the text
  for (const AmendmentEffect& effect : effects.amendments)
    if (effects.amendments.size() > kMostListed && effect.refused.empty())
      ++unlisted;
    else
      lists[0].second.push_back(described(effect));
  if (unlisted > 0) lists[0].second.push_back(std::to_string(unlisted) + " changes: done");
  lists[1].first = "References rewritten";
  for (const ReferenceEffect& effect : effects.references)
    lists[1].second.push_back(effect.from + " → " + effect.to + " in " + effect.node);
  lists[2].first = "References that lead nowhere";
  for (const LostReference& lost : effects.dangling)
    lists[2].second.push_back(lost.text + " in " + lost.node + ": " + lost.why);
  std::erase_if(lists, [](const auto& list) { return list.second.empty(); });
  return lists;
}

std::string title_of(const Amended& amended) {
  const std::string& title = amended.record.document.title;
  return title.empty() ? amended.record.source.file : title;
}

std::string joined(const std::vector<MarkedWords>& first, const std::vector<MarkedWords>& second) {
  const std::string a = marked(first, " "), b = marked(second, " ");
  return a.empty() || b.empty() ? a + b : a + ' ' + b;
}

void add_table_html(const MarkedNode& node, std::string& out) {
  out += "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table\"><table>\n";
  for (std::size_t r = 0; r < node.rows.size(); ++r) {
    if (node.rows[r].empty()) continue;
    out += "<tr>";
    for (const auto& cell : node.rows[r])
      out += r == 0 ? "<th scope=\"col\">" + marked(cell, "<br>") + "</th>"
                    : "<td>" + marked(cell, "<br>") + "</td>";
    out += "</tr>\n";
  }
  out += "</table></div>\n";
}

void add_node_html(const MarkedNode& node, std::string& out) {
  out += "<div class=\"node" + std::string(changed(node) ? " changed" : "") +
         "\" style=\"--depth: " + std::to_string(node.depth) + "\">\n";
  const std::string text = marked(node.text, "</p>\n<p>");
  if (!node.heading.empty()) {
    const std::string level = is_division(node.type) ? "h2" : "h3";
    out += '<' + level + '>' + joined(node.label, node.heading) + "</" + level + ">\n";
    if (!text.empty()) out += "<p>" + text + "</p>\n";
  } else if (const std::string label = marked(node.label, " "); !label.empty() || !text.empty()) {
    out += "<p>" + label + (label.empty() || text.empty() ? "" : " ") + text + "</p>\n";
  }
  if (!node.rows.empty()) add_table_html(node, out);
  out += "</div>\n";
}

void add_table_markdown(const MarkedNode& node, std::string& out) {
  std::size_t columns = 0;
  for (const auto& row : node.rows) columns = std::max(columns, row.size());
  for (std::size_t r = 0; r < node.rows.size(); ++r) {
    out += '|';
    for (std::size_t c = 0; c < columns; ++c) {
      std::string cell = c < node.rows[r].size() ? marked(node.rows[r][c], "<br>") : "";
      for (std::size_t at = 0; (at = cell.find_first_of("|\n", at)) != std::string::npos;) {
        const std::string with = cell[at] == '|' ? "\\|" : "<br>";
        cell.replace(at, 1, with);
        at += with.size();
      }
      out += ' ' + cell + " |";
    }
    out += '\n';
    if (r > 0) continue;
    out += '|';
    for (std::size_t c = 0; c < columns; ++c) out += "---|";
    out += '\n';
  }
  out += '\n';
}

}  // namespace

std::string marked_to_markdown(const Amended& amended) {
  constexpr int kDeepestHeading = 6;
  std::string out = "# " + markup(title_of(amended)) + "\n\n";
  for (const auto& [title, items] : summary_of(amended.effects)) {
    out += "**" + title + "**\n\n";
    for (const std::string& item : items) out += "- " + markup(item) + '\n';
    out += '\n';
  }
  for (const MarkedNode& node : amended.marked) {
    const std::string text = marked(node.text, "\n\n");
    if (!node.heading.empty()) {
      const int level = std::min(node.depth + 2, kDeepestHeading);
      out += std::string(static_cast<std::size_t>(level), '#') + ' ' +
             joined(node.label, node.heading) + "\n\n";
      if (!text.empty()) out += text + "\n\n";
    } else if (const std::string label = marked(node.label, " "); !label.empty() || !text.empty()) {
      out += label + (label.empty() || text.empty() ? "" : " ") + text + "\n\n";
    }
    if (!node.rows.empty()) add_table_markdown(node, out);
  }
  while (out.ends_with("\n\n")) out.pop_back();
  return out;
}

std::string marked_to_html(const Amended& amended) {
  const std::string title = markup(title_of(amended));
  std::string out = "<!DOCTYPE html>\n<html lang=\"" + markup(amended.record.document.language) +
                    "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
                    "content=\"width=device-width, initial-scale=1\">\n<title>" +
                    title + "</title>\n<style>" + std::string(kStyle) +
                    "</style>\n</head>\n<body>\n<main>\n<h1>" + title + "</h1>\n";
  for (const auto& [heading, items] : summary_of(amended.effects)) {
    out += "<h2>" + heading + "</h2>\n<ul>\n";
    for (const std::string& item : items) out += "<li>" + markup(item) + "</li>\n";
    out += "</ul>\n";
  }
  for (const MarkedNode& node : amended.marked) add_node_html(node, out);
  return out + "</main>\n</body>\n</html>\n";
}

}  // namespace remit
