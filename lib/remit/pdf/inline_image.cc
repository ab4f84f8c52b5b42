#include "remit/pdf/inline_image.h"

#include <algorithm>
#include <cmath>

namespace remit::pdf {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

/// 0 where nobody can tell.
int components_of(std::string_view name, const Object& space) {
  if (space.is_array()) {
    const std::string_view family = space.at(0).name();
    if (family == "ICCBased")
      return static_cast<int>(std::clamp(space.at(1).key("N").integer(0), 0L, 4L));
    if (family == "Indexed" || family == "CalGray" || family == "Separation") return 1;
    if (family == "CalRGB" || family == "Lab") return 3;
  }
  if (name == "G" || name == "DeviceGray" || name == "I") return 1;
  if (name == "RGB" || name == "DeviceRGB") return 3;
  if (name == "CMYK" || name == "DeviceCMYK") return 4;
  return 0;
}

InlineImage read_dictionary(const std::vector<Token>& operands,
                            const std::function<Object(std::string_view)>& color_space) {
  InlineImage image;
  bool mask = false;
  for (std::size_t i = 0; i + 1 < operands.size(); ++i) {
    if (operands[i].kind != Token::Kind::Name) continue;
    const std::string_view key = operands[i].text;
    const Token& value = operands[i + 1];
    const bool named = value.kind == Token::Kind::Name;
    const auto whole = [&](double most) {
      return std::lround(std::clamp(value.number, 0.0, most));
    };
    if (key == "W" || key == "Width") image.width = whole(1e6);
    if (key == "H" || key == "Height") image.height = whole(1e6);
    if (key == "BPC" || key == "BitsPerComponent") image.bits = static_cast<int>(whole(64));
    if (key == "IM" || key == "ImageMask") mask = value.text == "true";
    if (key == "F" || key == "Filter") {
      image.packed = true;
      if (named) image.filter = value.text;
    }
    if ((key == "D" || key == "Decode") && i + 2 < operands.size())
      image.inverted = operands[i + 2].kind == Token::Kind::Number && operands[i + 2].number > 0;
    if ((key == "CS" || key == "ColorSpace") && named)
      image.components = components_of(value.text, color_space(value.text));
  }
  if (mask) image.bits = image.components = 1;
  return image;
}

/// Whether EI stands at `at`.
bool ends_at(std::string_view text, std::size_t at) {
  return at + 2 <= text.size() && text[at] == 'E' && text[at + 1] == 'I' &&
         (at + 2 == text.size() || is_space(text[at + 2]));
}

/// Where the EI stands that ends the data of `image`; npos where none does. `text` begins with the
/// space behind ID.
std::size_t end_of(const InlineImage& image, std::string_view text) {
  if (!image.packed && image.components > 0 && image.width > 0 && image.height > 0) {
    // Unpacked, so its length is known.
    const double row = static_cast<double>(image.width) * image.bits * image.components / 8;
    const double bytes = std::ceil(row) * static_cast<double>(image.height) + 1;
    if (bytes < static_cast<double>(text.size())) {
      auto at = static_cast<std::size_t>(bytes);
      for (int i = 0; i < 4 && at < text.size() && is_space(text[at]); ++i) ++at;
      if (ends_at(text, at)) return at;
    }
  }
  // "EI" may also be two bytes of the picture: what follows must look like a content stream.
  for (std::size_t at = text.find("EI", 1); at != std::string_view::npos;
       at = text.find("EI", at + 1)) {
    if (!is_space(text[at - 1]) || !ends_at(text, at)) continue;
    const std::string_view after = text.substr(at + 2, 16);
    if (std::all_of(after.begin(), after.end(), [](char c) {
          return (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\r' || c == '\t';
        }))
      return at;
  }
  return std::string_view::npos;
}

}  // namespace

InlineImage take_inline_image(const std::vector<Token>& operands,
                              const std::function<Object(std::string_view)>& color_space,
                              ContentLexer& lexer) {
  InlineImage image = read_dictionary(operands, color_space);
  const std::string_view text = lexer.rest();
  const std::size_t end = end_of(image, text);
  if (end == std::string_view::npos) {
    lexer.skip(text.size());
  } else {
    image.data = text.substr(1, end - 1);
    lexer.skip(end + 2);
  }
  return image;
}

}  // namespace remit::pdf
