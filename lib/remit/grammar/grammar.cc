#include "remit/grammar/grammar.h"

#include <algorithm>
#include <array>
#include <future>
#include <mutex>
#include <optional>
#include <re2/re2.h>
#include <re2/set.h>

#include "remit/base/parallel.h"
#include "remit/grammar/grammar_file.h"
#include "remit/grammar/pattern.h"
#include "remit/grammar/word_scan.h"

namespace remit {
namespace {

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }
std::string_view view(const re2::StringPiece& text) { return {text.data(), text.size()}; }

}  // namespace

struct Grammar::Compiled {
  std::vector<Rule> rules;
  /// The rules of one kind.
  struct Kind {
    std::vector<std::size_t> rules;  // index in Compiled::rules
    /// Of a searched kind: which bits of Hints::words each of them needs, [rule] and one more.
    std::vector<std::size_t> first_hint{0};
    /// Of any other: the set is compiled when it is first asked for.
    std::once_flag once;
    std::unique_ptr<RE2::Set> set;
  };

  void index_rules() {
    for (std::size_t i = 0; i < rules.size(); ++i)
      kinds[static_cast<std::size_t>(rules[i].kind)].rules.push_back(i);
    std::vector<std::vector<std::string>> words;
    for (Kind& kind : kinds) {
      kind.first_hint = {words.size()};
      for (const std::size_t rule : kind.rules) {
        words.insert(words.end(), rules[rule].words.begin(), rules[rule].words.end());
        kind.first_hint.push_back(words.size());
      }
    }
    scan = WordScan(words);
  }

  /// Null: there is no such rule, or the set takes too much memory.
  const RE2::Set* set_of(RuleKind wanted) {
    Kind& kind = kinds[static_cast<std::size_t>(wanted)];
    std::call_once(kind.once, [&] {
      if (kind.rules.empty()) return;
      auto set = std::make_unique<RE2::Set>(pattern_options(), RE2::ANCHOR_START);
      for (const std::size_t rule : kind.rules) set->Add(rules[rule].pattern->source(), nullptr);
      if (set->Compile()) kind.set = std::move(set);
    });
    return kind.set.get();
  }

  /// The rules of a searched kind that may match somewhere in a text, by their place in `rules`.
  [[nodiscard]] std::vector<std::size_t> likely(RuleKind wanted, const Hints& hints) const {
    const Kind& kind = kinds[static_cast<std::size_t>(wanted)];
    const auto has = [&](std::size_t hint) {
      return hints.words.empty() || (hints.words[hint / 64] >> (hint % 64) & 1) != 0;
    };
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < kind.rules.size(); ++i) {
      std::size_t hint = kind.first_hint[i];
      while (hint < kind.first_hint[i + 1] && has(hint)) ++hint;
      if (hint == kind.first_hint[i + 1]) found.push_back(kind.rules[i]);
    }
    return found;
  }

  /// The rules of any other kind that match at the head of a text, by their place in `rules`.
  std::vector<std::size_t> hits(RuleKind wanted, std::string_view text) {
    const std::vector<std::size_t>& all = kinds[static_cast<std::size_t>(wanted)].rules;
    const RE2::Set* set = set_of(wanted);
    if (!set) return all;  // each is tried by itself
    std::vector<int> places;
    std::vector<std::size_t> found;
    if (!set->Match(piece(text), &places)) return found;
    std::sort(places.begin(), places.end());
    for (const int place : places) found.push_back(all[static_cast<std::size_t>(place)]);
    return found;
  }

  std::array<Kind, kRuleKinds> kinds;
  WordScan scan{{}};
  std::vector<Role> roles;
  std::vector<RoleConflict> conflicts;
  std::vector<std::string> abbreviations;
  Acts acts;
  Councils councils;
  std::future<void> warming_up;  // last: it uses all the others
};

Grammar::Grammar() : compiled_(std::make_unique<Compiled>()) {}
Grammar::~Grammar() = default;
Grammar::Grammar(Grammar&&) noexcept = default;
Grammar& Grammar::operator=(Grammar&&) noexcept = default;

