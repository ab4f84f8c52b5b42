#include "remit/ocr/pictured_numbers.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>

namespace remit {
namespace {

// All ratios are of the size of the text beside the picture.
constexpr float kHighest = 1.8F;  // a picture that is higher is no number
constexpr float kWidest = 4;
constexpr float kOff = 0.55F;        // from the foot of the picture to the baseline
constexpr float kFarthest = 5;       // from the picture to its text
constexpr float kApart = 2;          // text as near to the left makes it an icon in a line
constexpr float kDot = 0.4F;         // a bullet
constexpr float kSameEdge = 2;       // points
constexpr std::size_t kBullets = 3;  // the same picture before as many paragraphs of a page
constexpr float kSure = 60;          // of 100
constexpr std::size_t kLongest = 10;

/// A picture and the first glyph of its text.
struct Place {
  const SmallPicture* picture = nullptr;
  const Glyph* text = nullptr;
};

bool is_ink(const Glyph& glyph) {
  return glyph.character > U' ' && glyph.character != 0xA0 && !glyph.hidden && glyph.angle == 0;
}

/// The text to the right of a picture, if the picture stands before it like a number.
const Glyph* text_beside(const SmallPicture& picture, const std::vector<const Glyph*>& glyphs) {
  const Box& box = picture.box;
  const auto from =
      std::lower_bound(glyphs.begin(), glyphs.end(), box.y0 + box.height() / 2,
                       [](const Glyph* glyph, float y) { return glyph->baseline < y; });
  const Glyph* nearest = nullptr;
  for (auto at = from; at != glyphs.end(); ++at) {
    const Glyph& glyph = **at;
    if (glyph.baseline > box.y1 + box.height()) break;
    if (std::abs(glyph.baseline - box.y1) > kOff * glyph.size ||
        box.height() > kHighest * glyph.size || box.width() > kWidest * glyph.size)
      continue;
    const float middle = (box.x0 + box.x1) / 2;
    if (glyph.x1 < middle) {
      if (box.x0 - glyph.x1 < kApart * glyph.size) return nullptr;
      continue;
    }
    if (glyph.x0 < middle || glyph.x0 - box.x1 > kFarthest * glyph.size) continue;
    if (nearest == nullptr || glyph.x0 < nearest->x0) nearest = &glyph;
  }
  return nearest;
}

std::vector<Place> places_of(const Page& page) {
  std::vector<const Glyph*> glyphs;
  for (const Glyph& glyph : page.glyphs)
    if (is_ink(glyph)) glyphs.push_back(&glyph);
  std::stable_sort(glyphs.begin(), glyphs.end(),
                   [](const Glyph* a, const Glyph* b) { return a->baseline < b->baseline; });
  std::vector<Place> places;
  for (const SmallPicture& picture : page.small_pictures)
    if (const Glyph* text = text_beside(picture, glyphs)) places.push_back({&picture, text});
  return places;
}

/// "1." "(a)" "12.3" "iv": what a number looks like in any document.
bool looks_like_number(std::u32string_view text) {
  if (text.empty() || text.size() > kLongest) return false;
  bool digit = false, sign = false, letter = false;
  std::size_t letters = 0;
  for (const char32_t c : text) {
    digit = digit || (c >= U'0' && c <= U'9');
    sign = sign || c == U'.' || c == U')';
    if ((c | 0x20) >= U'a' && (c | 0x20) <= U'z') {
      letter = true;
      ++letters;
    }
  }
  return (digit || letter) && (digit || sign) && letters <= 5;
}

/// Puts `text` where the picture stands, set like the text beside it.
void put_glyphs(Page& page, std::uint16_t font, const Box& box, const Glyph& beside,
                std::u32string_view text) {
  const float width = box.width() / static_cast<float>(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    Glyph glyph = beside;
    glyph.character = text[i];
    glyph.font = font;
    glyph.x0 = box.x0 + width * static_cast<float>(i);
    glyph.x1 = glyph.x0 + width;
    page.glyphs.push_back(glyph);
  }
}

}  // namespace

void PicturedNumbers::put(Page& page, const Images& images, const Read& read) {
  if (page.small_pictures.empty()) return;
  const std::vector<Place> places = places_of(page);
  std::map<std::uint64_t, std::size_t> times;
  for (const Place& place : places)
    if (place.picture->image != 0) ++times[place.picture->image];

  struct Number {
    Box box;
    Glyph beside;
    std::u32string text;  ///< empty: could not be read
  };
  std::vector<Number> numbers;
  std::optional<std::vector<PageImage>> pictures;
  for (const auto& [picture, beside] : places) {
    const auto repeated = times.find(picture->image);
    if (repeated != times.end() && repeated->second >= kBullets) {
      const float size = kDot * beside->size;
      const float x = picture->box.x1, y = beside->baseline - 0.35F * beside->size;
      page.dots.push_back({x - size, y - size / 2, x, y + size / 2});
      continue;
    }
    Number number{.box = picture->box, .beside = *beside, .text = {}};
    if (read) {
      const auto known = known_.find(picture->image);
      OcrWord seen;
      if (picture->image != 0 && known != known_.end()) {
        seen = known->second;
      } else {
        if (!pictures) pictures = images();
        const auto image =
            std::find_if(pictures->begin(), pictures->end(),
                         [&box = picture->box](const auto& one) { return one.box == box; });
        if (image != pictures->end()) seen = read(*image);
        if (picture->image != 0) known_[picture->image] = seen;
      }
      if (seen.confidence >= kSure && looks_like_number(seen.text)) number.text = seen.text;
    }
    numbers.push_back(std::move(number));
  }
  // An icon may stand alone; numbers stand below each other, on this page or one before.
  const auto in_a_list = [&](const Number& number) {
    return std::count_if(numbers.begin(), numbers.end(), [&](const Number& other) {
             return std::abs(other.box.x0 - number.box.x0) < kSameEdge;
           }) > 1;
  };
  std::map<bool, std::uint16_t> fonts;  // by their weight: what they number is set in it
  for (const Number& number : numbers) {
    const bool unread = number.text.empty();
    if (unread && !in_a_list(number) && read_ + unread_ == 0) continue;
    ++(unread ? unread_ : read_);
    const bool bold = number.beside.font < page.fonts.size() && page.fonts[number.beside.font].bold;
    const auto [font, fresh] = fonts.emplace(bold, static_cast<std::uint16_t>(page.fonts.size()));
    if (fresh) page.fonts.push_back({.name = "Picture", .bold = bold, .pictured = true});
    put_glyphs(page, font->second, number.box, number.beside,
               unread ? std::u32string_view(&kPicturedNumber, 1) : number.text);
  }
}

}  // namespace remit
