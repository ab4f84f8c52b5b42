#include "remit/analysis/definitions.h"

#include <algorithm>
#include <optional>

#include "remit/text/letters.h"
#include "remit/text/utf8.h"

namespace remit {
namespace {

constexpr std::size_t kWordsBefore = 12;  // that a term in brackets can stand for
constexpr std::size_t kLongestTerm = 80;  // bytes

/// `text` without spaces and the marks that end it.
std::string_view tidy(std::string_view text) {
  text = trimmed(text);
  while (!text.empty() && (text.back() == '.' || text.back() == ';' || text.back() == ','))
    text = trimmed(text.substr(0, text.size() - 1));
  return text;
}

/// A term without quotation marks around it.
std::string_view bare_term(std::string_view text) {
  constexpr std::string_view kMarks[] = {"“", "”", "‘", "’", "\"", "'"};
  text = tidy(text);
  for (bool cut = true; cut && !text.empty();) {
    cut = false;
    for (const std::string_view mark : kMarks) {
      if (text.starts_with(mark)) text.remove_prefix(mark.size()), cut = true;
      if (text.ends_with(mark)) text.remove_suffix(mark.size()), cut = true;
    }
  }
  return trimmed(text);
}

struct Word {
  std::string_view text;
  bool parted = false;  // a comma, stop or bracket stands behind it
};

/// The last words of a text, the last first.
std::vector<Word> words_back(std::string_view text, std::size_t most) {
  std::vector<Word> words;
  while (words.size() < most) {
    text = trimmed(text);
    if (text.empty()) break;
    const std::size_t space = text.rfind(' ');
    const std::size_t begin = space == std::string_view::npos ? 0 : space + 1;
    Word word{.text = text.substr(begin)};
    word.parted = std::string_view(",;:.()[]").find(word.text.back()) != std::string_view::npos;
    words.push_back(word);
    text = text.substr(0, begin);
  }
  return words;
}

/// The words in front of an abbreviation whose initials it is: each of its letters begins a word,
/// in order, the first of them the first word. Empty: none.
std::string_view spelled_out(std::string_view before, std::string_view term) {
  std::vector<char32_t> letters;
  for (std::size_t at = 0; at < term.size();) {
    const char32_t c = next_utf8(term, at);
    if (is_letter(c)) letters.push_back(c < 0x80 && c >= 'A' && c <= 'Z' ? c + 32 : c);
  }
  if (letters.size() > 2 && letters.back() == 's' && is_upper(static_cast<unsigned char>(term[0])))
    if (const char last = term[term.size() - 1]; last == 's') letters.pop_back();
  std::size_t left = letters.size();
  std::string_view last;
  const std::vector<Word> words = words_back(before, kWordsBefore);
  for (const Word& word : words) {
    if (word.parted && !last.empty()) break;
    // "Partnerships/Boards", "Member-Officer"
    bool taken = false;
    std::size_t end = word.text.size();
    for (std::size_t i = word.text.size(); i-- > 0 && left > 0;) {
      const bool starts =
          i == 0 || word.text[i - 1] == '-' || word.text[i - 1] == '/' || word.text[i - 1] == '(';
      if (!starts) continue;
      std::size_t at = i;
      char32_t c = next_utf8(word.text, at);
      if (c >= 'A' && c <= 'Z') c += 32;
      if ((c == U'“' || c == U'‘' || c == U'\'') && at < end) c = next_utf8(word.text, at);
      if (c != letters[left - 1]) continue;
      --left;
      taken = true;
    }
    if (!taken && word.text.size() > 5) return {};  // only small words are passed over
    if (last.empty() && !taken) return {};
    last = word.text;
    if (left == 0) return before.substr(static_cast<std::size_t>(last.data() - before.data()));
  }
  return {};
}

class Finder {
 public:
  Finder(const Tree& tree, const Grammar& grammar) : tree_(tree), grammar_(grammar) {}

  void read(const Passage& passage) {
    if (passage.in == Place::In::Cell && read_cell(passage)) return;
    const std::size_t found_before = found_.size();
    for (const Occurrence& occurrence :
         grammar_.find_all(RuleKind::Definition, passage.text, passage.hints))
      read_sentence(passage, occurrence);
    if (found_.size() == found_before) read_item(passage);
  }

  std::vector<Definition> take() { return std::move(found_); }

 private:
  // ---- in sentences ----------------------------------------------------------------------------

