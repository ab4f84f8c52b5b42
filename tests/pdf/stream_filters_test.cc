#include "remit/pdf/stream_filters.h"

#include <gtest/gtest.h>
#include <string>
#include <zlib.h>

namespace remit::pdf {
namespace {

constexpr std::size_t kPlenty = 1 << 20;

std::string deflated(const std::string& text) {
  uLongf size = compressBound(text.size());
  std::string out(size, '\0');
  compress(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(text.data()),
           text.size());
  out.resize(size);
  return out;
}

TEST(Inflate, IgnoresTheChecksum) {
  std::string in = deflated("the quick brown fox");
  in.back() = static_cast<char>(in.back() + 1);
  ByteBuffer out;
  EXPECT_EQ(inflate(in, out, kPlenty), DecodeStatus::Whole);
  EXPECT_EQ(out.view(), "the quick brown fox");
}

TEST(Inflate, KeepsWhatCameBeforeTheCut) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += std::to_string(i);
  const std::string in = deflated(text);
  ByteBuffer out;
  EXPECT_EQ(inflate(in.substr(0, in.size() / 2), out, kPlenty), DecodeStatus::Damaged);
  EXPECT_GT(out.size(), 1000U);
  EXPECT_TRUE(text.starts_with(out.view()));
}

TEST(Inflate, StopsAtTheCap) {
  ByteBuffer out;
  EXPECT_EQ(inflate(deflated(std::string(10'000'000, 'x')), out, 1000), DecodeStatus::TooLarge);
  EXPECT_EQ(out.size(), 1000U);
}

TEST(Inflate, ReadsDataWithoutAHeader) {
  const std::string in = deflated("raw");
  ByteBuffer out;
  EXPECT_EQ(inflate(std::string_view(in).substr(2), out, kPlenty), DecodeStatus::Whole);
  EXPECT_EQ(out.view(), "raw");
}

TEST(Lzw, DecodesTheExampleOfTheSpecification) {
  const std::string in("\x80\x0B\x60\x50\x22\x0C\x0C\x85\x01", 9);
  ByteBuffer out;
  EXPECT_EQ(decode_lzw(in, true, out, kPlenty), DecodeStatus::Whole);
  EXPECT_EQ(out.view(), "-----A---B");
}

TEST(Ascii, Decodes) {
  ByteBuffer out;
  EXPECT_EQ(decode_ascii85("87cURDZ~>", out, kPlenty), DecodeStatus::Whole);
  EXPECT_EQ(out.view(), "Hello");
  out.clear();
  EXPECT_EQ(decode_ascii_hex("48 65 6C6c6F>", out, kPlenty), DecodeStatus::Whole);
  EXPECT_EQ(out.view(), "Hello");
  out.clear();
  EXPECT_EQ(decode_ascii_hex("4x", out, kPlenty), DecodeStatus::Damaged);
}

TEST(RunLength, Decodes) {
  ByteBuffer out;
  EXPECT_EQ(decode_run_length("\x02"
                              "abc\xFE"
                              "x\x80",
                              out, kPlenty),
            DecodeStatus::Whole);
  EXPECT_EQ(out.view(), "abcxxx");
  out.clear();
  EXPECT_EQ(decode_run_length("\x81"
                              "x",
                              out, 10),
            DecodeStatus::TooLarge);
}

TEST(Predictor, UndoesPngRows) {
  ByteBuffer out;
  // Three rows of three bytes: as they are, by what is left, by what is above.
  out.append(
      std::string_view("\x00"
                       "abc"
                       "\x01"
                       "a\x01\x01"
                       "\x02"
                       "\x00\x00\x01",
                       12));
  EXPECT_EQ(undo_predictor(15, 1, 8, 3, out, 0), DecodeStatus::Whole);
  EXPECT_EQ(out.view(), "abcabcabd");
  EXPECT_EQ(undo_predictor(15, -4, 8, 3, out, 0), DecodeStatus::Damaged);
  EXPECT_EQ(undo_predictor(15, 1, 8, 2'000'000'000, out, 0), DecodeStatus::Damaged);
}

}  // namespace
}  // namespace remit::pdf
