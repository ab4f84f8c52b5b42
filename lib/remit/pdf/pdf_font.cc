#include "remit/pdf/pdf_font.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <utility>

#include "remit/pdf/byte_buffer.h"
#include "remit/pdf/glyph_names.h"
#include "remit/pdf/type1_encoding.h"
#include "remit/text/utf8.h"

namespace remit::pdf {
namespace {

// Bounds what overlapping ranges of a hostile font can cost.
constexpr std::size_t kMostAssignments = 1 << 20;

constexpr long kFixedPitchFlag = 1 << 0;
constexpr long kItalicFlag = 1 << 6;
constexpr long kForceBoldFlag = 1 << 18;
// A Type3 font whose box is of a height between these, in ems, is drawn in ems.
constexpr double kLowestBox = 0.4, kHighestBox = 2;

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

bool has_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return text.find(word) != text.npos; });
}

/// "ABCDEF+Garamond" → "Garamond"
std::string_view without_subset(std::string_view name) {
  if (name.size() > 7 && name[6] == '+' &&
      std::all_of(name.begin(), name.begin() + 6, [](char c) { return c >= 'A' && c <= 'Z'; })) {
    return name.substr(7);
  }
  return name;
}

/// The standard font whose widths stand in for those of a font that gives none.
std::string standard_font(const Font& font) {
  const std::string name = lower(font.name);
  if (name.starts_with("symbol")) return "Symbol";
  if (name.starts_with("zapf")) return "ZapfDingbats";
  if (name.starts_with("courier") || font.fixed_pitch) {
    return font.bold ? (font.italic ? "Courier-BoldOblique" : "Courier-Bold")
                     : (font.italic ? "Courier-Oblique" : "Courier");
  }
  if (name.starts_with("times")) {
    return font.bold ? (font.italic ? "Times-BoldItalic" : "Times-Bold")
                     : (font.italic ? "Times-Italic" : "Times-Roman");
  }
  return font.bold ? (font.italic ? "Helvetica-BoldOblique" : "Helvetica-Bold")
                   : (font.italic ? "Helvetica-Oblique" : "Helvetica");
}

/// Fonts whose glyphs have no Unicode: Word gives them U+F000 and the code, and so do we.
bool has_picture_codes(std::string_view lower_name) {
  return has_any(lower_name, {"wingdings", "webdings"});
}

/// dvips names the letters of its bitmap fonts by their code: /a100 is "d".
bool is_code_name(std::string_view name, std::uint32_t code) {
  return code > 0x20 && code < 0x7F && name == "a" + std::to_string(code);
}

CMap read_cmap_stream(const Object& stream, DecodeBudget& budget) {
  ByteBuffer bytes;
  decode_stream(stream, bytes, budget);
  return read_cmap(bytes);
}

}  // namespace

PdfFont::PdfFont(const Object& dictionary, DecodeBudget& budget, int page, Diagnostics& out) {
  pages_.fill(kNoPage);
  const bool composite = dictionary.key("Subtype").name() == "Type0";
  // /DescendantFonts is an array of one; some write the font itself.
  Object descendant = dictionary.key("DescendantFonts");
  if (descendant.is_array()) descendant = descendant.at(0);
  composite_ = composite;
  const Object descriptor = (composite ? descendant : dictionary).key("FontDescriptor");
  if (dictionary.key("Subtype").name() != "Type3") descriptor_ = descriptor;
  read_name_and_style(dictionary, descriptor);
  if (composite) {
    read_composite(dictionary, descendant, budget, page, out);
  } else {
    read_simple(dictionary, descriptor, budget);
  }
  if (!read_to_unicode(dictionary, budget)) name_by_program(budget);
}

PdfFont::Code& PdfFont::slot(std::uint32_t value) {
  std::uint16_t& page = pages_[value >> 8 & 0xFF];
  if (page == kNoPage) {
    page = static_cast<std::uint16_t>(codes_.size() >> 8);
    codes_.resize(codes_.size() + 256, missing_);
  }
  return codes_[static_cast<std::size_t>(page) << 8 | (value & 0xFF)];
}

