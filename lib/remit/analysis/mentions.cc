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

/// The words of a text, one after the other.
class NameIndex::Words {
 public:
  explicit Words(std::string_view text) : text_(text) {}

  /// Goes to the next word. False: there is none.
  bool next() {
    bool joined = at_.end > 0;
    for (std::size_t at = at_.end; at < text_.size();) {
      const std::size_t begin = at;
      bool ascii = true;
      while (at < text_.size()) {
        if (is_ascii_word(text_[at])) {
          ++at;
          continue;
        }
        if (static_cast<unsigned char>(text_[at]) < 0x80) break;
        std::size_t after = at;
        if (!is_letter(next_utf8(text_, after))) break;
        ascii = false;
        at = after;
      }
      if (at > begin) {
        at_ = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)};
        joined_ = joined;
        fold(ascii);
        return true;
      }
      // a stop or a comma parts names, but not the letters of "s.151" or "s. 151"
      const char32_t c = next_utf8(text_, at);
      const bool parts = c == U'.' || c == U',' || c == U';' || c == U':' || c == U'!' || c == U'?';
      const bool spaced = at >= text_.size() || is_space(static_cast<unsigned char>(text_[at]));
      const bool numbered = c == U'.' && at_.size() == 1 && at + 1 < text_.size() &&
                            text_[at + 1] >= '0' && text_[at + 1] <= '9';
      joined = joined && (!parts || !spaced || numbered);
    }
    return false;
  }

  [[nodiscard]] Span at() const { return at_; }
  [[nodiscard]] std::string_view printed() const { return text_.substr(at_.begin, at_.size()); }
  [[nodiscard]] std::string_view folded_word() const { return folded_; }
  /// Nothing but a space, dash, quote or bracket parts it from the one before.
  [[nodiscard]] bool joined() const { return joined_; }

 private:
  void fold(bool ascii) {
    if (!ascii) {
      folded_ = folded(printed());
      return;
    }
    folded_.assign(printed());
    for (char& c : folded_)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }

  std::string_view text_;
  Span at_ = {};
  std::string folded_;
  bool joined_ = false;
};

void NameIndex::add(std::string_view form, std::string_view id) {
  std::uint32_t step = 0;
  for (Words words(form); words.next();) {
    const std::string key(is_initialism(form) ? form : words.folded_word());
    const auto [at, fresh] =
        steps_[step].next.emplace(key, static_cast<std::uint32_t>(steps_.size()));
    step = at->second;
    if (fresh) steps_.emplace_back();
  }
  if (step == 0 || steps_[step].id != 0) return;
  steps_[step].id = static_cast<std::uint32_t>(ids_.size());
  ids_.emplace_back(id);
}

std::vector<Mention> NameIndex::find(std::string_view text) const {
  std::vector<Mention> found;
  Words words(text);
  for (bool more = words.next(); more;) {
    const auto& first = steps_.front().next;
    auto at = first.find(words.folded_word());
    if (at == first.end() && words.printed() != words.folded_word())
      at = first.find(words.printed());  // "CFO" as it is printed
    if (at == first.end()) {
      more = words.next();
      continue;
    }
    const Span begin = words.at();
    const Words here = words;
    Mention mention{.at = {begin.begin, begin.end}, .id = {}};
    for (std::uint32_t step = at->second;;) {
      if (steps_[step].id != 0) {
        mention.id = ids_[steps_[step].id];
        mention.at.end = words.at().end;
      }
      const auto& next = steps_[step].next;
      if (next.empty() || !words.next() || !words.joined()) break;
      const auto after = next.find(words.folded_word());
      if (after == next.end()) break;
      step = after->second;
    }
    words = here;
    if (mention.id.empty()) {
      more = words.next();
      continue;
    }
    while ((more = words.next()) && words.at().begin < mention.at.end) {
    }
    found.push_back(mention);
  }
  return found;
}

std::string_view NameIndex::id_of(std::string_view text) const {
  const std::vector<Mention> found = find(text);
  if (found.size() != 1) return {};
  std::uint32_t begin = 0, end = 0;
  for (Words words(text); words.next(); end = words.at().end)
    if (end == 0) begin = words.at().begin;
  const bool whole = found[0].at.begin == begin && found[0].at.end == end;
  return whole ? found[0].id : std::string_view();
}

}  // namespace remit
