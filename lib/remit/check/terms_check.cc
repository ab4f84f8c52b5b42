#include "remit/check/terms_check.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "remit/text/letters.h"
#include "remit/text/utf8.h"

namespace remit {
namespace {

constexpr std::size_t kGlossary = 3;  // definitions side by side; one in passing defines for no one

/// The words of a text, folded; a plural makes no difference.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  const std::string line = folded(text);
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t end = std::min(line.find(' ', at), line.size());
    std::string word = line.substr(at, end - at);
    if (word.size() > 4 && word.ends_with("ies"))
      word.replace(word.size() - 3, 3, "y");
    else if (word.size() > 3 && word.back() == 's')
      word.pop_back();
    if (!word.empty()) words.push_back(std::move(word));
    at = end + 1;
  }
  return words;
}

bool opens_with_quote(std::string_view text) {
  std::size_t at = 0;
  const char32_t c = text.empty() ? U'\0' : next_utf8(text, at);
  return c == U'"' || c == U'\'' || c == U'“' || c == U'”' || c == U'‘' || c == U'’';
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += word + ' ';
  return out;
}

/// Finds in one pass over a text which of many terms it has.
class Terms {
 public:
  /// Its index.
  std::size_t add(std::string_view term) {
    const std::vector<std::string> words = words_of(term);
    const auto [at, fresh] = index_.emplace(joined(words), index_.size());
    if (fresh && !words.empty()) {
      auto& lengths = lengths_[words.front()];
      if (std::find(lengths.begin(), lengths.end(), words.size()) == lengths.end())
        lengths.push_back(words.size());
    }
    return at->second;
  }

  template <typename Visit>
  void find(std::string_view text, Visit visit) const {
    const std::vector<std::string> words = words_of(text);
    for (std::size_t i = 0; i < words.size(); ++i) {
      const auto lengths = lengths_.find(words[i]);
      if (lengths == lengths_.end()) continue;
      for (const std::size_t length : lengths->second) {
        if (i + length > words.size()) continue;
        const auto found =
            index_.find(joined({words.begin() + static_cast<std::ptrdiff_t>(i),
                                words.begin() + static_cast<std::ptrdiff_t>(i + length)}));
        if (found != index_.end()) visit(found->second);
      }
    }
  }

  [[nodiscard]] std::size_t size() const { return index_.size(); }

 private:
  std::unordered_map<std::string, std::size_t> index_;
  std::unordered_map<std::string, std::vector<std::size_t>> lengths_;  // first word → words
};

/// A term that the text says is defined somewhere.
struct Claim {
  const Passage* passage = nullptr;
  Span term;          ///< bytes
  bool here = false;  ///< in this text, without a number
  std::uint32_t end = 0;
};

std::vector<Claim> claims_of(const Corpus& corpus) {
  std::vector<Claim> claims;
  for (const Passage& passage : corpus.passages())
    for (const Occurrence& found :
         corpus.grammar().find_all(RuleKind::DefinedTerm, passage.text, passage.hints)) {
      std::string_view term = found.group("quoted");
      if (term.empty()) term = found.group("term");
      const auto begin = static_cast<std::uint32_t>(term.data() - passage.text.data());
      claims.push_back({.passage = &passage,
                        .term = {begin, begin + static_cast<std::uint32_t>(term.size())},
                        .here = !found.group("here").empty(),
                        .end = found.at.end});
    }
  return claims;
}

bool is_in(const Passage& passage, const Place& place) {
  return place.node == passage.node && place.in == passage.in && place.row == passage.row &&
         place.column == passage.column;
}

/// The reference that stands where a claim ends; null: none.
const Reference* reference_after(const Corpus& corpus, const Claim& claim) {
  const Place end = place_of(corpus.tree(), *claim.passage, {claim.end, claim.end});
  constexpr std::uint32_t kNear = 6;  // " the "
  const auto& all = corpus.analysis().references;
  const auto first = std::lower_bound(
      all.begin(), all.end(), end.node,
      [](const Reference& reference, NodeId node) { return reference.place.node < node; });
  for (auto at = first; at != all.end() && at->place.node == end.node; ++at)
    if (is_in(*claim.passage, at->place) && at->place.span.begin >= end.span.begin &&
        at->place.span.begin <= end.span.begin + kNear)
      return &*at;
  return nullptr;
}