void PdfFont::set_text(std::uint32_t value, std::u32string_view text) {
  if (value > 0xFFFF || text.empty()) return;
  std::u32string characters;
  for (const char32_t c : text) {
    if (c == '\t' || c == '\n' || c == '\r') {
      characters += U' ';
    } else if (c >= 0x20 && c != 0x7F) {
      append_unligated(characters, c);
    }
  }
  if (characters.empty()) return;
  if (characters.size() == 1) {
    slot(value).character = characters[0];
  } else if (sequences_.size() < 0xFFFF) {
    slot(value).character = kSequence + static_cast<char32_t>(sequences_.size());
    sequences_.push_back(std::move(characters));
  }
}

void PdfFont::read_name_and_style(const Object& dictionary, const Object& descriptor) {
  std::string_view name = dictionary.key("BaseFont").name();
  if (name.empty()) name = descriptor.key("FontName").name();
  if (name.empty()) name = dictionary.key("Name").name();
  font_.name = valid_utf8(without_subset(name));

  const std::string words = lower(font_.name);
  const long flags = descriptor.key("Flags").integer();
  font_.bold =
      has_any(words, {"bold", "black", "heavy", "demi", "-medi", "cmbx", "sfbx", "cmssbx"}) ||
      (flags & kForceBoldFlag) != 0 || descriptor.key("FontWeight").number() >= 600;
  font_.italic = has_any(words, {"italic", "oblique"}) || (flags & kItalicFlag) != 0 ||
                 std::abs(descriptor.key("ItalicAngle").number()) >= 1;
  font_.fixed_pitch = (flags & kFixedPitchFlag) != 0 || words.starts_with("courier");
  // the descriptor's SmallCap flag is set by some producers (Typst) on every font: the name decides
  font_.small_capitals = words.ends_with("-sc") || has_any(words, {"smallcap", "cmcsc", "sfcc"});
  font_.symbolic = words.starts_with("symbol") ||
                   has_any(words, {"wingdings", "webdings", "dingbats", "opensymbol"});
}

// --- simple fonts ------------------------------------------------------------------------------

void PdfFont::read_simple(const Object& dictionary, const Object& descriptor,
                          DecodeBudget& budget) {
  const Object encoding = dictionary.key("Encoding");
  const std::string_view subtype = dictionary.key("Subtype").name();
  const std::string_view named =
      encoding.is_name() ? encoding.name() : encoding.key("BaseEncoding").name();
  const std::string words = lower(font_.name);

  // Quartz names MacRoman for its embedded Symbol, and means it.
  const bool own_codes = named.empty() || subtype != "TrueType";
  BaseEncoding base = BaseEncoding::Standard;
  if (words.starts_with("symbol") && own_codes)
    base = BaseEncoding::Symbol;
  else if (words.starts_with("zapfdingbats") && own_codes)
    base = BaseEncoding::ZapfDingbats;
  else if (named == "WinAnsiEncoding")
    base = BaseEncoding::WinAnsi;
  else if (named == "MacRomanEncoding")
    base = BaseEncoding::MacRoman;
  else if (named == "StandardEncoding")
    base = BaseEncoding::Standard;
  else if (subtype == "TrueType")
    base = BaseEncoding::WinAnsi;

  encoding_named_ = !named.empty();
  slot(0);
  const bool pictures = has_picture_codes(words);
  if (subtype != "Type3") {
    for (std::uint32_t code = 0; code < 256; ++code) {
      const char32_t c = pictures ? (code > 32    ? 0xF000 + code
                                     : code == 32 ? U' '
                                                  : 0)
                                  : base_encoding_character(base, static_cast<std::uint8_t>(code));
      if (c != 0) set_text(code, {&c, 1});
    }
  }
  if (const Object program = descriptor.key("FontFile"); named.empty() && program.is_stream()) {
    ByteBuffer bytes;
    decode_stream(program, bytes, budget);
    for (const auto& [code, name] : type1_encoding(bytes)) {
      slot(code).character = 0;
      set_text(code, glyph_name_text(name));
    }
  }
  const Object differences = encoding.key("Differences");
  std::uint32_t code = 0;
  for (std::size_t i = 0, n = std::min<std::size_t>(differences.size(), 4096); i < n; ++i) {
    const Object item = differences.at(i);
    if (item.is_number()) {
      code = static_cast<std::uint32_t>(std::clamp(item.integer(), 0L, 256L));
    } else if (item.is_name() && code < 256) {
      slot(code).character = 0;
      const char32_t same = static_cast<char32_t>(code);
      if (subtype == "Type3" && is_code_name(item.name(), code)) {
        set_text(code, {&same, 1});
      } else {
        set_text(code, glyph_name_text(item.name()));
      }
      names_[code] = item.name();
      ++code;
    }
  }
  read_simple_widths(dictionary, descriptor);
}

