#include "remit/ocr/ocr.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <dlfcn.h>
#include <leptonica/allheaders.h>
#include <mutex>
#include <string_view>
#include <tesseract/capi.h>
#include <utility>

#include "remit/text/utf8.h"

namespace remit {
namespace {

constexpr float kLeastDpi = 200, kMostDpi = 240;  // finer takes longer and is read no better
constexpr float kCoarse = 150, kCoarseDpi = 300;  // letters of ten pixels are read better enlarged
constexpr float kMostArea = 40e6F;                // pixels of a page

// Of the type size, in the common text faces.
constexpr float kTall = 0.70F;   // capitals, digits, b d f h k l
constexpr float kShort = 0.48F;  // a c e m n …

constexpr float kSameSize = 0.16F;  // of the size: lines this near the page's body are set like it
constexpr float kAcross = 36;       // points: the shortest line across that is a ruling …
constexpr float kDown = 24;         // … and down
constexpr float kPiece = 13;        // points: the shortest piece of a line that is broken
constexpr float kThickest = 4;      // points: a thicker one is a shape
constexpr float kBold = 1.38F;      // of the page's usual stroke
constexpr float kLeastSkew = 0.15F, kMostSkew = 8;  // degrees

// clang-format off
#define REMIT_LEPTONICA(X) \
  X(pixReadMem) X(pixDestroy) X(pixCreate) X(pixConvertTo8) X(pixInvert) X(pixFlipLR) \
  X(pixRotateOrth) X(pixScaleToSize) X(pixRasterop) X(pixSetAll) X(pixGetWidth) X(pixGetHeight) \
  X(pixThresholdToBinary) X(pixFindSkew) X(pixRotate) X(pixOpenBrick) X(pixCloseBrick) X(pixDilateBrick) \
  X(pixConnCompBB) X(boxaGetCount) X(boxaGetBoxGeometry) X(boxaDestroy) X(pixSetMasked) \
  X(pixCountPixelsInRect) X(pixErodeBrick) X(boxCreate) X(boxDestroy) X(setMsgSeverity)
#define REMIT_TESSERACT(X) \
  X(TessBaseAPICreate) X(TessBaseAPIDelete) X(TessBaseAPISetVariable) X(TessBaseAPIInit2) \
  X(TessBaseAPISetPageSegMode) X(TessBaseAPISetImage2) X(TessBaseAPISetSourceResolution) \
  X(TessBaseAPISetRectangle) \
  X(TessBaseAPIRecognize) X(TessBaseAPIGetIterator) X(TessBaseAPIClear) X(TessResultIteratorDelete) \
  X(TessResultIteratorGetPageIterator) X(TessResultIteratorNext) X(TessResultIteratorGetUTF8Text) \
  X(TessResultIteratorConfidence) X(TessPageIteratorBoundingBox) X(TessPageIteratorBaseline) \
  X(TessPageIteratorIsAtBeginningOf) X(TessDeleteText)
// clang-format on

/// The functions of both libraries that are used here.
struct Library {
#define REMIT_FIELD(name) decltype(&::name) name = nullptr;
  REMIT_LEPTONICA(REMIT_FIELD)
  REMIT_TESSERACT(REMIT_FIELD)
#undef REMIT_FIELD
  void (*omp_set_max_active_levels)(int) = nullptr;
  bool whole = true;

  Library() {
    void* const tesseract = open("libtesseract.so.5");
    void* const leptonica = open("liblept.so.5");
    if (tesseract == nullptr || leptonica == nullptr) {
      whole = false;
      return;
    }
#define REMIT_FIND(name) find(leptonica, #name, name);
    REMIT_LEPTONICA(REMIT_FIND)
#undef REMIT_FIND
#define REMIT_FIND(name) find(tesseract, #name, name);
    REMIT_TESSERACT(REMIT_FIND)
#undef REMIT_FIND
    if (!whole) return;
    // through Tesseract's own copy of OpenMP, where it was built with one
    omp_set_max_active_levels =
        reinterpret_cast<void (*)(int)>(dlsym(tesseract, "omp_set_max_active_levels"));
    setMsgSeverity(L_SEVERITY_NONE);
  }

