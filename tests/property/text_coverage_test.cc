#include <array>
#include <cstdio>
#include <gtest/gtest.h>
#include <map>
#include <sstream>

#include "remit/base/sha256.h"
#include "remit/job/extract_job.h"
#include "remit/text/letters.h"
#include "remit/text/utf8.h"
#include "support/check_all.h"
#include "support/files.h"
#include "support/shipped_grammar.h"

namespace remit {
namespace {

namespace fs = std::filesystem;

constexpr double kLeast = 0.98;  // of the characters that poppler sees

using Characters = std::map<char32_t, std::size_t>;

/// Letters and digits; a ligature as the letters that it stands for, as remit gives them.
void count(Characters& characters, std::string_view text) {
  static constexpr std::array<std::string_view, 7> kLigatures = {"ff",  "fi", "fl", "ffi",
                                                                 "ffl", "st", "st"};
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_utf8(text, at);
    if (c >= 0xFB00 && c <= 0xFB06)
      for (const char letter : kLigatures[c - 0xFB00]) ++characters[static_cast<char32_t>(letter)];
    else if (is_letter(c) || (c >= '0' && c <= '9'))
      ++characters[c];
  }
}

std::string pdftotext(const fs::path& file) {
  const std::string command = "pdftotext -raw -enc UTF-8 '" + file.string() + "' - 2>/dev/null";
  std::string text;
  std::FILE* pipe = popen(command.c_str(), "r");
  if (!pipe) return text;
  std::array<char, 65536> buffer{};
  while (const std::size_t size = std::fread(buffer.data(), 1, buffer.size(), pipe))
    text.append(buffer.data(), size);
  pclose(pipe);
  return text;
}

/// Files of which poppler sees more than there is to read, by the first 12 digits of their SHA-256,
/// each with its reason: coverage_exceptions.txt.
std::map<std::string, std::string> exceptions() {
  std::map<std::string, std::string> reasons;
  std::istringstream lines(
      test::bytes_of(test::source_path("tests/property/coverage_exceptions.txt")));
  for (std::string line; std::getline(lines, line);)
    if (line.size() > 13 && line[0] != '#') reasons[line.substr(0, 12)] = line.substr(13);
  return reasons;
}

class CorpusTextCoverage : public ::testing::TestWithParam<const char*> {};

TEST_P(CorpusTextCoverage, SeesWhatPopplerSees) {
  if (std::system("command -v pdftotext >/dev/null") != 0)
    GTEST_SKIP() << "pdftotext is not installed";
  auto files = test::corpus({GetParam()});
  std::erase_if(files, [](const fs::path& file) { return file.extension() != ".pdf"; });
  if (files.empty()) GTEST_SKIP() << "there is no ../shared/corpus/" << GetParam();
  const auto excused = exceptions();
  const auto wrong = test::check_all(files, [&](const fs::path& file) -> std::string {
    std::string bytes = test::bytes_of(file);
    const std::string hash = sha256(bytes).substr(0, 12);
    if (excused.contains(hash)) return "";
    const auto extraction = extract({.file = file.string(), .ocr = OcrUse::Never}, std::move(bytes),
                                    test::shipped_grammar());
    Characters theirs, ours;
    count(theirs, pdftotext(file));
    if (extraction)
      for (std::size_t i = 0; i < extraction->layout.words.size(); ++i)
        count(ours, extraction->layout.word(i));
    std::size_t all = 0, seen = 0;
    std::string missed;
    for (const auto& [c, times] : theirs) {
      all += times;
      seen += std::min(times, ours[c]);
    }
    if (static_cast<double>(seen) >= kLeast * static_cast<double>(all)) return "";
    return hash + " " + std::to_string(seen) + " of " + std::to_string(all) + " " +
           (extraction ? "" : extraction.error().code + " ") + file.filename().string();
  });
  EXPECT_TRUE(wrong.empty()) << test::listed(wrong, 100);
}

INSTANTIATE_TEST_SUITE_P(CorpusFolders, CorpusTextCoverage, ::testing::Values("real", "robust"),
                         [](const auto& instance) { return std::string(instance.param); });

}  // namespace
}  // namespace remit
