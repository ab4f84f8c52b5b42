#include "remit/grammar/needed_words.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "remit/text/utf8.h"

namespace remit {
namespace {

using Words = std::vector<std::string>;

constexpr std::size_t kMostWords = 32;     // that a part is spelt out in
constexpr std::size_t kLongestClass = 12;  // characters of a class that is spelt out
constexpr std::size_t kLongEnough = 8;     // bytes: a longer word is hardly rarer
constexpr std::size_t kTooShort = 1;       // bytes: such a word is in nearly any text
constexpr std::size_t kMostNeeds = 3;
constexpr int kDeepest = 100;             // groups within groups
constexpr std::string_view kDigit = "0";  // any

/// How much the word says that says least; 0: nothing.
std::size_t weight(const Words& words) {
  std::size_t least = words.empty() ? 0 : kLongEnough;
  for (const std::string& word : words)
    least = std::min(least, word.size() > kTooShort || word == kDigit ? word.size() : 0);
  return least;
}

/// Whether a text has one of `a` less often than one of `b`, as far as that can be told.
bool better(const Words& a, const Words& b) {
  const std::size_t of_a = weight(a), of_b = weight(b);
  return of_a != of_b ? of_a > of_b : of_a > 0 && a.size() < b.size();
}

void sort_out(Words& words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
}

/// What is known of a part of a pattern.
struct Part {
  std::optional<Words> spelt = std::nullopt;  ///< all that it matches, where that is few strings
  std::vector<Words> needs = {};              ///< of each of which all that it matches has one
  /// Of which all that it matches begins with one and ends in one: of \d+, with a digit.
  std::optional<Words> rim = std::nullopt;

  static Part anything() { return {}; }
  static Part word(std::string word) { return {.spelt = Words{std::move(word)}}; }
  static Part nothing() { return word(""); }
  static Part edge() { return word({kEdge}); }
  static Part space() { return {.rim = Words{{kEdge}}}; }

  [[nodiscard]] std::vector<Words> all_needs() const {
    std::vector<Words> all = needs;
    if (spelt) all.push_back(*spelt);
    return all;
  }
  [[nodiscard]] bool ends_words() const {
    const std::optional<Words>& sides = spelt ? spelt : rim;
    return sides && *sides == Words{{kEdge}};
  }
};

/// Those that say most; empty: none says anything.
Words best_of(const std::vector<Words>& needs) {
  const Words* best = nullptr;
  for (const Words& words : needs)
    if (weight(words) > 0 && (!best || better(words, *best))) best = &words;
  return best ? *best : Words();
}

/// Parts one after another.
class Sequence {
 public:
  void add(const Part& part) {
    needs_.insert(needs_.end(), part.needs.begin(), part.needs.end());
    const std::optional<Words>& words = part.spelt ? part.spelt : part.rim;
    if (!words) return settle(Words{""});
    const bool goes_on = run_.size() * words->size() <= kMostWords &&
                         (words->size() == 1 || weight(run_) < kLongEnough);
    if (goes_on) put_behind(*words);
    if (!goes_on || !part.spelt) settle(*words);
  }

  Part take() {
    if (whole_) return {.spelt = std::move(run_), .needs = std::move(needs_)};
    settle({});
    return {.needs = std::move(needs_)};
  }

 private:
  void put_behind(const Words& tails) {
    if (tails.size() == 1 && tails.front() != std::string_view(&kEdge, 1)) {
      for (std::string& word : run_) word += tails.front();
      return;
    }
    Words longer;
    for (const std::string& head : run_)
      for (const std::string& tail : tails) {
        const bool twice = head.ends_with(kEdge) && tail.starts_with(kEdge);
        longer.push_back(head + tail.substr(twice ? 1 : 0));
      }
    if (longer.size() > 1) sort_out(longer);
    run_ = std::move(longer);
  }

  void settle(Words next) {
    if (weight(run_) > 0) needs_.push_back(std::move(run_));
    run_ = std::move(next);
    whole_ = false;
  }

  Words run_{""};  // the parts behind the last that is not spelt out
  std::vector<Words> needs_;
  bool whole_ = true;  // the run begins where the sequence does
};

/// One part or another.
Part one_of(const std::vector<Part>& parts) {
  if (parts.size() == 1) return parts.front();
  if (std::all_of(parts.begin(), parts.end(), [](const Part& part) { return part.ends_words(); }))
    return Part::space();
  Words spelt, needed;
  bool all_spelt = true, all_needed = true;
  for (const Part& part : parts) {
    all_spelt = all_spelt && part.spelt && spelt.size() + part.spelt->size() <= kMostWords;
    if (all_spelt) spelt.insert(spelt.end(), part.spelt->begin(), part.spelt->end());
    if (!all_needed) continue;
    const Words best = best_of(part.all_needs());
    all_needed = !best.empty();
    needed.insert(needed.end(), best.begin(), best.end());
  }
  Part out;
  sort_out(spelt);
  sort_out(needed);
  if (all_spelt)
    out.spelt = std::move(spelt);
  else if (all_needed)
    out.needs.push_back(std::move(needed));
  return out;
}

/// Reads a pattern from left to right. What it does not know ends it.
class Reader {
 public:
  explicit Reader(std::string_view pattern) : rest_(pattern) {}