void find_undefined(const Corpus& corpus, Findings& out) {
  const std::vector<Claim> claims = claims_of(corpus);
  if (claims.empty()) return;
  std::unordered_set<std::string> defined;
  for (const Definition& definition : corpus.analysis().definitions)
    defined.insert(joined(words_of(definition.term)));
  Terms terms;
  std::vector<std::size_t> term_of;
  term_of.reserve(claims.size());
  for (const Claim& claim : claims)
    term_of.push_back(terms.add(claim.passage->text.substr(claim.term.begin, claim.term.size())));
  std::vector<std::vector<NodeId>> used_in(terms.size());  // nodes in order, one a passage
  for (const Passage& passage : corpus.passages())
    terms.find(passage.text, [&](std::size_t term) { used_in[term].push_back(passage.node); });

  for (std::size_t i = 0; i < claims.size(); ++i) {
    const Claim& claim = claims[i];
    const std::string term(claim.passage->text.substr(claim.term.begin, claim.term.size()));
    if (defined.contains(joined(words_of(term)))) continue;
    const Place place = place_of(corpus.tree(), *claim.passage, claim.term);
    if (claim.here) {
      out.add(place, "term-undefined", '"' + term + "\" is said to be defined here, and is not",
              "add a definition, or say where it is");
      continue;
    }
    const Reference* reference = reference_after(corpus, claim);
    if (!reference || reference->status != ReferenceStatus::Resolved) continue;
    const bool spoken_of =
        std::any_of(reference->targets.begin(), reference->targets.end(), [&](NodeId target) {
          const auto& nodes = used_in[term_of[i]];
          const auto first = std::lower_bound(nodes.begin(), nodes.end(), target);
          return first != nodes.end() && corpus.contains(target, *first);
        });
    if (!spoken_of)
      out.add(place, "term-undefined",
              '"' + term + "\" is said to be defined in " + reference->text +
                  ", which does not name it",
              "say where it is defined, or define it there");
  }
}

void find_unused(const Corpus& corpus, Findings& out) {
  const std::vector<Definition>& definitions = corpus.analysis().definitions;
  Terms terms;
  std::vector<std::size_t> term_of;
  term_of.reserve(definitions.size());
  for (const Definition& definition : definitions) term_of.push_back(terms.add(definition.term));
  std::vector<std::unordered_set<NodeId>> defining(terms.size());
  for (std::size_t i = 0; i < definitions.size(); ++i)
    defining[term_of[i]].insert(definitions[i].place.node);
  std::unordered_map<NodeId, std::size_t> in_list;  // definitions that stand side by side
  const auto list_of = [&](const Definition& definition) {
    const Node& node = corpus.tree().nodes[definition.place.node];
    const bool alone = node.table || node.parent == kNoNode;
    return alone ? definition.place.node : node.parent;
  };
  for (const Definition& definition : definitions) ++in_list[list_of(definition)];
  std::vector<bool> used(terms.size());
  std::vector<std::size_t> in_defining(terms.size());
  for (const Passage& passage : corpus.passages())
    terms.find(passage.text, [&](std::size_t term) {
      if (!defining[term].contains(passage.node))
        used[term] = true;
      else
        ++in_defining[term];
    });
  for (std::size_t i = 0; i < definitions.size(); ++i) {
    const std::size_t term = term_of[i];
    if (used[term] || in_defining[term] != 1) continue;  // twice: in the words of another, perhaps
    if (in_list[list_of(definitions[i])] < kGlossary) continue;
    const bool marked = definitions[i].place.in == Place::In::Cell ||
                        opens_with_quote(text_at(corpus.tree(), definitions[i].place));
    if (!marked) continue;  // a heading run into its text reads like a term
    out.add(definitions[i].place, "term-unused",
            '"' + definitions[i].term + "\" is defined and never used",
            "the definition may go, unless another document relies on it");
  }
}

}  // namespace

void check_terms(const Corpus& corpus, Findings& out) {
  find_undefined(corpus, out);
  find_unused(corpus, out);
}

}  // namespace remit
