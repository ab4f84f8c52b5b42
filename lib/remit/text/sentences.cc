#include "remit/text/sentences.h"

#include <algorithm>
#include <unicode/brkiter.h>
#include <unicode/utext.h>
#include <unordered_set>

#include "remit/text/letters.h"
#include "remit/text/utf8.h"

namespace remit {
namespace {

constexpr std::size_t kLongestAside = 400;  // bytes; a bracket that is open longer never closes

bool blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

std::string in_small_letters(std::string_view word) {
  std::string out(word);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

/// "J.": the first letter of a name.
bool is_initial(std::string_view word) {
  return word.size() == 2 && word[0] >= 'A' && word[0] <= 'Z' && word[1] == '.';
}

/// Where the last word of `text` begins, brackets and quotation marks before it passed over.
std::string_view last_word(std::string_view text) {
  std::size_t begin = text.size();
  while (begin > 0 && !blank(text[begin - 1]) && text[begin - 1] != '(' && text[begin - 1] != '[')
    --begin;
  return text.substr(begin);
}

}  // namespace

struct SentenceBreaker::Breaker {
  std::unique_ptr<icu::BreakIterator> iterator;
  std::unordered_set<std::string> abbreviations;

  [[nodiscard]] bool ends_sentence(std::string_view before, std::string_view after,
                                   int open) const {
    if (open > 0) return false;
    if (after.empty()) return true;
    std::size_t at = 0;
    if (is_lower(next_utf8(after, at))) return false;
    const std::string_view last = last_word(before);
    if (is_initial(last)) {  // "Mr J. Smith", "J. R. Smith"
      const std::string_view name = last_word(trimmed(before.substr(0, before.size() - 2)));
      const std::string title = in_small_letters(name);
      if (is_initial(name) || abbreviations.contains(title) || abbreviations.contains(title + '.'))
        return false;
    }
    return !abbreviations.contains(in_small_letters(last));
  }
};

SentenceBreaker::SentenceBreaker(const std::vector<std::string>& abbreviations)
    : breaker_(std::make_unique<Breaker>()) {
  UErrorCode status = U_ZERO_ERROR;
  breaker_->iterator.reset(
      icu::BreakIterator::createSentenceInstance(icu::Locale::getRoot(), status));
  for (const std::string& word : abbreviations)
    breaker_->abbreviations.insert(in_small_letters(word));
}

SentenceBreaker::~SentenceBreaker() = default;

std::vector<Span> SentenceBreaker::split(std::string_view text) {
  std::vector<Span> sentences;
  UErrorCode status = U_ZERO_ERROR;
  UText* utext =
      utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status);
  if (breaker_->iterator && U_SUCCESS(status)) breaker_->iterator->setText(utext, status);
  std::size_t begin = 0, seen = 0;
  int open = 0;  // brackets
  const auto take = [&](std::size_t end) {
    std::size_t from = begin, to = end;
    while (from < to && blank(text[from])) ++from;
    while (to > from && blank(text[to - 1])) --to;
    if (to > from)
      sentences.push_back({static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)});
    begin = end;
    open = 0;
  };
  if (breaker_->iterator && U_SUCCESS(status)) {
    breaker_->iterator->first();
    for (std::int32_t at = breaker_->iterator->next(); at != icu::BreakIterator::DONE;
         at = breaker_->iterator->next()) {
      const auto end = static_cast<std::size_t>(at);
      for (; seen < end; ++seen) {
        if (text[seen] == '(' &&
            text.substr(seen, kLongestAside).find(')') != std::string_view::npos)
          ++open;
        else if (text[seen] == ')' && open > 0)
          --open;
      }
      if (breaker_->ends_sentence(trimmed(text.substr(begin, end - begin)), text.substr(end), open))
        take(end);
    }
  }
  take(text.size());
  utext_close(utext);
  return sentences;
}

}  // namespace remit