  void read_sentence(const Passage& passage, const Occurrence& occurrence) {
    const Span sentence = sentence_of(passage, occurrence.at.begin);
    const std::string_view text = passage.text;
    const std::string_view before =
        text.substr(sentence.begin, occurrence.at.begin - sentence.begin);
    std::string meaning;
    if (!occurrence.group("initials").empty()) {
      meaning = spelled_out(before, occurrence.group("term"));
      if (meaning.empty()) return;
    } else if (!occurrence.group("close").empty()) {
      meaning = phrase_before(before);
    } else if (const std::string_view own = occurrence.group("meaning"); !own.empty()) {
      meaning = tidy(own);
    } else if (occurrence.at.end < sentence.end) {
      meaning = tidy(text.substr(occurrence.at.end, sentence.end - occurrence.at.end));
    }
    meaning = trimmed(meaning);
    const bool open = meaning.find_first_not_of(" :—–-") == std::string::npos ||
                      meaning.ends_with(':') || meaning.ends_with("—");
    if (open && sentence.end == text.size()) {
      if (!meaning.empty()) meaning += '\n';
      meaning += children_of(passage.node);
    }
    for (const char* name : {"term", "also"})
      add(passage, sentence, occurrence.group(name), meaning, *occurrence.rule);
  }

  static Span sentence_of(const Passage& passage, std::uint32_t at) {
    const auto sentence =
        std::upper_bound(passage.sentences.begin(), passage.sentences.end(), at,
                         [](std::uint32_t byte, Span one) { return byte < one.end; });
    if (sentence != passage.sentences.end()) return *sentence;
    return {0, static_cast<std::uint32_t>(passage.text.size())};
  }

  /// The phrase that ends a text: back to the last comma or bracket, at most so many words, from
  /// the first of them that is a small word before a capital on, where there is one.
  static std::string phrase_before(std::string_view before) {
    before = trimmed(before);
    if (before.ends_with(')'))  // "the three officers (the Clerk, the Mayor)": who they are
      if (const std::size_t open = before.rfind('('); open != std::string_view::npos)
        return std::string(trimmed(before.substr(open + 1, before.size() - open - 2)));
    const std::vector<Word> words = words_back(before, kWordsBefore);
    std::string_view from;
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (i > 0 && words[i].parted) break;
      from = words[i].text;
      const bool small = from.size() <= 4 && !is_upper(first_character(from));
      const bool name = i > 0 && is_upper(first_character(words[i - 1].text));
      if (small && name && from.size() == 3) break;  // an article and its name
    }
    if (from.empty()) return "";
    return std::string(tidy(before.substr(static_cast<std::size_t>(from.data() - before.data()))));
  }

  std::string children_of(NodeId node) const {
    std::string text;
    for (const NodeId child : tree_.nodes[node].children) {
      const Node& item = tree_.nodes[child];
      if (item.table || (item.text.empty() && !item.heading)) continue;
      text += text.empty() ? "" : "\n";
      text += tidy(item.text.empty() ? *item.heading : item.text);
    }
    return text;
  }

  // ---- in tables and lists ---------------------------------------------------------------------

  /// Whether the cell belongs to a table of definitions.
  bool read_cell(const Passage& passage) {
    const TableText& table = *tree_.nodes[passage.node].table;
    if (table_ != passage.node) {
      table_ = passage.node;
      const bool headed = table.header.size() > 1;
      const auto says = [&](std::size_t column) {
        return grammar_.matches(RuleKind::DefinitionsHeading, table.header[column]);
      };
      table_defines_ = (headed && table.header.size() < 4 && (says(1) || says(0))) ||
                       (table_columns(table) == 2 && is_headed(passage.node));
    }
    if (!table_defines_) return false;
    if (passage.row == 0 || passage.column != 0 || passage.offset > 0) return passage.column == 0;
    const auto& row = table.rows[static_cast<std::size_t>(passage.row) - 1];
    if (row.size() < 2) return true;
    const auto found = grammar_.match(RuleKind::DefinitionsHeading, row[1]);
    if (!found.empty()) return true;  // the header, without being one
    std::string_view meaning = tidy(row[1]);
    for (const RuleMatch& match : grammar_.match(RuleKind::DefinitionItem, meaning))
      if (match.label.empty()) meaning = match.heading;  // without "means"
    static const std::string kRule = "definitions_table";
    push(passage, {0, static_cast<std::uint32_t>(passage.text.size())}, without_number(row[0]),
         meaning, kRule);
    return true;
  }

