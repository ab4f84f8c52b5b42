#include "remit/pdf/stream_filters.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <vector>
#include <zlib.h>

namespace remit::pdf {
namespace {

/// One zlib state for a thread: setting one up costs as much as inflating a small page.
class Inflater {
 public:
  Inflater() { ready_ = inflateInit2(&stream_, -MAX_WBITS) == Z_OK; }
  ~Inflater() {
    if (ready_) inflateEnd(&stream_);
  }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  DecodeStatus run(std::string_view in, ByteBuffer& out, std::size_t cap) {
    if (!ready_ || inflateReset(&stream_) != Z_OK) return DecodeStatus::Damaged;
    const std::size_t begin = out.size();
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
    stream_.avail_in = static_cast<uInt>(std::min<std::size_t>(in.size(), UINT32_MAX));
    out.reserve(begin + std::min(cap, std::max<std::size_t>(in.size() * 4, 4096)));
    for (;;) {
      const std::size_t done = out.size() - begin;
      if (done >= cap) return DecodeStatus::TooLarge;
      if (out.size() == out.capacity()) out.reserve(begin + std::min(cap, done * 2 + 4096));
      const std::size_t room = std::min(out.capacity() - out.size(), cap - done);
      stream_.next_out = reinterpret_cast<Bytef*>(out.data() + out.size());
      stream_.avail_out = static_cast<uInt>(std::min<std::size_t>(room, UINT32_MAX));
      const uInt offered = stream_.avail_out;
      const int status = ::inflate(&stream_, Z_NO_FLUSH);
      out.set_size(out.size() + (offered - stream_.avail_out));
      if (status == Z_STREAM_END) return DecodeStatus::Whole;
      if (status != Z_OK) return DecodeStatus::Damaged;
      if (stream_.avail_out != 0) return DecodeStatus::Damaged;  // the input ended first
    }
  }

 private:
  z_stream stream_{};
  bool ready_ = false;
};

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

bool is_picture_filter(std::string_view name) {
  return name == "DCTDecode" || name == "DCT" || name == "JPXDecode" || name == "JBIG2Decode" ||
         name == "CCITTFaxDecode" || name == "CCF";
}

DecodeStatus worse(DecodeStatus one, DecodeStatus other) { return std::max(one, other); }

}  // namespace

DecodeStatus inflate(std::string_view in, ByteBuffer& out, std::size_t cap) {
  thread_local Inflater inflater;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(in[i]); };
  // A stream may begin with a stray line end.
  while (!in.empty() && (in[0] == '\r' || in[0] == '\n')) in.remove_prefix(1);
  const bool header = in.size() >= 2 && (byte(0) & 0x0F) == 8 && (byte(0) << 8 | byte(1)) % 31 == 0;
  if (!header) {
    const std::size_t before = out.size();
    const DecodeStatus status = inflater.run(in, out, cap);
    if (status == DecodeStatus::Whole) return status;
    out.set_size(before);
    if (in.size() < 2) return DecodeStatus::Damaged;
  }
  return inflater.run(in.substr(2), out, cap);
}

DecodeStatus decode_lzw(std::string_view in, bool early_change, ByteBuffer& out, std::size_t cap) {
  struct Entry {
    std::uint16_t previous;
    std::uint16_t length;
    char last;
    char first;
  };
  constexpr unsigned kClear = 256, kEnd = 257;
  std::vector<Entry> table(4096);
  for (unsigned i = 0; i < 256; ++i) table[i] = {0, 1, static_cast<char>(i), static_cast<char>(i)};
  unsigned next = 258, width = 9, previous = kClear;
  std::uint32_t bits = 0;
  unsigned count = 0;
  const std::size_t begin = out.size();
  for (const char c : in) {
    bits = bits << 8 | static_cast<unsigned char>(c);
    count += 8;
    if (count < width) continue;
    const unsigned code = bits >> (count - width) & ((1U << width) - 1);
    count -= width;
    if (code == kEnd) return DecodeStatus::Whole;
    if (code == kClear) {
      next = 258;
      width = 9;
      previous = kClear;
      continue;
    }
    if (code > next || (code == next && previous == kClear)) return DecodeStatus::Damaged;
    if (previous != kClear && next < 4096) {
      const char first = code == next ? table[previous].first : table[code].first;
      table[next] = {static_cast<std::uint16_t>(previous),
                     static_cast<std::uint16_t>(table[previous].length + 1), first,
                     table[previous].first};
      ++next;
    } else if (code >= next) {
      return DecodeStatus::Damaged;
    }
    const std::size_t length = table[code].length;
    if (out.size() - begin + length > cap) return DecodeStatus::TooLarge;
    if (out.size() + length > out.capacity()) out.reserve((out.size() + length) * 2);
    char* end = out.data() + out.size() + length;
    for (unsigned at = code, left = static_cast<unsigned>(length); left != 0; --left) {
      *--end = table[at].last;
      at = table[at].previous;
    }
    out.set_size(out.size() + length);
    previous = code;
    const unsigned change = next + (early_change ? 1 : 0);
    width = change >= 2048 ? 12 : change >= 1024 ? 11 : change >= 512 ? 10 : 9;
  }
  return DecodeStatus::Damaged;  // no end code; often the data are whole all the same
}

