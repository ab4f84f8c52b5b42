#include "remit/grammar/grammar_file.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <yaml-cpp/yaml.h>

#include "remit/base/parallel.h"
#include "remit/grammar/needed_words.h"
#include "remit/grammar/pattern.h"
#include "remit/text/letters.h"
#include "remit/text/utf8.h"

namespace remit {
namespace {

template <typename Value, std::size_t N>
using Names = std::array<std::pair<std::string_view, Value>, N>;

constexpr Names<RuleKind, kRuleKinds> kKinds = {{
    {"division", RuleKind::Division},
    {"marker", RuleKind::Marker},
    {"bullet", RuleKind::Bullet},
    {"closing", RuleKind::Closing},
    {"run_in", RuleKind::RunIn},
    {"listed_run_in", RuleKind::ListedRunIn},
    {"contents_title", RuleKind::ContentsTitle},
    {"contents_entry", RuleKind::ContentsEntry},
    {"page_number", RuleKind::PageNumber},
    {"furniture", RuleKind::Furniture},
    {"not_used", RuleKind::NotUsed},
    {"heading", RuleKind::Heading},
    {"no_heading", RuleKind::NoHeading},
    {"date", RuleKind::Date},
    {"sentence", RuleKind::Sentence},
    {"verb", RuleKind::Verb},
    {"council", RuleKind::Council},
    {"no_council", RuleKind::NoCouncil},
    {"common_word", RuleKind::CommonWord},
    {"before_noun", RuleKind::BeforeNoun},
    {"post_column", RuleKind::PostColumn},
    {"post_title", RuleKind::PostTitle},
    {"unit", RuleKind::Unit},
    {"range", RuleKind::Range},
    {"joint", RuleKind::Joint},
    {"definitions_heading", RuleKind::DefinitionsHeading},
    {"definition_item", RuleKind::DefinitionItem},
    {"amendment_column", RuleKind::AmendmentColumn},
    {"modal", RuleKind::Modal},
    {"definition", RuleKind::Definition},
    {"defined_term", RuleKind::DefinedTerm},
    {"reference", RuleKind::Reference},
    {"clause", RuleKind::Clause},
    {"no_duty", RuleKind::NoDuty},
    {"infinitive", RuleKind::Infinitive},
    {"negative", RuleKind::Negative},
    {"pronoun", RuleKind::Pronoun},
    {"bearer", RuleKind::Bearer},
    {"criteria", RuleKind::Criteria},
    {"body", RuleKind::Body},
    {"modifier", RuleKind::Modifier},
    {"premodifier", RuleKind::Premodifier},
    {"no_premodifier", RuleKind::NoPremodifier},
    {"expletive", RuleKind::Expletive},
    {"post_sentence", RuleKind::PostSentence},
    {"restriction", RuleKind::Restriction},
    {"post_word", RuleKind::PostWord},
    {"no_reference", RuleKind::NoReference},
    {"amendment", RuleKind::Amendment},
}};

constexpr Names<Numerals, 7> kNumerals = {{
    {"decimal", Numerals::Decimal},
    {"decimal_roman", Numerals::DecimalRoman},
    {"arabic", Numerals::Arabic},
    {"lower_alpha", Numerals::LowerAlpha},
    {"upper_alpha", Numerals::UpperAlpha},
    {"lower_roman", Numerals::LowerRoman},
    {"upper_roman", Numerals::UpperRoman},
}};

constexpr std::array<std::string_view, 10> kTypes = {
    "part",    "article",   "annex",        "appendix", "schedule",
    "section", "paragraph", "subparagraph", "point",    "bullet"};

constexpr Names<RoleKind, 4> kRoleKinds = {{
    {"statutory", RoleKind::Statutory},
    {"office", RoleKind::Office},
    {"body", RoleKind::Body},
    {"people", RoleKind::People},
}};

constexpr std::array<std::string_view, 4> kForces = {"obligation", "permission", "prohibition",
                                                     "recommendation"};

constexpr std::array<std::string_view, 11> kReferences = {
    "part",     "article", "section", "paragraph",   "annex",   "appendix",
    "schedule", "rule",    "table",   "legislation", "document"};

constexpr std::array<std::string_view, 15> kClauseMarks = {
    "condition",  "restriction", "limit",      "circumstance", "aside",
    "concession", "content",     "relative",   "consultation", "consults",
    "adverb",     "coordinator", "determiner", "verb",         "weak_verb"};
constexpr std::array<std::string_view, 8> kPostColumns = {
    "post", "functions", "designation", "proper_officer", "holder", "deputy", "group", "provision"};
constexpr std::array<std::string_view, 5> kPostSentences = {"names", "speaks", "pairs", "lead_in",
                                                            "heading"};
constexpr std::array<std::string_view, 7> kAmendments = {
    "insert", "delete", "replace", "renumber", "update_references", "place", "none"};
constexpr std::array<std::string_view, 4> kAmendmentColumns = {"current", "proposed", "place",
                                                               "deleted"};
constexpr std::array<std::string_view, 5> kPostWords = {"link", "class", "separator", "alternative",
                                                        "statutory"};

/// What the rules of a kind can make.
std::span<const std::string_view> types_of(RuleKind kind) {
  switch (kind) {
    case RuleKind::Modal:
    case RuleKind::Restriction:
      return kForces;
    case RuleKind::PostColumn:
      return kPostColumns;
    case RuleKind::PostSentence:
      return kPostSentences;
    case RuleKind::PostWord:
      return kPostWords;
    case RuleKind::Reference:
    case RuleKind::Unit:
      return kReferences;
    case RuleKind::Clause:
      return kClauseMarks;
    case RuleKind::Amendment:
      return kAmendments;
    case RuleKind::AmendmentColumn:
      return kAmendmentColumns;
    default:
      return kTypes;
  }
}

template <typename Value, std::size_t N>
std::optional<Value> look_up(const Names<Value, N>& names, std::string_view name) {
  for (const auto& [known, value] : names)
    if (known == name) return value;
  return std::nullopt;
}

template <typename Value, std::size_t N>
std::string list_of(const Names<Value, N>& names) {
  std::string list;
  for (const auto& [name, value] : names) list += (list.empty() ? "" : ", ") + std::string(name);
  return list;
}

/// The letters of the Latin alphabet that `wanted` holds of, as ranges of a character class:
/// "A-ZÀ-Ö".
std::string latin_ranges(bool (*wanted)(char32_t)) {
  constexpr std::array<std::pair<char32_t, char32_t>, 3> kBlocks = {
      {{U'A', U'ſ'}, {U'Ẁ', U'ẅ'}, {U'Ỳ', U'ỳ'}}};  // the last two are Welsh
  std::string ranges;
  for (const auto& [first, last] : kBlocks)
    for (char32_t c = first; c <= last; ++c) {
      if (!wanted(c)) continue;
      const char32_t from = c;
      while (c < last && wanted(c + 1)) ++c;
      append_utf8(ranges, from);
      if (c == from) continue;
      ranges += '-';
      append_utf8(ranges, c);
    }
  return ranges;
}

/// `pattern` with \p{L}, \p{Lu} and \p{Ll} written as the Latin letters that they are in our
/// documents: what is compiled is then some twenty times smaller than with all of Unicode's.
std::string in_latin_letters(std::string_view pattern) {
  static const Names<std::string, 3> kLetters = {{{"\\p{L}", latin_ranges(is_letter)},
                                                  {"\\p{Lu}", latin_ranges(is_upper)},
                                                  {"\\p{Ll}", latin_ranges(is_lower)}}};
  std::string out;
  std::size_t in_class = 0;  // bytes of `out` up to the first item of the class that is open
  while (!pattern.empty()) {
    const auto letters = std::find_if(kLetters.begin(), kLetters.end(), [&](const auto& known) {
      return pattern.starts_with(known.first);
    });
    if (letters != kLetters.end()) {
      out += in_class != 0 ? letters->second : '[' + letters->second + ']';
      pattern.remove_prefix(letters->first.size());
      continue;
    }
    const bool opens = in_class == 0 && pattern.front() == '[';
    const std::size_t size = std::min<std::size_t>(
        pattern.front() == '\\' || (opens && pattern.substr(1).starts_with('^')) ? 2 : 1,
        pattern.size());
    out += pattern.substr(0, size);
    if (opens)
      in_class = out.size();
    else if (pattern.front() == ']' && out.size() > in_class + 1)  // the first ] is an item
      in_class = 0;
    pattern.remove_prefix(size);
  }
  return out;
}

/// One grammar file being read. Any fault ends it with an Error that says where.
class File {
 public:
  File(std::string path, std::string language, bool proven)
      : path_(std::move(path)), language_(std::move(language)), proven_(proven) {}