 private:
  static void* open(const char* name) { return dlopen(name, RTLD_NOW | RTLD_LOCAL); }

  template <typename Function>
  void find(void* handle, const char* name, Function& function) {
    function = reinterpret_cast<Function>(dlsym(handle, name));
    whole = whole && function != nullptr;
  }
};

/// Loaded once, kept till the end: libraries with threads and registries do not like to be
/// unloaded.
const Library& library() {
  static const Library loaded;
  return loaded;
}

/// A picture of Leptonica's.
class Picture {
 public:
  Picture() = default;
  explicit Picture(Pix* pix) : pix_(pix) {}
  Picture(Picture&& other) noexcept : pix_(std::exchange(other.pix_, nullptr)) {}
  Picture& operator=(Picture&& other) noexcept {
    std::swap(pix_, other.pix_);
    return *this;
  }
  ~Picture() { library().pixDestroy(&pix_); }

  [[nodiscard]] explicit operator bool() const { return pix_ != nullptr; }
  [[nodiscard]] Pix* get() const { return pix_; }

 private:
  Pix* pix_ = nullptr;
};

/// As gray, upright, black on white; null where the bytes are no picture.
Picture upright(const PageImage& image) {
  const Library& lib = library();
  Picture raw(
      lib.pixReadMem(reinterpret_cast<const l_uint8*>(image.file.data()), image.file.size()));
  if (!raw) return {};
  Picture gray(lib.pixConvertTo8(raw.get(), 0));
  if (!gray) return {};
  if (image.inverted) lib.pixInvert(gray.get(), gray.get());
  if (image.mirrored) lib.pixFlipLR(gray.get(), gray.get());
  if (image.turn != 0) gray = Picture(lib.pixRotateOrth(gray.get(), image.turn));
  return gray;
}

/// A letter, digit or sign by how high it stands over the baseline.
enum class Height { None, Short, Tall };

Height height_of(char32_t c) {
  if (c >= U'0' && c <= U'9') return Height::Tall;
  if (c >= U'A' && c <= U'Z') return Height::Tall;
  if (c >= U'a' && c <= U'z')
    return std::u32string_view(U"bdfhkl").find(c) != std::u32string_view::npos ? Height::Tall
           : c == U't' || c == U'i' || c == U'j'                               ? Height::None
                                                                               : Height::Short;
  return Height::None;
}

struct SeenWord {
  std::u32string text;
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;  // pixels
  float confidence = 0;
  float stroke = 0;  // how thick its strokes are; 0: not known
  bool bold = false;
};

struct SeenLine {
  std::vector<SeenWord> words;
  float baseline = 0;  // pixels
  float size = 0;      // pixels
};

/// The middle of `values` by weight.
float weighted_median(std::vector<std::pair<float, std::size_t>> values) {
  std::sort(values.begin(), values.end());
  std::size_t all = 0, passed = 0;
  for (const auto& [value, weight] : values) all += weight;
  for (const auto& [value, weight] : values) {
    passed += weight;
    if (passed * 2 >= all) return value;
  }
  return 0;
}

/// The size of a line's type from how high its words stand; 0 where none of them tells.
float size_of(const SeenLine& line) {
  std::vector<std::pair<float, std::size_t>> sizes;
  for (const SeenWord& word : line.words) {
    Height highest = Height::None;
    bool other = false;
    for (const char32_t c : word.text) {
      const Height height = height_of(c);
      highest = std::max(highest, height);
      other = other || height == Height::None;
    }
    // a bracket, an apostrophe or the dot of an i stands higher than the letters beside it
    if (highest == Height::None || (other && highest == Height::Short)) continue;
    sizes.emplace_back((line.baseline - word.y0) / (highest == Height::Tall ? kTall : kShort),
                       word.text.size());
  }
  return sizes.empty() ? 0 : weighted_median(std::move(sizes));
}

/// "{a}" and "(b}" are seen for (a) and (b); no braces are printed in such texts.
void correct_brackets(SeenWord& word) {
  std::u32string& text = word.text;
  if (text.size() < 3 || text.size() > 8) return;
  const bool opens = std::u32string_view(U"({[").find(text.front()) != std::u32string_view::npos;
  const bool closes = std::u32string_view(U")}]").find(text.back()) != std::u32string_view::npos;
  if (!opens || !closes || (text.front() == U'[' && text.back() == U']')) return;
  text.front() = U'(';
  text.back() = U')';
}

/// Whether a lone letter of a marker is easily seen as `seen`.
bool confusable(char32_t letter, char32_t seen) {
  constexpr std::pair<char32_t, std::u32string_view> kConfused[] = {
      {U'b', U"6h"},  {U'c', U"eo"},  {U'd', U"0"},   {U'e', U"c"},  {U'g', U"9q"}, {U'h', U"b"},
      {U'i', U"jl1"}, {U'j', U"i"},   {U'l', U"1Ii"}, {U'o', U"0c"}, {U'q', U"g9"}, {U's', U"5S"},
      {U'u', U"vn"},  {U'v', U"uyV"}, {U'y', U"v"},   {U'z', U"2Z"}};
  for (const auto& [right, wrong] : kConfused)
    if (right == letter) return wrong.find(seen) != std::u32string_view::npos;
  return false;
}

/// (f) (9) (h) → (f) (g) (h): a marker between two of its list that leave room for one.
void correct_markers(std::vector<SeenLine>& lines) {
  const auto marker = [](const SeenLine& line) -> const SeenWord* {
    const SeenWord& word = line.words.front();
    return word.text.size() == 3 && word.text[0] == U'(' && word.text[2] == U')' ? &word : nullptr;
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const SeenWord* here = marker(lines[i]);
    if (here == nullptr) continue;
    const auto level = [&](const SeenLine& line) {
      const SeenWord* other = marker(line);
      return other != nullptr && std::abs(other->x0 - here->x0) < (here->x1 - here->x0) / 2
                 ? other
                 : nullptr;
    };
    const SeenWord *before = nullptr, *after = nullptr;
    for (std::size_t k = i; k-- > 0 && before == nullptr;) before = level(lines[k]);
    for (std::size_t k = i + 1; k < lines.size() && after == nullptr; ++k) after = level(lines[k]);
    if (before == nullptr || after == nullptr || after->text[1] != before->text[1] + 2) continue;
    const char32_t wanted = before->text[1] + 1;
    if (confusable(wanted, here->text[1])) lines[i].words.front().text[1] = wanted;
  }
}

/// Letters for ligatures, which a glyph must not be.
void append_letters(std::u32string& text, char32_t c) {
  constexpr std::u32string_view kLigatures[] = {U"ff", U"fi", U"fl", U"ffi", U"ffl", U"st", U"st"};
  if (c >= 0xFB00 && c <= 0xFB06)
    text += kLigatures[c - 0xFB00];
  else if (c > U' ')
    text += c;
}

class TesseractOcr final : public Ocr {
 public:
  TesseractOcr(TessBaseAPI* api, const Library& lib) : api_(api), lib_(lib) {}
  ~TesseractOcr() override { lib_.TessBaseAPIDelete(api_); }
  TesseractOcr(const TesseractOcr&) = delete;
  TesseractOcr& operator=(const TesseractOcr&) = delete;

