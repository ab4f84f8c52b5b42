#include "remit/pdf/page_images.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace remit::pdf {
namespace {

constexpr long kLeastPixels = 16, kMostPixels = 30'000;  // across or down
constexpr double kMostArea = 120e6;                      // pixels: a broadsheet at 300 dpi

/// What a sample of the picture means.
struct Samples {
  int bits = 8;
  int components = 1;
  std::vector<std::uint8_t> palette;  ///< gray of each index; empty: not indexed
};

std::uint8_t gray_of(int r, int g, int b) {
  return static_cast<std::uint8_t>((299 * r + 587 * g + 114 * b) / 1000);
}

/// Gray of a pixel of 1 (gray), 3 (RGB) or 4 (CMYK) components.
std::uint8_t gray_of(const std::array<int, 4>& pixel, int components) {
  if (components == 3) return gray_of(pixel[0], pixel[1], pixel[2]);
  if (components < 4) return static_cast<std::uint8_t>(pixel[0]);
  const int light = 255 - pixel[3];
  return gray_of((255 - pixel[0]) * light / 255, (255 - pixel[1]) * light / 255,
                 (255 - pixel[2]) * light / 255);
}

/// The components of a colour space, 0 if it is not known.
int components_of(const Object& space, const std::vector<Object>& resources, int depth = 0) {
  const std::string_view name = (space.is_array() ? space.at(0) : space).name();
  if (name == "DeviceGray" || name == "CalGray" || name == "G" || name == "Separation") return 1;
  if (name == "DeviceRGB" || name == "CalRGB" || name == "RGB") return 3;
  if (name == "DeviceCMYK" || name == "CMYK") return 4;
  if (name == "ICCBased") {
    const long n = space.at(1).key("N").integer();
    return n == 1 || n == 3 || n == 4 ? static_cast<int>(n) : 0;
  }
  if (space.is_name() && depth < 4) {
    for (auto it = resources.rbegin(); it != resources.rend(); ++it)
      if (const Object found = it->key("ColorSpace").key(name))
        return components_of(found, resources, depth + 1);
  }
  return 0;
}

/// An indexed colour space as grays.
std::vector<std::uint8_t> palette_of(const Object& space, const std::vector<Object>& resources,
                                     DecodeBudget& budget) {
  const int components = components_of(space.at(1), resources);
  if (components == 0) return {};
  std::string table = space.at(3).string();
  if (space.at(3).is_stream()) {
    ByteBuffer buffer;
    decode_stream(space.at(3), buffer, budget);
    table = buffer.view();
  }
  std::vector<std::uint8_t> palette(256, 255);
  const auto step = static_cast<std::size_t>(components);
  for (std::size_t i = 0; i < palette.size() && (i + 1) * step <= table.size(); ++i) {
    std::array<int, 4> pixel{};
    for (std::size_t c = 0; c < step; ++c)
      pixel[c] = static_cast<unsigned char>(table[i * step + c]);
    palette[i] = gray_of(pixel, components);
  }
  return palette;
}

/// As a PGM, or as a PBM where there is one bit a pixel. Rows that are missing are white.
std::string portable_map(std::string_view data, int width, int height, const Samples& samples) {
  const std::string size = std::to_string(width) + ' ' + std::to_string(height) + '\n';
  const auto columns = static_cast<std::size_t>(width), rows = static_cast<std::size_t>(height);
  const auto components = static_cast<std::size_t>(samples.components);
  const auto bits = static_cast<std::size_t>(samples.bits);
  const std::size_t row_bytes = (columns * components * bits + 7) / 8;
  if (bits == 1 && components == 1 && samples.palette.empty()) {
    std::string file = "P4\n" + size;  // 1 is black there, and white in a PDF
    const std::size_t begin = file.size();
    file.append(data.substr(0, row_bytes * rows));
    for (std::size_t i = begin; i < file.size(); ++i) file[i] = static_cast<char>(~file[i]);
    file.resize(begin + row_bytes * rows, '\0');
    return file;
  }
  std::string file = "P5\n" + size + "255\n";
  const std::size_t begin = file.size();
  file.resize(begin + columns * rows, '\xFF');
  const auto most = (1U << std::min<std::size_t>(bits, 8)) - 1;
  for (std::size_t y = 0; y < rows && (y + 1) * row_bytes <= data.size(); ++y) {
    const auto* row = reinterpret_cast<const unsigned char*>(data.data()) + y * row_bytes;
    for (std::size_t x = 0; x < columns; ++x) {
      std::array<int, 4> pixel{};
      for (std::size_t c = 0; c < components; ++c) {
        const std::size_t bit = (x * components + c) * bits;
        unsigned value = row[bit / 8];
        if (bits < 8) value = value >> (8 - bits - bit % 8) & most;
        if (samples.palette.empty()) value = value * 255 / most;
        pixel[c] = static_cast<int>(value);
      }
      const std::uint8_t gray = samples.palette.empty()
                                    ? gray_of(pixel, samples.components)
                                    : samples.palette[static_cast<std::size_t>(pixel[0])];
      file[begin + y * columns + x] = static_cast<char>(gray);
    }
  }
  return file;
}

/// The pixels of a PGM of that size, null where `file` is none.
unsigned char* gray_pixels(std::string& file, int width, int height) {
  const std::size_t count = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
  if (!file.starts_with("P5\n") || file.size() <= count) return nullptr;
  return reinterpret_cast<unsigned char*>(file.data()) + (file.size() - count);
}

/// Lays a picture on white paper through its soft mask, which is as large.
void lay_on_paper(PageImage& image, PageImage& mask) {
  unsigned char* const gray = gray_pixels(image.file, image.width, image.height);
  const unsigned char* const cover = gray_pixels(mask.file, mask.width, mask.height);
  if (gray == nullptr || cover == nullptr) return;
  const std::size_t count =
      static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height);
  for (std::size_t i = 0; i < count; ++i) {
    const int ink = image.inverted ? gray[i] : 255 - gray[i];
    const int through = mask.inverted ? 255 - cover[i] : cover[i];
    gray[i] = static_cast<unsigned char>(255 - ink * through / 255);
  }
  image.inverted = false;
}

