#include "remit/grammar/grammar.h"

#include <algorithm>
#include <array>
#include <re2/re2.h>
#include <re2/set.h>

#include "remit/grammar/grammar_file.h"
#include "remit/grammar/pattern.h"

namespace remit {
namespace {

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }
std::string_view view(const re2::StringPiece& text) { return {text.data(), text.size()}; }

}  // namespace

struct Grammar::Compiled {
  std::vector<Rule> rules;
  struct Kind {
    std::unique_ptr<RE2::Set> set;
    std::vector<std::size_t> rules;  // index in the set → index in `rules`
  };
  std::array<Kind, kRuleKinds> kinds;
};

Grammar::Grammar() : compiled_(std::make_unique<Compiled>()) {}
Grammar::~Grammar() = default;
Grammar::Grammar(Grammar&&) noexcept = default;
Grammar& Grammar::operator=(Grammar&&) noexcept = default;

Result<Grammar> Grammar::load(const std::vector<std::filesystem::path>& folders) {
  Grammar grammar;
  std::vector<Rule>& rules = grammar.compiled_->rules;
  for (const auto& folder : folders) {
    auto loaded = load_rules(folder);
    if (!loaded) return fail(loaded.error());
    for (Rule& rule : *loaded) {
      const auto same = std::find_if(rules.begin(), rules.end(),
                                     [&](const Rule& known) { return known.id == rule.id; });
      if (same == rules.end())
        rules.push_back(std::move(rule));
      else
        *same = std::move(rule);
    }
  }
  for (std::size_t i = 0; i < rules.size(); ++i) {
    auto& kind = grammar.compiled_->kinds[static_cast<std::size_t>(rules[i].kind)];
    if (!kind.set) kind.set = std::make_unique<RE2::Set>(pattern_options(), RE2::ANCHOR_START);
    kind.set->Add(rules[i].source, nullptr);
    kind.rules.push_back(i);
  }
  for (auto& kind : grammar.compiled_->kinds)
    if (kind.set && !kind.set->Compile())
      return fail({.code = "bad-grammar", .message = "the rules together need too much memory"});
  return grammar;
}

const std::vector<Rule>& Grammar::rules() const { return compiled_->rules; }

std::vector<RuleMatch> Grammar::match(RuleKind kind, std::string_view text) const {
  const auto& set = compiled_->kinds[static_cast<std::size_t>(kind)];
  std::vector<RuleMatch> found;
  std::vector<int> hits;
  if (!set.set || !set.set->Match(piece(text), &hits)) return found;
  std::sort(hits.begin(), hits.end());
  for (const int hit : hits) {
    RuleMatch match;
    if (match_rule(compiled_->rules[set.rules[static_cast<std::size_t>(hit)]], text, match))
      found.push_back(match);
  }
  return found;
}

bool Grammar::matches(RuleKind kind, std::string_view text) const {
  const auto& set = compiled_->kinds[static_cast<std::size_t>(kind)];
  return set.set && set.set->Match(piece(text), nullptr);
}

bool match_rule(const Rule& rule, std::string_view text, RuleMatch& match) {
  const Pattern& pattern = *rule.pattern;
  std::array<re2::StringPiece, kMostGroups> groups;
  const int count = pattern.regex.NumberOfCapturingGroups() + 1;
  if (!pattern.regex.Match(piece(text), 0, text.size(), RE2::ANCHOR_START, groups.data(), count))
    return false;
  const auto group = [&](int index) {
    return index > 0 ? view(groups[static_cast<std::size_t>(index)]) : std::string_view();
  };
  match = {.rule = &rule,
           .whole = view(groups[0]),
           .label = group(pattern.label),
           .num = group(pattern.num),
           .heading = group(pattern.heading)};
  return true;
}

std::vector<ExampleFailure> test_examples(const Grammar& grammar) {
  std::vector<ExampleFailure> failures;
  const auto quoted = [](std::string_view text) { return '"' + std::string(text) + '"'; };
  for (const Rule& rule : grammar.rules()) {
    RuleMatch match;
    for (const Example& example : rule.examples) {
      if (!match_rule(rule, example.text, match)) {
        failures.push_back({&rule, example.line, "does not take " + quoted(example.text)});
        continue;
      }
      for (const auto& [group, wanted] : example.groups) {
        const std::string_view got = group == "num"     ? match.num
                                     : group == "label" ? match.label
                                                        : match.heading;
        if (got != wanted)
          failures.push_back({&rule, example.line,
                              "reads " + group + " " + quoted(got) + " in " + quoted(example.text) +
                                  ", not " + quoted(wanted)});
      }
    }
    for (const Example& reject : rule.rejects)
      if (match_rule(rule, reject.text, match))
        failures.push_back(
            {&rule, reject.line, "takes " + quoted(reject.text) + ", which it must reject"});
  }
  return failures;
}

}  // namespace remit
