#include "remit/pdf/font_program.h"

#include <algorithm>
#include <cmath>
#include <ft2build.h>
#include <unordered_map>
#include <utility>

#include "remit/pdf/byte_buffer.h"
#include "remit/pdf/glyph_names.h"
#include FT_FREETYPE_H
#include FT_BBOX_H
#include FT_OUTLINE_H

namespace remit::pdf {
namespace {

constexpr std::size_t kLongestName = 128;
constexpr double kFarthest = 1e5;  // pixels: FreeType counts in 1/64 of them, in 32 bits

// Of the em: a disc this wide and this high over the baseline is a bullet, not a full stop.
constexpr double kLeastDisc = 0.15, kMostDisc = 0.7, kDiscAbove = 0.08;
constexpr double kRound = 0.12;  // of its width: as much may its height differ

struct Library {
  FT_Library library = nullptr;
  Library() {
    if (FT_Init_FreeType(&library) != 0) library = nullptr;
  }
  ~Library() {
    if (library != nullptr) FT_Done_FreeType(library);
  }
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;
};

bool private_use(FT_ULong c) { return c >= 0xE000 && c < 0xF900; }

/// The tables that map a font's glyphs to Unicode, and no other thing.
bool is_unicode(const FT_CharMapRec& map) {
  return (map.platform_id == 3 && (map.encoding_id == 1 || map.encoding_id == 10)) ||
         map.platform_id == 0;
}

/// Puts runs of ink on a sheet; where they overlap, the darker stays.
void put_spans(int y, int count, const FT_Span* spans, void* user) {
  auto& sheet = *static_cast<GraySheet*>(user);
  const int row = sheet.height - 1 - y;
  if (row < 0 || row >= sheet.height) return;
  std::uint8_t* const line =
      sheet.pixels.data() + static_cast<std::size_t>(row) * static_cast<std::size_t>(sheet.width);
  for (int i = 0; i < count; ++i) {
    const int from = std::max<int>(spans[i].x, 0);
    const int to = std::min<int>(spans[i].x + spans[i].len, sheet.width);
    for (int x = from; x < to; ++x)
      line[x] = std::min(line[x], static_cast<std::uint8_t>(255 - spans[i].coverage));
  }
}

}  // namespace

struct FontProgram::State {
  Library library;
  std::string bytes;  ///< FreeType reads from them
  FT_Face face = nullptr;
  FT_CharMap own = nullptr, unicode = nullptr;
  std::unordered_map<FT_UInt, char32_t> characters;  ///< of `unicode`, backwards

