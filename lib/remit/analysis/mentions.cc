#include "remit/analysis/mentions.h"

#include <algorithm>

#include "remit/text/letters.h"
#include "remit/text/utf8.h"

namespace remit {
namespace {

bool is_ascii_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// One word of capitals: CFO.
bool is_initialism(std::string_view form) {
  return form.size() > 1 && form.find(' ') == std::string_view::npos && is_all_capitals(form);
}

}  // namespace

NameIndex::NameIndex(const std::vector<Role>& roles) {
  for (const Role& role : roles)
    for (const std::string& form : role.forms) add(form, role.id);
}

std::vector<NameIndex::Token> NameIndex::tokens(std::string_view text) {
  std::vector<Token> out;
  bool joined = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    bool ascii = true;
    while (at < text.size()) {
      if (is_ascii_word(text[at])) {
        ++at;
        continue;
      }
      if (static_cast<unsigned char>(text[at]) < 0x80) break;
      std::size_t next = at;
      if (!is_letter(next_utf8(text, next))) break;
      ascii = false;
      at = next;
    }
    if (at == begin) {  // between words
      const char32_t c = next_utf8(text, at);
      // a stop or a comma parts names, but not the letters of "s.151"
      const bool parts = c == U'.' || c == U',' || c == U';' || c == U':' || c == U'!' || c == U'?';
      joined = joined &&
               (!parts || (at < text.size() && !is_space(static_cast<unsigned char>(text[at]))));
      continue;
    }
    const std::string_view word = text.substr(begin, at - begin);
    std::string lower;
    if (ascii) {
      lower = word;
      for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    } else {
      lower = folded(word);
    }
    out.push_back({std::move(lower),
                   {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)},
                   joined});
    joined = true;
  }
  return out;
}

void NameIndex::add(std::string_view form, std::string_view id) {
  std::uint32_t step = 0;
  const std::vector<Token> words = tokens(form);
  if (words.empty()) return;
  for (const Token& token : words) {
    const std::string key = is_initialism(form) ? std::string(form) : token.word;
    const auto [at, fresh] =
        steps_[step].next.emplace(key, static_cast<std::uint32_t>(steps_.size()));
    step = at->second;
    if (fresh) steps_.emplace_back();
  }
  if (steps_[step].id != 0) return;
  steps_[step].id = static_cast<std::uint32_t>(ids_.size());
  ids_.emplace_back(id);
}

std::vector<Mention> NameIndex::find(std::string_view text) const {
  std::vector<Mention> found;
  const std::vector<Token> words = tokens(text);
  for (std::size_t i = 0; i < words.size();) {
    std::uint32_t step = 0, id = 0;
    std::size_t end = i;
    for (std::size_t k = i; k < words.size() && (k == i || words[k].joined); ++k) {
      const auto& next = steps_[step].next;
      auto at = next.find(words[k].word);
      if (k == i && at == next.end())  // "CFO" as it is printed
        at = next.find(std::string(text.substr(words[k].at.begin, words[k].at.size())));
      if (at == next.end()) break;
      step = at->second;
      if (steps_[step].id == 0) continue;
      id = steps_[step].id;
      end = k + 1;
    }
    if (id == 0) {
      ++i;
      continue;
    }
    found.push_back({{words[i].at.begin, words[end - 1].at.end}, ids_[id]});
    i = end;
  }
  return found;
}

std::string_view NameIndex::id_of(std::string_view text) const {
  const std::vector<Mention> found = find(text);
  if (found.size() != 1) return {};
  const std::vector<Token> words = tokens(text);
  const bool whole =
      found[0].at.begin == words.front().at.begin && found[0].at.end == words.back().at.end;
  return whole ? found[0].id : std::string_view();
}

}  // namespace remit