  Recognition read(const std::vector<PageImage>& images, Page& page) override {
    Picture canvas = laid_out(images, page);
    if (!canvas) return {};
    straighten(canvas);
    read_rulings(canvas.get(), page);
    std::vector<SeenLine> lines = recognized(canvas.get());
    for (SeenLine& line : lines)
      for (SeenWord& word : line.words) correct_brackets(word);
    correct_markers(lines);
    set_sizes(lines);
    set_bold(canvas.get(), lines);
    return write(lines, page);
  }

  std::vector<OcrWord> words(const PageImage& image, const Page& page,
                             const std::vector<Box>& lines) override {
    std::vector<OcrWord> found;
    const Picture canvas = laid_out({image}, page);
    if (!canvas) return found;
    set_image(canvas.get());
    lib_.TessBaseAPISetPageSegMode(api_, tesseract::PSM_SINGLE_LINE);
    const int width = lib_.pixGetWidth(canvas.get()), height = lib_.pixGetHeight(canvas.get());
    for (const Box& box : lines) {
      const int x0 = std::max(0, static_cast<int>(box.x0 * scale_));
      const int y0 = std::max(0, static_cast<int>(box.y0 * scale_));
      const int x1 = std::min(width, static_cast<int>(box.x1 * scale_) + 1);
      const int y1 = std::min(height, static_cast<int>(box.y1 * scale_) + 1);
      if (x1 - x0 < kLeastLine || y1 - y0 < kLeastLine) continue;
      lib_.TessBaseAPISetRectangle(api_, x0, y0, x1 - x0, y1 - y0);
      if (lib_.TessBaseAPIRecognize(api_, nullptr) != 0) continue;
      for (SeenLine& line : results())
        for (SeenWord& word : line.words)
          found.push_back({std::move(word.text),
                           {word.x0 / scale_, word.y0 / scale_, word.x1 / scale_, word.y1 / scale_},
                           word.confidence});
    }
    lib_.TessBaseAPISetPageSegMode(api_, tesseract::PSM_AUTO);
    lib_.TessBaseAPIClear(api_);
    return found;
  }