Result<Grammar> Grammar::load(const std::vector<std::filesystem::path>& folders,
                              std::size_t proven) {
  Grammar grammar;
  Compiled& compiled = *grammar.compiled_;
  std::vector<Rule>& rules = compiled.rules;
  for (std::size_t i = 0; i < folders.size(); ++i) {
    auto loaded = load_folder(folders[i], i < proven);
    if (!loaded) return fail(loaded.error());
    compiled.acts.add(folders[i] / kActsFile);
    compiled.councils.add(folders[i] / kCouncilsFile);
    for (Role& role : loaded->roles) add_role(compiled.roles, std::move(role));
    for (RoleConflict& conflict : loaded->conflicts)
      compiled.conflicts.push_back(std::move(conflict));
    for (std::string& word : loaded->abbreviations)
      compiled.abbreviations.push_back(std::move(word));
    for (Rule& rule : loaded->rules) {
      const auto same = std::find_if(rules.begin(), rules.end(),
                                     [&](const Rule& known) { return known.id == rule.id; });
      if (same == rules.end())
        rules.push_back(std::move(rule));
      else
        *same = std::move(rule);
    }
  }
  compiled.index_rules();
  compiled.warming_up = in_background([&compiled] {
    for (int i = 0; i < kRuleKinds; ++i)
      if (const auto kind = static_cast<RuleKind>(i); !is_searched(kind)) compiled.set_of(kind);
    for (const Rule& rule : compiled.rules)
      if (!is_searched(rule.kind)) (void)rule.pattern->regex();
  });
  return grammar;
}

void Grammar::prepare() const {
  if (compiled_->warming_up.valid()) compiled_->warming_up.wait();
  // RE2 looks backwards from the end of a match for where it begins
  for (const Rule& rule : compiled_->rules) (void)rule.pattern->regex().ReverseProgramSize();
  (void)compiled_->acts.find("");
  (void)compiled_->councils.named("");
}

const std::vector<Rule>& Grammar::rules() const { return compiled_->rules; }

std::vector<RuleMatch> Grammar::match(RuleKind kind, std::string_view text) const {
  std::vector<RuleMatch> found;
  for (const std::size_t hit : compiled_->hits(kind, text)) {
    RuleMatch match;
    if (match_rule(compiled_->rules[hit], text, match)) found.push_back(match);
  }
  return found;
}

bool Grammar::matches(RuleKind kind, std::string_view text) const {
  if (is_searched(kind)) {
    const auto likely = compiled_->likely(kind, hints(text));
    return std::any_of(likely.begin(), likely.end(), [&](std::size_t rule) {
      return RE2::PartialMatch(piece(text), compiled_->rules[rule].pattern->regex());
    });
  }
  if (const RE2::Set* set = compiled_->set_of(kind)) return set->Match(piece(text), nullptr);
  return !match(kind, text).empty();
}

namespace {

/// Every place where one rule matches, without overlaps.
void find_rule(const Rule& rule, std::string_view text, std::vector<Occurrence>& found) {
  const RE2& regex = rule.pattern->regex();
  const int count = regex.NumberOfCapturingGroups() + 1;
  std::array<re2::StringPiece, kMostGroups> groups;
  std::size_t from = 0;
  while (from < text.size() &&
         regex.Match(piece(text), from, text.size(), RE2::UNANCHORED, groups.data(), count)) {
    const std::size_t begin = static_cast<std::size_t>(groups[0].data() - text.data());
    const std::size_t end = begin + groups[0].size();
    if (end > begin) {
      Occurrence& occurrence = found.emplace_back();
      occurrence.rule = &rule;
      occurrence.at = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
      for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i)
        occurrence.groups[i] = view(groups[i]);
    }
    from = std::max(end, from + 1);
  }
}

}  // namespace

std::string_view Occurrence::group(std::string_view name) const {
  for (const auto& [known, index] : rule->pattern->groups())
    if (known == name) return groups[static_cast<std::size_t>(index)];
  return {};
}

bool Occurrence::has(std::string_view name) const {
  const auto& groups_known = rule->pattern->groups();
  return std::any_of(groups_known.begin(), groups_known.end(),
                     [&](const auto& group) { return group.first == name; });
}

