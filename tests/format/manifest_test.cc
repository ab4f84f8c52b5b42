#include "remit/format/manifest.h"

#include <gtest/gtest.h>

#include "support/files.h"
#include "support/temp_dir.h"

namespace remit {
namespace {

ManifestEntry entry_of(const std::string& input) {
  return {.input = input,
          .output = "rules.yaml",
          .sha256 = "ab",
          .record_sha256 = "cd",
          .remit = "0.1.0",
          .grammar = "ef",
          .options = "yaml, ocr auto",
          .status = ManifestEntry::Status::Findings,
          .pages = 12,
          .words = 3400,
          .unplaced = 0,
          .counts = {.nodes = 7, .duties = 3, .diagnostics = 1},
          .seconds = 1.25,
          .peak_memory = 40000000};
}

TEST(Manifest, ReadsBackWhatItWrote) {
  ManifestEntry failed = entry_of("b \"quoted\"\n\\.pdf");
  failed.status = ManifestEntry::Status::Failed;
  failed.output.clear();
  failed.error = {.code = "encrypted",
                  .message = "it has a password: \u201Copen\u201D",
                  .hint = "save it without"};
  const test::TempDir dir;
  const auto file = dir.path() / "manifest.jsonl";
  test::write(file, manifest_line(failed) + manifest_line(entry_of("a.pdf")));
  const auto entries = read_manifest(file);
  ASSERT_TRUE(entries) << entries.error().message;
  ASSERT_EQ(entries->size(), 2U);
  std::string again;
  for (const auto& [input, entry] : *entries) again += manifest_line(entry);
  EXPECT_EQ(again, manifest_line(entry_of("a.pdf")) + manifest_line(failed));
}

TEST(Manifest, HalfALineIsNone) {
  const test::TempDir dir;
  const auto file = dir.path() / "manifest.jsonl";
  const std::string line = manifest_line(entry_of("a.pdf"));
  for (std::size_t cut = 1; cut <= line.size(); ++cut) {
    test::write(file, line + line.substr(0, line.size() - cut));
    const auto entries = read_manifest(file);
    ASSERT_TRUE(entries) << cut;
    EXPECT_EQ(entries->size(), 1U);
  }
}

TEST(Manifest, LaterLineCounts) {
  const test::TempDir dir;
  const auto file = dir.path() / "manifest.jsonl";
  ManifestEntry later = entry_of("a.pdf");
  later.pages = 99;
  test::write(file, manifest_line(entry_of("a.pdf")) + manifest_line(later));
  EXPECT_EQ(read_manifest(file)->at("a.pdf").pages, 99U);
}

TEST(Manifest, WhatIsNoEntryIsRefusedWithItsLine) {
  const test::TempDir dir;
  const auto file = dir.path() / "manifest.jsonl";
  test::write(file, manifest_line(entry_of("a.pdf")) + "{\"input\": \"b.pdf\"}\n");
  const auto entries = read_manifest(file);
  ASSERT_FALSE(entries);
  EXPECT_EQ(entries.error().code, "bad-manifest");
  EXPECT_EQ(entries.error().line, 2);
}

// Whoever takes it for an empty one reads every document again, or loses what is done.
TEST(Manifest, AFolderOrNothingIsNoEmptyManifest) {
  const test::TempDir dir;
  EXPECT_EQ(read_manifest(dir.path()).error().code, "is-folder");
  EXPECT_EQ(lines_of_manifest(dir.path()).error().code, "is-folder");
  EXPECT_EQ(lines_of_manifest(dir.path() / "absent.jsonl").error().code, "no-file");
}

TEST(Manifest, LinesAreFoundByTheirInput) {
  const test::TempDir dir;
  const auto file = dir.path() / "m.jsonl";
  const std::string b = manifest_line(entry_of("b.pdf")), a = manifest_line(entry_of("a.pdf"));
  test::write(file, b + a + b + R"({"input": "half)");
  const auto lines = lines_of_manifest(file);
  ASSERT_TRUE(lines);
  ASSERT_EQ(lines->size(), 2U);
  EXPECT_EQ(lines->at("a.pdf"), static_cast<std::streamoff>(b.size()));
  EXPECT_EQ(lines->at("b.pdf"), static_cast<std::streamoff>(b.size() + a.size()));  // the later
}

}  // namespace
}  // namespace remit