  Result<GrammarFolder> read() {
    try {
      const YAML::Node root = YAML::LoadFile(path_);
      if (!root.IsMap()) return fault(root, "", "a grammar is a map with the key 'rules'");
      GrammarFolder out;
      for (const auto& entry : root) {
        const auto key = entry.first.as<std::string>();
        if (key == "fragments")
          for (const auto& fragment : entry.second)
            fragments_.emplace_back("{{" + fragment.first.as<std::string>() + "}}",
                                    fragment.second.as<std::string>());
        else if (key == "abbreviations")
          for (const auto& word : entry.second) out.abbreviations.push_back(word.as<std::string>());
        else if (key != "rules" && key != "roles" && key != "conflicts" && key != "about")
          return fault(entry.first, "",
                       "unknown key '" + key +
                           "' (known: about, abbreviations, conflicts, fragments, roles, rules)");
      }
      for (const char* list : {"rules", "roles", "conflicts"})
        if (root[list] && !root[list].IsSequence())
          return fault(root[list], "", "'" + std::string(list) + "' must be a list");
      if (!root["rules"] && !root["roles"] && !root["conflicts"] && !root["abbreviations"])
        return fault(root, "", "'rules' must be a list");
      for (const YAML::Node& node : root["rules"]) {
        auto rule = read_rule(node);
        if (!rule) return fail(rule.error());
        out.rules.push_back(std::move(*rule));
      }
      for (const YAML::Node& node : root["roles"]) {
        auto role = read_role(node);
        if (!role) return fail(role.error());
        add_role(out.roles, std::move(*role));
      }
      for (const YAML::Node& node : root["conflicts"]) {
        auto conflict = read_conflict(node);
        if (!conflict) return fail(conflict.error());
        out.conflicts.push_back(std::move(*conflict));
      }
      return out;
    } catch (const YAML::Exception& problem) {
      return fail({.code = "bad-grammar",
                   .message = problem.msg,
                   .hint = "the file must be YAML of the form shown in grammars/README.md",
                   .file = path_,
                   .line = problem.mark.line + 1,
                   .column = problem.mark.column + 1});
    }
  }

