#include "remit/analysis/passages.h"

#include <algorithm>

#include "remit/base/parallel.h"
#include "remit/text/sentences.h"
#include "remit/text/utf8.h"

namespace remit {
namespace {

class Reader {
 public:
  void read(const Tree& tree) {
    for (NodeId id = 0; id < tree.nodes.size(); ++id) {
      const Node& node = tree.nodes[id];
      if (node.heading) add({.node = id, .in = Place::In::Heading, .text = *node.heading});
      split({.node = id, .text = node.text}, "\n\n");
      if (!node.table) continue;
      read_row(id, 0, node.table->header);
      for (std::size_t r = 0; r < node.table->rows.size(); ++r)
        read_row(id, static_cast<int>(r) + 1, node.table->rows[r]);
    }
  }

  std::vector<Passage> take() { return std::move(passages_); }

 private:
  void read_row(NodeId id, int row, const std::vector<std::string>& cells) {
    for (std::size_t c = 0; c < cells.size(); ++c)
      split({.node = id,
             .in = Place::In::Cell,
             .row = row,
             .column = static_cast<int>(c),
             .text = cells[c]},
            "\n");
  }

  /// The paragraphs of one field.
  void split(Passage field, std::string_view separator) {
    std::string_view rest = field.text;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(separator), rest.size());
      const std::size_t next = std::min(end + separator.size(), rest.size());
      field.text = rest.substr(0, end);
      if (end > 0) add(field);
      field.offset += static_cast<std::uint32_t>(count_utf8(rest.substr(0, next)));
      rest.remove_prefix(next);
    }
  }

  void add(Passage passage) {
    const std::string_view text = passage.text;
    for (std::size_t i = 0; i < text.size(); ++i)
      if ((static_cast<unsigned char>(text[i]) & 0xC0) == 0x80)
        passage.continuations.push_back(static_cast<std::uint32_t>(i));
    if (passage.in == Place::In::Heading)
      passage.sentences = {{0, static_cast<std::uint32_t>(text.size())}};
    passages_.push_back(std::move(passage));
  }

  std::vector<Passage> passages_;
};

}  // namespace

std::vector<Passage> read_passages(const Tree& tree, const Grammar& grammar) {
  Reader reader;
  reader.read(tree);
  std::vector<Passage> passages = reader.take();
  share_out(passages.size(), [&](std::size_t begin, std::size_t end) {
    SentenceBreaker breaker(grammar.abbreviations());
    for (std::size_t i = begin; i < end; ++i) {
      passages[i].hints = grammar.hints(passages[i].text);
      if (passages[i].in != Place::In::Heading)
        passages[i].sentences = breaker.split(passages[i].text);
    }
  });
  return passages;
}

Place place_of(const Tree& tree, const Passage& passage, Span bytes) {
  const auto characters = [&](std::uint32_t byte) {
    const auto& all = passage.continuations;
    const auto before = std::lower_bound(all.begin(), all.end(), byte) - all.begin();
    return passage.offset + byte - static_cast<std::uint32_t>(before);
  };
  const Span span = {characters(bytes.begin), characters(bytes.end)};
  return {.node = passage.node,
          .page = page_at(tree.nodes[passage.node], passage.in, passage.row, passage.column,
                          span.begin),
          .in = passage.in,
          .row = passage.row,
          .column = passage.column,
          .span = span};
}

}  // namespace remit