Hints Grammar::hints(std::string_view text) const { return {compiled_->scan.found_in(text)}; }

std::vector<Occurrence> Grammar::find_all(RuleKind kind, std::string_view text) const {
  return find_all(kind, text, hints(text));
}

std::vector<Occurrence> Grammar::find_all(RuleKind kind, std::string_view text,
                                          const Hints& hints) const {
  std::vector<Occurrence> found;
  for (const std::size_t rule : compiled_->likely(kind, hints))
    find_rule(compiled_->rules[rule], text, found);
  std::sort(found.begin(), found.end(), [](const Occurrence& a, const Occurrence& b) {
    if (a.at.begin != b.at.begin) return a.at.begin < b.at.begin;
    if (a.at.end != b.at.end) return a.at.end > b.at.end;
    return a.rule < b.rule;
  });
  std::uint32_t taken = 0;
  std::erase_if(found, [&](const Occurrence& occurrence) {
    if (occurrence.at.begin < taken) return true;
    taken = occurrence.at.end;
    return false;
  });
  return found;
}

const std::vector<Role>& Grammar::roles() const { return compiled_->roles; }
const std::vector<RoleConflict>& Grammar::conflicts() const { return compiled_->conflicts; }
const std::vector<std::string>& Grammar::abbreviations() const { return compiled_->abbreviations; }

const Acts& Grammar::acts() const { return compiled_->acts; }
const Councils& Grammar::councils() const { return compiled_->councils; }

bool match_rule(const Rule& rule, std::string_view text, RuleMatch& match) {
  const Pattern& pattern = *rule.pattern;
  std::array<re2::StringPiece, kMostGroups> groups;
  const int count = pattern.regex().NumberOfCapturingGroups() + 1;
  if (!pattern.regex().Match(piece(text), 0, text.size(), RE2::ANCHOR_START, groups.data(), count))
    return false;
  const auto group = [&](int index) {
    return index > 0 ? view(groups[static_cast<std::size_t>(index)]) : std::string_view();
  };
  match = {.rule = &rule,
           .whole = view(groups[0]),
           .label = group(pattern.label()),
           .num = group(pattern.num()),
           .heading = group(pattern.heading())};
  return true;
}

namespace {

/// What a rule takes of a text: of one that is looked for, the first place where it is found.
std::optional<Occurrence> taken(const Rule& rule, std::string_view text) {
  if (is_searched(rule.kind)) {
    std::vector<Occurrence> found;
    find_rule(rule, text, found);
    return found.empty() ? std::nullopt : std::optional(found.front());
  }
  Occurrence occurrence{.rule = &rule, .at = {}};
  std::array<re2::StringPiece, kMostGroups> groups;
  const RE2& regex = rule.pattern->regex();
  if (!regex.Match(piece(text), 0, text.size(), RE2::ANCHOR_START, groups.data(),
                   regex.NumberOfCapturingGroups() + 1))
    return std::nullopt;
  for (std::size_t i = 0; i < groups.size(); ++i) occurrence.groups[i] = view(groups[i]);
  return occurrence;
}

}  // namespace

std::vector<ExampleFailure> test_examples(const Grammar& grammar) {
  std::vector<ExampleFailure> failures;
  const auto quoted = [](std::string_view text) { return '"' + std::string(text) + '"'; };
  for (const Rule& rule : grammar.rules()) {
    for (const Example& example : rule.examples) {
      const auto match = taken(rule, example.text);
      if (!match) {
        failures.push_back({&rule, example.line, "does not take " + quoted(example.text)});
        continue;
      }
      for (const auto& [group, wanted] : example.groups) {
        const std::string_view got = group == "whole" ? match->groups[0] : match->group(group);
        if (got != wanted)
          failures.push_back({&rule, example.line,
                              "reads " + group + " " + quoted(got) + " in " + quoted(example.text) +
                                  ", not " + quoted(wanted)});
      }
    }
    for (const Example& reject : rule.rejects)
      if (taken(rule, reject.text))
        failures.push_back(
            {&rule, reject.line, "takes " + quoted(reject.text) + ", which it must reject"});
  }
  return failures;
}

}  // namespace remit