 private:
  Result<Rule> read_rule(const YAML::Node& node) {
    if (!node.IsMap() || !node["id"]) return fault(node, "", "a rule needs an 'id'");
    Rule rule;
    rule.id = node["id"].as<std::string>();
    rule.file = path_;
    rule.line = node.Mark().line + 1;
    rule.language = language_;
    for (const auto& entry : node) {
      const auto key = entry.first.as<std::string>();
      const YAML::Node& value = entry.second;
      if (key == "kind") {
        const auto kind = look_up(kKinds, value.as<std::string>());
        if (!kind) return fault(value, rule.id, "unknown kind (known: " + list_of(kKinds) + ")");
        rule.kind = *kind;
      } else if (key == "type") {
        rule.type = value.as<std::string>();
      } else if (key == "numerals") {
        for (const YAML::Node& name : value) {
          const auto numerals = look_up(kNumerals, name.as<std::string>());
          if (!numerals)
            return fault(name, rule.id, "unknown numerals (known: " + list_of(kNumerals) + ")");
          rule.numerals.push_back(*numerals);
        }
      } else if (key == "needs_gap") {
        rule.needs_gap = value.as<bool>();
      } else if (key == "pattern") {
        rule.source = value.as<std::string>();
      } else if (key == "examples" || key == "rejects") {
        for (const YAML::Node& item : value)
          (key == "examples" ? rule.examples : rule.rejects).push_back(read_example(item));
      } else if (key != "id" && key != "about") {
        return fault(entry.first, rule.id, "unknown key '" + key + "'");
      }
    }
    if (!node["pattern"]) return fault(node, rule.id, "a rule needs a 'pattern'");
    if (auto put = put_in_fragments(node["pattern"], rule); !put) return fail(put.error());
    rule.pattern = std::make_shared<Pattern>(in_latin_letters(rule.source));
    if (is_searched(rule.kind)) rule.words = needed_words(rule.source);
    if (!proven_ || !is_searched(rule.kind)) {
      if (auto right = check_pattern(node["pattern"], rule); !right) return fail(right.error());
      if (auto known = check_examples(node["examples"], rule); !known) return fail(known.error());
      rule.has_heading = rule.pattern->heading() != 0;
    }
    const auto types = types_of(rule.kind);
    if (!rule.type.empty() && std::find(types.begin(), types.end(), rule.type) == types.end())
      return fault(node["type"], rule.id, "unknown type '" + rule.type + "'");
    if (rule.examples.empty()) return fault(node, rule.id, "a rule needs 'examples' that prove it");
    const bool makes_node = rule.kind == RuleKind::Division || rule.kind == RuleKind::Marker;
    if (makes_node && (rule.type.empty() || rule.pattern->label() == 0))
      return fault(node, rule.id, "it makes nodes: it needs a 'type' and a group (?P<label>…)");
    if (rule.kind == RuleKind::Marker && (rule.numerals.empty() || rule.pattern->num() == 0))
      return fault(node, rule.id, "a marker needs 'numerals' and a group (?P<num>…)");
    return rule;
  }

