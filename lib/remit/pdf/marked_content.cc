#include "remit/pdf/marked_content.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "remit/pdf/glyph_names.h"
#include "remit/pdf/text_string.h"

namespace remit::pdf {
namespace {

constexpr std::size_t kDeepest = 512;

bool is_space(char32_t c) { return c == U' ' || c == 0xA0; }

/// The characters that an ActualText stands for.
std::u32string characters_of(std::u32string_view text) {
  std::u32string characters;
  for (const char32_t c : text) {
    if (c == '\t' || c == '\n' || c == '\r') {
      characters += U' ';
    } else if (c >= 0x20 && c != 0xFEFF) {
      append_unligated(characters, c);
    }
  }
  return characters;
}

/// Whether glyphs show just these characters, but for spaces.
bool shows(const std::vector<Glyph>& glyphs, std::u32string_view characters) {
  std::size_t g = 0, c = 0;
  while (g < glyphs.size() && c < characters.size()) {
    if (is_space(glyphs[g].character)) {
      ++g;
    } else if (is_space(characters[c])) {
      ++c;
    } else if (glyphs[g].character == characters[c]) {
      ++g;
      ++c;
    } else {
      return false;
    }
  }
  while (g < glyphs.size() && is_space(glyphs[g].character)) ++g;
  while (c < characters.size() && is_space(characters[c])) ++c;
  return g == glyphs.size() && c == characters.size();
}

bool is_of_a_word(const Glyph& glyph) {
  return glyph.character > 0x7F ? glyph.character != 0xAD && glyph.character < 0x2000
                                : std::isalnum(static_cast<int>(glyph.character)) != 0;
}

}  // namespace

void MarkedContent::begin_page(Page& page) {
  page_ = &page;
  open_.clear();
  lost_ = 0;
  mcid_ = -1;
  artifacts_ = replacements_ = 0;
  own_mcids_ = true;
}

void MarkedContent::begin(const std::vector<Token>& operands, const Object& properties) {
  if (open_.size() >= kDeepest) {
    ++lost_;
    return;
  }
  Open content;
  content.outer_mcid = mcid_;
  content.first_glyph = page_->glyphs.size();
  content.artifact = !operands.empty() && operands[0].text == "Artifact";
  bool has_text = false;
  const auto set_mcid = [&](double value) {
    if (own_mcids_ && value >= 0 && value < 1e9) mcid_ = static_cast<std::int32_t>(value);
  };
  const auto set_text = [&](std::string_view text) {
    has_text = true;
    content.text = decode_text_string(text);
  };
  if (properties) {
    if (const Object mcid = properties.key("MCID"); mcid.is_number()) set_mcid(mcid.number());
    if (const Object text = properties.key("ActualText"); text.is_string()) set_text(text.string());
  }
  int depth = 0;
  for (std::size_t i = 1; i + 1 < operands.size(); ++i) {
    const Token& key = operands[i];
    if (key.kind == Token::Kind::DictionaryBegin) ++depth;
    if (key.kind == Token::Kind::DictionaryEnd) --depth;
    if (depth != 1 || key.kind != Token::Kind::Name) continue;
    const Token& value = operands[i + 1];
    if (key.text == "MCID" && value.kind == Token::Kind::Number) {
      set_mcid(value.number);
      ++i;
    } else if (key.text == "ActualText" && value.kind == Token::Kind::String) {
      set_text(value.text);
      ++i;
    }
  }
  // The outermost ActualText speaks for all within.
  content.replaces = has_text && replacements_ == 0;
  if (content.replaces) ++replacements_;
  if (content.artifact) ++artifacts_;
  open_.push_back(std::move(content));
}

void MarkedContent::end() {
  if (lost_ != 0)
    --lost_;
  else if (!open_.empty())
    end_last();
}

MarkedContent::Outside MarkedContent::begin_form(bool numbers_itself) {
  const Outside outside{open_.size(), lost_, own_mcids_};
  own_mcids_ = own_mcids_ && !numbers_itself;
  return outside;
}

void MarkedContent::end_form(const Outside& outside) {
  while (open_.size() > outside.open) end_last();
  lost_ = outside.lost;
  own_mcids_ = outside.own_mcids;
}

void MarkedContent::end_last() {
  const Open content = std::move(open_.back());
  open_.pop_back();
  mcid_ = content.outer_mcid;
  if (content.artifact) --artifacts_;
  if (content.replaces) {
    --replacements_;
    replace_text(content);
  }
}

void MarkedContent::forget_unknown(std::size_t from) {
  while (!page_->unknown.empty() && page_->unknown.back().glyph >= from) page_->unknown.pop_back();
}

void MarkedContent::replace_text(const Open& content) {
  std::vector<Glyph>& glyphs = page_->glyphs;
  if (content.first_glyph >= glyphs.size()) return;
  const std::u32string characters = characters_of(content.text);
  drawn_.assign(glyphs.begin() + static_cast<std::ptrdiff_t>(content.first_glyph), glyphs.end());
  // The same words: where each letter stands is known best from the glyphs.
  if (!characters.empty() && shows(drawn_, characters)) return;
  // An empty one says "no text here", of a hyphen or leader dots. Of whole words it is a slip of
  // the program that wrote it, and dropping words would be the greater harm.
  if (characters.empty() && std::any_of(drawn_.begin(), drawn_.end(), is_of_a_word)) return;
  glyphs.resize(content.first_glyph);
  forget_unknown(content.first_glyph);
  // Spread the characters over the glyphs in proportion: "fi" over one, one over three accents.
  const std::size_t drawn = drawn_.size(), count = characters.size();
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t first = i * drawn / count;
    const std::size_t last = std::max(first + 1, (i + 1) * drawn / count);
    Glyph glyph = drawn_[first];
    for (std::size_t k = first; k < last; ++k) {
      if (drawn_[k].baseline != glyph.baseline) break;
      glyph.x0 = std::min(glyph.x0, drawn_[k].x0);
      glyph.x1 = std::max(glyph.x1, drawn_[k].x1);
    }
    if (count > drawn) {
      // Several characters share this glyph: cut its width into as many parts.
      std::size_t begin = i, end = i + 1;
      while (begin > 0 && (begin - 1) * drawn / count == first) --begin;
      while (end < count && end * drawn / count == first) ++end;
      const float width = (glyph.x1 - glyph.x0) / static_cast<float>(end - begin);
      glyph.x0 += width * static_cast<float>(i - begin);
      glyph.x1 = glyph.x0 + width;
    }
    glyph.character = characters[i];
    glyphs.push_back(glyph);
  }
}

}  // namespace remit::pdf
