#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "remit/pdf/byte_buffer.h"

namespace remit::pdf {

/// A CMap as it is written: from character codes to Unicode (a /ToUnicode stream) or to CIDs (the
/// /Encoding of a composite font).
///
///     1 begincodespacerange <0000> <FFFF> endcodespacerange
///     2 beginbfchar <0003> <0020> <01A5> <006600660069> endbfchar
///     1 beginbfrange <0024> <003D> <0041> endbfrange
///
///     to_unicode:  3 → " "   0x1A5 → "ffi"   0x24…0x3D → "A"…"Z"
///
/// Surrogate pairs are joined. A value that Ghostscript 9.5x to 10.0 wrote with its bytes swapped
/// is put right: "ff" as <66006600>, and "ffi", whose last two letters it even added up, as
/// <6600CF00>.
struct CMap {
  struct CodeSpace {
    std::uint32_t low = 0, high = 0;
    std::uint8_t bytes = 0;  ///< 1 to 4
  };
  struct UnicodeRange {
    std::uint32_t low = 0, high = 0;
    std::u32string text;  ///< of `low`; its last character counts up with the code
  };
  struct CidRange {
    std::uint32_t low = 0, high = 0, cid = 0;
  };

  std::vector<CodeSpace> code_spaces;
  std::vector<UnicodeRange> to_unicode;
  std::vector<CidRange> to_cid;
  std::string uses;       ///< the CMap that this one builds upon (usecmap); may be empty
  bool vertical = false;  ///< /WMode 1
};

/// Reads a CMap from `bytes`, which are overwritten. Never fails: what cannot be read is left out.
CMap read_cmap(ByteBuffer& bytes);

/// The characters of a UTF-16BE value, with Ghostscript's swapped bytes put right.
std::u32string cmap_text(std::string_view utf16);

}  // namespace remit::pdf