  Result<Role> read_role(const YAML::Node& node) {
    if (!node.IsMap() || !node["id"]) return fault(node, "", "a role needs an 'id'");
    Role role;
    role.id = node["id"].as<std::string>();
    role.file = path_;
    role.line = node.Mark().line + 1;
    for (const auto& entry : node) {
      const auto key = entry.first.as<std::string>();
      const YAML::Node& value = entry.second;
      if (key == "kind") {
        const auto kind = look_up(kRoleKinds, value.as<std::string>());
        if (!kind)
          return fault(value, role.id, "unknown kind (known: " + list_of(kRoleKinds) + ")");
        role.kind = *kind;
      } else if (key == "forms") {
        for (const YAML::Node& form : value) role.forms.push_back(form.as<std::string>());
      } else if (key == "acts") {
        for (const YAML::Node& act : value)
          role.acts.push_back(
              {act["title"].as<std::string>(), act["provision"].as<std::string>(std::string())});
      } else if (key == "designated") {
        role.designated = value.as<bool>();
      } else if (key != "id" && key != "about") {
        return fault(entry.first, role.id, "unknown key '" + key + "'");
      }
    }
    if (role.forms.empty())
      return fault(node, role.id, "a role needs 'forms' that documents print");
    return role;
  }

  Result<RoleConflict> read_conflict(const YAML::Node& node) const {
    if (!node.IsMap() || !node["roles"] || !node["act"])
      return fault(node, "", "a conflict needs 'roles' and the 'act' that keeps them apart");
    for (const auto& entry : node)
      if (const auto key = entry.first.as<std::string>();
          key != "roles" && key != "act" && key != "where" && key != "about")
        return fault(entry.first, "", "unknown key '" + key + "'");
    RoleConflict conflict;
    for (const YAML::Node& role : node["roles"]) conflict.roles.push_back(role.as<std::string>());
    if (conflict.roles.size() != 2)
      return fault(node["roles"], "", "a conflict is between two roles");
    const YAML::Node& act = node["act"];
    conflict.act = {act["title"].as<std::string>(), act["provision"].as<std::string>()};
    if (node["where"]) conflict.where = node["where"].as<std::string>();
    return conflict;
  }

  Result<void> put_in_fragments(const YAML::Node& value, Rule& rule) const {
    for (const auto& [name, text] : fragments_)
      for (std::size_t at = 0; (at = rule.source.find(name, at)) != std::string::npos;
           at += text.size())
        rule.source.replace(at, name.size(), text);
    if (const std::size_t open = rule.source.find("{{"); open != std::string::npos)
      return fault(value, rule.id,
                   "no such fragment: \"" +
                       rule.source.substr(open, rule.source.find("}}", open) - open + 2) + '"',
                   "bad-pattern");
    return {};
  }

  Result<void> check_pattern(const YAML::Node& value, const Rule& rule) const {
    const RE2& regex = rule.pattern->regex();
    if (!regex.ok()) {
      // RE2's message ends in the fragment at fault; ours quotes it
      const std::string& fragment = regex.error_arg();
      std::string message = regex.error();
      if (message.ends_with(": " + fragment)) message.resize(message.size() - fragment.size() - 2);
      return fault(value, rule.id, message + ": \"" + fragment + '"', "bad-pattern");
    }
    if (regex.NumberOfCapturingGroups() >= kMostGroups)
      return fault(value, rule.id, "too many groups: write (?:…) where nothing is kept",
                   "bad-pattern");
    for (const auto& [name, index] : rule.pattern->groups())
      if (!is_searched(rule.kind) && name != "label" && name != "num" && name != "heading")
        return fault(value, rule.id, "unknown group \"" + name + "\" (known: label, num, heading)",
                     "bad-pattern");
    return {};
  }

