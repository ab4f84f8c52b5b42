#include "remit/ocr/scan_source.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "remit/ocr/plausible.h"
#include "remit/text/letters.h"

namespace remit {
namespace {

constexpr float kPicture = 0.3f;  // of a page: a picture as large may be a scan
constexpr float kSheet = 0.6f;    // … as large is one, where most of the text is hidden below it
constexpr double kBad = 0.3;  // of a hidden layer's words: with as many odd ones it is of no use
constexpr double kDoubtful = 0.08;  // … with as many it is compared with what OCR sees
constexpr double kAgree = 0.5;      // of the words that OCR sees: a layer with fewer is another's
constexpr float kSpecks = 50;       // of 100: what is read of pictures without words
constexpr float kClear = 80;        // of 100: what is read as clearly may be believed
constexpr std::size_t kMostHidden = 20;  // times as many hidden characters as seen ones: stamps
constexpr std::size_t kStamp = 8;  // seen characters beside a picture, none a letter: "- 21 -"

bool is_space(char32_t c) { return c == U' ' || c == 0xA0; }

bool on_page(const Glyph& glyph, const Page& page) {
  return glyph.x1 >= 0 && glyph.x0 <= page.width && glyph.baseline >= 0 &&
         glyph.baseline - glyph.size <= page.height;
}

/// What a page's own text is worth.
enum class TextLayer { None, Unreadable, Hidden, Seen };

TextLayer text_layer_of(const Page& page) {
  std::size_t seen = 0, hidden = 0;
  bool any = false, letters = false;
  for (const Glyph& glyph : page.glyphs) {
    if (is_space(glyph.character)) continue;
    any = true;
    if (glyph.character == 0xFFFD) continue;
    ++(glyph.hidden ? hidden : seen);
    letters = letters || (!glyph.hidden && is_letter(glyph.character));
    if (seen > 0 && page.image_cover < kPicture) return TextLayer::Seen;
  }
  // a stamp that was put on a scan with its hidden text, or a page number on one without: a title
  // beside a photograph is neither
  const bool stamp = hidden == 0 ? seen <= kStamp && !letters : seen * kMostHidden <= hidden;
  if (!stamp) return TextLayer::Seen;
  return hidden > 0 ? TextLayer::Hidden : any ? TextLayer::Unreadable : TextLayer::None;
}

/// How many of the words that were seen are in the layer, 0 to 1.
double agreement(const Page& layer, const Page& seen) {
  const auto words_of = [](const Page& page) {
    std::map<std::u32string, int> words;
    std::u32string word;
    float last = 0, baseline = 0;
    const auto end_word = [&] {
      if (word.size() > 2) ++words[word];
      word.clear();
    };
    for (const Glyph& glyph : page.glyphs) {
      if (is_space(glyph.character) || glyph.baseline != baseline ||
          glyph.x0 > last + 0.2f * glyph.size)
        end_word();
      if (!is_space(glyph.character)) word += glyph.character;
      last = glyph.x1;
      baseline = glyph.baseline;
    }
    end_word();
    return words;
  };
  const auto mine = words_of(layer), theirs = words_of(seen);
  int all = 0, shared = 0;
  for (const auto& [word, count] : theirs) {
    all += count;
    if (const auto found = mine.find(word); found != mine.end())
      shared += std::min(count, found->second);
  }
  return all == 0 ? 1 : static_cast<double>(shared) / all;
}

}  // namespace

bool ScanSource::open_ocr() {
  if (!opened_) {
    opened_ = true;
    const bool welsh = info().language.starts_with("cy");
    auto ocr = Ocr::open(welsh ? "eng+cym" : "eng");
    if (ocr)
      ocr_ = std::move(*ocr);
    else
      trouble_ = std::move(ocr.error());
  }
  return ocr_ != nullptr;
}

void ScanSource::read(int number, Page& page, Diagnostics& out) {
  source_->read(number, page, out);
  const bool lettered =
      !page.unknown.empty() && use_ != OcrUse::Never && read_letters(number, page, out);
  const TextLayer layer = text_layer_of(page);
  if (page.image_cover > kPicture && layer != TextLayer::Seen) {
    page.small_pictures.clear();  // specks of the scan
    read_scan(number, page, layer == TextLayer::Hidden, out);
  } else if (page.image_cover > kPicture && use_ == OcrUse::Always) {
    read_beside_text(number, page, out);
  } else if (layer != TextLayer::None && !(lettered && !scans_.back().mixed)) {
    ++with_text_;
  }
  if (!page.small_pictures.empty()) read_numbers(number, page, out);
}

/// Letters that the file shows and does not name. True if there are any.
bool ScanSource::read_letters(int number, Page& page, Diagnostics& out) {
  const std::vector<std::uint16_t> fonts = decoder_.fonts_in_doubt(page);
  const bool doubt = !fonts.empty();
  const std::vector<Box> lines = doubt ? decoder_.unsettled(page) : std::vector<Box>();
  if (!lines.empty()) {
    if (!open_ocr()) {
      for (Diagnostic& diagnostic : out)
        if (diagnostic.code == "font-without-unicode" && diagnostic.page == number)
          diagnostic.hint =
              "to have its letters read by OCR, " + trouble_.hint + " (" + trouble_.message + ")";
      return false;
    }
    if (const std::optional<PageImage> drawn = source_->drawn_text(number, fonts)) {
      const std::vector<OcrWord> words = ocr_->words(*drawn, page, lines);
      decoder_.learn(page, words);
      for (const OcrWord& word : words) sure_ += static_cast<double>(word.confidence);
      looked_at_ += static_cast<int>(words.size());
    }
  }
  const std::size_t in_doubt = page.unknown.size(), glyphs = page.glyphs.size();
  const std::size_t left = decoder_.apply(page);
  if (!doubt) return false;
  const float confidence = looked_at_ > 0 ? static_cast<float>(sure_ / looked_at_) : 0;
  constexpr int kLetters = 5;  // of a word, about
  scans_.push_back(
      {.page = number,
       .seen = {.words = static_cast<int>((in_doubt - std::min(left, in_doubt)) / kLetters) + 1,
                .confidence = confidence},
       .drawn = true,
       .mixed = 2 * in_doubt < glyphs});
  if (left == 0)
    std::erase_if(out, [&](const Diagnostic& diagnostic) {
      return diagnostic.code == "font-without-unicode" && diagnostic.page == number;
    });
  return true;
}

/// A page that is a picture, perhaps with a text below it that another program read there.
void ScanSource::read_scan(int number, Page& page, bool hidden, Diagnostics& out) {
  const auto any = [](std::size_t) { return true; };
  const double odd = hidden ? odd_words(page, any) : 1;
  const bool sheet = page.image_cover > kSheet;
  const bool wanted = use_ == OcrUse::Always || (use_ == OcrUse::Auto && odd > kDoubtful);
  const auto keep_layer = [&] {
    if (!hidden) {
      const bool unreadable = std::any_of(page.glyphs.begin(), page.glyphs.end(),
                                          [](const Glyph& g) { return g.character == 0xFFFD; });
      if (unreadable)
        ++with_text_;
      else
        unread_.push_back(number);
      return;
    }
    ++with_text_;
    if (!sheet) return;
    if (odd > kBad) garbled_.push_back(number);
    // the page shows these very words
    for (Glyph& glyph : page.glyphs)
      if (glyph.hidden && on_page(glyph, page)) glyph.hidden = false;
  };
  if (!wanted || !open_ocr()) return keep_layer();

  Page seen_page;
  seen_page.number = number;
  seen_page.width = page.width;
  seen_page.height = page.height;
  const std::size_t said = out.size();
  const Recognition seen = ocr_->read(source_->images(number, out), seen_page);
  if (out.size() > said && seen.confidence < kSpecks) {
    // The picture with the words could not be had, and the others hold none.
    if (hidden) return keep_layer();
    std::erase_if(page.glyphs, [](const Glyph& glyph) { return glyph.character == 0xFFFD; });
    unread_.push_back(number);
    return;
  }
  if (hidden && seen.words == 0) {  // nothing there for anyone to see
    ++with_text_;
    return;
  }
  const bool doubtful = hidden && use_ == OcrUse::Auto && odd <= kBad;
  if (doubtful && (seen.confidence < kClear || agreement(page, seen_page) > kAgree))
    return keep_layer();
  if (hidden && use_ == OcrUse::Auto) bad_layers_.push_back(number);
  // what is seen on the page of its own, such as a stamp, stays
  std::erase_if(page.glyphs,
                [](const Glyph& glyph) { return glyph.hidden || glyph.character == 0xFFFD; });
  const bool stamps = !page.glyphs.empty();
  append(page, std::move(seen_page));
  scans_.push_back({.page = number, .seen = seen, .mixed = stamps});
}

/// Everything that pictures show, beside the page's own text.
void ScanSource::read_beside_text(int number, Page& page, Diagnostics& out) {
  ++with_text_;
  if (!open_ocr()) return;
  const std::size_t said = out.size(), own = page.glyphs.size();
  std::erase_if(page.glyphs,
                [](const Glyph& glyph) { return glyph.hidden || glyph.character == 0xFFFD; });
  const std::size_t kept = page.glyphs.size();
  const Recognition seen = ocr_->read(source_->images(number, out), page);
  if (out.size() > said && seen.confidence < kSpecks)
    page.glyphs.resize(std::min(own, kept));
  else
    scans_.push_back({.page = number, .seen = seen, .mixed = true});
}

void ScanSource::append(Page& page, Page&& more) {
  const auto first = static_cast<std::uint16_t>(page.fonts.size());
  for (Font& font : more.fonts) page.fonts.push_back(std::move(font));
  for (Glyph& glyph : more.glyphs) {
    glyph.font = static_cast<std::uint16_t>(glyph.font + first);
    page.glyphs.push_back(glyph);
  }
  page.rulings.insert(page.rulings.end(), more.rulings.begin(), more.rulings.end());
}

void ScanSource::read_numbers(int number, Page& page, Diagnostics& out) {
  PicturedNumbers::Read read;
  if (use_ != OcrUse::Never)
    read = [this](const PageImage& image) { return open_ocr() ? ocr_->number(image) : OcrWord{}; };
  numbers_.put(
      page, [&] { return source_->images(number, out); }, read);
}

}  // namespace remit
