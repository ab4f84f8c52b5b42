#include "remit/structure/pictured.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "remit/structure/piece.h"
#include "remit/text/letters.h"
#include "remit/text/utf8.h"

namespace remit {
namespace {

constexpr std::string_view kPicture = "\xEF\xBF\xBC";  // U+FFFC
constexpr float kSameEdge = 0.8F;                      // of the type size
constexpr std::size_t kLongestTitle = 200;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool has_pictures(const Layout& layout) {
  return std::any_of(layout.styles.begin(), layout.styles.end(),
                     [](const Style& style) { return style.pictured; });
}

/// The first word of a paragraph, if it is a picture.
std::optional<std::uint32_t> picture_of(const Layout& layout, const std::vector<Span>& words) {
  if (words.empty() || words.front().empty()) return std::nullopt;
  const std::uint32_t first = words.front().begin;
  if (!layout.style(layout.words[first]).pictured) return std::nullopt;
  return first;
}

/// "Quorum ........ 12" → "quorum"
std::string title_of(std::string_view text) {
  while (!text.empty() && (is_digit(text.back()) || text.back() == '.' || text.back() == ' '))
    text.remove_suffix(1);
  return folded(trimmed(text));
}

/// "3." → "4.", "(c)" → "(d)", "6.1" → "6.2". Empty where it does not count so.
std::string next_label(std::string label) {
  std::size_t end = label.size();
  while (end > 0 && !is_digit(label[end - 1])) --end;
  if (end > 0) {
    std::size_t begin = end;
    while (begin > 0 && is_digit(label[begin - 1])) --begin;
    if (end - begin > 6) return {};
    const int value = std::stoi(label.substr(begin, end - begin));
    return label.replace(begin, end - begin, std::to_string(value + 1));
  }
  std::size_t letters = 0, at = 0;
  for (std::size_t i = 0; i < label.size(); ++i)
    if ((label[i] | 0x20) >= 'a' && (label[i] | 0x20) <= 'z') {
      ++letters;
      at = i;
    }
  if (letters != 1 || (label[at] | 0x20) == 'z') return {};
  ++label[at];
  return label;
}

class Inference {
 public:
  Inference(Layout& layout, const Grammar& grammar) : layout_(layout), grammar_(grammar) {}

  void run() {
    read_titles();
    for (const Block& block : layout_.blocks) {
      if (block.table || block.paragraph.words.empty()) continue;
      const Paragraph& paragraph = block.paragraph;
      const auto picture = picture_of(layout_, paragraph.words);
      if (picture && layout_.word(*picture) == kPicture) {
        put(*picture, paragraph);
      } else {
        meet(paragraph, assemble(layout_, paragraph.words).text);
      }
    }
  }

  [[nodiscard]] int read() const { return read_; }
  [[nodiscard]] int inferred() const { return inferred_; }
  [[nodiscard]] int page() const { return page_; }

 private:
  /// A number that the paragraphs of one indent and one weight went on from.
  struct List {
    float x0 = 0;
    bool bold = false;
    std::string label;
    std::string bare;  ///< "6" of "Article 6" and of "6."
  };

  /// Titles that stand behind a number somewhere: in a contents list, for one.
  void read_titles() {
    for (const Block& block : layout_.blocks) {
      if (block.table) continue;
      const std::string text = assemble(layout_, block.paragraph.words).text;
      note_numbers(text);
      if (text.size() > kLongestTitle) continue;
      const std::vector<Reading> readings = read_marker(grammar_, text, true);
      if (readings.empty()) continue;
      const std::string_view label = readings.front().label;
      titles_.emplace(title_of(std::string_view(text).substr(label.size())), label);
    }
  }

  /// Decimal numbers that the text speaks of.
  void note_numbers(std::string_view text) {
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
      if (i < text.size() && (is_digit(text[i]) || (text[i] == '.' && i > begin))) continue;
      std::string_view number = text.substr(begin, i - begin);
      while (number.ends_with('.')) number.remove_suffix(1);
      if (number.find('.') != std::string_view::npos) numbers_.emplace(number);
      begin = i + 1;
    }
  }

  void put(std::uint32_t word, const Paragraph& paragraph) {
    const std::string title =
        title_of(std::string_view(assemble(layout_, paragraph.words).text).substr(kPicture.size()));
    std::string label;
    const auto known = titles_.find(title);
    if (known != titles_.end()) label = known->second;
    const bool open = enter(paragraph);
    if (label.empty() && open) label = next_label(lists_.back().label);
    if (label.empty()) label = first_label(open);
    set(word, label);
    titles_.emplace(title, label);
    remember(paragraph, open, label);
    ++inferred_;
    if (page_ == 0) page_ = paragraph.page;
  }

  /// What a list begins with: "6.1" below 6 where the text speaks of such numbers, else "1.".
  [[nodiscard]] std::string first_label(bool open) const {
    const std::size_t above = lists_.size() - (open ? 1 : 0);
    if (above > 0 && !lists_[above - 1].bare.empty()) {
      std::string number = lists_[above - 1].bare + ".1";
      if (numbers_.count(number) != 0) return number;
    }
    return "1.";
  }