  State() = default;
  ~State() {
    if (face != nullptr) FT_Done_Face(face);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  /// Loads a glyph's outline in units of the font; null where it has none.
  FT_Outline* outline(std::uint32_t glyph) const {
    if (FT_Load_Glyph(face, glyph, FT_LOAD_NO_SCALE | FT_LOAD_NO_BITMAP) != 0) return nullptr;
    if (face->glyph->format != FT_GLYPH_FORMAT_OUTLINE) return nullptr;
    return &face->glyph->outline;
  }

  [[nodiscard]] double unit() const { return face->units_per_EM > 0 ? face->units_per_EM : 1000; }
};

FontProgram::FontProgram(std::unique_ptr<State> state) : state_(std::move(state)) {}
FontProgram::~FontProgram() = default;

std::unique_ptr<FontProgram> FontProgram::open(const Object& descriptor, DecodeBudget& budget) {
  Object program;
  for (const char* const key : {"FontFile2", "FontFile3", "FontFile"})
    if (!program.is_stream()) program = descriptor.key(key);
  if (!program.is_stream()) return nullptr;
  auto state = std::make_unique<State>();
  if (state->library.library == nullptr) return nullptr;
  ByteBuffer bytes;
  decode_stream(program, bytes, budget);
  state->bytes = bytes.view();
  if (FT_New_Memory_Face(state->library.library,
                         reinterpret_cast<const FT_Byte*>(state->bytes.data()),
                         static_cast<FT_Long>(state->bytes.size()), 0, &state->face) != 0)
    return nullptr;
  FT_Face face = state->face;
  for (int i = 0; i < face->num_charmaps; ++i) {
    FT_CharMap map = face->charmaps[i];
    const bool adobe =
        map->encoding == FT_ENCODING_ADOBE_CUSTOM || map->encoding == FT_ENCODING_ADOBE_STANDARD;
    const bool symbol = map->platform_id == 3 && map->encoding_id == 0;
    const bool macintosh = map->platform_id == 1 && map->encoding_id == 0;
    // FreeType makes a Unicode table of its own out of Type 1 glyph names: as good as the names.
    if (state->unicode == nullptr && is_unicode(*map)) state->unicode = map;
    if (symbol || adobe || (macintosh && state->own == nullptr)) state->own = map;
  }
  if (state->unicode != nullptr && FT_Set_Charmap(face, state->unicode) == 0) {
    FT_UInt glyph = 0;
    for (FT_ULong c = FT_Get_First_Char(face, &glyph);
         glyph != 0 && state->characters.size() < 0x10000; c = FT_Get_Next_Char(face, c, &glyph))
      if (c > 0x20 && !private_use(c)) state->characters.emplace(glyph, static_cast<char32_t>(c));
  }
  return std::unique_ptr<FontProgram>(new FontProgram(std::move(state)));
}

std::uint32_t FontProgram::glyph_count() const {
  return static_cast<std::uint32_t>(std::clamp<FT_Long>(state_->face->num_glyphs, 0, 0x10000));
}

std::uint32_t FontProgram::glyph_of_code(std::uint8_t code) const {
  if (state_->own == nullptr || FT_Set_Charmap(state_->face, state_->own) != 0) return 0;
  // Microsoft's symbol fonts stand at U+F000.
  const FT_UInt glyph = FT_Get_Char_Index(state_->face, code);
  return glyph != 0 ? glyph : FT_Get_Char_Index(state_->face, 0xF000U + code);
}

std::uint32_t FontProgram::glyph_named(std::string_view name) const {
  if (!FT_HAS_GLYPH_NAMES(state_->face)) return 0;
  return FT_Get_Name_Index(state_->face, std::string(name).c_str());
}

std::uint32_t FontProgram::glyph_of_character(char32_t character) const {
  if (state_->unicode == nullptr || FT_Set_Charmap(state_->face, state_->unicode) != 0) return 0;
  return FT_Get_Char_Index(state_->face, character);
}

std::u32string FontProgram::text(std::uint32_t glyph) const {
  if (glyph == 0) return {};
  char name[kLongestName] = "";
  if (FT_HAS_GLYPH_NAMES(state_->face) &&
      FT_Get_Glyph_Name(state_->face, glyph, name, kLongestName) == 0) {
    if (std::u32string characters = glyph_name_text(name); !characters.empty()) return characters;
  }
  const auto known = state_->characters.find(glyph);
  return known == state_->characters.end() ? std::u32string() : std::u32string(1, known->second);
}

FontProgram::Shape FontProgram::shape(std::uint32_t glyph) const {
  FT_Outline* const outline = state_->outline(glyph);
  if (outline == nullptr) return Shape::Ink;
  if (outline->n_points == 0) return Shape::Blank;
  FT_BBox box;
  if (outline->n_contours != 1 || FT_Outline_Get_BBox(outline, &box) != 0) return Shape::Ink;
  const double em = state_->unit();
  const auto width = static_cast<double>(box.xMax - box.xMin) / em;
  const auto height = static_cast<double>(box.yMax - box.yMin) / em;
  const bool disc =
      width > kLeastDisc && width < kMostDisc &&
      std::abs(width - height)<kRound * width&& static_cast<double>(box.yMin)> kDiscAbove * em;
  return disc ? Shape::Disc : Shape::Ink;
}

void FontProgram::draw(std::uint32_t glyph, const Matrix& place, GraySheet& sheet) const {
  FT_Outline* const outline = state_->outline(glyph);
  if (outline == nullptr || outline->n_points == 0) return;
  if (!place.finite() || !(std::abs(place.e) < kFarthest && std::abs(place.f) < kFarthest)) return;
  // FreeType's y runs upwards, and it counts in 1/64 of a pixel.
  const double to_pixels = 64 / state_->unit();
  const auto fixed = [&](double value) {
    return static_cast<FT_Fixed>(std::clamp(value * to_pixels, -30000.0, 30000.0) * 65536);
  };
  const FT_Matrix matrix{fixed(place.a), fixed(place.c), fixed(-place.b), fixed(-place.d)};
  FT_Outline_Transform(outline, &matrix);
  FT_Outline_Translate(outline, static_cast<FT_Pos>(std::lround(place.e * 64)),
                       static_cast<FT_Pos>(std::lround((sheet.height - place.f) * 64)));
  FT_Raster_Params params{};
  params.flags = FT_RASTER_FLAG_AA | FT_RASTER_FLAG_DIRECT | FT_RASTER_FLAG_CLIP;
  params.gray_spans = put_spans;
  params.user = &sheet;
  params.clip_box = {0, 0, sheet.width, sheet.height};
  FT_Outline_Render(state_->library.library, outline, &params);
}

}  // namespace remit::pdf
