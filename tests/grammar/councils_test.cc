#include "remit/grammar/councils.h"

#include <gtest/gtest.h>
#include <set>
#include <sstream>

#include "support/files.h"
#include "support/shipped_grammar.h"
#include "support/temp_dir.h"

namespace remit {
namespace {

TEST(Councils, AreKnownByTheNamesTheyGoBy) {
  const Councils& councils = test::shipped_grammar().councils();
  for (const auto& [name, gss] : std::vector<std::pair<const char*, const char*>>{
           {"Bristol City Council", "E06000023"},
           {"CITY OF BRISTOL COUNCIL", "E06000023"},
           {"London Borough of Barnet", "E09000003"},
           {"Barnet Council", "E09000003"},
           {"Telford and Wrekin Council", "E06000020"},
           {"Telford & Wrekin Council", "E06000020"},
           {"Cyngor Gwynedd", "W06000002"},
           {"Gwynedd Council", "W06000002"},
           {"Leicester City Council", "E06000016"},
           {"Leicestershire County Council", "E10000018"},
           {"Aberdeen City Council", "S12000033"},
           {"Somerset County Council", "E10000027"},
           {"Somerset Council", "E06000066"}}) {
    const Council* council = councils.named(name);
    ASSERT_NE(council, nullptr) << name;
    EXPECT_EQ(council->gss, gss) << name;
  }
  for (const char* name : {"", "Council", "Barnet Town Council", "Bristol Parish Council",
                           "Harrowmere County Council", "Leicester"})
    EXPECT_EQ(councils.named(name), nullptr) << name;
}

TEST(Councils, ALineSaysWhatThereIsToSay) {
  const Council* gwynedd = test::shipped_grammar().councils().coded("W06000002");
  ASSERT_NE(gwynedd, nullptr);
  EXPECT_EQ(gwynedd->name, "Gwynedd Council");
  EXPECT_EQ(gwynedd->welsh_name, "Cyngor Gwynedd");
  EXPECT_EQ(gwynedd->kind, "unitary");
  EXPECT_EQ(gwynedd->nation, "Wales");
  EXPECT_EQ(gwynedd->until, "");
  EXPECT_EQ(test::shipped_grammar().councils().coded("E10000027")->until, "2023-04-01");
}

TEST(Councils, EachLineOfTheRegisterIsWhole) {
  std::istringstream lines(test::bytes_of(test::source_path("grammars/councils.tsv")));
  const Councils& councils = test::shipped_grammar().councils();
  std::set<std::string> codes;
  const std::set<std::string> nations = {"England", "Wales", "Scotland", "Northern Ireland"};
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('#')) continue;
    const std::string code = line.substr(0, line.find('\t'));
    EXPECT_TRUE(codes.insert(code).second) << "twice: " << code;
    EXPECT_EQ(code.size(), 9U) << line;
    const Council* council = councils.coded(code);
    ASSERT_NE(council, nullptr) << line;
    EXPECT_EQ(councils.named(council->name), council) << line;
    EXPECT_EQ(nations.count(council->nation), 1U) << line;
    EXPECT_NE(council->kind, "") << line;
    const bool bilingual = council->nation == "Wales" && council->kind == "unitary";
    EXPECT_EQ(councils.named(bilingual ? council->welsh_name : council->name), council) << line;
  }
  EXPECT_GT(codes.size(), 380U);
}

TEST(Councils, ANameThatTwoHaveIsNobodys) {
  const test::TempDir dir;
  test::write(dir.path() / "councils.tsv",
              "X1\tOakby Council\t\tunitary\tEngland\t\tMarch Council\n"
              "X2\tFenby Council\t\tunitary\tEngland\t\tMarch Council; Council of Fenby\n");
  Councils councils;
  councils.add(dir.path() / "none.tsv");
  councils.add(dir.path() / "councils.tsv");
  EXPECT_EQ(councils.named("March Council"), nullptr);
  EXPECT_EQ(councils.named("council of fenby")->gss, "X2");
}

}  // namespace
}  // namespace remit
