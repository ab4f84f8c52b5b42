#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <string>

#include "remit/pdf/pdf_source.h"
#include "support/places.h"

namespace remit {
namespace {

/// Files made to hurt, which do not belong to this repository: where they are at hand, each must
/// end in pages or in an error that helps.
TEST(Corpus, EveryBrokenFileHasAClearEnd) {
  const std::filesystem::path folder = test::shared_dir() / "corpus" / "broken";
  if (!std::filesystem::is_directory(folder)) GTEST_SKIP() << "no folder of broken files";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".pdf") continue;
    SCOPED_TRACE(entry.path().filename().string());
    std::ifstream file(entry.path(), std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(file), {}};
    Diagnostics diagnostics;
    auto source = open_pdf(std::move(bytes), "file.pdf", diagnostics);
    if (!source) {
      EXPECT_FALSE(source.error().code.empty());
      EXPECT_FALSE(source.error().message.empty());
      EXPECT_FALSE(source.error().hint.empty());
      continue;
    }
    EXPECT_GT((*source)->info().pages, 0);
    Page page;
    for (int number = 1; number <= (*source)->info().pages; ++number) {
      (*source)->read(number, page, diagnostics);
      for (const Glyph& glyph : page.glyphs) {
        ASSERT_LT(glyph.font, page.fonts.size());
        ASSERT_LE(glyph.x0, glyph.x1);
      }
    }
    for (const Diagnostic& diagnostic : diagnostics) {
      EXPECT_FALSE(diagnostic.code.empty());
      EXPECT_FALSE(diagnostic.message.empty());
      EXPECT_FALSE(diagnostic.hint.empty());
    }
  }
}

}  // namespace
}  // namespace remit
