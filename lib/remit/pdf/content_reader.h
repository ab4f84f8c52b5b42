#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "remit/base/diagnostic.h"
#include "remit/page/page.h"
#include "remit/page/page_image.h"
#include "remit/pdf/byte_buffer.h"
#include "remit/pdf/content_lexer.h"
#include "remit/pdf/image_cover.h"
#include "remit/pdf/marked_content.h"
#include "remit/pdf/matrix.h"
#include "remit/pdf/page_object.h"
#include "remit/pdf/path_reader.h"
#include "remit/pdf/pdf_font.h"
#include "remit/pdf/podofo_objects.h"
#include "remit/pdf/stream_filters.h"

namespace remit::pdf {

/// Reads content streams into glyphs, rulings and the cover of pictures.
///
///     q 1 0 0 1 72 700 cm BT /F1 12 Tf 0 g [(Art) -300 (1)] TJ ET Q
///     →  glyphs A r t 1, each with its place, size, colour and font
///
/// One reader serves all pages of a document in any order: it keeps the fonts it has met and its
/// buffers. Clip paths, shadings and patterns are passed over; text drawn only to be clipped with
/// is hidden. Forms are followed to a depth, and never into themselves.
class ContentReader {
 public:
  /// Reads `page`, whose number is set, into the rest of `page`.
  void read(const PageObject& object, Page& page, Diagnostics& out);

  /// The page's pictures that may hold words.
  std::vector<PageImage> images(const PageObject& object, int number, Diagnostics& out);

  /// The page's text in some fonts, told by their index on the page, as a picture.
  std::optional<PageImage> drawn_text(const PageObject& object, int number,
                                      const std::vector<std::uint16_t>& fonts);

  /// Forgets all fonts: their objects are going away.
  void clear() { fonts_.clear(); }

 private:
  enum class ColorSpace : std::uint8_t { Device, Tint, Unknown };

  struct GraphicsState {
    Matrix ctm;
    std::uint32_t fill = 0, stroke = 0;
    ColorSpace fill_space = ColorSpace::Device, stroke_space = ColorSpace::Device;
    double line_width = 1;
    PdfFont* font = nullptr;
    double size = 0, character_space = 0, word_space = 0, scale = 1, leading = 0, rise = 0;
    int render = 0;
  };

  void run(ByteBuffer& content);
  void run_operator(std::string_view op, ContentLexer& lexer);

  /// Something that the content calls by name, such as /F1 of /Font. A form that does not have it
  /// borrows from what it is drawn in: not allowed, but written and shown by other readers.
  [[nodiscard]] Object resource(const char* category, std::string_view name) const;

  // Operands, counted from the first.
  [[nodiscard]] double number(std::size_t i) const;
  [[nodiscard]] std::string_view text(std::size_t i) const;
  [[nodiscard]] Matrix matrix_operand() const;

  // Text.
  void show(std::string_view codes);
  void show_array();
  void move_line(double x, double y);
  void select_font(std::string_view name, double size);
  void set_font(const Object& dictionary, double size);
  void use_matrix();
  void emit(std::uint32_t value, double x, double y, double dx, double dy);
  void note_unknown(std::uint32_t value, bool guessed);
  void draw_glyph(std::uint32_t value, double x, double y);
  void push_glyph(char32_t character, double x0, double y0, double x1, double y1);
  PdfFont& font_of(const Object& dictionary);
  std::uint16_t font_index();

  // Colours.
  void set_color(bool stroke);
  void set_color_space(bool stroke, std::string_view name);

  // Paths and pictures.
  void paint(bool fill, bool stroke);
  void keep_image(const Object& image);
  void refuse_picture(bool jbig2);
  void inline_image(ContentLexer& lexer);

  void begin_marked();

  void draw_object(std::string_view name);
  void draw_form(const Object& form);
  void draw_annotations(const PageObject& object);

  void save();
  void restore();
  void stop();
  void note(const char* code, std::string message, std::string hint);
  void note_decoding(DecodeStatus status, const char* what);

  Page* page_ = nullptr;
  std::vector<PageImage>* images_ = nullptr;                 ///< where pictures are wanted
  GraySheet* sheet_ = nullptr;                               ///< where text is to be drawn …
  const std::vector<std::uint16_t>* sheet_fonts_ = nullptr;  ///< … that is set in these
  std::uint32_t fonts_met_ = 0;
  Diagnostics* out_ = nullptr;
  DecodeBudget budget_;
  std::uint64_t serial_ = 0;
  std::size_t operators_left_ = 0;
  std::size_t forms_left_ = 0;
  bool stopped_ = false;

  GraphicsState state_;
  std::vector<GraphicsState> saved_;
  std::size_t saved_floor_ = 0;
  std::size_t unsaved_ = 0;  ///< q's past the deepest one kept
  std::vector<Token> operands_;
  Matrix text_matrix_, line_matrix_;

  // Derived from the matrices and the font size when text is shown.
  bool matrix_stale_ = true;
  Matrix device_;  ///< text space to page
  float glyph_size_ = 0;
  std::int16_t angle_ = 0;
  bool hidden_ = false;
  std::uint32_t text_rgb_ = 0;

  MarkedContent marked_;
  PathReader paths_;
  ImageCover cover_;

  std::unordered_map<const void*, std::unique_ptr<PdfFont>> fonts_;
  std::unique_ptr<PdfFont> fallback_;
  std::vector<std::pair<std::string, PdfFont*>> named_fonts_;  ///< in the resources at hand
  std::vector<Object> resources_;  ///< of the page, then of the forms within each other
  std::vector<const void*> open_forms_;
  std::vector<std::unique_ptr<ByteBuffer>> buffers_;  ///< one for each depth of forms
  std::vector<std::string> notes_;                    ///< what was said of this page already
};

}  // namespace remit::pdf