void PdfFont::read_simple_widths(const Object& dictionary, const Object& descriptor) {
  double scale = 0.001;
  if (dictionary.key("Subtype").name() == "Type3") {
    const Object matrix = dictionary.key("FontMatrix"), box = dictionary.key("FontBBox");
    if (matrix.size() == 6) {
      scale = std::abs(matrix.at(0).number());
      // A Type3 font may measure in pixels of a scanner; its box says how high a glyph is then. A
      // box of about an em holds such letters as the file has of the font, capitals alone perhaps.
      const double height = std::abs(box.at(3).number() - box.at(1).number());
      const double em = height * std::abs(matrix.at(3).number());
      const bool of_letters = em > kLowestBox && em < kHighestBox;
      if (!of_letters && em > 0.01 && em < 100) em_ = static_cast<float>(em);
    }
  }
  const Object widths = dictionary.key("Widths");
  if (widths.is_array()) {
    const double missing = descriptor.key("MissingWidth").number() * scale;
    const long first = dictionary.key("FirstChar").integer();
    for (long code = 0; code < 256; ++code) {
      double width = missing;
      if (code >= first && static_cast<std::size_t>(code - first) < widths.size()) {
        width = widths.at(static_cast<std::size_t>(code - first)).number() * scale;
      }
      slot(static_cast<std::uint32_t>(code)).width = static_cast<float>(width);
    }
    return;
  }
  const std::string standard = standard_font(font_);
  for (std::uint32_t code = 0; code < 256; ++code) {
    Code& entry = slot(code);
    int width = -1;
    if (entry.character != 0 && entry.character < kSequence) {
      width = standard_width(standard, entry.character);
    }
    entry.width = width < 0 ? 0.5F : static_cast<float>(width) / 1000;
  }
}

// --- composite fonts ---------------------------------------------------------------------------

void PdfFont::read_composite(const Object& dictionary, const Object& descendant,
                             DecodeBudget& budget, int page, Diagnostics& out) {
  fixed_bytes_ = 2;
  missing_.width = static_cast<float>(descendant.key("DW").number(1000) / 1000);
  const Object encoding = dictionary.key("Encoding");
  CMap cmap;
  if (encoding.is_stream()) {
    cmap = read_cmap_stream(encoding, budget);
    vertical_ = cmap.vertical || encoding.key("WMode").integer() == 1;
    spaces_ = cmap.code_spaces;
    const bool all_two = std::all_of(spaces_.begin(), spaces_.end(),
                                     [](const CMap::CodeSpace& s) { return s.bytes == 2; });
    const bool all_one =
        !spaces_.empty() && std::all_of(spaces_.begin(), spaces_.end(),
                                        [](const CMap::CodeSpace& s) { return s.bytes == 1; });
    fixed_bytes_ = all_one ? 1 : all_two ? 2 : 0;
  } else {
    read_named_cmap(encoding.name(), page, out);
  }
  read_composite_widths(descendant, cmap);
  to_cid_ = cmap.to_cid;
  if (const Object map = descendant.key("CIDToGIDMap"); map.is_stream()) {
    ByteBuffer bytes;
    decode_stream(map, bytes, budget);
    cid_to_glyph_ = bytes.view().substr(0, 2 * 0x10000);
  }
  if (codes_are_unicode_) {
    for (char32_t c = 0x20; c <= 0xFFFF; ++c) {
      if (c < 0xD800 || c >= 0xE000) set_text(c, {&c, 1});
    }
  }
}