  OcrWord number(const PageImage& image) override {
    OcrWord found{.text = {}, .box = image.box};
    Picture picture = upright(image);
    if (!picture) return found;
    int width = lib_.pixGetWidth(picture.get()), height = lib_.pixGetHeight(picture.get());
    if (height < kLeastNumber || height > kMostNumber) {
      width = width * kGoodNumber / height;
      height = kGoodNumber;
      if (width < 1 || width > kWidestNumber) return found;
      picture = Picture(lib_.pixScaleToSize(picture.get(), width, height));
    }
    const Picture canvas(lib_.pixCreate(width + 2 * kNumberMargin, height + 2 * kNumberMargin, 8));
    if (!picture || !canvas) return found;
    lib_.pixSetAll(canvas.get());
    lib_.pixRasterop(canvas.get(), kNumberMargin, kNumberMargin, width, height, PIX_SRC,
                     picture.get(), 0, 0);
    lib_.TessBaseAPISetPageSegMode(api_, tesseract::PSM_SINGLE_LINE);
    lib_.TessBaseAPISetVariable(api_, "tessedit_char_whitelist", kNumberLetters);
    scale_ = kLeastDpi / 72;
    const std::vector<SeenLine> lines = recognized(canvas.get());
    lib_.TessBaseAPISetVariable(api_, "tessedit_char_whitelist", "");
    lib_.TessBaseAPISetPageSegMode(api_, tesseract::PSM_AUTO);
    found.confidence = 100;
    for (const SeenLine& line : lines)
      for (const SeenWord& word : line.words) {
        found.text += word.text;
        found.confidence = std::min(found.confidence, word.confidence);
      }
    return found;
  }

 private:
  /// All pictures on one sheet of the page's size; where they overlap, what is dark stays.
  Picture laid_out(const std::vector<PageImage>& images, const Page& page) {
    if (!(page.width > 1 && page.height > 1)) return {};
    float dpi = 0, largest = 0;
    for (const PageImage& image : images) {
      const float area = image.box.width() * image.box.height();
      if (!(area > largest)) continue;
      largest = area;
      dpi = 72 * static_cast<float>(image.turn % 2 == 0 ? image.width : image.height) /
            image.box.width();
    }
    if (largest <= 0) return {};
    dpi = dpi < kCoarse ? kCoarseDpi : std::clamp(dpi, kLeastDpi, kMostDpi);
    dpi = std::min(dpi, 72 * std::sqrt(kMostArea / (page.width * page.height)));
    scale_ = dpi / 72;
    const auto pixels = [&](float points) {
      return static_cast<int>(std::lround(points * scale_));
    };
    Picture canvas(
        lib_.pixCreate(std::max(1, pixels(page.width)), std::max(1, pixels(page.height)), 8));
    if (!canvas) return {};
    lib_.pixSetAll(canvas.get());
    bool any = false;
    for (const PageImage& image : images) {
      const int width = pixels(image.box.width()), height = pixels(image.box.height());
      // a sliver, or one that reaches far over the page, holds nothing to read
      if (width < 8 || height < 8 ||
          static_cast<float>(width) * static_cast<float>(height) > 4 * kMostArea)
        continue;
      Picture picture = upright(image);
      if (!picture) continue;
      if (std::abs(lib_.pixGetWidth(picture.get()) - width) > 2 ||
          std::abs(lib_.pixGetHeight(picture.get()) - height) > 2)
        picture = Picture(lib_.pixScaleToSize(picture.get(), width, height));
      if (!picture) continue;
      lib_.pixRasterop(canvas.get(), pixels(image.box.x0), pixels(image.box.y0), width, height,
                       PIX_SRC & PIX_DST, picture.get(), 0, 0);
      any = true;
    }
    return any ? std::move(canvas) : Picture();
  }

