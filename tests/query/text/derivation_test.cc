#include "query/text/derivation.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

TEST(Derivation, WhatAStemmerTakesForOne) {
  EXPECT_TRUE(HasSameDerivation("all who are accountable for nets", "accountability"));
  EXPECT_FALSE(HasSameDerivation("an account of all nets is kept", "Accountability"));
  EXPECT_FALSE(HasSameDerivation("the author of a song", "authorities"));
  EXPECT_TRUE(HasSameDerivation("each authority and its author", "authorities"));
  EXPECT_FALSE(HasSameDerivation("minors may fish", "minority rights"));
  EXPECT_TRUE(HasSameDerivation("the rights of minorities", "minority rights"));
  EXPECT_FALSE(HasSameDerivation("a response to storms", "responsibility"));
}

TEST(Derivation, ANounAndItsAdjective) {
  EXPECT_TRUE(HasSameDerivation("equal pay for all", "equality"));
  EXPECT_TRUE(HasSameDerivation("keep it confidential", "confidentiality"));
  EXPECT_TRUE(HasSameDerivation("secure the boats", "security"));
  EXPECT_TRUE(HasSameDerivation("nothing of the kind", "equality")) << "the word stands elsewhere";
}

TEST(Derivation, SynonymsOfOneWordAreNotThoseOfTheOther) {
  EXPECT_FALSE(SameDerivation("minority", "minors"));
  EXPECT_TRUE(SameDerivation("minorities", "minority"));
  EXPECT_TRUE(SameDerivation("net", "nets"));
  EXPECT_FALSE(IsDerived("city"));
  EXPECT_TRUE(IsDerived("eel availability"));
}

TEST(Derivation, APlainWordIsNotItsDerivedNoun) {
  EXPECT_FALSE(HasPlainForm("the rights of minorities", "minors"));
  EXPECT_TRUE(HasPlainForm("minors of a minority", "minor"));
  EXPECT_FALSE(HasPlainForm("the port authority", "author"));
  EXPECT_TRUE(HasPlainForm("an equality of boats", "equal")) << "means the same";
  EXPECT_TRUE(HasPlainForm("nothing of the kind", "minor")) << "the word stands elsewhere";
}

}  // namespace
}  // namespace concord