void PdfFont::read_named_cmap(std::string_view name, int page, Diagnostics& out) {
  vertical_ = name.ends_with("-V") || name == "V";
  if (name.empty() || name.starts_with("Identity")) return;
  cids_known_ = false;
  if (has_any(name, {"UCS2", "UTF16"})) {
    codes_are_unicode_ = true;
    return;
  }
  if (has_any(name, {"RKSJ"})) {
    fixed_bytes_ = 0;
    spaces_ = {{0x00, 0x80, 1}, {0xA0, 0xDF, 1}, {0x8140, 0x9FFC, 2}, {0xE040, 0xFCFC, 2}};
  } else if (has_any(name, {"EUC", "GBK", "B5", "ETen", "HKscs", "KSC", "GBpc", "CNS"})) {
    fixed_bytes_ = 0;
    spaces_ = {{0x00, 0x80, 1}, {0x8140, 0xFEFE, 2}};
  }
  out.push_back({.code = "font-cmap-unknown",
                 .severity = Severity::Warning,
                 .message = "font " + font_.name + " uses the character map " + valid_utf8(name) +
                            ", which is not known here",
                 .page = page,
                 .hint = "its words can be read only if the font carries its own Unicode map"});
}

void PdfFont::read_composite_widths(const Object& descendant, const CMap& encoding) {
  std::size_t left = kMostAssignments;
  // Widths go by CID. Where an embedded CMap leads from code to CID, remember them until then.
  const bool by_code = encoding.to_cid.empty();
  std::vector<float> by_cid;
  const auto set = [&](long cid, double width) {
    if (cid < 0 || cid > 0xFFFF || left == 0) return;
    --left;
    const auto ems = static_cast<float>(width / 1000);
    if (by_code) {
      slot(static_cast<std::uint32_t>(cid)).width = ems;
    } else {
      if (by_cid.empty()) by_cid.assign(0x10000, missing_.width);
      by_cid[static_cast<std::size_t>(cid)] = ems;
    }
  };
  const Object widths = descendant.key("W");
  const std::size_t count = widths.size();
  for (std::size_t i = 0; i + 1 < count && left != 0;) {
    const long first = widths.at(i).integer();
    const Object second = widths.at(i + 1);
    if (second.is_array()) {
      const std::size_t run = std::min<std::size_t>(second.size(), 0x10000);
      for (std::size_t k = 0; k < run; ++k) {
        set(first + static_cast<long>(k), second.at(k).number());
      }
      i += 2;
    } else {
      if (i + 2 >= count) break;
      const double width = widths.at(i + 2).number();
      const long last = std::min(second.integer(), 0xFFFFL);
      for (long cid = std::max(first, 0L); cid <= last && left != 0; ++cid) set(cid, width);
      i += 3;
    }
  }
  if (by_code || by_cid.empty()) return;
  for (const CMap::CidRange& range : encoding.to_cid) {
    for (std::uint32_t code = range.low; code <= std::min(range.high, 0xFFFFU) && left != 0;
         ++code, --left) {
      const std::size_t cid = range.cid + (code - range.low);
      if (cid < by_cid.size()) slot(code).width = by_cid[cid];
    }
  }
}

bool PdfFont::read_to_unicode(const Object& dictionary, DecodeBudget& budget) {
  const Object stream = dictionary.key("ToUnicode");
  if (!stream.is_stream()) return false;
  bool any = false;
  std::size_t left = kMostAssignments;
  for (const CMap::UnicodeRange& range : read_cmap_stream(stream, budget).to_unicode) {
    std::u32string text = range.text;
    for (std::uint32_t code = range.low; code <= std::min(range.high, 0xFFFFU); ++code) {
      if (left == 0) return any;
      --left;
      // U+0000 and U+FFFD are written for "no idea": what the encoding says is better.
      if (text != std::u32string(1, U'\0') && text != U"\uFFFD") {
        set_text(code, text);
        any = true;
      }
      if (++text.back() == 0xD800) text.back() = 0xE000;
    }
  }
  return any;
}

// --- the embedded program ----------------------------------------------------------------------

const FontProgram* PdfFont::program(DecodeBudget& budget) {
  if (!program_sought_) {
    program_sought_ = true;
    program_ = FontProgram::open(descriptor_, budget);
    if (program_ && !to_cid_.empty()) cid_of_code_.assign(0x10000, 0);
    std::size_t left = kMostAssignments;
    for (const CMap::CidRange& range : to_cid_)
      for (std::uint32_t code = range.low;
           program_ && code <= std::min(range.high, 0xFFFFU) && left != 0; ++code, --left)
        cid_of_code_[code] = static_cast<std::uint16_t>(range.cid + (code - range.low));
  }
  return program_.get();
}