/// Fax data as a TIFF of one strip.
std::string fax_file(std::string_view data, const Object& options, long height, bool inverted) {
  const long k = options.key("K").integer();
  const bool black_is_1 = options.key("BlackIs1").boolean();
  // rows that begin on a byte and are parted by nothing are what TIFF calls modified Huffman
  const bool huffman =
      k == 0 && options.key("EncodedByteAlign").boolean() && !options.key("EndOfLine").boolean();
  std::string file("II*\0\x08\0\0\0", 8);
  const auto put = [&](std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) file += static_cast<char>(value >> (8 * i) & 0xFF);
  };
  const std::array<std::pair<int, std::uint64_t>, 10> entries = {{
      {256, static_cast<std::uint64_t>(options.key("Columns").integer(1728))},
      {257, static_cast<std::uint64_t>(height)},
      {258, 1},  // bits
      {259, k < 0     ? 4U
            : huffman ? 2U
                      : 3U},                    // compression
      {262, black_is_1 != inverted ? 1U : 0U},  // 0: white is zero
      {273, 8 + 2 + 10 * 12 + 4},               // where the data begin
      {277, 1},                                 // components
      {278, static_cast<std::uint64_t>(height)},
      {279, data.size()},
      {k < 0 ? 293 : 292, k > 0 ? 1U : 0U},
  }};
  put(entries.size(), 2);
  for (const auto& [tag, value] : entries) {
    put(static_cast<std::uint64_t>(tag), 2);
    put(4, 2);  // a long
    put(1, 4);
    put(value, 4);
  }
  put(0, 4);
  return file.append(data);
}

/// How `place` turns and mirrors the unit square.
void set_place(PageImage& image, const Matrix& m) {
  const auto [x0, x1] = std::minmax({m.x(0, 0), m.x(1, 0), m.x(0, 1), m.x(1, 1)});
  const auto [y0, y1] = std::minmax({m.y(0, 0), m.y(1, 0), m.y(0, 1), m.y(1, 1)});
  image.box = {static_cast<float>(x0), static_cast<float>(y0), static_cast<float>(x1),
               static_cast<float>(y1)};
  // (a, b) is where a row of pixels runs to, (-c, -d) where the rows follow each other, y downwards
  image.mirrored = m.a * -m.d + m.b * m.c < 0;
  const double x = image.mirrored ? -m.a : m.a, y = image.mirrored ? -m.b : m.b;
  image.turn = std::abs(x) >= std::abs(y) ? (x < 0 ? 2 : 0) : (y < 0 ? 3 : 1);
}

