// Roles with their modifiers, organisations by their head word, states.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/ingest/extraction.h"

namespace concord {
namespace {

using Strings = std::vector<std::string>;
using testing::Actors;

TEST(ActorRoleTest, ModifiersBelongToTheRole) {
  EXPECT_EQ(Actors("The AI developers left."), (Strings{"AI developers"}));
  EXPECT_EQ(Actors("It is for national competent authorities."), (Strings{"national competent authorities"}));
  EXPECT_EQ(Actors("They met other relevant stakeholders."), (Strings{"other relevant stakeholders"}));
}

TEST(ActorRoleTest, WhatTheyAreOfBelongsToSome) {
  EXPECT_EQ(Actors("The providers of large bridges left."), (Strings{"providers of large bridges"}));
  EXPECT_EQ(Actors("The organizations developing new bridges left."),
            (Strings{"organizations developing new bridges"}));
}

TEST(ActorRoleTest, VerbsAreNoModifiers) {
  EXPECT_EQ(Actors("They ensure users leave."), (Strings{"users"}));
}

TEST(ActorRoleTest, ModifiersThatLookLikeRoles) {
  EXPECT_EQ(Actors("Individual rights matter."), (Strings{}));
  EXPECT_EQ(Actors("It is the state of the art."), (Strings{}));
}

TEST(ActorRoleTest, FirstPersonNamesNobody) { EXPECT_EQ(Actors("We like our work."), (Strings{})); }

TEST(ActorOrganisationTest, HeadWordAndWhatFollows) {
  EXPECT_EQ(Actors("The Bureau of Bridges and Tunnels left."), (Strings{"Bureau of Bridges and Tunnels"}));
  EXPECT_EQ(Actors("The Director of the Office of Rivers left."),
            (Strings{"Director of the Office of Rivers"}));
  EXPECT_EQ(Actors("The Bridge Safety Agency left."), (Strings{"Bridge Safety Agency"}));
}

TEST(ActorOrganisationTest, TwoOfThemAreTwo) {
  EXPECT_EQ(Actors("The Ministry of Rivers and the Bridge Agency left."),
            (Strings{"Ministry of Rivers", "Bridge Agency"}));
}

TEST(ActorOrganisationTest, DocumentsAreNone) {
  EXPECT_EQ(Actors("The Department of Rivers Authorization Act is old."), (Strings{}));
}

TEST(ActorOrganisationTest, AcronymThatIsToldToAct) {
  EXPECT_EQ(Actors("The BMA shall act."), (Strings{"BMA"}));
}

TEST(ActorStateTest, CountriesButNotTheirAdjectives) {
  EXPECT_EQ(Actors("It was signed by France and New Zealand."), (Strings{"France", "New Zealand"}));
  EXPECT_EQ(Actors("It is United States policy."), (Strings{}));
}

TEST(ActorTest, ForumsAreLeftToTheForums) { EXPECT_EQ(Actors("The Council of Europe met."), (Strings{})); }

}  // namespace
}  // namespace concord
