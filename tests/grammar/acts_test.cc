#include "remit/grammar/acts.h"

#include <gtest/gtest.h>
#include <set>
#include <sstream>

#include "remit/text/letters.h"
#include "support/files.h"
#include "support/shipped_grammar.h"

namespace remit {
namespace {

TEST(Acts, AreFoundByTitle) {
  const Acts& acts = test::shipped_grammar().acts();
  const std::vector<Act> localism = acts.find("LOCALISM ACT");
  ASSERT_EQ(localism.size(), 1u);
  EXPECT_EQ(localism[0].year, 2011);
  EXPECT_EQ(localism[0].chapter, "c. 20");
  EXPECT_EQ(localism[0].path, "ukpga/2011/20");
  EXPECT_GT(acts.find("Local Government Act").size(), 3u);
  EXPECT_EQ(acts.find("Local Authorities (Members’ Allowances) (England) Regulations").size(), 1u);
  EXPECT_TRUE(acts.find("Bellringers Act").empty());
  EXPECT_TRUE(acts.find("").empty());
}

TEST(Acts, FileIsSortedAndNamesEachOnce) {
  std::istringstream lines(test::bytes_of(test::source_path("grammars/acts.tsv")));
  std::string before;
  int year_before = 0;
  std::set<std::string> numbers;  // with the title and year: one line each
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('#')) continue;
    const std::string key = folded(line.substr(0, line.find('\t')));
    const int year = std::stoi(line.substr(line.find('\t') + 1));
    EXPECT_TRUE(before < key || (before == key && year_before <= year)) << line;
    EXPECT_TRUE(
        numbers.insert(key + line.substr(line.find('\t'), line.rfind('\t') - line.find('\t')))
            .second)
        << line << " stands twice: its title would tell no year";
    before = key;
    year_before = year;
  }
}

TEST(Acts, NoFileMeansNoActs) {
  Acts acts;
  acts.add("no/such/file.tsv");
  EXPECT_TRUE(acts.find("Localism Act").empty());
}

}  // namespace
}  // namespace remit
