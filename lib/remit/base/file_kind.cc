#include "remit/base/file_kind.h"

#include <array>

namespace remit {
namespace {

using namespace std::string_view_literals;

struct Kind {
  std::string_view magic;  // its first bytes
  std::string_view advice;
};

constexpr std::string_view kPicture = "it is a picture: make a PDF of it first (img2pdf, for one)";
constexpr std::array<Kind, 8> kKinds = {{
    {"PK\x03\x04"sv, "it looks like a Word or OpenDocument file: export it as PDF"},
    {"\xD0\xCF\x11\xE0"sv, "it looks like an old Word file: export it as PDF"},
    {"{\\rtf"sv, "it looks like a rich text file: export it as PDF"},
    {"%!PS"sv, "it is PostScript: make a PDF of it with ps2pdf"},
    {"\x89PNG"sv, kPicture},
    {"\xFF\xD8\xFF"sv, kPicture},  // JPEG
    {"II*\0"sv, kPicture},         // TIFF
    {"MM\0*"sv, kPicture},
}};

std::string_view advice_by_magic(std::string_view bytes) {
  for (const Kind& kind : kKinds)
    if (bytes.starts_with(kind.magic)) return kind.advice;
  return {};
}

bool begins_as_utf16(std::string_view bytes) {
  return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
}

}  // namespace

bool is_binary(std::string_view bytes) {
  constexpr std::size_t kLookedAt = 8000;
  if (!advice_by_magic(bytes).empty()) return true;
  return !begins_as_utf16(bytes) && bytes.substr(0, kLookedAt).find('\0') != bytes.npos;
}

std::string advice_on(std::string_view bytes) {
  if (const auto advice = advice_by_magic(bytes); !advice.empty()) return std::string(advice);
  const std::string_view head = bytes.substr(0, 256);
  if (head.find("<html") != head.npos || head.find("<!DOCTYPE") != head.npos)
    return "it is a web page, perhaps an error message saved in place of the file: download it "
           "again";
  return {};
}

}  // namespace remit
