#include "remit/layout/tag_evidence.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_map>

#include "remit/base/parallel.h"
#include "remit/text/letters.h"

namespace remit {
namespace {

constexpr double kCovered = 0.9;       // of a page's characters: what tags must hold
constexpr double kMostDisorder = 0.1;  // of the steps from one element to the next
constexpr double kMostCuts = 0.1;      // of the same
constexpr double kMostLumps = 0.1;     // of the steps within elements
constexpr float kNearlyFull = 0.85f;   // of its column: a line that was broken for want of room
constexpr float kEndsShort = 0.8f;     // … and one that was not
constexpr std::size_t kMoreWords = 4;  // that a line is drawn in than its title in the outline has
constexpr std::size_t kMostLinkLooks = 4'000'000;  // words held against links, on one page

bool is_block(TagRole role) {
  switch (role) {
    case TagRole::Paragraph:
    case TagRole::Heading:
    case TagRole::ListItem:
    case TagRole::ContentsItem:
    case TagRole::Cell:
    case TagRole::HeaderCell:
    case TagRole::Caption:
    case TagRole::Note:
      return true;
    default:
      return false;
  }
}

/// The element that a word's paragraph is: nothing where only sections and the like hold it.
ElementId block_of(const Tags& tags, ElementId element) {
  while (element != kNoElement) {
    const TagElement& own = tags.elements[element];
    if (is_block(own.role)) return element;
    if (own.role != TagRole::Inline && own.role != TagRole::Label &&
        own.role != TagRole::ItemBody && own.role != TagRole::Figure)
      return kNoElement;
    element = own.parent;
  }
  return kNoElement;
}

/// The element that all words of a line stand in, labels apart; kNoElement where they differ.
ElementId block_of(const Layout& layout, const Line& line) {
  const Tags& tags = *layout.tags;
  ElementId block = kNoElement, of_label = kNoElement, last = kNoElement;
  for (std::uint32_t i = line.words.begin; i < line.words.end; ++i) {
    const ElementId element = layout.words[i].element;
    if (i > line.words.begin && element == last) continue;
    last = element;
    const ElementId own = block_of(tags, element);
    if (own == kNoElement) return kNoElement;
    if (tags.around(element, TagRole::Label) != kNoElement) {
      of_label = own;
    } else if (block == kNoElement) {
      block = own;
    } else if (own != block) {
      return kNoElement;
    }
  }
  return block != kNoElement ? block : of_label;
}

bool ends_sentence(char32_t last) {
  return last == '.' || last == ';' || last == ':' || last == '?' || last == '!';
}

char32_t last_of(const Layout& layout, const Line& line) {
  return last_character(layout.word(line.words.end - 1));
}

/// Whether line `below` plainly goes on from `above`: in mid-sentence, from a full line.
bool plainly_goes_on(const Layout& layout, const Line& above, const Line& below) {
  const char32_t last = last_of(layout, above);
  return (is_letter(last) || last == ',' || last == '-') &&
         is_lower(first_character(layout.word(below.words.begin))) &&
         std::abs(above.size - below.size) < 0.5F &&
         above.box.x1 - above.left > kNearlyFull * (above.right - above.left);
}

/// Whether line `below` plainly opens another paragraph than `above` closes.
bool plainly_parts(const Layout& layout, const LineRules& rules, const Line& above,
                   const Line& below) {
  const bool ends_short =
      above.box.x1 - above.left < kEndsShort * std::max(above.right - above.left, 1.0F);
  if (!ends_short || !ends_sentence(last_of(layout, above)) || !rules.opens) return false;
  const bool gap = below.words.size() > 1 && layout.words[below.words.begin + 1].after_gap;
  return rules.opens(text_of(layout, {below.words}), gap);
}

/// What the lines of one page say of its tags.
struct Witness {
  std::size_t steps = 0;      // from one element to another
  std::size_t backwards = 0;  // … that go back in the tree
  std::size_t cuts = 0;       // … that part a sentence
  std::size_t stays = 0;      // lines that stay in the element of the line above
  std::size_t lumps = 0;      // … and plainly open another paragraph
};

Witness question(const Layout& layout, const LineRules& rules,
                 const std::vector<std::size_t>& lines, const std::vector<ElementId>& blocks) {
  Witness witness;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (blocks[i] == kNoElement || blocks[i - 1] == kNoElement) continue;
    const Line &above = layout.lines[lines[i - 1]], &below = layout.lines[lines[i]];
    if (blocks[i] == blocks[i - 1]) {
      ++witness.stays;
      witness.lumps += plainly_parts(layout, rules, above, below) ? 1 : 0;
      continue;
    }
    ++witness.steps;
    witness.backwards += blocks[i] < blocks[i - 1] ? 1 : 0;
    witness.cuts += plainly_goes_on(layout, above, below) ? 1 : 0;
  }
  return witness;
}

bool more_than(std::size_t part, double share, std::size_t whole) {
  return static_cast<double>(part) > share * static_cast<double>(whole);
}

/// Characters of each page's text, and of those that an element holds.
struct Cover {
  std::size_t characters = 0, held = 0;
};

std::unordered_map<std::uint32_t, Cover> covers_of(const Layout& layout) {
  std::vector<bool> apart(layout.words.size(), false);  // no part of the text
  for (const Furniture& furniture : layout.furniture)
    for (const Span& range : furniture.words)
      std::fill(apart.begin() + range.begin, apart.begin() + range.end, true);
  std::unordered_map<std::uint32_t, Cover> covers;
  for (std::size_t i = 0; i < layout.words.size(); ++i) {
    const Word& word = layout.words[i];
    Cover& cover = covers[word.page];
    if (apart[i]) continue;
    cover.characters += word.text.size();
    cover.held += block_of(*layout.tags, word.element) != kNoElement ? word.text.size() : 0;
  }
  return covers;
}

PageBasis basis_of(const Cover& cover, const Witness& witness) {
  if (cover.held == 0) return PageBasis::Untagged;
  if (more_than(cover.characters - cover.held, 1 - kCovered, cover.characters))
    return PageBasis::Uncovered;
  if (more_than(witness.backwards, kMostDisorder, witness.steps)) return PageBasis::OutOfOrder;
  if (more_than(witness.cuts, kMostCuts, witness.steps)) return PageBasis::CutsText;
  if (more_than(witness.lumps, kMostLumps, witness.stays)) return PageBasis::LumpsText;
  return PageBasis::Tags;
}

/// Whether the line opens an item of a list whose items signs mark, and no sign is among its words.
bool lost_its_sign(const Layout& layout, const Line& line, ElementId block) {
  const Tags& tags = *layout.tags;
  const ElementId item = tags.around(block, TagRole::ListItem);
  if (item == kNoElement) return false;
  const ElementId list = tags.around(item, TagRole::List);
  if (list == kNoElement || !tags.elements[list].bulleted) return false;
  return tags.around(layout.words[line.words.begin].element, TagRole::Label) == kNoElement;
}

void tell(Layout& layout, Line& line, ElementId block, bool first) {
  const Tags& tags = *layout.tags;
  line.element = block;
  if (block == kNoElement) return;
  const TagElement& own = tags.elements[block];
  if (own.role == TagRole::Heading) line.heading = own.level != 0 ? own.level : kUnrankedHeading;
  line.contents = line.contents || tags.around(block, TagRole::Contents) != kNoElement ||
                  own.role == TagRole::ContentsItem;
  line.bullet = line.bullet || (first && lost_its_sign(layout, line, block));
}

}  // namespace