  std::vector<Words> read() {
    const Part whole = alternatives(false, 0);
    return lost_ || !rest_.empty() ? std::vector<Words>() : whole.all_needs();
  }

 private:
  bool take(std::string_view sign) {
    if (!rest_.starts_with(sign)) return false;
    rest_.remove_prefix(sign.size());
    return true;
  }

  Part lost() {
    lost_ = true;
    rest_ = {};
    return Part::anything();
  }

  /// Up to the end of the pattern, or the bracket that closes the group.
  Part alternatives(bool any_case, int depth) {
    if (depth > kDeepest) return lost();
    std::vector<Part> all;
    do {
      all.push_back(sequence(any_case, depth));
    } while (take("|"));
    return one_of(all);
  }

  Part sequence(bool& any_case, int depth) {
    Sequence parts;
    while (!rest_.empty() && rest_.front() != '|' && rest_.front() != ')')
      parts.add(repeated(item(any_case, depth)));
    return parts.take();
  }

  Part item(bool& any_case, int depth) {
    if (take("(")) return group(any_case, depth);
    if (take("[")) return char_class(any_case);
    if (take("\\")) return escape();
    if (take(".")) return Part::anything();
    if (take("^") || take("$")) return Part::edge();
    return character(any_case);
  }

  Part group(bool& any_case, int depth) {
    bool inside = any_case;
    if (take("?P<")) {
      const std::size_t end = rest_.find('>');
      if (end == std::string_view::npos) return lost();
      rest_.remove_prefix(end + 1);
    } else if (take("?")) {
      bool on = true;
      for (; !rest_.empty() && rest_.front() != ':' && rest_.front() != ')';
           rest_.remove_prefix(1)) {
        if (rest_.front() == 'i')
          inside = on;
        else if (rest_.front() == '-')
          on = false;
        else if (rest_.front() != 's' && rest_.front() != 'm' && rest_.front() != 'U')
          return lost();
      }
      if (take(")")) {  // (?i) holds up to the end of the group around it
        any_case = inside;
        // a sign behind it repeats what stands before it
        const bool repeats = rest_.find_first_of("*+?{") == 0;
        return repeats ? lost() : Part::nothing();
      }
      if (!take(":")) return lost();
    }
    Part part = alternatives(inside, depth + 1);
    return take(")") ? part : lost();
  }

  /// An ASCII letter is made small, a digit is any. Other letters are not known where their case is
  /// open.
  static Part letter(char32_t c, bool any_case) {
    if (c >= 0x80 && any_case) return Part::anything();
    if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
    if (c >= '0' && c <= '9') return Part::word(std::string(kDigit));
    std::string word;
    append_utf8(word, c);
    return Part::word(std::move(word));
  }

  Part character(bool any_case) {
    std::size_t size = 0;
    const char32_t c = next_utf8(rest_, size);
    if (c == 0xFFFD || c == kEdge || c == '*' || c == '+' || c == '?') return lost();
    rest_.remove_prefix(size);
    Part part = letter(c, any_case);
    if (c >= 0x80) return part;
    // what follows is of the same word, up to a sign or a letter that is repeated
    while (rest_.size() > 1 && is_plain(rest_[0]) &&
           (is_plain(rest_[1]) || rest_[1] == '(' || rest_[1] == ')' || rest_[1] == '|')) {
      part.spelt->front() += letter(static_cast<char32_t>(rest_[0]), false).spelt->front();
      rest_.remove_prefix(1);
    }
    return part;
  }

  static bool is_plain(char c) { return is_word_byte(c) || c == ' '; }

  /// Behind a backslash. Letters and digits are classes and the like, the rest stands for itself.
  Part escape() {
    if (rest_.empty()) return lost();
    const char c = rest_.front();
    rest_.remove_prefix(1);
    if (c == 'b' || c == 'A' || c == 'z') return Part::edge();
    if (c == 'B') return Part::nothing();
    if (c == 's' || c == 'W') return Part::space();
    if (c == 'd') return Part::word(std::string(kDigit));
    if (std::string_view("DSw").find(c) != std::string_view::npos) return Part::anything();
    if (c == 'p' || c == 'P') return skip_property();
    if (c == 'n') return letter('\n', false);
    if (c == 't') return letter('\t', false);
    const bool word = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                      static_cast<unsigned char>(c) >= 0x80;
    return word ? lost() : letter(static_cast<char32_t>(c), false);
  }

  /// The name behind \p: \pL, \p{Lu}.
  Part skip_property() {
    const std::size_t end = rest_.starts_with('{') ? rest_.find('}') : 0;
    if (end == std::string_view::npos || rest_.empty()) return lost();
    rest_.remove_prefix(end + 1);
    return Part::anything();
  }

