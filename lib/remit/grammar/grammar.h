#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "remit/base/result.h"
#include "remit/base/span.h"
#include "remit/grammar/acts.h"
#include "remit/grammar/councils.h"
#include "remit/grammar/role.h"

namespace remit {

/// What a rule recognises. The names are those of the key `kind` in grammars/*.yaml. The first
/// group takes the head of a line or paragraph, the second is looked for anywhere in a text.
enum class RuleKind : std::uint8_t {
  Division,       ///< the line that opens a Part, Article, Annex …   "Article 11 - Officers"
  Marker,         ///< the number at the head of a paragraph          "11.02", "(a)", "iv)"
  Bullet,         ///< the sign at the head of an unnumbered item     "•", "–"
  Closing,        ///< the line that closes a division                "[end of Part 5]"
  RunIn,          ///< a heading run into its paragraph               "General. The Council may …"
  ListedRunIn,    ///< … where the other items of its list have one   "Second offence: 5 pounds"
  ContentsTitle,  ///< the title of a contents list                   "Table of Contents"
  ContentsEntry,  ///< a line of one, with its page                   "Officers ........ 12"
  PageNumber,     ///< a line that is nothing but a page number       "Page 3 of 8"
  Furniture,   ///< other words that belong to the page            "This page is intentionally left
               ///< blank"
  NotUsed,     ///< all that a number has left                     "[Not used]"
  Heading,     ///< a line that is a heading whatever its type     "Preamble"
  NoHeading,   ///< a line that is none, however it is set         "Signed: ………"
  Date,        ///< a line that is a date, and owns no sections    "July 2024"
  Sentence,    ///< words that make a sentence, not a heading      "The Chair shall adjourn"
  Verb,        ///< … that a heading has now and then              "Whether it is lawful"
  Council,     ///< a line that names a council (its label)        "Minutes of Oakby Town Council"
  NoCouncil,   ///< what such a rule takes for a name and is none  "Any Parish Council"
  CommonWord,  ///< a word that tells its language                 "the"
  BeforeNoun,  ///< a word that a noun follows, so that no text ends in it  "with the"
  PostColumn,  ///< the head of a column in a table of posts       "Proper Officer"
  PostTitle,   ///< the title of one post                          "Director of Harbours"
  Unit,        ///< the word for what a number counts              "section", "Regs."
  Range,       ///< what stands between the ends of a range        "to"
  Joint,       ///< what joins a place to the text it is in        " of the "
  DefinitionsHeading,  ///< of a list or a column of definitions   "Interpretation"
  DefinitionItem,      ///< a term and its meaning in such a list  "Clerk – whoever keeps …"
  AmendmentColumn,     ///< the head of a column of a table of changes "Proposed wording"

  Modal,        ///< what makes a clause a duty                     "shall", "may not"
  Definition,   ///< a term and its meaning                         "'X' means …"
  DefinedTerm,  ///< a term that is said to be defined here         "Bell (as defined below)"
  Reference,    ///< words that point elsewhere                     "section 5 of the … Act 1989"
  Clause,       ///< what opens, joins or ends a clause              "unless", "and", "the"
  NoDuty,       ///< a modal that binds nobody                       "may well", "there will be"
  Infinitive,   ///< a clause without a subject                      "To act as …"
  Negative,     ///< a subject that turns its modal round            "No member"
  Pronoun,      ///< a subject that stands for another               "They", "neither party"
  Bearer,       ///< a heading that says whose functions follow      "Functions of the Clerk"
  Criteria,     ///< the end of a lead-in whose list says only when  "… provided that:"
  Body,         ///< a council's own body                            "Standards Committee"
  Modifier,     ///< what may follow the head of a subject           " concerned"
  Premodifier,  ///< what may stand before it                     "the relevant "
  NoPremodifier,  ///< what may not                                 "between "
  Expletive,      ///< a subject that names nobody                  "There"
  PostSentence,   ///< words that name or designate a post          "the X is designated as Y"
  Restriction,    ///< words that keep two roles apart              "may not be the Y"
  PostWord,       ///< a small word in or between titles            "of", "and the"
  NoReference,    ///< words that only look so                       "Section 151 Officer"
  Amendment,      ///< words that order a change of a text           "delete paragraph 4.2"
};
inline constexpr int kRuleKinds = static_cast<int>(RuleKind::Amendment) + 1;
/// Whether rules of this kind are looked for anywhere in a text, and not only at its head.
constexpr bool is_searched(RuleKind kind) { return kind >= RuleKind::Modal; }

/// How the numbers of a marker count. One printed number may be read in several: (i) is a roman one
/// or the letter after h.
enum class Numerals : std::uint8_t {
  Decimal,       ///< 11.02, 2.3.4, 2.3.b: nests below the number that it extends
  DecimalRoman,  ///< 2.3.iv: the same, where a letter that can be a roman number is one
  Arabic,        ///< 1, 2, 3
  LowerAlpha,    ///< a, b, … z, aa, bb (or aa, ab)
  UpperAlpha,
  LowerRoman,
  UpperRoman,
  None,  ///< does not count (a bullet)
};

struct Example {
  std::string text;
  std::map<std::string, std::string> groups;  ///< what each named group must hold
  int line = 0;
};

struct Pattern;  // the compiled form, RE2's

/// One rule of a grammar: a pattern with the examples that prove it.
///
///     - id: article
///       kind: division
///       type: article
///       pattern: '^(?P<label>Article\s+(?P<num>\d+))\s*[-–:]?\s*(?P<heading>.*)$'
///       examples: [{text: "Article 11 - Officers", num: "11", heading: Officers}]
///       rejects:  ["Article 11 of this Constitution applies."]
struct Rule {
  std::string id;
  RuleKind kind = RuleKind::Marker;
  std::string type;  ///< what it makes: a node type, a Force, a ReferenceKind (see grammars/)
  std::vector<Numerals> numerals;  ///< of a marker: its readings, likeliest first
  bool needs_gap = false;    ///< of a marker: only where a tab-like gap parts it from its text
  bool has_heading = false;  ///< its pattern has a group for the heading
  std::string language;      ///< folder it stands in ("en", "cy"); empty: any
  std::string source;        ///< RE2 pattern, fragments put in
  std::vector<std::vector<std::string>> words;  ///< of a searched one: what needed_words says
  std::vector<Example> examples;
  std::vector<Example> rejects;
  std::string file;
  int line = 0;
  std::shared_ptr<const Pattern> pattern;
};

/// A rule and what it found. Views into the text that was matched.
struct RuleMatch {
  const Rule* rule = nullptr;
  std::string_view whole, label, num, heading;  ///< empty views where the pattern has no such group
};

inline constexpr int kMostGroups = 12;  ///< of a pattern, the whole included

/// A rule and where it was found in a text. Views into that text.
struct Occurrence {
  const Rule* rule = nullptr;
  Span at;                                                ///< bytes of the text
  std::array<std::string_view, kMostGroups> groups = {};  ///< by number; [0] is the whole
  /// The group of that name; empty where it took nothing or the pattern has none.
  [[nodiscard]] std::string_view group(std::string_view name) const;
  /// Whether its pattern has a group of that name.
  [[nodiscard]] bool has(std::string_view name) const;
};

/// Which words of rules a text has: what Grammar::hints says of that text and of any part of it.
struct Hints {
  std::vector<std::uint64_t> words;  ///< a bit for each list of Rule::words; none: it may have all
};

/// A set of rules, compiled once. Immutable: may be shared by any number of threads.
class Grammar {
 public:
  Grammar();
  ~Grammar();
  Grammar(Grammar&&) noexcept;
  Grammar& operator=(Grammar&&) noexcept;