  /// Turns a sheet that lay askew on the glass.
  void straighten(Picture& canvas) {
    const Picture black(lib_.pixThresholdToBinary(canvas.get(), kDark));
    float angle = 0, sure = 0;
    if (!black || lib_.pixFindSkew(black.get(), &angle, &sure) != 0 || sure < 3) return;
    if (std::abs(angle) < kLeastSkew || std::abs(angle) > kMostSkew) return;
    constexpr float kRadians = 3.14159265F / 180;
    Picture turned(
        lib_.pixRotate(canvas.get(), angle * kRadians, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0));
    if (turned) canvas = std::move(turned);
  }

  /// Finds the ruled lines, and wipes them out: Tesseract takes them for letters.
  void read_rulings(Pix* canvas, Page& page) {
    const Picture black(lib_.pixThresholdToBinary(canvas, kLineDark));
    if (!black) return;
    for (const bool across : {true, false}) {
      const int length = std::max(2, static_cast<int>((across ? kAcross : kDown) * scale_));
      // A line has gaps; a row of letters is nothing but gaps, so the pieces must be long already.
      const auto along = [&](Pix* (*brick)(Pix*, Pix*, l_int32, l_int32), const Picture& in,
                             int size) {
        return Picture(brick(nullptr, in.get(), across ? size : 1, across ? 1 : size));
      };
      const Picture pieces = along(lib_.pixOpenBrick, black, static_cast<int>(kPiece * scale_));
      const Picture lines = along(lib_.pixOpenBrick, along(lib_.pixCloseBrick, pieces, 5), length);
      // what is as thick as it is a line's no more: shaded rows, photographs
      const int thick = std::max(3, static_cast<int>(kThickest * scale_));
      const Picture shapes(
          lib_.pixOpenBrick(nullptr, lines.get(), across ? 1 : thick, across ? thick : 1));
      if (!shapes) return;
      lib_.pixRasterop(lines.get(), 0, 0, lib_.pixGetWidth(lines.get()),
                       lib_.pixGetHeight(lines.get()), PIX_DST & PIX_NOT(PIX_SRC), shapes.get(), 0,
                       0);
      Boxa* boxes = lib_.pixConnCompBB(lines.get(), 8);
      for (int i = 0, n = boxes != nullptr ? lib_.boxaGetCount(boxes) : 0; i < n; ++i) {
        int x = 0, y = 0, width = 0, height = 0;
        lib_.boxaGetBoxGeometry(boxes, i, &x, &y, &width, &height);
        if ((across ? width : height) < length || (across ? height : width) > thick) continue;
        const auto points = [&](float pixels) { return pixels / scale_; };
        const float x0 = points(static_cast<float>(x)), y0 = points(static_cast<float>(y));
        const float x1 = points(static_cast<float>(x + width));
        const float y1 = points(static_cast<float>(y + height));
        const float x_middle = (x0 + x1) / 2, y_middle = (y0 + y1) / 2;
        page.rulings.push_back(
            across ? Ruling{.x0 = x0, .y0 = y_middle, .x1 = x1, .y1 = y_middle, .width = y1 - y0}
                   : Ruling{.x0 = x_middle, .y0 = y0, .x1 = x_middle, .y1 = y1, .width = x1 - x0});
      }
      lib_.boxaDestroy(&boxes);
      const Picture wiped(lib_.pixDilateBrick(nullptr, lines.get(), 3, 3));
      lib_.pixSetMasked(canvas, wiped.get(), 255);
    }
  }

