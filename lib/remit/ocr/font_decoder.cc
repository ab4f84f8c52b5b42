#include "remit/ocr/font_decoder.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <string_view>
#include <unordered_map>

#include "remit/ocr/plausible.h"

namespace remit {
namespace {

constexpr std::size_t kWorthALook = 4;        // glyphs of a page: fewer are a sign or two
constexpr std::size_t kEnough = 12;           // glyphs: fewer do not tell whether a guess was good
constexpr std::size_t kMostGlyphs = 100'000;  // of a page: with more it is a drawing
constexpr double kOdd = 0.3;  // of a font's words: with as many odd ones it was guessed wrong
constexpr int kSettled = 4;   // votes
constexpr float kSure = 60;   // of 100: a word that was seen less clearly has no vote
constexpr std::size_t kLongestLigature = 3;
constexpr std::size_t kMostUnknown = 4;  // glyphs of a word: with more it tells nothing

// Of the type size: a line's height and the paper around it, and how far apart two of them stand.
constexpr float kAscent = 0.95F, kDescent = 0.32F, kMargin = 0.3F, kApart = 1.2F;

// Of the type size: the ink of a word stands as near to the baseline …
constexpr float kBelow = 0.35F, kAbove = 0.7F;  // … below it; above it: a dash, an apostrophe

using Shape = UnknownGlyph::Shape;

/// How wide a letter is in most text faces, against the others.
double width_of(char32_t c) {
  if (std::u32string_view(U"fijlt.,:;'|!()").find(c) != std::u32string_view::npos) return 0.6;
  if (std::u32string_view(U"mwMW").find(c) != std::u32string_view::npos) return 1.6;
  return c >= U'A' && c <= U'Z' ? 1.4 : 1;
}

bool private_use(char32_t c) { return c >= 0xE000 && c < 0xF900; }

}  // namespace

std::vector<std::uint16_t> FontDecoder::fonts_in_doubt(const Page& page) {
  if (page.unknown.empty() || page.unknown.size() > kMostGlyphs) return {};
  struct Count {
    std::size_t all = 0, unknown = 0, guessed = 0;
    std::uint32_t font = 0;
  };
  std::map<std::uint16_t, Count> counts;  // by index on the page
  for (const UnknownGlyph& unknown : page.unknown) {
    if (unknown.shape != Shape::Ink) continue;
    const Glyph& glyph = page.glyphs[unknown.glyph];
    Count& count = counts[glyph.font];
    count.font = unknown.font;
    const bool nothing = !unknown.guessed || private_use(glyph.character);
    ++(nothing ? count.unknown : count.guessed);
  }
  for (const Glyph& glyph : page.glyphs)
    if (glyph.character > U' ' && glyph.character != 0xA0)
      if (const auto count = counts.find(glyph.font); count != counts.end()) ++count->second.all;

  std::vector<std::uint16_t> fonts;
  std::size_t glyphs = 0;
  for (const auto& [index, count] : counts) {
    bool doubt = doubted_.count(count.font) != 0 || 2 * count.unknown > count.all;
    if (!doubt && count.guessed > kEnough)
      doubt = odd_words(page, [&, in = index](std::size_t glyph) {
                return page.glyphs[glyph].font == in;
              }) > kOdd;
    if (!doubt) continue;
    doubted_.insert(count.font);
    fonts.push_back(index);
    glyphs += count.unknown + count.guessed;
  }
  const bool known = std::all_of(page.unknown.begin(), page.unknown.end(), [&](const auto& one) {
    return one.shape != Shape::Ink || doubted_.count(one.font) == 0 ||
           votes_.count({one.font, one.code}) != 0;
  });
  if (glyphs < kWorthALook && !known) fonts.clear();
  return fonts;
}

bool FontDecoder::settled(const Code& code) const {
  const auto votes = votes_.find(code);
  if (votes == votes_.end()) return false;
  int most = 0, all = 0;
  for (const auto& [text, count] : votes->second) {
    most = std::max(most, count);
    all += count;
  }
  return all >= kSettled && most * 3 >= all * 2;
}

/// The glyphs with ink, by their index in page.unknown: line by line, each from left to right.
std::vector<std::size_t> FontDecoder::in_doubt(const Page& page) const {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < page.unknown.size(); ++i) {
    const UnknownGlyph& unknown = page.unknown[i];
    const Glyph& glyph = page.glyphs[unknown.glyph];
    if (unknown.shape != Shape::Blank && doubted_.count(unknown.font) != 0 && glyph.angle == 0 &&
        !glyph.hidden)
      order.push_back(i);
  }
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const Glyph& left = page.glyphs[page.unknown[a].glyph];
    const Glyph& right = page.glyphs[page.unknown[b].glyph];
    return left.baseline != right.baseline ? left.baseline < right.baseline : left.x0 < right.x0;
  });
  return order;
}

