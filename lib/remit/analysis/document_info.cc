#include "remit/analysis/document_info.h"

#include <algorithm>
#include <map>
#include <vector>

#include "remit/structure/headings.h"
#include "remit/text/letters.h"

namespace remit {
namespace {

constexpr std::size_t kTitlePageWords = 300;
constexpr std::size_t kRunningHeads = 60;   // more of them say the same
constexpr std::size_t kBodyWords = 20000;   // to look for a council's name in
constexpr std::size_t kLongestLook = 2000;  // bytes of one paragraph
constexpr int kOftenNamed = 3;              // times in the body
constexpr std::size_t kOpening = 12;  // bytes before a name that opens its paragraph: "14.1.2 The "
constexpr int kNamedAtOnce = 2;       // on the first page
constexpr std::size_t kSampledWords = 2000;  // to tell the language by
constexpr std::size_t kEnoughWords = 8;      // of them, common ones …
constexpr float kEnoughShare = 0.04f;        // … and their share
constexpr int kTitleWeight = 3;              // of a name in a title, against one in a sentence
constexpr std::size_t kTitleLine = 14;       // words
constexpr std::size_t kLongestTitle = 150;   // bytes
constexpr float kSameSize = 0.03f;           // of the type size

/// Names of councils, each with how often it was met.
class Names {
 public:
  /// Of names met equally often, those in `language` come first.
  Names(const Grammar& grammar, std::string language)
      : grammar_(grammar), language_(std::move(language)) {}

  /// A name in capitals, or one that a sentence begins with, is more than one that is mentioned.
  void look_in(std::string_view text, int weight = 1) {
    text = text.substr(0, kLongestLook);
    const char* const head = text.data();
    while (!text.empty()) {
      std::string_view name;
      bool native = false;
      for (const RuleMatch& match : grammar_.match(RuleKind::Council, text))
        if (name.empty() || match.label.data() < name.data()) {
          name = match.label;
          native = match.rule->language == language_;
        }
      if (name.empty()) return;
      if (!grammar_.matches(RuleKind::NoCouncil, name))
        add(name, native,
            name.data() <= head + kOpening || is_all_capitals(name) ? std::max(weight, kNamedAtOnce)
                                                                    : weight);
      text.remove_prefix(static_cast<std::size_t>(name.data() - text.data()) + name.size());
    }
  }

  /// The name met most often, the earliest of several; empty where none was met `least` times.
  /// `majority`: only where it is met more often than all others together.
  [[nodiscard]] std::string best(int least, bool majority) const {
    const Name* best = nullptr;
    int all = 0;
    for (const Name& name : names_) {
      all += name.count;
      if (!best || name.count > best->count ||
          (name.count == best->count && name.native && !best->native))
        best = &name;
    }
    if (!best || best->count < least || (majority && 2 * best->count <= all)) return "";
    return best->printed;
  }

 private:
  struct Name {
    std::string key;
    std::string printed;
    bool native = false;
    int count = 0;
  };

  void add(std::string_view printed, bool native, int weight) {
    const std::string key = folded(printed);
    auto known = std::find_if(names_.begin(), names_.end(),
                              [&](const Name& name) { return name.key == key; });
    if (known == names_.end())
      known = names_.insert(names_.end(),
                            {.key = key, .printed = std::string(printed), .native = native});
    else if (is_all_capitals(known->printed))
      known->printed = printed;  // a title page's capitals say less than the text
    known->count += weight;
  }

