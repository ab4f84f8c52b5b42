#include "remit/revision/canonical.h"

#include <algorithm>

#include "remit/text/letters.h"
#include "remit/text/utf8.h"

namespace remit {
namespace {

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

/// The end of the word that begins at `begin`: letters and digits. "1.02" and "25,000" are one.
std::size_t end_of_word(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  char32_t last = 0;
  while (end < text.size()) {
    std::size_t next = end;
    const char32_t c = next_utf8(text, next);
    const bool in_number = (c == U'.' || c == U',') && is_digit(last) && next < text.size() &&
                           is_digit(static_cast<unsigned char>(text[next]));
    if (!is_digit(c) && !is_letter(c) && !in_number) break;
    last = c;
    end = next;
  }
  return end;
}

std::string comparable(std::string_view word) {
  if (std::any_of(word.begin(), word.end(),
                  [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
    return folded(word);
  std::string lower(word);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

}  // namespace

NameIndex Vocabulary::names_of(const Record& record) const {
  NameIndex names({});
  std::string_view council;
  for (const Role& role : grammar_.roles()) {
    if (role.kind == RoleKind::People) continue;  // "a member" and "members" differ
    for (const std::string& form : role.forms) names.add(form, role.id);
    if (role.id == "council") council = role.id;
  }
  if (!record.document.council.empty() && !council.empty())
    names.add(record.document.council, council);
  for (const Definition& definition : record.analysis.definitions) {
    std::string_view meaning = trimmed(definition.text);
    const auto found = names.find(meaning);
    // the whole meaning is a role, but for an article before it
    if (found.size() != 1 || found[0].at.end != meaning.size()) continue;
    if (folded(meaning.substr(0, found[0].at.begin)).size() > 3) continue;
    names.add(definition.term, std::string(found[0].id));
  }
  return names;
}

WordId Vocabulary::number(std::string word) {
  const bool numeric = !word.empty() && is_digit(static_cast<unsigned char>(word[0]));
  const auto [at, fresh] = ids_.emplace(std::move(word), static_cast<WordId>(numeric_.size()));
  if (fresh) numeric_.push_back(numeric);
  return at->second;
}

CanonicalText Vocabulary::read(std::string_view text, const NameIndex& names) {
  CanonicalText out;
  const std::vector<Mention> mentions = names.find(text);
  std::size_t mention = 0;
  for (std::size_t at = 0; at < text.size();) {
    while (mention < mentions.size() && mentions[mention].at.begin < at) ++mention;
    if (mention < mentions.size() && mentions[mention].at.begin == at) {
      out.words.push_back(number('{' + std::string(mentions[mention].id)));
      out.at.push_back(mentions[mention].at);
      at = mentions[mention].at.end;
      continue;
    }
    const std::size_t end = end_of_word(text, at);
    if (end == at) {
      next_utf8(text, at);
      continue;
    }
    out.words.push_back(number(comparable(text.substr(at, end - at))));
    out.at.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
    at = end;
  }
  return out;
}

}  // namespace remit