std::vector<Box> FontDecoder::unsettled(const Page& page) const {
  std::vector<Box> lines;
  Box line;
  float baseline = 0;
  bool any = false, wanted = false;
  const auto end_line = [&] {
    if (wanted) lines.push_back(line);
    any = wanted = false;
  };
  for (const std::size_t i : in_doubt(page)) {
    const UnknownGlyph& unknown = page.unknown[i];
    const Glyph& glyph = page.glyphs[unknown.glyph];
    const Box box = {glyph.x0 - kMargin * glyph.size, glyph.baseline - kAscent * glyph.size,
                     glyph.x1 + kMargin * glyph.size, glyph.baseline + kDescent * glyph.size};
    if (any && (glyph.baseline != baseline || glyph.x0 - line.x1 > kApart * glyph.size)) end_line();
    if (!any) line = box;
    any = true;
    baseline = glyph.baseline;
    line = {std::min(line.x0, box.x0), std::min(line.y0, box.y0), std::max(line.x1, box.x1),
            std::max(line.y1, box.y1)};
    wanted = wanted || (unknown.shape == Shape::Ink && !settled({unknown.font, unknown.code}));
  }
  end_line();
  return lines;
}

std::u32string FontDecoder::character_of(const Code& code) const {
  const auto votes = votes_.find(code);
  if (votes == votes_.end()) return {};
  const std::u32string* best = nullptr;
  int most = 0;
  for (const auto& [text, count] : votes->second)
    if (count > most) {
      best = &text;
      most = count;
    }
  return best != nullptr ? *best : std::u32string();
}

void FontDecoder::vote(const Page& page, const std::vector<std::size_t>& glyphs,
                       std::u32string_view text) {
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    const UnknownGlyph& unknown = page.unknown[glyphs[i]];
    ++votes_[{unknown.font, unknown.code}][std::u32string(1, text[i])];
  }
}

/// A word of fewer glyphs than letters, or with glyphs of which nothing is known: of the ways to
/// share out the letters that its known glyphs leave, the one that fits the widths best.
void FontDecoder::vote_for_rest(const Page& page, const std::vector<std::size_t>& glyphs,
                                std::u32string_view text) {
  std::vector<std::u32string> known;
  std::vector<double> widths;
  double width = 0, letters = 0;
  std::size_t unknown = 0;
  for (const std::size_t i : glyphs) {
    const Glyph& glyph = page.glyphs[page.unknown[i].glyph];
    known.push_back(character_of({page.unknown[i].font, page.unknown[i].code}));
    widths.push_back(static_cast<double>(glyph.x1 - glyph.x0));
    width += widths.back();
    if (known.back().empty()) ++unknown;
  }
  for (const char32_t c : text) letters += width_of(c);
  if (unknown == 0 || unknown > kMostUnknown || !(width > 0)) return;

  std::vector<std::u32string> shares(glyphs.size()), best;
  double best_cost = 0;
  const std::function<void(std::size_t, std::size_t, double)> share =
      [&](std::size_t glyph, std::size_t at, double cost) {
        if (!best.empty() && cost >= best_cost) return;
        if (glyph == glyphs.size()) {
          if (at != text.size()) return;
          best = shares;
          best_cost = cost;
        } else if (!known[glyph].empty()) {
          if (text.substr(at).starts_with(known[glyph]))
            share(glyph + 1, at + known[glyph].size(), cost);
        } else {
          double wide = 0;
          for (std::size_t n = 1; n <= kLongestLigature && at + n <= text.size(); ++n) {
            wide += width_of(text[at + n - 1]);
            shares[glyph] = text.substr(at, n);
            const double off = wide / letters - widths[glyph] / width;
            share(glyph + 1, at + n, cost + off * off);
          }
        }
      };
  share(0, 0, 0);
  for (std::size_t i = 0; i < best.size(); ++i)
    if (known[i].empty())
      ++votes_[{page.unknown[glyphs[i]].font, page.unknown[glyphs[i]].code}][best[i]];
}