void weigh_tags(Layout& layout, const std::vector<std::vector<std::size_t>>& lines_of_page,
                const LineRules& rules) {
  const auto covers = covers_of(layout);
  const auto weigh_page = [&](std::size_t p) {
    const std::vector<std::size_t>& lines = lines_of_page[p];
    std::vector<ElementId> blocks;
    blocks.reserve(lines.size());
    for (const std::size_t line : lines) blocks.push_back(block_of(layout, layout.lines[line]));
    const auto cover = covers.find(static_cast<std::uint32_t>(layout.bases[p].first));
    const PageBasis basis = basis_of(cover != covers.end() ? cover->second : Cover{},
                                     question(layout, rules, lines, blocks));
    layout.bases[p].second = basis;
    if (basis != PageBasis::Tags) return;
    for (std::size_t i = 0; i < lines.size(); ++i)
      tell(layout, layout.lines[lines[i]], blocks[i], i == 0 || blocks[i - 1] != blocks[i]);
  };
  share_out(
      lines_of_page.size(),
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t p = begin; p < end; ++p) weigh_page(p);
      },
      16);
}

void match_outline(Layout& layout) {
  std::unordered_map<int, std::vector<const OutlineEntry*>> entries_of_page;
  for (const OutlineEntry& entry : layout.outline)
    if (entry.page > 0) entries_of_page[entry.page].push_back(&entry);
  if (entries_of_page.empty()) return;
  std::unordered_map<std::uint64_t, std::uint8_t> levels;  // by the key of the title
  std::size_t longest = 0;                                 // title, in words
  int page = 0;
  for (Block& block : layout.blocks) {
    Paragraph& paragraph = block.paragraph;
    if (block.table || paragraph.words.empty()) continue;
    if (paragraph.page != page) {
      page = paragraph.page;
      levels.clear();
      longest = 0;
      const auto entries = entries_of_page.find(page);
      if (entries == entries_of_page.end()) continue;
      for (const OutlineEntry* entry : entries->second) {
        const std::string_view title = entry->title;
        levels.emplace(folded_key(title), static_cast<std::uint8_t>(
                                              std::clamp(entry->level, 1, kUnrankedHeading - 1)));
        longest = std::max(
            longest, static_cast<std::size_t>(std::count(title.begin(), title.end(), ' ')) + 1);
      }
    }
    if (levels.empty() || paragraph.heading != 0) continue;
    std::size_t words = 0;
    for (const Span& line : paragraph.words) words += line.size();
    if (words > longest + kMoreWords) continue;
    const std::uint64_t key = folded_key(text_of(layout, paragraph.words));
    if (const auto found = levels.find(key); key != 0 && found != levels.end())
      paragraph.heading = found->second;
  }
}