std::optional<PageImage> read_without_mask(const Object& image,
                                           const std::vector<Object>& resources,
                                           const Matrix& place, DecodeBudget& budget) {
  const long width = image.key("Width").integer(), height = image.key("Height").integer();
  // Pictures cut out by a finer one: the shapes of the letters are in that one.
  for (const char* const key : {"SMask", "Mask"}) {
    const Object mask = image.key(key);
    if (!mask.is_stream() || mask.identity() == image.identity()) continue;
    if (mask.key("Width").integer() < width * 3 / 2 || mask.key("SMask") || mask.key("Mask"))
      continue;
    auto shape = read_without_mask(mask, resources, place, budget);
    if (shape && key[0] == 'S') shape->inverted = !shape->inverted;
    return shape;
  }
  PageImage out;
  if (width < kLeastPixels || height < kLeastPixels) return out;
  if (width > kMostPixels || height > kMostPixels ||
      static_cast<double>(width) * static_cast<double>(height) > kMostArea)
    return std::nullopt;
  out.width = static_cast<int>(width);
  out.height = static_cast<int>(height);
  set_place(out, place);

  ByteBuffer data;
  PictureFilter filter;
  DecodeBudget own = budget;
  own.stream = std::min<std::size_t>(budget.total, std::size_t{3} << 27);
  const DecodeStatus status = decode_stream(image, data, own, &filter);
  budget.total = own.total;
  if (status == DecodeStatus::Unsupported || data.size() == 0) return std::nullopt;

  const bool mask = image.key("ImageMask").boolean();
  Object space = image.key("ColorSpace");
  for (auto it = resources.rbegin(); space.is_name() && it != resources.rend(); ++it)
    if (const Object found = it->key("ColorSpace").key(space.name())) space = found;
  const bool indexed =
      space.is_array() && (space.at(0).name() == "Indexed" || space.at(0).name() == "I");
  const Object decode = image.key("Decode");
  const bool turned_round = decode.size() >= 2 && decode.at(0).number() > decode.at(1).number();
  const bool subtractive = space.is_array() && space.at(0).name() == "Separation";
  out.inverted = (turned_round && !indexed) != subtractive;

  if (filter.name == "JBIG2Decode") return std::nullopt;
  if (filter.name.starts_with("CC")) {
    out.file = fax_file(data.view(), filter.options, height, out.inverted);
    out.inverted = false;
    return out;
  }
  if (!filter.name.empty()) {
    out.file = data.view();
    return out;
  }
  Samples samples;
  samples.bits = mask ? 1 : static_cast<int>(image.key("BitsPerComponent").integer(8));
  if (samples.bits != 1 && samples.bits != 2 && samples.bits != 4 && samples.bits != 8 &&
      samples.bits != 16)
    return std::nullopt;
  samples.components = mask || indexed ? 1 : components_of(space, resources);
  if (samples.components == 0) return std::nullopt;
  if (indexed) {
    samples.palette = palette_of(space, resources, budget);
    if (samples.palette.empty() || samples.bits > 8) return std::nullopt;
  }
  out.file = portable_map(data.view(), out.width, out.height, samples);
  return out;
}

}  // namespace

std::optional<PageImage> read_image(const Object& image, const std::vector<Object>& resources,
                                    const Matrix& place, DecodeBudget& budget) {
  auto read = read_without_mask(image, resources, place, budget);
  const Object mask = image.key("SMask");
  if (!read || !mask.is_stream() || mask.key("Width").integer() != read->width ||
      mask.key("Height").integer() != read->height || mask.key("SMask"))
    return read;
  if (auto cover = read_without_mask(mask, resources, place, budget)) lay_on_paper(*read, *cover);
  return read;
}

std::optional<PageImage> read_inline_image(const InlineImage& inline_image, const Matrix& place,
                                           DecodeBudget& budget) {
  PageImage out;
  const auto [width, height] = std::pair{inline_image.width, inline_image.height};
  if (width < kLeastPixels || height < kLeastPixels) return out;
  if (width > kMostPixels || height > kMostPixels ||
      static_cast<double>(width) * static_cast<double>(height) > kMostArea)
    return std::nullopt;
  out.width = static_cast<int>(width);
  out.height = static_cast<int>(height);
  set_place(out, place);
  out.inverted = inline_image.inverted;
  const std::string_view filter = inline_image.filter;
  if (filter == "DCT" || filter == "DCTDecode") {
    out.file = inline_image.data;
    return out;
  }
  ByteBuffer data;
  const std::size_t cap = std::min(budget.stream, budget.total);
  if (filter.empty()) {
    data.append(inline_image.data);
  } else if (filter == "Fl" || filter == "FlateDecode") {
    inflate(inline_image.data, data, cap);
  } else if (filter == "LZW" || filter == "LZWDecode") {
    decode_lzw(inline_image.data, true, data, cap);
  } else if (filter == "A85" || filter == "ASCII85Decode") {
    decode_ascii85(inline_image.data, data, cap);
  } else if (filter == "AHx" || filter == "ASCIIHexDecode") {
    decode_ascii_hex(inline_image.data, data, cap);
  } else if (filter == "RL" || filter == "RunLengthDecode") {
    decode_run_length(inline_image.data, data, cap);
  } else {
    return std::nullopt;
  }
  budget.total -= std::min(budget.total, data.size());
  if (inline_image.components < 1 || inline_image.components > 4 || data.size() == 0)
    return std::nullopt;
  Samples samples;
  samples.bits = inline_image.bits;
  samples.components = inline_image.components;
  out.file = portable_map(data.view(), out.width, out.height, samples);
  return out;
}

}  // namespace remit::pdf