  /// A paragraph with a number of its own, or a heading.
  void meet(const Paragraph& paragraph, const std::string& text) {
    if (picture_of(layout_, paragraph.words)) {
      ++read_;
      if (page_ == 0) page_ = paragraph.page;
    }
    for (const RuleMatch& match : grammar_.match(RuleKind::Division, text)) {
      lists_.clear();
      lists_.push_back({.x0 = -1e6F,
                        .bold = true,
                        .label = std::string(match.label),
                        .bare = std::string(match.num)});
      return;
    }
    const std::vector<Reading> readings = read_marker(grammar_, text, true);
    if (readings.empty()) return;
    const bool open = enter(paragraph);
    remember(paragraph, open, std::string(readings.front().label));
    lists_.back().bare = readings.front().num;
  }

  /// Leaves the lists that end before a paragraph. True if it goes on with the innermost one left.
  /// A bold number and one that is not are of two lists, whatever their indent.
  bool enter(const Paragraph& paragraph) {
    const float slack = kSameEdge * paragraph.size;
    const auto same = [&](const List& list) {
      return std::abs(list.x0 - paragraph.x0) <= slack && list.bold == paragraph.bold;
    };
    for (std::size_t i = lists_.size(); i-- > 0 && lists_[i].x0 >= paragraph.x0 - slack;)
      if (same(lists_[i])) {
        lists_.resize(i + 1);
        return true;
      }
    while (!lists_.empty() && lists_.back().x0 > paragraph.x0 + slack) lists_.pop_back();
    return false;
  }

  void remember(const Paragraph& paragraph, bool open, const std::string& label) {
    if (!open)
      lists_.push_back({.x0 = paragraph.x0, .bold = paragraph.bold, .label = {}, .bare = {}});
    lists_.back().label = label;
    std::string bare;
    for (const char c : label)
      if (is_digit(c) || c == '.') bare += c;
    while (!bare.empty() && bare.back() == '.') bare.pop_back();
    lists_.back().bare = bare;
  }

  void set(std::uint32_t index, const std::string& label) {
    Word& word = layout_.words[index];
    layout_.character_count += count_utf8(label) - count_utf8(layout_.word(index));
    word.text.begin = static_cast<std::uint32_t>(layout_.text.size());
    layout_.text += label;
    word.text.end = static_cast<std::uint32_t>(layout_.text.size());
    layout_.text += '\n';
    word.inferred = true;
  }

  Layout& layout_;
  const Grammar& grammar_;
  std::unordered_map<std::string, std::string> titles_;  ///< title → number
  std::unordered_set<std::string> numbers_;              ///< that the text speaks of
  std::vector<List> lists_;                              ///< open ones, the outermost first
  int read_ = 0, inferred_ = 0, page_ = 0;
};

/// Takes the pictures that turned out to number nothing out of a paragraph: icons.
void take_icons(Layout& layout, Paragraph& paragraph) {
  std::vector<Span> words;
  for (const Span& range : paragraph.words) {
    Span rest = range;
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
      if (!layout.style(layout.words[i]).pictured || layout.word(i) != kPicture) continue;
      layout.furniture.push_back({FurnitureKind::Icon, {{i, i + 1}}});
      if (rest.begin < i) words.push_back({rest.begin, i});
      rest.begin = i + 1;
    }
    if (!rest.empty()) words.push_back(rest);
  }
  paragraph.words = std::move(words);
}

void take_icons(Layout& layout) {
  const auto is_empty = [](const Paragraph& paragraph) { return paragraph.words.empty(); };
  for (Block& block : layout.blocks) {
    take_icons(layout, block.paragraph);
    if (!block.table) continue;
    for (auto& row : block.table->rows)
      for (Cell& cell : row) {
        for (Paragraph& paragraph : cell.paragraphs) take_icons(layout, paragraph);
        std::erase_if(cell.paragraphs, is_empty);
      }
  }
  std::erase_if(layout.blocks,
                [&](const Block& block) { return !block.table && is_empty(block.paragraph); });
}

std::string count_of(int numbers) {
  return std::to_string(numbers) + (numbers == 1 ? " number is" : " numbers are");
}

}  // namespace

void infer_numbers(Layout& layout, const Grammar& grammar, Diagnostics& out) {
  if (!has_pictures(layout)) return;
  Inference inference(layout, grammar);
  inference.run();
  take_icons(layout);
  if (inference.read() > 0)
    out.push_back({.code = "number-pictured",
                   .severity = Severity::Info,
                   .message = count_of(inference.read()) + " drawn as pictures, and read by OCR",
                   .page = inference.page(),
                   .hint = "compare them with the original"});
  if (inference.inferred() > 0)
    out.push_back({.code = "number-pictured",
                   .message = count_of(inference.inferred()) +
                              " drawn as pictures that could not be read; what stands for them was "
                              "inferred from the numbers around them",
                   .page = inference.page(),
                   .hint = "compare them with the original"});
}

void mark_pictured(const Layout& layout, Tree& tree) {
  if (!has_pictures(layout)) return;
  for (Node& node : tree.nodes) {
    const auto picture = picture_of(layout, node.words);
    if (!picture || !node.label || !node.label->starts_with(layout.word(*picture))) continue;
    node.num_source = layout.words[*picture].inferred ? NumSource::Inferred : NumSource::Ocr;
  }
}

}  // namespace remit