  void set_image(Pix* canvas) {
    if (lib_.omp_set_max_active_levels != nullptr)
      lib_.omp_set_max_active_levels(0);  // one thread: more are slower
    lib_.TessBaseAPISetImage2(api_, canvas);
    lib_.TessBaseAPISetSourceResolution(api_, static_cast<int>(scale_ * 72));
  }

  std::vector<SeenLine> recognized(Pix* canvas) {
    std::vector<SeenLine> lines;
    set_image(canvas);
    if (lib_.TessBaseAPIRecognize(api_, nullptr) == 0) lines = results();
    lib_.TessBaseAPIClear(api_);
    return lines;
  }

  std::vector<SeenLine> results() {
    std::vector<SeenLine> lines;
    TessResultIterator* const it = lib_.TessBaseAPIGetIterator(api_);
    if (it == nullptr) return lines;
    const TessPageIterator* const at = lib_.TessResultIteratorGetPageIterator(it);
    do {
      if (lines.empty() || lib_.TessPageIteratorIsAtBeginningOf(at, tesseract::RIL_TEXTLINE) != 0) {
        lines.emplace_back();
        int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
        lib_.TessPageIteratorBaseline(at, tesseract::RIL_TEXTLINE, &x0, &y0, &x1, &y1);
        lines.back().baseline = static_cast<float>(y0 + y1) / 2;
      }
      int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
      char* const text = lib_.TessResultIteratorGetUTF8Text(it, tesseract::RIL_WORD);
      if (text == nullptr) continue;
      SeenWord word;
      const std::string_view bytes(text);
      for (std::size_t i = 0; i < bytes.size();) append_letters(word.text, next_utf8(bytes, i));
      lib_.TessDeleteText(text);
      if (word.text.empty() ||
          lib_.TessPageIteratorBoundingBox(at, tesseract::RIL_WORD, &x0, &y0, &x1, &y1) == 0)
        continue;
      word.x0 = static_cast<float>(x0);
      word.y0 = static_cast<float>(y0);
      word.x1 = static_cast<float>(x1);
      word.y1 = static_cast<float>(y1);
      word.confidence = lib_.TessResultIteratorConfidence(it, tesseract::RIL_WORD);
      lines.back().words.push_back(std::move(word));
    } while (lib_.TessResultIteratorNext(it, tesseract::RIL_WORD) != 0);
    lib_.TessResultIteratorDelete(it);
    std::erase_if(lines, [](const SeenLine& line) { return line.words.empty(); });
    return lines;
  }

  /// One size for the body of the page, and half points for what is larger or smaller.
  void set_sizes(std::vector<SeenLine>& lines) const {
    std::vector<std::pair<float, std::size_t>> sizes;
    for (SeenLine& line : lines) {
      line.size = size_of(line) / scale_;  // points from here on
      std::size_t letters = 0;
      for (const SeenWord& word : line.words) letters += word.text.size();
      if (line.size > 0) sizes.emplace_back(line.size, letters);
    }
    const float body = sizes.empty() ? 10 : weighted_median(std::move(sizes));
    for (SeenLine& line : lines) {
      const bool unknown = line.size < 0.4F * body || line.size > 8 * body;
      if (unknown || std::abs(line.size - body) <= kSameSize * body) line.size = body;
      line.size = std::max(2.0F, std::round(line.size * 2) / 2);
    }
  }

