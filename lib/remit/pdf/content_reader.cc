#include "remit/pdf/content_reader.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "remit/pdf/page_images.h"

namespace remit::pdf {
namespace {

// A full page of small print has 8,000 glyphs and as many operators. These stop the runaway page.
constexpr std::size_t kMostOperators = 5'000'000;
constexpr std::size_t kMostForms = 20'000;
constexpr std::size_t kMostGlyphs = 1'000'000;
constexpr std::size_t kMostOperands = 65'536;
constexpr std::size_t kDeepestState = 512;
constexpr std::size_t kDeepestForm = 20;
constexpr std::size_t kMostFonts = 4096;
constexpr std::size_t kMostImages = 1000;
constexpr const char* kPictureUnreadable = "picture-unreadable";

constexpr double kDrawnDpi = 240;    // what Tesseract reads best: see ocr.cc
constexpr double kMostDrawn = 40e6;  // pixels of a page

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
  open_forms_.clear();
  notes_.clear();
  named_fonts_.clear();
  resources_.assign(1, object.resources);
  page.fonts.clear();
  page.glyphs.clear();
  page.unknown.clear();
  if (fonts_.size() > kMostFonts) fonts_.clear();

  const PageFrame frame = frame_of(object);
  const Matrix base = frame.matrix;
  page.width = frame.width;
  page.height = frame.height;
  const Matrix back = inverse(base);
  page.user_space = {back.a, back.b, back.c, back.d, back.e, back.f};
  state_.ctm = base;
  paths_.begin(page);
  cover_.begin(page);
  marked_.begin_page(page);

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
  marked_.end_all();

  state_ = {};
  state_.ctm = base;
  saved_.clear();
  saved_floor_ = 0;
  draw_annotations(object);
  marked_.end_all();
  paths_.finish();
  cover_.finish();
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
      paths_.move_to(state_.ctm, number(0), number(1));
      break;
    case operator_key("l"):
      paths_.line_to(state_.ctm, number(0), number(1));
      break;
    case operator_key("c"):
      paths_.curve_to(state_.ctm, number(4), number(5));
      break;
    case operator_key("v"):
    case operator_key("y"):
      paths_.curve_to(state_.ctm, number(2), number(3));
      break;
    case operator_key("h"):
      paths_.close();
      break;
    case operator_key("re"):
      paths_.rectangle(state_.ctm, number(0), number(1), number(2), number(3));
      break;
    case operator_key("S"):
      paint(false, true);
      break;
    case operator_key("s"):
      paths_.close();
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
      paths_.close();
      paint(true, true);
      break;
    case operator_key("n"):
      paths_.drop();
      break;

    // Marked content, forms, pictures.
    case operator_key("BMC"):
    case operator_key("BDC"):
      begin_marked();
      break;
    case operator_key("EMC"):
      marked_.end();
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
                           .mcid = marked_.mcid(),
                           .font = state_.font->page_index,
                           .angle = angle_,
                           .artifact = marked_.artifact(),
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

void ContentReader::paint(bool fill, bool stroke) {
  const Matrix& m = state_.ctm;
  paths_.paint(fill, stroke,
               {.fill = state_.fill,
                .stroke = state_.stroke,
                .line_width = state_.line_width * std::sqrt(std::abs(m.a * m.d - m.b * m.c))});
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
  const InlineImage image = take_inline_image(
      operands_, [&](std::string_view name) { return resource("ColorSpace", name); }, lexer);
  cover_.add(state_.ctm, 0);
  const bool sampled = image.bits == 1 || image.bits == 2 || image.bits == 4 || image.bits == 8;
  if (images_ == nullptr || images_->size() >= kMostImages || image.data.empty() || !sampled)
    return;
  if (auto kept = read_inline_image(image, state_.ctm, budget_); kept && !kept->file.empty())
    images_->push_back(std::move(*kept));
}

// --- marked content ----------------------------------------------------------------------------

void ContentReader::begin_marked() {
  const bool listed = operands_.size() > 1 && operands_[1].kind == Token::Kind::Name;
  marked_.begin(operands_, listed ? resource("Properties", operands_[1].text) : Object{});
}

// --- forms and annotations ---------------------------------------------------------------------

void ContentReader::draw_object(std::string_view name) {
  const Object object = resource("XObject", name);
  const std::string_view subtype = object.key("Subtype").name();
  if (subtype == "Image") {
    cover_.add(state_.ctm, object.id());
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
  const MarkedContent::Outside outside = marked_.begin_form(form.has_key("StructParents"));
  const Matrix text_matrix = text_matrix_, line_matrix = line_matrix_;

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

  marked_.end_form(outside);
  text_matrix_ = text_matrix;
  line_matrix_ = line_matrix;
  saved_.resize(saved_floor_);
  saved_floor_ = floor;
  unsaved_ = unsaved;
  state_ = state;
  matrix_stale_ = true;
  paths_.drop();
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
