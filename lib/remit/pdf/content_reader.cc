#include "remit/pdf/content_reader.h"

#include <algorithm>
#include <bit>
#include <cctype>
#include <cmath>
#include <numbers>
#include <utility>

#include "remit/pdf/glyph_names.h"
#include "remit/pdf/page_images.h"
#include "remit/pdf/text_string.h"

namespace remit::pdf {
namespace {

// A full page of small print has 8,000 glyphs and as many operators. These stop the runaway page.
constexpr std::size_t kMostOperators = 5'000'000;
constexpr std::size_t kMostForms = 20'000;
constexpr std::size_t kMostGlyphs = 1'000'000;
constexpr std::size_t kMostRulings = 200'000;
constexpr std::size_t kMostFills = 10'000;
constexpr std::uint32_t kWhite = 0xFFFFFF;
constexpr std::size_t kMostOperands = 65'536;
constexpr std::size_t kMostPoints = 1'000'000;
constexpr std::size_t kDeepestState = 512;
constexpr std::size_t kDeepestMark = 512;
constexpr std::size_t kDeepestForm = 20;
constexpr std::size_t kMostFonts = 4096;
constexpr std::size_t kMostImages = 1000;
constexpr const char* kPictureUnreadable = "picture-unreadable";

// A filled rectangle no thicker than this is a line to the reader's eye.
constexpr double kThickestRuling = 3.0;
constexpr double kLeastSmall = 3, kWidestSmall = 90, kHighestSmall = 40;  // points: a number
constexpr std::size_t kMostSmall = 300;            // a page with more is a drawing
constexpr double kDrawnDpi = 240;                  // what Tesseract reads best: see ocr.cc
constexpr double kMostDrawn = 40e6;                // pixels of a page
constexpr double kLeastDot = 1.2, kMostDot = 9.0;  // points: a bullet drawn as a shape
constexpr double kMostLetter = 60.0;               // points: a letter drawn as a shape
constexpr float kBesideDot = 0.75f;                // of a dot: no other shape stands as near to it
constexpr std::size_t kDrawnBeside = 8;            // shapes before and after it
// How far from level a line may be, in points, to count as one.
constexpr double kLevel = 0.3;

constexpr std::uint32_t operator_key(std::string_view op) {
  std::uint32_t key = 0;
  for (const char c : op) key = key << 8 | static_cast<unsigned char>(c);
  return key;
}

std::uint32_t to_byte(double value) {
  return static_cast<std::uint32_t>(std::lround(std::clamp(value, 0.0, 1.0) * 255));
}

std::uint32_t rgb_of(double r, double g, double b) {
  return to_byte(r) << 16 | to_byte(g) << 8 | to_byte(b);
}

std::uint32_t rgb_of_cmyk(double c, double m, double y, double k) {
  return rgb_of((1 - c) * (1 - k), (1 - m) * (1 - k), (1 - y) * (1 - k));
}

Matrix matrix_of(const Object& array) {
  if (array.size() != 6) return {};
  const Matrix matrix{array.at(0).number(), array.at(1).number(), array.at(2).number(),
                      array.at(3).number(), array.at(4).number(), array.at(5).number()};
  return matrix.finite() ? matrix : Matrix{};
}

/// Whether `filter`, a name or an array of names, holds `name`.
bool has_filter(const Object& filter, std::string_view name) {
  if (filter.is_name()) return filter.name() == name;
  for (std::size_t i = 0, n = std::min<std::size_t>(filter.size(), 16); i < n; ++i)
    if (filter.at(i).name() == name) return true;
  return false;
}

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

}  // namespace

// --- the page ----------------------------------------------------------------------------------

void ContentReader::read(const PageObject& object, Page& page, Diagnostics& out) {
  page_ = &page;
  out_ = &out;
  budget_ = {};
  ++serial_;
  operators_left_ = kMostOperators;
  forms_left_ = kMostForms;
  stopped_ = false;
  state_ = {};
  saved_.clear();
  saved_floor_ = 0;
  unsaved_ = 0;
  operands_.clear();
  marked_.clear();
  marked_lost_ = 0;
  mcid_ = -1;
  artifacts_ = replacements_ = 0;
  own_mcids_ = true;
  open_forms_.clear();
  notes_.clear();
  named_fonts_.clear();
  resources_.assign(1, object.resources);
  image_rows_.assign(64, 0);
  page.fonts.clear();
  page.glyphs.clear();
  page.rulings.clear();
  page.fills.clear();
  page.dots.clear();
  shapes_.clear();
  dot_shapes_.clear();
  page.image_cover = 0;
  page.unknown.clear();
  page.small_pictures.clear();
  if (fonts_.size() > kMostFonts) fonts_.clear();

  const PageFrame frame = frame_of(object);
  const Matrix base = frame.matrix;
  page.width = frame.width;
  page.height = frame.height;
  const Matrix back = inverse(base);
  page.user_space = {back.a, back.b, back.c, back.d, back.e, back.f};
  state_.ctm = base;

  if (buffers_.empty()) buffers_.push_back(std::make_unique<ByteBuffer>());
  ByteBuffer& content = *buffers_[0];
  content.clear();
  const Object contents = object.dictionary.key("Contents");
  if (contents.is_array()) {
    // The parts make one stream; a line end keeps the last token of one from the first of the next.
    for (std::size_t i = 0, n = std::min<std::size_t>(contents.size(), 10'000); i < n; ++i) {
      note_decoding(decode_stream(contents.at(i), content, budget_), "its content");
      content.append('\n');
    }
  } else if (contents.is_stream()) {
    note_decoding(decode_stream(contents, content, budget_), "its content");
  }
  run(content);
  while (!marked_.empty()) end_marked();

  state_ = {};
  state_.ctm = base;
  saved_.clear();
  saved_floor_ = 0;
  draw_annotations(object);
  while (!marked_.empty()) end_marked();
  drop_letters();

  int covered = 0;
  for (const std::uint64_t row : image_rows_) covered += std::popcount(row);
  page.image_cover = static_cast<float>(covered) / (64 * 64);
}

std::vector<PageImage> ContentReader::images(const PageObject& object, int number,
                                             Diagnostics& out) {
  std::vector<PageImage> found;
  Page page;
  page.number = number;
  Diagnostics said;  // of this page already, but for what its pictures say
  images_ = &found;
  read(object, page, said);
  images_ = nullptr;
  for (Diagnostic& diagnostic : said)
    if (diagnostic.code == kPictureUnreadable) out.push_back(std::move(diagnostic));
  return found;
}

std::optional<PageImage> ContentReader::drawn_text(const PageObject& object, int number,
                                                   const std::vector<std::uint16_t>& fonts) {
  Page page;
  page.number = number;
  Diagnostics said;          // of this page already
  read(object, page, said);  // for its size
  const double width = static_cast<double>(page.width), height = static_cast<double>(page.height);
  if (!(width > 1 && height > 1)) return std::nullopt;
  const double scale = std::min(kDrawnDpi / 72, std::sqrt(kMostDrawn / (width * height)));
  GraySheet sheet(std::max(1, static_cast<int>(std::lround(width * scale))),
                  std::max(1, static_cast<int>(std::lround(height * scale))));
  sheet_ = &sheet;
  sheet_fonts_ = &fonts;
  read(object, page, said);
  sheet_ = nullptr;
  PageImage drawn{
      .file = "P5\n" + std::to_string(sheet.width) + ' ' + std::to_string(sheet.height) + "\n255\n",
      .width = sheet.width,
      .height = sheet.height,
      .box = {0, 0, page.width, page.height}};
  drawn.file.append(sheet.pixels.begin(), sheet.pixels.end());
  return drawn;
}

void ContentReader::note(const char* code, std::string message, std::string hint) {
  if (std::find(notes_.begin(), notes_.end(), code) != notes_.end()) return;
  notes_.emplace_back(code);
  out_->push_back({.code = code,
                   .severity = Severity::Warning,
                   .message = std::move(message),
                   .page = page_->number,
                   .hint = std::move(hint)});
}

void ContentReader::note_decoding(DecodeStatus status, const char* what) {
  switch (status) {
    case DecodeStatus::Whole:
      return;
    case DecodeStatus::Damaged:
      note("stream-damaged",
           std::string("the data of ") + what + " are damaged; what could be had was read",
           "compare this page with the original: words may be missing at its end");
      return;
    case DecodeStatus::TooLarge:
      note("stream-too-large", std::string("the data of ") + what + " grow past all measure",
           "compare this page with the original, or print it to a new PDF and read that");
      return;
    case DecodeStatus::Unsupported:
      note("filter-unsupported",
           std::string("the data of ") + what + " are packed in a way not known here",
           "print the document to a new PDF and read that");
      return;
  }
}

// --- the interpreter ---------------------------------------------------------------------------

double ContentReader::number(std::size_t i) const {
  if (i >= operands_.size() || operands_[i].kind != Token::Kind::Number) return 0;
  return operands_[i].number;
}

std::string_view ContentReader::text(std::size_t i) const {
  if (i >= operands_.size()) return {};
  const Token& token = operands_[i];
  const bool has_text = token.kind == Token::Kind::Name || token.kind == Token::Kind::String;
  return has_text ? token.text : std::string_view{};
}

Matrix ContentReader::matrix_operand() const {
  return {number(0), number(1), number(2), number(3), number(4), number(5)};
}

void ContentReader::run(ByteBuffer& content) {
  ContentLexer lexer(content.data(), content.size());
  Token token;
  operands_.clear();
  while (!stopped_ && lexer.next(token)) {
    if (token.kind != Token::Kind::Word) {
      if (operands_.size() < kMostOperands) operands_.push_back(token);
      continue;
    }
    if (token.text == "true" || token.text == "false" || token.text == "null") {
      if (operands_.size() < kMostOperands) operands_.push_back(token);
      continue;
    }
    if (operators_left_-- == 0 || page_->glyphs.size() > kMostGlyphs) {
      stop();
      return;
    }
    run_operator(token.text, lexer);
    operands_.clear();
  }
}

void ContentReader::stop() {
  stopped_ = true;
  note("page-too-large", "the page draws more than any page can show; its rest was not read",
       "compare this page with the original");
}

Object ContentReader::resource(const char* category, std::string_view name) const {
  for (auto resources = resources_.rbegin(); resources != resources_.rend(); ++resources) {
    if (const Object found = resources->key(category).key(name)) return found;
  }
  return {};
}

void ContentReader::run_operator(std::string_view op, ContentLexer& lexer) {
  if (op.size() > 3) return;
  switch (operator_key(op)) {
    // Text showing.
    case operator_key("Tj"):
      show(text(0));
      break;
    case operator_key("TJ"):
      show_array();
      break;
    case operator_key("'"):
      move_line(0, -state_.leading);
      show(text(0));
      break;
    case operator_key("\""):
      state_.word_space = number(0);
      state_.character_space = number(1);
      move_line(0, -state_.leading);
      show(text(2));
      break;

    // Text position.
    case operator_key("Td"):
      move_line(number(0), number(1));
      break;
    case operator_key("TD"):
      state_.leading = -number(1);
      move_line(number(0), number(1));
      break;
    case operator_key("Tm"):
      text_matrix_ = line_matrix_ = matrix_operand();
      matrix_stale_ = true;
      break;
    case operator_key("T*"):
      move_line(0, -state_.leading);
      break;
    case operator_key("BT"):
      text_matrix_ = line_matrix_ = {};
      matrix_stale_ = true;
      break;
    case operator_key("ET"):
      break;

    // Text state.
    case operator_key("Tc"):
      state_.character_space = number(0);
      break;
    case operator_key("Tw"):
      state_.word_space = number(0);
      break;
    case operator_key("Tz"):
      state_.scale = number(0) / 100;
      matrix_stale_ = true;
      break;
    case operator_key("TL"):
      state_.leading = number(0);
      break;
    case operator_key("Ts"):
      state_.rise = number(0);
      break;
    case operator_key("Tr"):
      state_.render = static_cast<int>(std::clamp(number(0), 0.0, 7.0));
      matrix_stale_ = true;
      break;
    case operator_key("Tf"):
      select_font(text(0), number(1));
      break;

    // Graphics state.
    case operator_key("q"):
      save();
      break;
    case operator_key("Q"):
      restore();
      break;
    case operator_key("cm"): {
      const Matrix product = matrix_operand() * state_.ctm;
      if (product.finite()) state_.ctm = product;
      matrix_stale_ = true;
      break;
    }
    case operator_key("w"):
      state_.line_width = std::abs(number(0));
      break;
    case operator_key("gs"): {
      const Object parameters = resource("ExtGState", text(0));
      const Object font = parameters.key("Font");
      if (font.is_array()) set_font(font.at(0), font.at(1).number());
      if (const Object width = parameters.key("LW"); width.is_number()) {
        state_.line_width = std::abs(width.number());
      }
      break;
    }

    // Colours.
    case operator_key("g"):
    case operator_key("rg"):
    case operator_key("k"):
      state_.fill_space = ColorSpace::Device;
      set_color(false);
      break;
    case operator_key("G"):
    case operator_key("RG"):
    case operator_key("K"):
      state_.stroke_space = ColorSpace::Device;
      set_color(true);
      break;
    case operator_key("cs"):
      set_color_space(false, text(0));
      break;
    case operator_key("CS"):
      set_color_space(true, text(0));
      break;
    case operator_key("sc"):
    case operator_key("scn"):
      set_color(false);
      break;
    case operator_key("SC"):
    case operator_key("SCN"):
      set_color(true);
      break;

    // Paths.
    case operator_key("m"):
      move_to({number(0), number(1)});
      break;
    case operator_key("l"):
      line_to({number(0), number(1)});
      break;
    case operator_key("c"):
      if (!subpaths_.empty()) subpaths_.back().straight = false;
      line_to({number(4), number(5)});
      break;
    case operator_key("v"):
    case operator_key("y"):
      if (!subpaths_.empty()) subpaths_.back().straight = false;
      line_to({number(2), number(3)});
      break;
    case operator_key("h"):
      close_path();
      break;
    case operator_key("re"):
      rectangle();
      break;
    case operator_key("S"):
      paint(false, true);
      break;
    case operator_key("s"):
      close_path();
      paint(false, true);
      break;
    case operator_key("f"):
    case operator_key("F"):
    case operator_key("f*"):
      paint(true, false);
      break;
    case operator_key("B"):
    case operator_key("B*"):
      paint(true, true);
      break;
    case operator_key("b"):
    case operator_key("b*"):
      close_path();
      paint(true, true);
      break;
    case operator_key("n"):
      paint(false, false);
      break;

    // Marked content, forms, pictures.
    case operator_key("BMC"):
      begin_marked(false);
      break;
    case operator_key("BDC"):
      begin_marked(true);
      break;
    case operator_key("EMC"):
      if (marked_lost_ != 0) {
        --marked_lost_;
      } else {
        end_marked();
      }
      break;
    case operator_key("Do"):
      draw_object(text(0));
      break;
    case operator_key("ID"):
      inline_image(lexer);
      break;
    default:
      break;
  }
}

void ContentReader::save() {
  if (saved_.size() >= kDeepestState) {
    ++unsaved_;
  } else {
    saved_.push_back(state_);
  }
}

void ContentReader::restore() {
  if (unsaved_ != 0) {
    --unsaved_;
  } else if (saved_.size() > saved_floor_) {
    state_ = saved_.back();
    saved_.pop_back();
    matrix_stale_ = true;
  }
}

// --- text --------------------------------------------------------------------------------------

PdfFont& ContentReader::font_of(const Object& dictionary) {
  if (!dictionary.is_dictionary()) {
    if (!fallback_) fallback_ = std::make_unique<PdfFont>(Object{}, budget_, page_->number, *out_);
    return *fallback_;
  }
  std::unique_ptr<PdfFont>& font = fonts_[dictionary.identity()];
  if (!font) {
    font = std::make_unique<PdfFont>(dictionary, budget_, page_->number, *out_);
    font->serial = ++fonts_met_;
  }
  return *font;
}

void ContentReader::select_font(std::string_view name, double size) {
  const auto known = std::find_if(named_fonts_.begin(), named_fonts_.end(),
                                  [&](const auto& font) { return font.first == name; });
  if (known != named_fonts_.end()) {
    state_.font = known->second;
    state_.size = size;
    matrix_stale_ = true;
    return;
  }
  set_font(resource("Font", name), size);
  if (named_fonts_.size() < kMostFonts) named_fonts_.emplace_back(name, state_.font);
}

void ContentReader::set_font(const Object& dictionary, double size) {
  state_.font = &font_of(dictionary);
  state_.size = size;
  matrix_stale_ = true;
}

std::uint16_t ContentReader::font_index() {
  PdfFont& font = *state_.font;
  if (font.page_serial != serial_) {
    font.page_serial = serial_;
    if (page_->fonts.size() < 0xFFFF) page_->fonts.push_back(font.font());
    font.page_index = static_cast<std::uint16_t>(page_->fonts.size() - 1);
  }
  return font.page_index;
}

void ContentReader::move_line(double x, double y) {
  line_matrix_.e += x * line_matrix_.a + y * line_matrix_.c;
  line_matrix_.f += x * line_matrix_.b + y * line_matrix_.d;
  text_matrix_ = line_matrix_;
  if (matrix_stale_) return;
  // Only the origin moved.
  device_.e = state_.ctm.x(text_matrix_.e, text_matrix_.f);
  device_.f = state_.ctm.y(text_matrix_.e, text_matrix_.f);
}

void ContentReader::use_matrix() {
  matrix_stale_ = false;
  device_ = text_matrix_ * state_.ctm;
  glyph_size_ = static_cast<float>(std::abs(state_.size) * std::hypot(device_.c, device_.d) *
                                   state_.font->em());
  const double direction = state_.size * state_.scale < 0 ? -1 : 1;
  angle_ = static_cast<std::int16_t>(std::lround(
      std::atan2(-device_.b * direction, device_.a * direction) * 180 / std::numbers::pi));
  if (angle_ == -180) angle_ = 180;
  hidden_ = state_.render == 3 || state_.render == 7;
}

void ContentReader::show_array() {
  const double unit = state_.size / 1000;
  for (const Token& item : operands_) {
    if (item.kind == Token::Kind::String) {
      show(item.text);
    } else if (item.kind == Token::Kind::Number) {
      const bool vertical = state_.font != nullptr && state_.font->vertical();
      const double gap = -item.number * unit * (vertical ? 1 : state_.scale);
      const double x = vertical ? 0 : gap, y = vertical ? gap : 0;
      const double dx = x * text_matrix_.a + y * text_matrix_.c;
      const double dy = x * text_matrix_.b + y * text_matrix_.d;
      text_matrix_.e += dx;
      text_matrix_.f += dy;
      device_.e += dx * state_.ctm.a + dy * state_.ctm.c;
      device_.f += dx * state_.ctm.b + dy * state_.ctm.d;
    }
  }
}

void ContentReader::show(std::string_view codes) {
  if (codes.empty()) return;
  if (state_.font == nullptr) set_font(Object{}, state_.size);
  if (matrix_stale_) use_matrix();
  if (!device_.finite()) return;
  const PdfFont& font = *state_.font;
  font_index();
  text_rgb_ = state_.render == 1 || state_.render == 5 ? state_.stroke : state_.fill;
  const bool vertical = font.vertical();
  const double size = state_.size, scale = state_.scale;
  const double left = device_.e + state_.rise * device_.c;
  const double base = device_.f + state_.rise * device_.d;

  double along = 0;  // in text space, from where the string begins
  const char* at = codes.data();
  const char* const end = at + codes.size();
  while (at < end) {
    int bytes = 1;
    const std::uint32_t value = font.next_code(at, end, bytes);
    const PdfFont::Code& code = font.code(value);
    double space = state_.character_space;
    if (bytes == 1 && value == ' ') space += state_.word_space;
    if (vertical) {
      // The glyph hangs below its origin, centred; the next one stands under it.
      const double width = static_cast<double>(code.width) * size;
      emit(value, left + along * device_.c - width / 2 * device_.a - size * 0.88 * device_.c,
           base + along * device_.d - width / 2 * device_.b - size * 0.88 * device_.d,
           width * device_.a, width * device_.b);
      along += -size + space;
    } else {
      const double advance = static_cast<double>(code.width) * size * scale;
      emit(value, left + along * device_.a, base + along * device_.b, advance * device_.a,
           advance * device_.b);
      along += advance + space * scale;
    }
  }
  const double x = vertical ? 0 : along, y = vertical ? along : 0;
  text_matrix_.e += x * text_matrix_.a + y * text_matrix_.c;
  text_matrix_.f += x * text_matrix_.b + y * text_matrix_.d;
  device_.e += x * device_.a + y * device_.c;
  device_.f += x * device_.b + y * device_.d;
}

void ContentReader::emit(std::uint32_t value, double x, double y, double dx, double dy) {
  const PdfFont::Code& code = state_.font->code(value);
  if (sheet_ != nullptr) draw_glyph(value, x, y);
  if (code.character != 0 && code.character < PdfFont::kSequence) {
    push_glyph(code.character, x, y, x + dx, y + dy);
    const bool private_use = code.character >= 0xE000 && code.character < 0xF900;
    if (state_.font->guessed() || (private_use && !state_.font->font().symbolic))
      note_unknown(value, true);
    return;
  }
  if (code.character == 0) {
    // Nothing is drawn where nothing has a width: .notdef, or a stray control code.
    if (code.width == 0) return;
    push_glyph(U'\uFFFD', x, y, x + dx, y + dy);
    note_unknown(value, false);
    if (state_.font->complain()) {
      const std::string& name = state_.font->font().name;
      out_->push_back({.code = "font-without-unicode",
                       .severity = Severity::Warning,
                       .message = "font " + (name.empty() ? "without a name" : name) +
                                  " does not say which characters its glyphs are",
                       .page = page_->number,
                       .hint = "text in it reads as U+FFFD: save the original as PDF again, or run "
                               "OCR over this one"});
    }
    return;
  }
  const std::u32string_view characters = state_.font->sequence(code.character);
  const auto count = static_cast<double>(characters.size());
  for (std::size_t i = 0; i < characters.size(); ++i) {
    const double from = static_cast<double>(i) / count, to = static_cast<double>(i + 1) / count;
    push_glyph(characters[i], x + dx * from, y + dy * from, x + dx * to, y + dy * to);
  }
}

/// Remembers which code the last glyph was.
void ContentReader::note_unknown(std::uint32_t value, bool guessed) {
  PdfFont& font = *state_.font;
  if (page_->glyphs.empty() || font.vertical() || font.program(budget_) == nullptr) return;
  const auto shape = static_cast<UnknownGlyph::Shape>(font.shape_of(value));
  // of a font of pictures, bullets only: a reader of letters makes nothing of the others
  if (font.font().symbolic && shape != UnknownGlyph::Shape::Disc) return;
  const auto last = static_cast<std::uint32_t>(page_->glyphs.size() - 1);
  if (!page_->unknown.empty() && page_->unknown.back().glyph == last) return;  // it was not kept
  page_->unknown.push_back(
      {.glyph = last, .font = font.serial, .code = value, .shape = shape, .guessed = guessed});
}

void ContentReader::draw_glyph(std::uint32_t value, double x, double y) {
  PdfFont& font = *state_.font;
  if (hidden_ || font.vertical() ||
      std::find(sheet_fonts_->begin(), sheet_fonts_->end(), font.page_index) ==
          sheet_fonts_->end() ||
      font.program(budget_) == nullptr)
    return;
  const double scale = static_cast<double>(sheet_->width) / static_cast<double>(page_->width);
  const double high = state_.size * scale, wide = high * state_.scale;
  font.program(budget_)->draw(font.glyph_of(value),
                              {wide * device_.a, wide * device_.b, high * device_.c,
                               high * device_.d, x * scale, y * scale},
                              *sheet_);
}

void ContentReader::push_glyph(char32_t character, double x0, double y0, double x1, double y1) {
  // Also false for what is not a number.
  if (!(std::abs(x0) < 1e6 && std::abs(x1) < 1e6 && std::abs(y0) < 1e6 && std::abs(y1) < 1e6)) {
    return;
  }
  const bool outside = std::max(x0, x1) < 0 || std::min(x0, x1) > page_->width || y0 < 0 ||
                       y0 - glyph_size_ > page_->height;
  page_->glyphs.push_back({.x0 = static_cast<float>(std::min(x0, x1)),
                           .x1 = static_cast<float>(std::max(x0, x1)),
                           .baseline = static_cast<float>(y0),
                           .size = glyph_size_,
                           .character = character,
                           .rgb = text_rgb_,
                           .mcid = mcid_,
                           .font = state_.font->page_index,
                           .angle = angle_,
                           .artifact = artifacts_ != 0,
                           .hidden = hidden_ || outside});
}

// --- colours -----------------------------------------------------------------------------------

void ContentReader::set_color(bool stroke) {
  std::size_t count = operands_.size();
  while (count != 0 && operands_[count - 1].kind != Token::Kind::Number) --count;
  std::uint32_t& color = stroke ? state_.stroke : state_.fill;
  const ColorSpace space = stroke ? state_.stroke_space : state_.fill_space;
  if (space == ColorSpace::Unknown) {
    color = 0;  // a pattern, an index into a palette: some ink
  } else if (space == ColorSpace::Tint) {
    color = rgb_of(1 - number(0), 1 - number(0), 1 - number(0));
  } else if (count == 1) {
    color = rgb_of(number(0), number(0), number(0));
  } else if (count == 3) {
    color = rgb_of(number(0), number(1), number(2));
  } else if (count == 4) {
    color = rgb_of_cmyk(number(0), number(1), number(2), number(3));
  }
}

void ContentReader::set_color_space(bool stroke, std::string_view name) {
  ColorSpace space = ColorSpace::Device;
  if (!name.starts_with("Device") && !name.starts_with("Cal")) {
    const Object entry = resource("ColorSpace", name);
    const std::string_view family = entry.is_array() ? entry.at(0).name() : entry.name();
    if (family == "Separation") {
      space = ColorSpace::Tint;
    } else if (family == "Indexed" || family == "Pattern" || family == "DeviceN" ||
               family == "Lab" || name == "Pattern") {
      space = ColorSpace::Unknown;
    }
  }
  (stroke ? state_.stroke_space : state_.fill_space) = space;
  (stroke ? state_.stroke : state_.fill) = 0;  // every space but CMYK begins with black; it too
}

// --- paths and pictures ------------------------------------------------------------------------

void ContentReader::move_to(Point p) {
  if (points_.size() >= kMostPoints) return;
  subpaths_.push_back({.begin = points_.size()});
  points_.push_back({state_.ctm.x(p.x, p.y), state_.ctm.y(p.x, p.y)});
}

void ContentReader::line_to(Point p) {
  if (subpaths_.empty()) {
    move_to(p);
  } else if (points_.size() < kMostPoints) {
    points_.push_back({state_.ctm.x(p.x, p.y), state_.ctm.y(p.x, p.y)});
  }
}

void ContentReader::close_path() {
  if (!subpaths_.empty()) subpaths_.back().closed = true;
}

void ContentReader::rectangle() {
  const double x = number(0), y = number(1), w = number(2), h = number(3);
  move_to({x, y});
  line_to({x + w, y});
  line_to({x + w, y + h});
  line_to({x, y + h});
  close_path();
}

void ContentReader::paint(bool fill, bool stroke) {
  const double thickness =
      state_.line_width *
      std::sqrt(std::abs(state_.ctm.a * state_.ctm.d - state_.ctm.b * state_.ctm.c));
  for (std::size_t i = 0; i < subpaths_.size() && (fill || stroke); ++i) {
    const Subpath& subpath = subpaths_[i];
    const std::size_t end = i + 1 < subpaths_.size() ? subpaths_[i + 1].begin : points_.size();
    const std::size_t count = end - subpath.begin;
    if (count < 2) continue;
    const Point* const p = &points_[subpath.begin];
    if (fill) add_dot(p, count);
    if (!subpath.straight) continue;
    if (stroke) {
      const std::size_t segments = subpath.closed && count > 2 ? count : count - 1;
      for (std::size_t k = 0; k < segments; ++k) {
        const Point& from = p[k];
        const Point& to = p[(k + 1) % count];
        const double width = std::abs(to.x - from.x), height = std::abs(to.y - from.y);
        if (std::max(width, height) < 0.01 || std::min(width, height) > kLevel) continue;
        if (std::max(width, height) < thickness && std::max(width, height) <= kThickestRuling) {
          // A stub drawn with a broad pen: the pen's breadth is the length of the line.
          const double x = (from.x + to.x) / 2, y = (from.y + to.y) / 2;
          if (width > height) {
            add_ruling(x, y - thickness / 2, x, y + thickness / 2, width, state_.stroke);
          } else {
            add_ruling(x - thickness / 2, y, x + thickness / 2, y, height, state_.stroke);
          }
        } else if (width > height) {
          add_ruling(from.x, (from.y + to.y) / 2, to.x, (from.y + to.y) / 2, thickness,
                     state_.stroke);
        } else {
          add_ruling((from.x + to.x) / 2, from.y, (from.x + to.x) / 2, to.y, thickness,
                     state_.stroke);
        }
      }
    } else if (count >= 4 && count <= 5) {
      double x0 = p[0].x, x1 = p[0].x, y0 = p[0].y, y1 = p[0].y;
      bool upright = true;
      for (std::size_t k = 1; k < count; ++k) {
        x0 = std::min(x0, p[k].x);
        x1 = std::max(x1, p[k].x);
        y0 = std::min(y0, p[k].y);
        y1 = std::max(y1, p[k].y);
        upright = upright && (std::abs(p[k].x - p[k - 1].x) < kLevel ||
                              std::abs(p[k].y - p[k - 1].y) < kLevel);
      }
      const double width = x1 - x0, height = y1 - y0;
      if (!upright) continue;
      if (std::min(width, height) > kThickestRuling) {
        add_fill(x0, y0, x1, y1);
        continue;
      }
      // a square is a dot of a dotted line, whichever way that runs
      if (width > height - kLevel)
        add_ruling(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2, height, state_.fill);
      if (height > width - kLevel)
        add_ruling((x0 + x1) / 2, y0, (x0 + x1) / 2, y1, width, state_.fill);
    }
  }
  points_.clear();
  subpaths_.clear();
}

/// A small filled shape, about as wide as high.
void ContentReader::add_dot(const Point* points, std::size_t count) {
  double x0 = points[0].x, x1 = x0, y0 = points[0].y, y1 = y0;
  for (std::size_t k = 1; k < count; ++k) {
    x0 = std::min(x0, points[k].x);
    x1 = std::max(x1, points[k].x);
    y0 = std::min(y0, points[k].y);
    y1 = std::max(y1, points[k].y);
  }
  const double shorter = std::min(x1 - x0, y1 - y0), longer = std::max(x1 - x0, y1 - y0);
  // a thin one is a rule
  if (shorter < kLeastDot || longer > kMostLetter) return;
  if (!(std::abs(x0) < 1e6 && std::abs(y0) < 1e6) || shapes_.size() >= kMostRulings) return;
  shapes_.push_back({static_cast<float>(x0), static_cast<float>(y0), static_cast<float>(x1),
                     static_cast<float>(y1)});
  if (longer > kMostDot || shorter < 0.6 * longer) return;
  page_->dots.push_back(shapes_.back());
  dot_shapes_.push_back(shapes_.size() - 1);
}

/// A round letter of a word that is drawn as outlines (a watermark) is no bullet: other letters
/// stand beside it. What lies within it, or around it, is its own.
void ContentReader::drop_letters() {
  const auto beside = [](const Box& dot, const Box& other) {
    const float reach = kBesideDot * std::max(dot.width(), dot.y1 - dot.y0);
    const auto within = [](const Box& inner, const Box& outer) {
      return inner.x0 >= outer.x0 && inner.x1 <= outer.x1 && inner.y0 >= outer.y0 &&
             inner.y1 <= outer.y1;
    };
    return other.x0 < dot.x1 + reach && other.x1 > dot.x0 - reach && other.y0 < dot.y1 + reach &&
           other.y1 > dot.y0 - reach && !within(dot, other) && !within(other, dot);
  };
  std::size_t kept = 0;
  for (std::size_t d = 0; d < dot_shapes_.size(); ++d) {
    const std::size_t shape = dot_shapes_[d];
    const std::size_t first = shape - std::min(shape, kDrawnBeside);
    const std::size_t last = std::min(shape + kDrawnBeside + 1, shapes_.size());
    bool letter = false;
    for (std::size_t i = first; i < last && !letter; ++i)
      letter = i != shape && beside(shapes_[shape], shapes_[i]);
    if (!letter) page_->dots[kept++] = page_->dots[d];
  }
  page_->dots.resize(kept);
}

void ContentReader::add_fill(double x0, double y0, double x1, double y1) {
  if (page_->fills.size() >= kMostFills || state_.fill == kWhite) return;
  if (!(std::abs(x0) < 1e6 && std::abs(x1) < 1e6 && std::abs(y0) < 1e6 && std::abs(y1) < 1e6))
    return;
  page_->fills.push_back({.box = {static_cast<float>(x0), static_cast<float>(y0),
                                  static_cast<float>(x1), static_cast<float>(y1)},
                          .rgb = state_.fill});
}

void ContentReader::add_ruling(double x0, double y0, double x1, double y1, double width,
                               std::uint32_t rgb) {
  if (page_->rulings.size() >= kMostRulings) return;
  if (!(std::abs(x0) < 1e6 && std::abs(x1) < 1e6 && std::abs(y0) < 1e6 && std::abs(y1) < 1e6)) {
    return;
  }
  page_->rulings.push_back({.x0 = static_cast<float>(std::min(x0, x1)),
                            .y0 = static_cast<float>(std::min(y0, y1)),
                            .x1 = static_cast<float>(std::max(x0, x1)),
                            .y1 = static_cast<float>(std::max(y0, y1)),
                            .width = static_cast<float>(width),
                            .rgb = rgb});
}

void ContentReader::cover_image(std::uint64_t image) {
  const Matrix& m = state_.ctm;
  const auto [x0, x1] = std::minmax({m.x(0, 0), m.x(1, 0), m.x(0, 1), m.x(1, 1)});
  const auto [y0, y1] = std::minmax({m.y(0, 0), m.y(1, 0), m.y(0, 1), m.y(1, 1)});
  const double wide = x1 - x0, high = y1 - y0;
  if (wide >= kLeastSmall && wide <= kWidestSmall && high >= kLeastSmall && high <= kHighestSmall &&
      page_->small_pictures.size() < kMostSmall)
    page_->small_pictures.push_back({{static_cast<float>(x0), static_cast<float>(y0),
                                      static_cast<float>(x1), static_cast<float>(y1)},
                                     image});
  const auto cell = [](double value, float size) {
    const double at = value / static_cast<double>(size) * 64;
    return at > 0 ? static_cast<int>(std::lround(std::min(at, 64.0))) : 0;
  };
  const int left = cell(x0, page_->width), right = cell(x1, page_->width);
  if (right <= left) return;
  const std::uint64_t ones =
      right - left == 64 ? ~std::uint64_t{0} : ((std::uint64_t{1} << (right - left)) - 1);
  for (int row = cell(y0, page_->height); row < cell(y1, page_->height); ++row) {
    image_rows_[static_cast<std::size_t>(row)] |= ones << left;
  }
}

void ContentReader::keep_image(const Object& image) {
  if (images_->size() >= kMostImages) return;
  if (std::optional<PageImage> kept = read_image(image, resources_, state_.ctm, budget_)) {
    if (!kept->file.empty()) images_->push_back(std::move(*kept));
    return;
  }
  refuse_picture(has_filter(image.key("Filter"), "JBIG2Decode"));
}

void ContentReader::refuse_picture(bool jbig2) {
  if (jbig2)
    note(kPictureUnreadable,
         "a picture of the page is packed as JBIG2 (JBIG2Decode), which is not read here",
         "words in it are not read: have it packed anew (gs -sDEVICE=pdfwrite -o new.pdf old.pdf), "
         "or make the file searchable with an OCR program (ocrmypdf)");
  else
    note(kPictureUnreadable, "a picture of the page is packed in a way not known here, or damaged",
         "words in it are not read: make the file searchable with an OCR program");
}

void ContentReader::inline_image(ContentLexer& lexer) {
  // The operands are the entries of the picture's dictionary, from BI on.
  double width = 0, height = 0, bits = 8, components = 0;
  bool filtered = false, mask = false;
  InlineImage image;
  for (std::size_t i = 0; i + 1 < operands_.size(); ++i) {
    if (operands_[i].kind != Token::Kind::Name) continue;
    const std::string_view name = operands_[i].text;
    const Token& value = operands_[i + 1];
    if ((name == "F" || name == "Filter") && value.kind == Token::Kind::Name)
      image.filter = value.text;
    if ((name == "D" || name == "Decode") && i + 2 < operands_.size())
      image.inverted = operands_[i + 2].kind == Token::Kind::Number && operands_[i + 2].number > 0;
    if (name == "W" || name == "Width") width = value.number;
    if (name == "H" || name == "Height") height = value.number;
    if (name == "BPC" || name == "BitsPerComponent") bits = value.number;
    if (name == "F" || name == "Filter") filtered = true;
    if (name == "IM" || name == "ImageMask") mask = value.text == "true";
    if ((name == "CS" || name == "ColorSpace") && value.kind == Token::Kind::Name) {
      const std::string_view space = value.text;
      if (space == "G" || space == "DeviceGray" || space == "I") components = 1;
      if (space == "RGB" || space == "DeviceRGB") components = 3;
      if (space == "CMYK" || space == "DeviceCMYK") components = 4;
      if (const Object entry = resource("ColorSpace", space); entry.is_array()) {
        const std::string_view family = entry.at(0).name();
        if (family == "ICCBased") {
          components = static_cast<double>(entry.at(1).key("N").integer(0));
        } else if (family == "Indexed" || family == "CalGray" || family == "Separation") {
          components = 1;
        } else if (family == "CalRGB" || family == "Lab") {
          components = 3;
        }
      }
    }
  }
  cover_image(0);
  if (mask) {
    bits = 1;
    components = 1;
  }
  const std::string_view rest = lexer.rest();
  const auto keep = [&](std::size_t end) {
    if (images_ == nullptr || images_->size() >= kMostImages || end == 0) return;
    image.width = std::lround(std::clamp(width, 0.0, 1e6));
    image.height = std::lround(std::clamp(height, 0.0, 1e6));
    image.bits = static_cast<int>(bits);
    image.components = static_cast<int>(components);
    image.data = rest.substr(1, end - 1);
    if (image.bits != 1 && image.bits != 2 && image.bits != 4 && image.bits != 8) return;
    if (auto kept = read_inline_image(image, state_.ctm, budget_); kept && !kept->file.empty())
      images_->push_back(std::move(*kept));
  };
  const auto ends_at = [&](std::size_t at) {
    return at + 2 <= rest.size() && rest[at] == 'E' && rest[at + 1] == 'I' &&
           (at + 2 == rest.size() || is_space(rest[at + 2]));
  };
  if (!filtered && components > 0 && width > 0 && height > 0) {
    // Unpacked, so its length is known.
    const double bytes = std::ceil(width * bits * components / 8) * height + 1;
    if (bytes < static_cast<double>(rest.size())) {
      auto at = static_cast<std::size_t>(bytes);
      for (int i = 0; i < 4 && at < rest.size() && is_space(rest[at]); ++i) ++at;
      if (ends_at(at)) {
        keep(at);
        lexer.skip(at + 2);
        return;
      }
    }
  }
  // "EI" may also be two bytes of the picture: what follows must look like a content stream.
  for (std::size_t at = 1; at + 2 <= rest.size(); ++at) {
    at = rest.find("EI", at);
    if (at == std::string_view::npos) break;
    if (!is_space(rest[at - 1]) || !ends_at(at)) continue;
    const std::string_view after = rest.substr(at + 2, 16);
    const bool plain = std::all_of(after.begin(), after.end(), [](char c) {
      return (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\r' || c == '\t';
    });
    if (plain) {
      keep(at);
      lexer.skip(at + 2);
      return;
    }
  }
  lexer.skip(rest.size());
}

// --- marked content ----------------------------------------------------------------------------

void ContentReader::begin_marked(bool properties) {
  if (marked_.size() >= kDeepestMark) {
    ++marked_lost_;
    return;
  }
  MarkedContent content;
  content.mcid = mcid_;
  content.first_glyph = page_->glyphs.size();
  content.artifact = text(0) == "Artifact";
  bool has_text = false;
  if (properties && operands_.size() > 1) {
    const auto set_mcid = [&](double value) {
      if (own_mcids_ && value >= 0 && value < 1e9) mcid_ = static_cast<std::int32_t>(value);
    };
    if (operands_[1].kind == Token::Kind::Name) {
      const Object list = resource("Properties", operands_[1].text);
      if (const Object mcid = list.key("MCID"); mcid.is_number()) set_mcid(mcid.number());
      if (const Object actual = list.key("ActualText"); actual.is_string()) {
        has_text = true;
        content.text = decode_text_string(actual.string());
      }
    } else {
      int depth = 0;
      for (std::size_t i = 1; i < operands_.size(); ++i) {
        const Token& token = operands_[i];
        if (token.kind == Token::Kind::DictionaryBegin) ++depth;
        if (token.kind == Token::Kind::DictionaryEnd) --depth;
        if (depth != 1 || token.kind != Token::Kind::Name || i + 1 >= operands_.size()) continue;
        const Token& value = operands_[i + 1];
        if (token.text == "MCID" && value.kind == Token::Kind::Number) {
          set_mcid(value.number);
          ++i;
        } else if (token.text == "ActualText" && value.kind == Token::Kind::String) {
          has_text = true;
          content.text = decode_text_string(value.text);
          ++i;
        }
      }
    }
  }
  // The outermost ActualText speaks for all within.
  content.replaces = has_text && replacements_ == 0;
  if (content.replaces) ++replacements_;
  if (content.artifact) ++artifacts_;
  marked_.push_back(std::move(content));
}

void ContentReader::end_marked() {
  if (marked_.empty()) return;
  const MarkedContent content = std::move(marked_.back());
  marked_.pop_back();
  mcid_ = content.mcid;
  if (content.artifact) --artifacts_;
  if (content.replaces) {
    --replacements_;
    replace_text(content);
  }
}

void ContentReader::forget_unknown(std::size_t from) {
  while (!page_->unknown.empty() && page_->unknown.back().glyph >= from) page_->unknown.pop_back();
}

void ContentReader::replace_text(const MarkedContent& content) {
  std::vector<Glyph>& glyphs = page_->glyphs;
  if (content.first_glyph >= glyphs.size()) return;
  std::u32string characters;
  for (const char32_t c : content.text) {
    if (c == '\t' || c == '\n' || c == '\r') {
      characters += U' ';
    } else if (c >= 0x20 && c != 0xFEFF) {
      append_unligated(characters, c);
    }
  }
  scratch_.assign(glyphs.begin() + static_cast<std::ptrdiff_t>(content.first_glyph), glyphs.end());
  const auto is_space_glyph = [](char32_t c) { return c == U' ' || c == 0xA0; };
  // The same words: where each letter stands is known best from the glyphs.
  std::size_t g = 0, c = 0;
  while (g < scratch_.size() && c < characters.size()) {
    if (is_space_glyph(scratch_[g].character)) {
      ++g;
    } else if (is_space_glyph(characters[c])) {
      ++c;
    } else if (scratch_[g].character == characters[c]) {
      ++g;
      ++c;
    } else {
      break;
    }
  }
  while (g < scratch_.size() && is_space_glyph(scratch_[g].character)) ++g;
  while (c < characters.size() && is_space_glyph(characters[c])) ++c;
  if (g == scratch_.size() && c == characters.size() && !characters.empty()) return;

  if (characters.empty()) {
    // Says "no text here", of a hyphen or leader dots. Of whole words it is a slip of the program
    // that wrote it, and dropping words would be the greater harm.
    const auto letters = std::count_if(scratch_.begin(), scratch_.end(), [](const Glyph& glyph) {
      return glyph.character > 0x7F ? glyph.character != 0xAD && glyph.character < 0x2000
                                    : std::isalnum(static_cast<int>(glyph.character)) != 0;
    });
    if (letters == 0) {
      glyphs.resize(content.first_glyph);
      forget_unknown(content.first_glyph);
    }
    return;
  }
  // Spread the characters over the glyphs in proportion: "fi" over one, one over three accents.
  glyphs.resize(content.first_glyph);
  forget_unknown(content.first_glyph);
  const std::size_t drawn = scratch_.size(), count = characters.size();
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t first = i * drawn / count;
    const std::size_t last = std::max(first + 1, (i + 1) * drawn / count);
    Glyph glyph = scratch_[first];
    for (std::size_t k = first; k < last; ++k) {
      if (scratch_[k].baseline != glyph.baseline) break;
      glyph.x0 = std::min(glyph.x0, scratch_[k].x0);
      glyph.x1 = std::max(glyph.x1, scratch_[k].x1);
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

// --- forms and annotations ---------------------------------------------------------------------

void ContentReader::draw_object(std::string_view name) {
  const Object object = resource("XObject", name);
  const std::string_view subtype = object.key("Subtype").name();
  if (subtype == "Image") {
    cover_image(object.id());
    if (images_ != nullptr) keep_image(object);
  } else if (subtype == "Form" || (subtype.empty() && object.is_stream())) {
    draw_form(object);
  }
}

void ContentReader::draw_form(const Object& form) {
  const bool inside_itself =
      std::find(open_forms_.begin(), open_forms_.end(), form.identity()) != open_forms_.end();
  if (forms_left_ == 0) {
    stop();
    return;
  }
  --forms_left_;
  if (inside_itself || open_forms_.size() >= kDeepestForm) {
    note("form-recursive",
         inside_itself ? "a part of the page contains itself" : "parts of the page nest too deep",
         "compare this page with the original: something may be missing");
    return;
  }
  open_forms_.push_back(form.identity());
  const GraphicsState state = state_;
  const std::size_t floor = std::exchange(saved_floor_, saved_.size());
  const std::size_t unsaved = std::exchange(unsaved_, 0);
  const std::size_t marks = marked_.size();
  const Matrix text_matrix = text_matrix_, line_matrix = line_matrix_;
  const bool own_mcids = own_mcids_;
  if (form.has_key("StructParents")) own_mcids_ = false;

  const Matrix product = matrix_of(form.key("Matrix")) * state_.ctm;
  if (product.finite()) state_.ctm = product;
  matrix_stale_ = true;
  resources_.push_back(form.key("Resources"));
  named_fonts_.clear();
  const std::size_t level = open_forms_.size();
  while (buffers_.size() <= level) buffers_.push_back(std::make_unique<ByteBuffer>());
  ByteBuffer& content = *buffers_[level];
  content.clear();
  note_decoding(decode_stream(form, content, budget_), "a part of it");
  run(content);
  resources_.pop_back();
  named_fonts_.clear();

  while (marked_.size() > marks) end_marked();
  own_mcids_ = own_mcids;
  text_matrix_ = text_matrix;
  line_matrix_ = line_matrix;
  saved_.resize(saved_floor_);
  saved_floor_ = floor;
  unsaved_ = unsaved;
  state_ = state;
  matrix_stale_ = true;
  points_.clear();
  subpaths_.clear();
  open_forms_.pop_back();
}

/// Filled-in form fields and notes on the page are drawn by forms of their own.
void ContentReader::draw_annotations(const PageObject& object) {
  constexpr long kHidden = 1 << 1, kNoView = 1 << 5;
  const Object annotations = object.dictionary.key("Annots");
  for (std::size_t i = 0, n = std::min<std::size_t>(annotations.size(), 10'000); i < n; ++i) {
    const Object annotation = annotations.at(i);
    const std::string_view subtype = annotation.key("Subtype").name();
    if (subtype.empty() || subtype == "Popup") continue;
    if ((annotation.key("F").integer() & (kHidden | kNoView)) != 0) continue;
    Object form = annotation.key("AP").key("N");
    if (!form.is_stream()) form = form.key(annotation.key("AS").name());
    if (!form.is_stream()) continue;

    // The form's box, turned by its matrix, is fitted into the annotation's rectangle.
    const Rectangle place = rectangle_of(annotation.key("Rect"));
    const Rectangle box = rectangle_of(form.key("BBox"));
    if (place.empty() || box.empty()) continue;
    const Matrix m = matrix_of(form.key("Matrix"));
    const auto [x0, x1] = std::minmax(
        {m.x(box.x0, box.y0), m.x(box.x1, box.y0), m.x(box.x0, box.y1), m.x(box.x1, box.y1)});
    const auto [y0, y1] = std::minmax(
        {m.y(box.x0, box.y0), m.y(box.x1, box.y0), m.y(box.x0, box.y1), m.y(box.x1, box.y1)});
    if (!(x1 - x0 > 1e-6 && y1 - y0 > 1e-6)) continue;
    const double sx = (place.x1 - place.x0) / (x1 - x0), sy = (place.y1 - place.y0) / (y1 - y0);
    const GraphicsState state = state_;
    state_.ctm = Matrix{sx, 0, 0, sy, place.x0 - x0 * sx, place.y0 - y0 * sy} * state_.ctm;
    draw_form(form);
    state_ = state;
  }
}

}  // namespace remit::pdf
