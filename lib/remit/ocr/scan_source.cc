#include "remit/ocr/scan_source.h"

#include <algorithm>
#include <string>
#include <utility>

namespace remit {
namespace {

constexpr float kPicture = 0.3f;  // of a page: a picture as large may be a scan
constexpr double kBad = 0.3;   // of a hidden layer's words: with as many bad ones it is of no use
constexpr float kSpecks = 50;  // of 100: what is read of pictures without words

bool is_space(char32_t c) { return c == U' ' || c == 0xA0; }

/// Whether no word of a program's would look like it: letters with signs or digits among them.
bool odd(const std::u32string& word) {
  int letters = 0, others = 0;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char32_t c = word[i];
    const bool letter = (c | 0x20) >= U'a' && (c | 0x20) <= U'z';
    const bool inside = i > 0 && i + 1 < word.size();
    if (letter || c > 0xBF)
      ++letters;
    else if (inside && c != U'-' && c != U'\'' && c != U'/' && c != U'.' && c != U',' && c < 0x2000)
      ++others;
  }
  return letters > 0 && others > 0 && word.size() > 2;
}

/// What another program saw in the picture, if most of it cannot have been there.
bool bad_layer(const Page& page) {
  std::size_t words = 0, bad = 0;
  std::u32string word;
  const auto end_word = [&] {
    if (word.empty()) return;
    ++words;
    if (odd(word)) ++bad;
    word.clear();
  };
  float last = 0, baseline = 0;
  for (const Glyph& glyph : page.glyphs) {
    if (is_space(glyph.character) || glyph.baseline != baseline ||
        glyph.x0 > last + 0.2f * glyph.size)
      end_word();
    if (!is_space(glyph.character)) word += glyph.character;
    last = glyph.x1;
    baseline = glyph.baseline;
  }
  end_word();
  return static_cast<double>(bad) > kBad * static_cast<double>(words);
}

/// What a page's own text is worth.
enum class TextLayer { None, Unreadable, Hidden, Seen };

TextLayer text_layer_of(const Page& page) {
  bool any = false, readable = false;
  for (const Glyph& glyph : page.glyphs) {
    if (is_space(glyph.character)) continue;
    any = true;
    if (glyph.character == 0xFFFD) continue;
    readable = true;
    if (!glyph.hidden) return TextLayer::Seen;
  }
  return readable ? TextLayer::Hidden : any ? TextLayer::Unreadable : TextLayer::None;
}

}  // namespace

void ScanSource::read(int number, Page& page, Diagnostics& out) {
  source_->read(number, page, out);
  const TextLayer layer = text_layer_of(page);
  const bool picture = page.image_cover > kPicture;
  const bool lacking = layer == TextLayer::None || layer == TextLayer::Unreadable;
  const bool wanted =
      picture && use_ != OcrUse::Never &&
      (lacking || use_ == OcrUse::Always || (layer == TextLayer::Hidden && bad_layer(page)));
  if (wanted && !opened_) {
    opened_ = true;
    const bool welsh = info().language.starts_with("cy");
    auto ocr = Ocr::open(welsh ? "eng+cym" : "eng");
    if (ocr)
      ocr_ = std::move(*ocr);
    else
      trouble_ = std::move(ocr.error());
  }
  if (!wanted || !ocr_) {
    if (layer == TextLayer::None && picture) unread_.push_back(number);
    if (layer != TextLayer::None) ++with_text_;
    return;
  }
  std::erase_if(page.glyphs, [&](const Glyph& glyph) {
    return layer != TextLayer::Seen || glyph.hidden || glyph.character == 0xFFFD;
  });
  const std::size_t said = out.size(), own = page.glyphs.size();
  const Recognition seen = ocr_->read(source_->images(number, out), page);
  if (out.size() > said && seen.confidence < kSpecks) {
    // The picture with the words could not be had, and the others hold none.
    page.glyphs.resize(own);
    if (layer == TextLayer::Seen)
      ++with_text_;
    else
      unread_.push_back(number);
    return;
  }
  scans_.push_back({.page = number, .seen = seen});
  if (layer == TextLayer::Seen) ++with_text_;
}

}  // namespace remit