DecodeStatus decode_ascii85(std::string_view in, ByteBuffer& out, std::size_t cap) {
  const std::size_t begin = out.size();
  std::uint32_t group = 0;
  int count = 0;
  const auto flush = [&](int bytes) {
    for (int i = 0; i < bytes; ++i) out.append(static_cast<char>(group >> (24 - 8 * i) & 0xFF));
  };
  for (const char c : in) {
    if (is_space(c)) continue;
    if (out.size() - begin + 4 > cap) return DecodeStatus::TooLarge;
    if (c == '~') break;
    if (c == 'z' && count == 0) {
      group = 0;
      flush(4);
      continue;
    }
    if (c < '!' || c > 'u') return DecodeStatus::Damaged;
    group = group * 85 + static_cast<std::uint32_t>(c - '!');
    if (++count == 5) {
      flush(4);
      group = 0;
      count = 0;
    }
  }
  if (count > 1) {
    for (int i = count; i < 5; ++i) group = group * 85 + 84;
    flush(count - 1);
  }
  return DecodeStatus::Whole;
}

DecodeStatus decode_ascii_hex(std::string_view in, ByteBuffer& out, std::size_t cap) {
  const std::size_t begin = out.size();
  int high = -1;
  for (const char c : in) {
    if (c == '>') break;
    if (is_space(c)) continue;
    const int digit = hex_digit(c);
    if (digit < 0) return DecodeStatus::Damaged;
    if (high < 0) {
      high = digit;
      continue;
    }
    if (out.size() - begin >= cap) return DecodeStatus::TooLarge;
    out.append(static_cast<char>(high << 4 | digit));
    high = -1;
  }
  if (high >= 0) out.append(static_cast<char>(high << 4));
  return DecodeStatus::Whole;
}

DecodeStatus decode_run_length(std::string_view in, ByteBuffer& out, std::size_t cap) {
  const std::size_t begin = out.size();
  for (std::size_t i = 0; i < in.size();) {
    const unsigned length = static_cast<unsigned char>(in[i++]);
    if (length == 128) return DecodeStatus::Whole;
    const std::size_t grows = length < 128 ? length + 1 : 257 - length;
    if (out.size() - begin + grows > cap) return DecodeStatus::TooLarge;
    if (length < 128) {
      out.append(in.substr(i, grows));
      i += grows;
    } else if (i < in.size()) {
      for (std::size_t n = 0; n < grows; ++n) out.append(in[i]);
      ++i;
    }
  }
  return DecodeStatus::Damaged;
}