  /// Bold words are those whose strokes are thicker than the page's, for their size.
  void set_bold(Pix* canvas, std::vector<SeenLine>& lines) const {
    // Without the last pixel of each run there are as many fewer pixels as there are runs.
    const Picture black(lib_.pixThresholdToBinary(canvas, kDark));
    const Picture shorter(black ? lib_.pixErodeBrick(nullptr, black.get(), 2, 1) : nullptr);
    if (!shorter) return;
    std::vector<std::pair<float, std::size_t>> strokes;
    for (SeenLine& line : lines) {
      for (SeenWord& word : line.words) {
        ::Box* box = lib_.boxCreate(static_cast<int>(word.x0), static_cast<int>(word.y0),
                                    static_cast<int>(word.x1 - word.x0),
                                    static_cast<int>(word.y1 - word.y0));
        int all = 0, rest = 0;
        lib_.pixCountPixelsInRect(black.get(), box, &all, nullptr);
        lib_.pixCountPixelsInRect(shorter.get(), box, &rest, nullptr);
        lib_.boxDestroy(&box);
        if (all <= rest) continue;
        word.stroke = static_cast<float>(all) / static_cast<float>(all - rest) / line.size;
        strokes.emplace_back(word.stroke, word.text.size());
      }
    }
    if (strokes.empty()) return;
    const float usual = weighted_median(std::move(strokes));
    for (SeenLine& line : lines)
      for (SeenWord& word : line.words) word.bold = word.stroke > kBold * usual;
  }

  Recognition write(const std::vector<SeenLine>& lines, Page& page) const {
    const auto font = static_cast<std::uint16_t>(page.fonts.size());
    page.fonts.push_back({.name = "OCR"});
    page.fonts.push_back({.name = "OCR-Bold", .bold = true});
    Recognition seen;
    double sum = 0;
    for (const SeenLine& line : lines) {
      const SeenWord* before = nullptr;
      for (const SeenWord& word : line.words) {
        Glyph glyph{.baseline = line.baseline / scale_,
                    .size = line.size,
                    .font = static_cast<std::uint16_t>(font + (word.bold ? 1 : 0))};
        if (before != nullptr) {
          glyph.character = U' ';
          glyph.x0 = before->x1 / scale_;
          glyph.x1 = std::max(glyph.x0, word.x0 / scale_);
          page.glyphs.push_back(glyph);
        }
        const float width = (word.x1 - word.x0) / scale_ / static_cast<float>(word.text.size());
        for (std::size_t i = 0; i < word.text.size(); ++i) {
          glyph.character = word.text[i];
          glyph.x0 = word.x0 / scale_ + width * static_cast<float>(i);
          glyph.x1 = glyph.x0 + width;
          page.glyphs.push_back(glyph);
        }
        before = &word;
        ++seen.words;
        sum += static_cast<double>(word.confidence);
      }
    }
    if (seen.words > 0) seen.confidence = static_cast<float>(sum / seen.words);
    return seen;
  }

  // Pixels. Tesseract reads lines of some 40 of them, and wants paper around what it reads.
  static constexpr int kLeastLine = 6;
  static constexpr int kLeastNumber = 28, kMostNumber = 90, kGoodNumber = 48;
  static constexpr int kWidestNumber = 1000, kNumberMargin = 16;
  static constexpr const char* kNumberLetters =
      "0123456789.()abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  static constexpr int kDark = 128;      // of 255: below is ink
  static constexpr int kLineDark = 190;  // ruled lines may be gray

  TessBaseAPI* api_;
  const Library& lib_;
  float scale_ = 1;  // pixels to a point, of the page at hand
};

}  // namespace

Result<std::unique_ptr<Ocr>> Ocr::open(const std::string& languages) {
  const Library& lib = library();
  const auto absent = [&](std::string message) {
    return fail(
        {.code = "no-ocr",
         .message = std::move(message),
         .hint =
             "install tesseract-ocr and tesseract-ocr-eng (and, for Welsh, tesseract-ocr-cym)"});
  };
  if (!lib.whole) return absent("Tesseract is not installed");
  // Tesseract keeps some settings for all readers of a process together: they are written here
  // alone, one reader at a time, and this one once
  static std::mutex opening;
  const std::lock_guard lock(opening);
  TessBaseAPI* const api = lib.TessBaseAPICreate();
  [[maybe_unused]] static const int quiet =
      lib.TessBaseAPISetVariable(api, "debug_file", "/dev/null");
  if (lib.TessBaseAPIInit2(api, nullptr, languages.c_str(), tesseract::OEM_LSTM_ONLY) != 0) {
    lib.TessBaseAPIDelete(api);
    return absent("Tesseract has no data for " + languages);
  }
  lib.TessBaseAPISetPageSegMode(api, tesseract::PSM_AUTO);
  return std::make_unique<TesseractOcr>(api, lib);
}

}  // namespace remit
