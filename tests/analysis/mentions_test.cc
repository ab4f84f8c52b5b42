#include "remit/analysis/mentions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace remit {
namespace {

using testing::ElementsAre;

NameIndex names() {
  NameIndex index({});
  for (const char* form : {"Borough Treasurer", "Section 9 Officer", "BT"})
    index.add(form, "treasurer");
  index.add("burgesses", "burgesses");
  for (const char* form : {"Court", "full Court", "Court of Burgesses"}) index.add(form, "court");
  return index;
}

std::vector<std::string> found(std::string_view text) {
  const NameIndex index = names();
  std::vector<std::string> out;
  for (const Mention& mention : index.find(text))
    out.push_back(std::string(text.substr(mention.at.begin, mention.at.size())) + " = " +
                  std::string(mention.id));
  return out;
}

TEST(Mentions, WhateverTheCaseAndTheSigns) {
  EXPECT_THAT(found("The BOROUGH TREASURER’S book; the section-9 officer."),
              ElementsAre("BOROUGH TREASURER = treasurer", "section-9 officer = treasurer"));
}

TEST(Mentions, TheLongestForm) {
  EXPECT_THAT(
      found("the Court of Burgesses, the Full Court and burgesses"),
      ElementsAre("Court of Burgesses = court", "Full Court = court", "burgesses = burgesses"));
}

TEST(Mentions, InitialsAsTheyArePrinted) {
  EXPECT_THAT(found("The BT and a bt."), ElementsAre("BT = treasurer"));
}

TEST(Mentions, NotAcrossAStop) {
  EXPECT_THAT(found("He left the Borough. Treasurer Jones stayed."), ElementsAre());
  EXPECT_THAT(found("courtship"), ElementsAre());
}

TEST(Mentions, TheWholeOfAText) {
  const NameIndex index = names();
  EXPECT_EQ(index.id_of("Borough Treasurer"), "treasurer");
  EXPECT_EQ(index.id_of("Borough Treasurer and Court"), "");
  EXPECT_EQ(index.id_of(""), "");
}

TEST(Mentions, ANameThatIsKnownKeepsItsId) {
  NameIndex index = names();
  index.add("Court", "post_court");
  index.add("Town Crier", "post_town_crier");
  EXPECT_EQ(index.id_of("the Court"), "");
  EXPECT_EQ(index.id_of("COURT"), "court");
  EXPECT_EQ(index.id_of("town crier"), "post_town_crier");
}

}  // namespace
}  // namespace remit