  static Example read_example(const YAML::Node& node) {
    Example example;
    example.line = node.Mark().line + 1;
    if (node.IsScalar()) {
      example.text = node.as<std::string>();
      return example;
    }
    for (const auto& entry : node) {
      const auto key = entry.first.as<std::string>();
      if (key == "text")
        example.text = entry.second.as<std::string>();
      else
        example.groups[key] = entry.second.as<std::string>();
    }
    return example;
  }

  /// An example says what the whole match and the pattern's groups hold, and nothing else.
  Result<void> check_examples(const YAML::Node& examples, const Rule& rule) const {
    for (const YAML::Node& example : examples) {
      if (!example.IsMap()) continue;
      for (const auto& entry : example) {
        const auto key = entry.first.as<std::string>();
        const auto& groups = rule.pattern->groups();
        if (key != "text" && key != "whole" &&
            std::none_of(groups.begin(), groups.end(),
                         [&](const auto& group) { return group.first == key; }))
          return fault(entry.first, rule.id,
                       "its pattern has no group for the key '" + key + "' of an example");
      }
    }
    return {};
  }

  tl::unexpected<Error> fault(const YAML::Node& at, const std::string& rule, std::string message,
                              std::string code = "bad-grammar") const {
    return fail({.code = std::move(code),
                 .message = std::move(message),
                 .file = path_,
                 .line = at.Mark().line + 1,
                 .column = at.Mark().column + 1,
                 .rule = rule});
  }

  std::string path_;
  std::string language_;
  bool proven_;
  std::vector<std::pair<std::string, std::string>> fragments_;
};

/// Within one folder an id names one rule; only another folder's may take its place.
Error twice(const Rule& rule, const Rule& first, const std::filesystem::path& folder) {
  const std::string where = std::filesystem::path(first.file).lexically_relative(folder).string();
  return {
      .code = "bad-grammar",
      .message = "its id is taken already, at " + where + ":" + std::to_string(first.line),
      .hint = "give one of them another id; to replace a rule, put yours in a folder of its own",
      .file = rule.file,
      .line = rule.line,
      .column = 3,
      .rule = rule.id};
}

}  // namespace

Result<GrammarFolder> load_folder(const std::filesystem::path& folder, bool proven) {
  namespace fs = std::filesystem;
  std::error_code problem;
  std::vector<fs::path> files;
  for (fs::recursive_directory_iterator it(folder, problem), end; !problem && it != end;
       it.increment(problem))
    if (it->path().extension() == ".yaml" || it->path().extension() == ".yml")
      files.push_back(it->path());
  if (problem || files.empty())
    return fail({.code = "no-grammar",
                 .message = problem ? problem.message() : "there is no *.yaml file in it",
                 .hint = "name a folder of grammar files with --grammars DIR",
                 .file = folder.string()});
  std::sort(files.begin(), files.end());
  std::vector<Result<GrammarFolder>> read(files.size());
  share_out(
      files.size(),
      [&](std::size_t i, std::size_t) {
        const fs::path inside = files[i].lexically_relative(folder).parent_path();
        read[i] =
            File(files[i].string(), inside.empty() ? "" : inside.begin()->string(), proven).read();
      },
      1);
  GrammarFolder out;
  for (Result<GrammarFolder>& loaded : read) {
    if (!loaded) return fail(loaded.error());
    for (Rule& rule : loaded->rules) {
      const auto same = std::find_if(out.rules.begin(), out.rules.end(),
                                     [&](const Rule& known) { return known.id == rule.id; });
      if (same != out.rules.end()) return fail(twice(rule, *same, folder));
      out.rules.push_back(std::move(rule));
    }
    for (Role& role : loaded->roles) add_role(out.roles, std::move(role));
    std::move(loaded->conflicts.begin(), loaded->conflicts.end(),
              std::back_inserter(out.conflicts));
    std::move(loaded->abbreviations.begin(), loaded->abbreviations.end(),
              std::back_inserter(out.abbreviations));
  }
  return out;
}

}  // namespace remit