DecodeStatus undo_predictor(long predictor, long colors, long bits, long columns, ByteBuffer& out,
                            std::size_t begin) {
  if (predictor < 2) return DecodeStatus::Whole;
  if (colors < 1 || colors > 32 || columns < 1 || columns > 1'000'000 ||
      (bits != 1 && bits != 2 && bits != 4 && bits != 8 && bits != 16)) {
    return DecodeStatus::Damaged;
  }
  const auto pixel = static_cast<std::size_t>(std::max(1L, colors * bits / 8));
  const auto row = static_cast<std::size_t>((colors * bits * columns + 7) / 8);
  auto* const bytes = reinterpret_cast<unsigned char*>(out.data()) + begin;
  const std::size_t size = out.size() - begin;
  if (predictor == 2) {
    if (bits != 8) return DecodeStatus::Unsupported;
    for (std::size_t at = 0; at < size; at += row) {
      for (std::size_t i = pixel; i < row && at + i < size; ++i) {
        bytes[at + i] = static_cast<unsigned char>(bytes[at + i] + bytes[at + i - pixel]);
      }
    }
    return DecodeStatus::Whole;
  }
  // PNG: a byte in front of each row says how the row was written. Rows move up over those bytes.
  std::size_t read = 0, write = 0;
  while (read < size) {
    const unsigned char kind = bytes[read++];
    const std::size_t length = std::min(row, size - read);
    for (std::size_t i = 0; i < length; ++i) {
      const int left = i >= pixel ? bytes[write + i - pixel] : 0;
      const int up = write >= row ? bytes[write + i - row] : 0;
      const int corner = i >= pixel && write >= row ? bytes[write + i - row - pixel] : 0;
      int guess = 0;
      switch (kind) {
        case 1:
          guess = left;
          break;
        case 2:
          guess = up;
          break;
        case 3:
          guess = (left + up) / 2;
          break;
        case 4: {
          const int sum = left + up - corner;
          const int by_left = std::abs(sum - left), by_up = std::abs(sum - up),
                    by_corner = std::abs(sum - corner);
          guess = by_left <= by_up && by_left <= by_corner ? left
                  : by_up <= by_corner                     ? up
                                                           : corner;
          break;
        }
        default:
          break;
      }
      bytes[write + i] = static_cast<unsigned char>(bytes[read + i] + guess);
    }
    read += length;
    write += length;
  }
  out.set_size(begin + write);
  return DecodeStatus::Whole;
}

DecodeStatus decode_stream(const Object& stream, ByteBuffer& out, DecodeBudget& budget,
                           PictureFilter* picture) {
  // More filters than this are an attack; two are the most a real file has.
  constexpr std::size_t kMostFilters = 8;
  const std::string_view raw = stream.raw_stream();
  const std::size_t begin = out.size();
  const std::size_t cap = std::min(budget.stream, budget.total);

  Object filters = stream.key("Filter");
  if (!filters) filters = stream.key("F");
  Object parameters = stream.key("DecodeParms");
  if (!parameters) parameters = stream.key("DP");
  const std::size_t count = filters.is_name() ? 1 : filters.size();
  DecodeStatus status = DecodeStatus::Whole;
  if (count > kMostFilters) status = DecodeStatus::Unsupported;

  ByteBuffer before;  // what the filter at hand reads, from the second filter on
  std::string_view in = raw;
  if (count == 0) {
    out.append(raw.substr(0, cap));
    if (raw.size() > cap) status = DecodeStatus::TooLarge;
  }
  for (std::size_t i = 0; i < count && status < DecodeStatus::TooLarge; ++i) {
    const std::string_view name = (filters.is_name() ? filters : filters.at(i)).name();
    const Object options = parameters.is_array() ? parameters.at(i) : parameters;
    if (i != 0) {
      before.clear();
      before.append(out.view().substr(begin));
      out.set_size(begin);
      in = before.view();
    }
    DecodeStatus step = DecodeStatus::Unsupported;
    if (picture != nullptr && i + 1 == count && is_picture_filter(name)) {
      *picture = {.name = name, .options = options};
      out.append(in.substr(0, cap));
      break;
    }
    if (name == "FlateDecode" || name == "Fl") {
      step = inflate(in, out, cap);
    } else if (name == "LZWDecode" || name == "LZW") {
      step = decode_lzw(in, options.key("EarlyChange").integer(1) != 0, out, cap);
    } else if (name == "ASCII85Decode" || name == "A85") {
      step = decode_ascii85(in, out, cap);
    } else if (name == "ASCIIHexDecode" || name == "AHx") {
      step = decode_ascii_hex(in, out, cap);
    } else if (name == "RunLengthDecode" || name == "RL") {
      step = decode_run_length(in, out, cap);
    } else if (name == "Crypt" &&
               (!options.has_key("Name") || options.key("Name").name() == "Identity")) {
      out.append(in.substr(0, cap));
      step = DecodeStatus::Whole;
    }
    if (options && name != "Crypt" && step != DecodeStatus::Unsupported) {
      step = worse(step, undo_predictor(options.key("Predictor").integer(1),
                                        options.key("Colors").integer(1),
                                        options.key("BitsPerComponent").integer(8),
                                        options.key("Columns").integer(1), out, begin));
    }
    status = worse(status, step);
  }
  if (status == DecodeStatus::Unsupported) out.set_size(begin);
  budget.total -= std::min(budget.total, out.size() - begin);
  return status;
}

}  // namespace remit::pdf
