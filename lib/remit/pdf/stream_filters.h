#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "remit/pdf/byte_buffer.h"
#include "remit/pdf/podofo_objects.h"

namespace remit::pdf {

/// What came of taking the filters off a stream. In every case the buffer holds the bytes that
/// could be had: a stream cut short still has its beginning.
enum class DecodeStatus {
  Whole,
  Damaged,      ///< ended early, or bytes that the filter cannot have written
  TooLarge,     ///< stopped at the cap
  Unsupported,  ///< a filter for pictures (DCT, JPX, JBIG2, CCITT), /Crypt, or an unknown one
};

/// Bytes that a stream may grow to, and that all streams of one page may grow to together. A page
/// of a council's constitution has some 10 kB; a deflate bomb makes 300 MB out of 300 kB.
struct DecodeBudget {
  std::size_t stream = std::size_t{64} << 20;
  std::size_t total = std::size_t{256} << 20;
};

/// The filter for pictures that a stream ends with; no name where it has none.
struct PictureFilter {
  std::string_view name;  ///< DCTDecode, JPXDecode, JBIG2Decode or CCITTFaxDecode
  Object options;
};

/// Appends the decoded bytes of `stream` to `out`. What is used is taken off `budget.total`. Where
/// `picture` is given, a filter for pictures at the end is left on and named there.
DecodeStatus decode_stream(const Object& stream, ByteBuffer& out, DecodeBudget& budget,
                           PictureFilter* picture = nullptr);

/// The filters themselves, each appending at most `cap` bytes to `out`. The checksum of deflated
/// data is not looked at: a wrong one is common, and what it protects can be read all the same.
DecodeStatus inflate(std::string_view in, ByteBuffer& out, std::size_t cap);
DecodeStatus decode_lzw(std::string_view in, bool early_change, ByteBuffer& out, std::size_t cap);
DecodeStatus decode_ascii85(std::string_view in, ByteBuffer& out, std::size_t cap);
DecodeStatus decode_ascii_hex(std::string_view in, ByteBuffer& out, std::size_t cap);
DecodeStatus decode_run_length(std::string_view in, ByteBuffer& out, std::size_t cap);

/// Undoes a TIFF (2) or PNG (10 to 15) predictor over the bytes of `out` from `begin` on.
DecodeStatus undo_predictor(long predictor, long colors, long bits, long columns, ByteBuffer& out,
                            std::size_t begin);

}  // namespace remit::pdf