  const Grammar& grammar_;
  std::string language_;
  std::vector<Name> names_;
};

std::string council_of(const Layout& layout, const Grammar& grammar, const DeclaredInfo& declared,
                       const std::string& language) {
  Names names(grammar, language);
  names.look_in(declared.title, kTitleWeight);
  names.look_in(declared.author, kTitleWeight);
  std::size_t heads = 0;
  for (const Furniture& furniture : layout.furniture)
    if (furniture.kind == FurnitureKind::RunningHead && heads++ < kRunningHeads)
      names.look_in(text_of(layout, furniture.words), kTitleWeight);
  const auto look_in_blocks = [&](Names& found, std::size_t most_words) {
    std::size_t words = 0;
    for (const Block& block : layout.blocks) {
      if (block.table) continue;
      std::size_t length = 0;
      for (const Span& span : block.paragraph.words) length += span.size();
      const std::string text = text_of(layout, block.paragraph.words);
      const bool title = length <= kTitleLine && reads_as_heading(grammar, text);
      found.look_in(text, title ? kTitleWeight : 1);
      words += length;
      if (words > most_words) return;
    }
  };
  look_in_blocks(names, kTitlePageWords);
  if (std::string name = names.best(kNamedAtOnce, false); !name.empty()) return name;
  Names named(grammar, language);
  look_in_blocks(named, kBodyWords);
  return named.best(kOftenNamed, true);
}

std::string language_of(const Layout& layout, const Grammar& grammar,
                        const DeclaredInfo& declared) {
  std::map<std::string, std::size_t> counts;
  std::size_t sampled = 0;
  const std::size_t step = std::max<std::size_t>(1, layout.words.size() / kSampledWords);
  for (std::size_t i = 0; i < layout.words.size(); i += step, ++sampled)
    for (const RuleMatch& match : grammar.match(RuleKind::CommonWord, layout.word(i)))
      ++counts[match.rule->language];
  const std::string fallback = "en";
  std::string best = fallback;
  for (const auto& [language, count] : counts)
    if (count > counts[best]) best = language;
  const auto share = static_cast<float>(counts[best]) / static_cast<float>(sampled + 1);
  if (counts[best] >= kEnoughWords && share >= kEnoughShare) return best;
  const std::string primary = declared.language.substr(0, declared.language.find_first_of("-_"));
  const bool known = std::any_of(grammar.rules().begin(), grammar.rules().end(),
                                 [&](const Rule& rule) { return rule.language == primary; });
  return known && !primary.empty() ? primary : fallback;
}

bool file_name(std::string_view title) {
  for (const std::string_view ending : {".doc", ".docx", ".pdf", ".rtf", ".odt", ".dot"})
    if (title.ends_with(ending)) return true;
  return title.find("Microsoft Word") != std::string_view::npos ||
         title.find('_') != std::string_view::npos;
}

bool is_link(std::string_view title) { return title.find("://") != std::string_view::npos; }

float size_of(const Layout& layout, const Node& node) {
  return node.words.empty() || node.words.front().size() == 0
             ? 0
             : layout.style(layout.words[node.words.front().begin]).size;
}

/// The type size of most of a document's words.
float body_size(const Layout& layout) {
  std::vector<std::size_t> counts(layout.styles.size(), 0);
  for (const Word& word : layout.words) ++counts[word.style];
  std::map<float, std::size_t> by_size;
  for (std::size_t i = 0; i < counts.size(); ++i) by_size[layout.styles[i].size] += counts[i];
  const auto most =
      std::max_element(by_size.begin(), by_size.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == by_size.end() ? 0 : most->first;
}

/// The largest line of the first page, before its text begins. A council's name alone is none where
/// there is another.
std::string printed_title(const Layout& layout, const Tree& tree, const Grammar& grammar) {
  struct Candidate {
    std::string text;
    float size;
  };
  std::vector<Candidate> lines;
  bool body = false;
  for (const Node& node : tree.nodes) {
    const bool heading = node.type == NodeType::Section && !node.num && node.heading;
    if (body || node.page > tree.nodes.front().page || (node.type != NodeType::Text && !heading))
      break;
    body = heading && !node.text.empty();
    const std::string& text = heading ? *node.heading : node.text;
    if (text.size() > kLongestTitle || (!heading && !reads_as_heading(grammar, text)) ||
        is_link(text))
      continue;
    lines.push_back({text, layout.plain_text ? 0 : size_of(layout, node)});
  }
  const auto is_council = [&](const Candidate& line) {
    for (const RuleMatch& match : grammar.match(RuleKind::Council, line.text))
      if (match.label.size() + 4 > line.text.size()) return true;
    return false;
  };
  if (!std::all_of(lines.begin(), lines.end(), is_council)) std::erase_if(lines, is_council);
  const Candidate* best = nullptr;
  for (const Candidate& line : lines)
    if (!best || line.size > best->size * (1 + kSameSize)) best = &line;
  if (!best) return "";
  std::string title = best->text;
  const bool larger = !layout.plain_text && best->size > body_size(layout) * (1 + kSameSize);
  for (const Candidate* next = best + 1;
       larger && next < lines.data() + lines.size() && next->size > best->size * (1 - kSameSize) &&
       title.size() + next->text.size() < kLongestTitle;
       ++next)
    title += ' ' + next->text;
  return title;
}

/// Whether every word of `title` stands at the head of the document, running heads counted in.
bool on_first_page(const Layout& layout, std::string_view title) {
  std::string head = " ";
  const std::size_t words = std::min(layout.words.size(), kTitlePageWords);
  for (std::size_t i = 0; i < words; ++i) head.append(layout.word(i)) += ' ';
  head = ' ' + folded(head) + ' ';
  const std::string wanted = folded(title) + ' ';
  for (std::size_t at = 0; at < wanted.size(); at = wanted.find(' ', at) + 1) {
    const std::string word = ' ' + wanted.substr(at, wanted.find(' ', at) - at) + ' ';
    if (head.find(word) == std::string::npos) return false;
  }
  return true;
}

std::string title_of(const Layout& layout, const Tree& tree, const Grammar& grammar,
                     std::string_view declared) {
  const Node* division = nullptr;
  std::size_t divisions = 0;
  for (const NodeId id : tree.roots)
    if (is_division(tree.nodes[id].type) && tree.nodes[id].heading) {
      ++divisions;
      if (!division) division = &tree.nodes[id];
    }
  if (divisions == 1) return division->label.value_or("") + " - " + *division->heading;
  declared = trimmed(declared);
  const bool named = !declared.empty() && !file_name(declared);
  if (named && on_first_page(layout, declared)) return std::string(declared);
  if (std::string title = printed_title(layout, tree, grammar); !title.empty()) return title;
  if (named) return std::string(declared);
  for (const Node& node : tree.nodes)
    if (node.heading && !is_link(*node.heading)) return *node.heading;
  return "";
}

}  // namespace

DocumentInfo describe(const Layout& layout, const Tree& tree, const Grammar& grammar,
                      const DeclaredInfo& declared) {
  const std::string language = language_of(layout, grammar, declared);
  std::string council =
      declared.council.empty() ? council_of(layout, grammar, declared, language) : declared.council;
  const Council* known = grammar.councils().named(council);
  return {.council = std::move(council),
          .gss = known == nullptr ? "" : known->gss,
          .title = title_of(layout, tree, grammar, declared.title),
          .language = language};
}

}  // namespace remit