  /// Behind its opening bracket. One of a few characters is spelt out.
  Part char_class(bool any_case) {
    bool open = take("^");  // what it holds is not known
    Words words;
    for (bool first = true; first || !rest_.starts_with(']'); first = false) {
      if (rest_.empty()) return lost();
      if (take("[:")) {
        const std::size_t end = rest_.find(":]");
        if (end == std::string_view::npos) return lost();
        rest_.remove_prefix(end + 2);
        open = true;
        continue;
      }
      const bool escaped = take("\\");
      if (escaped && (rest_.starts_with('p') || rest_.starts_with('P'))) {
        rest_.remove_prefix(1);
        skip_property();
        open = true;
        continue;
      }
      std::size_t size = 0;
      const char32_t c = next_utf8(rest_, size);
      if (c == 0xFFFD) return lost();
      rest_.remove_prefix(size);
      const bool range = rest_.size() > 1 && rest_.front() == '-' && rest_[1] != ']';
      const bool special =
          escaped && ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'));
      const Part one = letter(c, any_case);
      if (range && rest_.starts_with("-9") && c == '0') {
        rest_.remove_prefix(2);
        words.emplace_back(kDigit);
      } else if (escaped && c == 'd') {
        words.emplace_back(kDigit);
      } else if (range || special || !one.spelt) {
        open = true;
      } else {
        words.push_back(one.spelt->front());
      }
    }
    take("]");
    sort_out(words);
    if (open || words.size() > kLongestClass) return Part::anything();
    return {.spelt = std::move(words)};
  }

  /// With the sign of repetition behind it, if there is one.
  Part repeated(Part part) {
    for (;;) {
      if (take("?")) {
        part = one_of({part, Part::nothing()});
      } else if (take("*")) {
        part = Part::anything();
      } else if (take("+")) {
        part = once_or_more(part);
      } else if (const auto least = take_count()) {
        part = *least == 0 ? Part::anything() : once_or_more(part);
      } else {
        return part;
      }
      take("?");  // as few as can be
    }
  }

  static Part once_or_more(const Part& part) {
    return {.needs = part.all_needs(), .rim = part.spelt ? part.spelt : part.rim};
  }

  /// {2}, {2,}, {2,5}: the least. A bracket that is no such thing stands for itself.
  std::optional<int> take_count() {
    if (!rest_.starts_with('{')) return std::nullopt;
    const std::size_t end = rest_.find('}');
    const std::string_view inside = rest_.substr(1, end == std::string_view::npos ? 0 : end - 1);
    const std::size_t digits = std::min(inside.find(','), inside.size());
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const std::string_view least = inside.substr(0, digits);
    const std::string_view most = inside.substr(std::min(digits + 1, inside.size()));
    if (least.empty() || least.size() > 4 || !std::all_of(least.begin(), least.end(), is_digit) ||
        !std::all_of(most.begin(), most.end(), is_digit))
      return std::nullopt;
    rest_.remove_prefix(end + 1);
    int count = 0;
    for (const char c : least) count = count * 10 + (c - '0');
    return count;
  }

  std::string_view rest_;
  bool lost_ = false;
};

/// Words as a text is held against them: an edge is told of an end only, and of a letter or a
/// digit. Empty where one of them is no word at all.
Words without_inner_edges(const Words& words) {
  Words out;
  for (const std::string& word : words) {
    std::string letters;
    std::copy_if(word.begin(), word.end(), std::back_inserter(letters),
                 [](char c) { return c != kEdge; });
    if (letters.empty()) return {};
    const bool begins = word.starts_with(kEdge) && is_word_byte(letters.front());
    const bool ends = word.ends_with(kEdge) && is_word_byte(letters.back());
    out.push_back((begins ? "\b" : "") + letters + (ends ? "\b" : ""));
  }
  return out;
}

/// Without those that have another one in them.
Words without_longer(const Words& words) {
  Words out;
  std::copy_if(words.begin(), words.end(), std::back_inserter(out), [&](const std::string& word) {
    return std::none_of(words.begin(), words.end(), [&](const std::string& other) {
      return other != word && word.find(other) != std::string::npos;
    });
  });
  sort_out(out);
  return out;
}

}  // namespace

std::vector<std::vector<std::string>> needed_words(std::string_view pattern) {
  std::vector<Words> needs;
  for (const Words& words : Reader(pattern).read())
    if (Words clean = without_longer(without_inner_edges(words)); weight(clean) > 0)
      needs.push_back(std::move(clean));
  std::sort(needs.begin(), needs.end());
  needs.erase(std::unique(needs.begin(), needs.end()), needs.end());
  std::stable_sort(needs.begin(), needs.end(), better);
  if (needs.size() > kMostNeeds) needs.resize(kMostNeeds);
  return needs;
}

}  // namespace remit
