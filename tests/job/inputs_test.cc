#include "remit/job/inputs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "support/files.h"
#include "support/temp_dir.h"

namespace remit {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class InputsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    for (const char* name : {"b.pdf", "a/rules.PDF", "a/rules.txt", "a/deep/x.md", "a/picture.png",
                             ".hidden/y.pdf", "a/.y.pdf"})
      test::write(dir_.path() / name, "text");
    test::write(dir_.path() / "a" / "download", "%PDF-1.7 and so on");
  }
  std::string at(const std::string& name) const { return (dir_.path() / name).string(); }

  test::TempDir dir_;
};

TEST_F(InputsTest, FolderGivesItsDocuments) {
  const Inputs inputs = find_inputs({dir_.path().string()});
  EXPECT_THAT(inputs.files, ElementsAre(at("a/deep/x.md"), at("a/download"), at("a/rules.PDF"),
                                        at("a/rules.txt"), at("b.pdf")));
  EXPECT_THAT(inputs.troubles, IsEmpty());
  EXPECT_EQ(common_folder(inputs) / "", dir_.path() / "");
}

TEST_F(InputsTest, ResultsInsideAreLeftOut) {
  const Inputs inputs = find_inputs({dir_.path().string()}, dir_.path() / "a");
  EXPECT_THAT(inputs.files, ElementsAre(at("b.pdf")));
}

TEST_F(InputsTest, PatternGivesWhatItMatches) {
  EXPECT_THAT(find_inputs({at("a/rules.*")}).files,
              ElementsAre(at("a/rules.PDF"), at("a/rules.txt")));
  const Inputs none = find_inputs({at("*.docx")});
  EXPECT_THAT(none.files, IsEmpty());
  ASSERT_EQ(none.troubles.size(), 1U);
  EXPECT_EQ(none.troubles[0].code, "no-file");
}

TEST_F(InputsTest, FileWhoseNameLooksLikeAPatternIsAFile) {
  test::write(dir_.path() / "[draft].pdf", "text");
  EXPECT_THAT(find_inputs({at("[draft].pdf")}).files, ElementsAre(at("[draft].pdf")));
}

TEST_F(InputsTest, ListsNameFilesAndFolders) {
  test::write(dir_.path() / "list", at("b.pdf") + "\r\n\n" + at("a/deep") + "\n" + at("gone.pdf"));
  EXPECT_THAT(find_inputs({"@" + at("list")}).files,
              ElementsAre(at("b.pdf"), at("a/deep/x.md"), at("gone.pdf")));
  test::write(dir_.path() / "nul", at("b.pdf") + '\0' + "with\nbreak.pdf" + '\0');
  EXPECT_THAT(find_inputs({"@" + at("nul")}).files, ElementsAre(at("b.pdf"), "with\nbreak.pdf"));
  EXPECT_EQ(find_inputs({"@" + at("no-list")}).troubles[0].code, "no-file");
}

TEST_F(InputsTest, EachFileComesOnce) {
  EXPECT_THAT(find_inputs({at("b.pdf"), at("b.pdf"), at("*.pdf")}).files, ElementsAre(at("b.pdf")));
}

TEST_F(InputsTest, EmptyFolderIsSaid) {
  std::filesystem::create_directory(dir_.path() / "empty");
  const Inputs inputs = find_inputs({at("empty")});
  ASSERT_EQ(inputs.troubles.size(), 1U);
  EXPECT_EQ(inputs.troubles[0].code, "no-documents");
}

TEST_F(InputsTest, EmptyListIsSaid) {
  for (const char* text : {"", "\r\n\n"}) {
    test::write(dir_.path() / "list", text);
    const Inputs inputs = find_inputs({"@" + at("list")});
    ASSERT_EQ(inputs.troubles.size(), 1U);
    EXPECT_EQ(inputs.troubles[0].code, "no-documents");
  }
}

TEST_F(InputsTest, FolderOfTheResultsIsNoInput) {
  for (const std::string& folder : {at("a"), at("a/"), at("a/deep/..")}) {
    const Inputs inputs = find_inputs({folder}, at("a"));
    EXPECT_THAT(inputs.files, IsEmpty());
    ASSERT_EQ(inputs.troubles.size(), 1U) << folder;
    EXPECT_NE(inputs.troubles[0].hint.find("-o"), std::string::npos);
  }
}

TEST_F(InputsTest, PipesInAFolderArePassedOver) {
  ASSERT_EQ(::mkfifo(at("a/pipe").c_str(), 0600), 0);
  ASSERT_EQ(::mkfifo(at("a/pipe.pdf").c_str(), 0600), 0);
  std::filesystem::create_symlink("nowhere", at("a/gone.pdf"));  // which the reader reports
  EXPECT_THAT(find_inputs({at("a")}).files,
              ElementsAre(at("a/deep/x.md"), at("a/download"), at("a/gone.pdf"), at("a/rules.PDF"),
                          at("a/rules.txt")));
}

TEST_F(InputsTest, CommonFolderHoldsAll) {
  const auto common = [&](std::vector<std::string> arguments) {
    return common_folder(find_inputs(arguments)) / "";
  };
  EXPECT_EQ(common({at("a"), at("b.pdf")}), dir_.path() / "");
  EXPECT_EQ(common({at("a/rules.txt")}), dir_.path() / "a" / "");
  EXPECT_EQ(common({at("a/deep"), at("a/rules.txt")}), dir_.path() / "a" / "");
}

}  // namespace
}  // namespace remit