std::uint32_t PdfFont::glyph_of(std::uint32_t code) const {
  if (!composite_) {
    if (const auto named = names_.find(code); named != names_.end()) {
      if (const std::uint32_t glyph = program_->glyph_named(named->second)) return glyph;
    } else if (!encoding_named_) {
      if (const std::uint32_t glyph = program_->glyph_of_code(static_cast<std::uint8_t>(code)))
        return glyph;
    }
    const char32_t character = this->code(code).character;
    const std::uint32_t glyph =
        character != 0 && character < kSequence ? program_->glyph_of_character(character) : 0;
    return glyph != 0 ? glyph : program_->glyph_of_code(static_cast<std::uint8_t>(code));
  }
  const std::uint32_t cid = cid_of_code_.empty()         ? code
                            : code < cid_of_code_.size() ? cid_of_code_[code]
                                                         : 0;
  if (cid_to_glyph_.empty()) return cid;
  if (2 * std::size_t{cid} + 1 >= cid_to_glyph_.size()) return 0;
  const auto high = static_cast<unsigned char>(cid_to_glyph_[2 * cid]);
  const auto low = static_cast<unsigned char>(cid_to_glyph_[2 * cid + 1]);
  return static_cast<std::uint32_t>(high << 8 | low);
}

FontProgram::Shape PdfFont::shape_of(std::uint32_t code) {
  const auto known = shapes_.find(code);
  if (known != shapes_.end()) return known->second;
  return shapes_[code] = program_->shape(glyph_of(code));
}

/// Whether a simple font without /ToUnicode leaves it to its program what a code is: by a name that
/// tells nothing, or by giving no encoding at all. Type 1 programs were asked for theirs already.
bool PdfFont::simple_codes_unknown() const {
  if (names_.empty()) return !encoding_named_ && !descriptor_.has_key("FontFile");
  return std::any_of(names_.begin(), names_.end(),
                     [&](const auto& name) { return this->code(name.first).character == 0; });
}

/// For a font without /ToUnicode: the names and tables of its program tell what its glyphs are.
void PdfFont::name_by_program(DecodeBudget& budget) {
  if (composite_ ? codes_are_unicode_ || !cids_known_ : !simple_codes_unknown()) return;
  if (font_.symbolic || program(budget) == nullptr) return;
  const std::uint32_t codes = composite_ ? 0x10000 : 0x100;
  std::size_t guesses = 0;
  for (std::uint32_t code = composite_ ? 0 : 1; code < codes; ++code) {
    const auto named = composite_ ? names_.end() : names_.find(code);
    const bool has_name = named != names_.end();
    if (has_name && this->code(code).character != 0) continue;
    if (!names_.empty() && !has_name) continue;
    const std::uint32_t glyph = glyph_of(code);
    if (glyph == 0 || glyph >= program_->glyph_count()) continue;
    if (const std::u32string text = program_->text(glyph); !text.empty())
      set_text(code, text);
    else if (!composite_ && !has_name && this->code(code).character != 0)
      ++guesses;
  }
  guessed_ = guesses > 0;
}

std::uint32_t PdfFont::next_code_by_space(const char*& at, const char* end, int& bytes) const {
  std::uint32_t code = 0;
  const auto available = static_cast<int>(std::min<std::ptrdiff_t>(end - at, 4));
  for (int n = 1; n <= available; ++n) {
    code = code << 8 | static_cast<unsigned char>(at[n - 1]);
    for (const CMap::CodeSpace& space : spaces_) {
      if (space.bytes != n) continue;
      bool inside = true;
      for (int shift = 0; shift < n * 8; shift += 8) {
        const std::uint32_t byte = code >> shift & 0xFF;
        inside =
            inside && byte >= (space.low >> shift & 0xFF) && byte <= (space.high >> shift & 0xFF);
      }
      if (inside) {
        at += n;
        bytes = n;
        return code;
      }
    }
  }
  // Outside every range: as many bytes as the shortest code has.
  int shortest = spaces_.empty() ? 2 : 4;
  for (const CMap::CodeSpace& space : spaces_) shortest = std::min<int>(shortest, space.bytes);
  bytes = std::min(shortest, available);
  code = 0;
  for (int n = 0; n < bytes; ++n) code = code << 8 | static_cast<unsigned char>(*at++);
  return code;
}

}  // namespace remit::pdf