  /// Reads every *.yaml and *.yml below each folder, in the order of their paths. A rule in a later
  /// folder takes the place of one with the same id in an earlier one.
  ///
  /// The first `proven` folders are remit's own, which its tests have shown to be right: their
  /// patterns are compiled after load has returned, those that are looked for anywhere in a text
  /// when a text first has their words, the others on a thread of their own.
  ///
  /// Errors: no-grammar, bad-grammar, bad-pattern; with file, line, column, rule and the fragment
  /// at fault.
  static Result<Grammar> load(const std::vector<std::filesystem::path>& folders,
                              std::size_t proven = 0);

  /// Does now what is put off until it is first needed. Afterwards the grammar has no thread left:
  /// for a process that will fork, and whose children are to share the work.
  void prepare() const;

  [[nodiscard]] const std::vector<Rule>& rules() const;

  /// The rules of one kind that match at the head of `text`, in grammar order. One pass over the
  /// text finds which; only those are run for their groups.
  [[nodiscard]] std::vector<RuleMatch> match(RuleKind kind, std::string_view text) const;
  /// Whether any rule of this kind matches.
  [[nodiscard]] bool matches(RuleKind kind, std::string_view text) const;
  /// Every place in `text` where a rule of this (searched) kind matches, from left to right and
  /// without overlaps: of two that overlap the one that begins first stays, then the longer one,
  /// then the earlier rule. Only rules whose words the text has are looked for: `hints` are of this
  /// text, or of one that it is a part of.
  [[nodiscard]] std::vector<Occurrence> find_all(RuleKind kind, std::string_view text,
                                                 const Hints& hints) const;
  [[nodiscard]] std::vector<Occurrence> find_all(RuleKind kind, std::string_view text) const;
  /// One pass over the text, for rules of all searched kinds.
  [[nodiscard]] Hints hints(std::string_view text) const;

  /// Roles, bodies and groups of people, in the order of their ids.
  [[nodiscard]] const std::vector<Role>& roles() const;
  /// Roles that an Act keeps apart, in the order of the files.
  [[nodiscard]] const std::vector<RoleConflict>& conflicts() const;
  /// Words whose full stop ends no sentence: "No.", "e.g.".
  [[nodiscard]] const std::vector<std::string>& abbreviations() const;
  /// Titles of legislation with their years.
  [[nodiscard]] const Acts& acts() const;
  [[nodiscard]] const Councils& councils() const;

 private:
  struct Compiled;
  std::unique_ptr<Compiled> compiled_;
};

/// Runs one rule on one text. False: it does not match.
bool match_rule(const Rule& rule, std::string_view text, RuleMatch& match);

/// One thing that a rule's examples disprove.
struct ExampleFailure {
  const Rule* rule = nullptr;
  int line = 0;
  std::string message;  ///< 'takes "Article 3 applies", which it must reject'
};

/// Holds each rule against its own examples and rejects. Empty: all is well.
std::vector<ExampleFailure> test_examples(const Grammar& grammar);

}  // namespace remit