void FontDecoder::learn(const Page& page, const std::vector<OcrWord>& words) {
  const std::vector<std::size_t> order = in_doubt(page);
  const auto glyph_of = [&](std::size_t i) -> const Glyph& {
    return page.glyphs[page.unknown[i].glyph];
  };
  struct Seen {
    std::vector<std::size_t> glyphs;
    std::u32string_view text;
  };
  std::vector<Seen> uneven, unsure;
  for (const OcrWord& word : words) {
    if (word.text.empty()) continue;
    // the baseline nearest to the foot of the word
    const auto from =
        std::lower_bound(order.begin(), order.end(), word.box.y0,
                         [&](std::size_t i, float y) { return glyph_of(i).baseline < y; });
    float baseline = 0, nearest = 0;
    bool any = false;
    for (auto i = from; i != order.end(); ++i) {
      const Glyph& glyph = glyph_of(*i);
      if (glyph.baseline > word.box.y1 + kAbove * glyph.size) break;
      const float x = (glyph.x0 + glyph.x1) / 2;
      if (x < word.box.x0 || x > word.box.x1 || word.box.y1 - glyph.baseline > kBelow * glyph.size)
        continue;
      const float off = std::abs(glyph.baseline - word.box.y1);
      if (any && off >= nearest) continue;
      any = true;
      nearest = off;
      baseline = glyph.baseline;
    }
    if (!any) continue;
    Seen seen{.glyphs = {}, .text = word.text};
    for (auto i = from; i != order.end() && glyph_of(*i).baseline <= baseline; ++i) {
      const Glyph& glyph = glyph_of(*i);
      const float x = (glyph.x0 + glyph.x1) / 2;
      if (glyph.baseline == baseline && x >= word.box.x0 && x <= word.box.x1)
        seen.glyphs.push_back(*i);
    }
    if (seen.glyphs.size() > word.text.size()) continue;
    if (word.confidence < kSure)
      unsure.push_back(std::move(seen));
    else if (seen.glyphs.size() == word.text.size())
      vote(page, seen.glyphs, word.text);
    else
      uneven.push_back(std::move(seen));
  }
  // the surer first: what they tell leaves fewer ways to read the others
  for (const std::vector<Seen>* rest : {&uneven, &unsure})
    for (const Seen& seen : *rest) vote_for_rest(page, seen.glyphs, seen.text);
}

std::size_t FontDecoder::apply(Page& page) {
  std::size_t left = 0;
  std::vector<Glyph> glyphs;
  glyphs.reserve(page.glyphs.size());
  auto unknown = page.unknown.begin();
  for (std::size_t i = 0; i < page.glyphs.size(); ++i) {
    glyphs.push_back(page.glyphs[i]);
    while (unknown != page.unknown.end() && unknown->glyph < i) ++unknown;
    if (unknown == page.unknown.end() || unknown->glyph != i) continue;
    const bool disc = unknown->shape == Shape::Disc && !unknown->guessed;
    if (!disc && doubted_.count(unknown->font) == 0) continue;
    Glyph& glyph = glyphs.back();
    std::u32string text = character_of({unknown->font, unknown->code});
    if (unknown->shape == Shape::Blank) text = U" ";
    if (unknown->shape == Shape::Disc) text = U"\u2022";
    if (text.empty()) {
      glyph.character = 0xFFFD;
      ++left;
      continue;
    }
    const float x0 = glyph.x0, width = (glyph.x1 - glyph.x0) / static_cast<float>(text.size());
    const Glyph drawn = glyph;
    glyphs.pop_back();
    for (std::size_t k = 0; k < text.size(); ++k) {
      glyphs.push_back(drawn);
      glyphs.back().character = text[k];
      glyphs.back().x0 = x0 + width * static_cast<float>(k);
      glyphs.back().x1 = glyphs.back().x0 + width;
    }
  }
  page.glyphs = std::move(glyphs);
  page.unknown.clear();
  return left;
}

}  // namespace remit