void place_links(Layout& layout, const Page& page, std::size_t first) {
  if (page.links.empty()) return;
  std::vector<std::uint32_t> by_height;
  for (std::size_t i = first; i < layout.words.size(); ++i)
    by_height.push_back(static_cast<std::uint32_t>(i));
  const auto middle = [&](std::uint32_t i) {
    const Box& box = layout.words[i].box;
    return (box.y0 + box.y1) / 2;
  };
  std::stable_sort(by_height.begin(), by_height.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return middle(a) < middle(b); });
  std::size_t looks = 0;
  const std::size_t before = layout.links.size();
  for (const PageLink& link : page.links) {
    std::vector<std::uint32_t> covered;
    auto at = std::lower_bound(by_height.begin(), by_height.end(), link.box.y0,
                               [&](std::uint32_t i, float y) { return middle(i) < y; });
    for (; at != by_height.end() && middle(*at) <= link.box.y1; ++at) {
      if (++looks > kMostLinkLooks) break;
      const Box& box = layout.words[*at].box;
      const float x = (box.x0 + box.x1) / 2;
      if (x >= link.box.x0 && x <= link.box.x1) covered.push_back(*at);
    }
    std::sort(covered.begin(), covered.end());
    for (std::size_t i = 0; i < covered.size();) {
      std::size_t end = i + 1;
      while (end < covered.size() && covered[end] == covered[end - 1] + 1) ++end;
      layout.links.push_back({{covered[i], covered[end - 1] + 1}, link.page, link.y});
      i = end;
    }
  }
  std::stable_sort(
      layout.links.begin() + static_cast<std::ptrdiff_t>(before), layout.links.end(),
      [](const WordLink& a, const WordLink& b) { return a.words.begin < b.words.begin; });
}

}  // namespace remit
