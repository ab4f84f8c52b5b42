#include "remit/structure/word_places.h"

#include <algorithm>
#include <string_view>

#include "remit/text/utf8.h"

namespace remit {
namespace {

// A paragraph is looked for by its first bytes, not far behind the one before it: between two
// fields there is no more than a label, a dash or a mark. So no text takes more than a pass.
constexpr std::size_t kOpening = 48;
constexpr std::size_t kFurthest = 256;

/// Walks through a node's words field by field.
class Walk {
 public:
  Walk(const Layout& layout, const Node& node)
      : words_(assemble(layout, node.words)), text_(words_.text) {}

  void skip(std::string_view label) { take(label, 0, nullptr); }

  void read(WordPlace field, std::string_view text, std::string_view separator) {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find(separator), text.size());
      const std::size_t next = std::min(end + separator.size(), text.size());
      take(text.substr(0, end), end, &field);
      field.character += static_cast<std::uint32_t>(count_utf8(text.substr(0, next)));
      text.remove_prefix(next);
    }
  }

  std::vector<WordPlace> places() { return std::move(places_); }

 private:
  /// Finds a paragraph behind the one before it and notes the words of its first `size` bytes.
  void take(std::string_view paragraph, std::size_t size, const WordPlace* field) {
    const std::string_view opening = paragraph.substr(0, kOpening);
    const std::string_view ahead = text_.substr(at_, kFurthest + kOpening);
    const std::size_t found = ahead.find(opening);
    const std::size_t begin = at_ + (found == std::string_view::npos ? 0 : found);
    if (field) note(*field, begin, begin + size);
    at_ = std::min(begin + paragraph.size(), text_.size());
  }

  void note(WordPlace place, std::size_t begin, std::size_t end) {
    const std::vector<std::pair<std::uint32_t, std::uint32_t>>& starts = words_.starts;
    const auto byte_of = [&](std::size_t i) {
      return i < starts.size() ? static_cast<std::size_t>(starts[i].first) : text_.size();
    };
    while (next_ < starts.size() && byte_of(next_ + 1) <= begin) ++next_;
    std::size_t counted = begin;
    for (; next_ < starts.size() && byte_of(next_) < end; ++next_) {
      const std::size_t from = std::max(byte_of(next_), begin);
      place.character +=
          static_cast<std::uint32_t>(count_utf8(text_.substr(counted, from - counted)));
      counted = from;
      place.word = starts[next_].second;
      places_.push_back(place);
      if (byte_of(next_ + 1) > end) return;  // what follows begins in the same word
    }
  }

  Assembled words_;
  std::string_view text_;
  std::size_t at_ = 0;    // byte where the paragraph before ended
  std::size_t next_ = 0;  // the first word that may be the next paragraph's
  std::vector<WordPlace> places_;
};

/// Whether the words are of more than one page.
bool turns_page(const Layout& layout, const std::vector<Span>& words) {
  const auto page = [&](std::uint32_t word) { return layout.words[word].page; };
  return std::any_of(words.begin(), words.end(), [&](const Span& range) {
    return !range.empty() && (page(range.begin) != page(words.front().begin) ||
                              page(range.end - 1) != page(words.front().begin));
  });
}

}  // namespace

std::vector<WordPlace> word_places(const Layout& layout, const Node& node) {
  Walk walk(layout, node);
  if (node.label) walk.skip(*node.label);
  if (node.heading) walk.read({.in = NodeField::Heading}, *node.heading, "\n\n");
  walk.read({.in = NodeField::Text}, node.text, "\n\n");
  if (!node.table) return walk.places();
  const auto read_row = [&](int row, const std::vector<std::string>& cells) {
    for (std::size_t c = 0; c < cells.size(); ++c)
      walk.read({.in = NodeField::Cell, .row = row, .column = static_cast<int>(c)}, cells[c], "\n");
  };
  read_row(0, node.table->header);
  for (std::size_t r = 0; r < node.table->rows.size(); ++r)
    read_row(static_cast<int>(r) + 1, node.table->rows[r]);
  return walk.places();
}

void find_page_turns(const Layout& layout, Tree& tree) {
  for (Node& node : tree.nodes) {
    if (node.words.empty() || !turns_page(layout, node.words)) continue;
    int page = node.page;
    for (const WordPlace& place : word_places(layout, node)) {
      const int here = static_cast<int>(layout.words[place.word].page);
      if (here == page) continue;
      page = here;
      node.turns.push_back({place.in, place.row, place.column, place.character, page});
    }
  }
}

}  // namespace remit