  /// "“Address”" of "1.1 “Address”".
  std::string_view without_number(std::string_view term) const {
    const std::size_t space = std::min(term.find(' '), term.size());
    const auto numbers = grammar_.match(RuleKind::Marker, term);
    const bool numbered = std::any_of(numbers.begin(), numbers.end(), [&](const RuleMatch& match) {
      return match.label.size() == space;
    });
    return numbered && space < term.size() ? term.substr(space + 1) : term;
  }

  static std::size_t table_columns(const TableText& table) {
    return table.header.empty() ? (table.rows.empty() ? 0 : table.rows[0].size())
                                : table.header.size();
  }

  /// "Peal – a full ring of changes" in a list of definitions.
  void read_item(const Passage& passage) {
    if (passage.in != Place::In::Text || passage.offset > 0) return;
    const Node& node = tree_.nodes[passage.node];
    if (node.type == NodeType::Section || is_division(node.type) || !is_headed(passage.node))
      return;
    for (const RuleMatch& item : grammar_.match(RuleKind::DefinitionItem, passage.text)) {
      if (item.label.empty()) continue;
      push(passage, {0, static_cast<std::uint32_t>(passage.text.size())}, item.label,
           tidy(item.heading), item.rule->id);
      return;
    }
  }

  /// Whether the nearest heading above announces definitions.
  bool is_headed(NodeId node) const {
    for (NodeId up = node; up != kNoNode; up = tree_.nodes[up].parent)
      if (const auto& heading = tree_.nodes[up].heading)
        return grammar_.matches(RuleKind::DefinitionsHeading, *heading);
    return false;
  }

  // ---- the item --------------------------------------------------------------------------------

  void add(const Passage& passage, Span at, std::string_view term, std::string_view meaning,
           const Rule& rule) {
    push(passage, at, term, meaning, rule.id);
  }

  void push(const Passage& passage, Span at, std::string_view term, std::string_view meaning,
            const std::string& rule) {
    term = bare_term(term);
    if (term.empty() || term.size() > kLongestTerm || meaning.empty()) return;
    found_.push_back({.term = std::string(term),
                      .text = std::string(meaning),
                      .scope = scope_of(passage),
                      .place = place_of(tree_, passage, at),
                      .rule = rule});
  }

  /// The division that "In this Part" names, in the passage or in what leads in to it.
  NodeId scope_of(const Passage& passage) {
    if (scope_passage_ != &passage) {
      scope_passage_ = &passage;
      scope_noun_ = own_noun(passage.text);
    }
    if (scope_noun_) return named_division(passage.node, *scope_noun_);
    const NodeId up = tree_.nodes[passage.node].parent;
    if (up == kNoNode) return kNoNode;
    if (scope_parent_ != up) {
      scope_parent_ = up;
      const auto own = own_noun(tree_.nodes[up].text);
      scope_ = own ? named_division(up, *own) : kNoNode;
    }
    return scope_;
  }

  std::optional<std::string> own_noun(std::string_view text) const {
    for (const Occurrence& found : grammar_.find_all(RuleKind::Reference, text))
      if (const std::string_view own = found.group("own"); !own.empty()) return folded(own);
    return std::nullopt;
  }

  NodeId named_division(NodeId from, const std::string& noun) const {
    const auto unit = grammar_.match(RuleKind::Unit, noun);
    const std::string_view type = unit.empty() ? "" : std::string_view(unit.front().rule->type);
    for (NodeId up = from; up != kNoNode; up = tree_.nodes[up].parent) {
      const Node& node = tree_.nodes[up];
      if (!(is_division(node.type) || node.type == NodeType::Section)) continue;
      if (name_of(node.type) == type) return up;
      if (node.heading && folded(*node.heading).find(noun) != std::string::npos) return up;
    }
    return kNoNode;
  }

  const Tree& tree_;
  const Grammar& grammar_;
  std::vector<Definition> found_;
  NodeId table_ = kNoNode;
  bool table_defines_ = false;
  const Passage* scope_passage_ = nullptr;  // whose noun is scope_noun_
  std::optional<std::string> scope_noun_;
  NodeId scope_parent_ = kNoNode, scope_ = kNoNode;
};

}  // namespace

std::vector<Definition> find_definitions(const Tree& tree, const std::vector<Passage>& passages,
                                         const Grammar& grammar) {
  Finder finder(tree, grammar);
  for (const Passage& passage : passages) finder.read(passage);
  return finder.take();
}

}  // namespace remit
