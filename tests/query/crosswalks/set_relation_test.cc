#include "query/crosswalks/set_relation.h"

#include <gtest/gtest.h>

#include <array>

namespace concord {
namespace {

// The relation of two non-empty subsets of a six-element universe, from their definitions.
RelationMask Between(unsigned a, unsigned b) {
  if (a == b) return kEqual;
  if ((a & b) == 0) return kNone;
  if ((a & b) == a) return kSubset;
  if ((a & b) == b) return kSuperset;
  return kIntersects;
}

TEST(SetRelation, CompositionIsThatOfAllSubsetsOfSixElements) {
  std::array<std::array<RelationMask, 32>, 32> possible{};
  for (unsigned a = 1; a < 64; ++a) {
    for (unsigned b = 1; b < 64; ++b) {
      for (unsigned c = 1; c < 64; ++c) {
        RelationMask& slot = possible[Between(a, b)][Between(b, c)];
        slot = static_cast<RelationMask>(slot | Between(a, c));
      }
    }
  }
  for (RelationMask r = 0; r < 32; ++r) {
    for (RelationMask s = 0; s < 32; ++s) {
      RelationMask expected = 0;
      for (unsigned i = 1; i < 32; i *= 2) {
        for (unsigned j = 1; j < 32; j *= 2) {
          if ((r & i) != 0 && (s & j) != 0) expected = static_cast<RelationMask>(expected | possible[i][j]);
        }
      }
      EXPECT_EQ(Compose(r, s), expected) << RelationName(r) << " then " << RelationName(s);
    }
  }
}

TEST(SetRelation, InversionSwapsTheTwoSides) {
  for (unsigned a = 1; a < 64; ++a) {
    for (unsigned b = 1; b < 64; ++b) EXPECT_EQ(Invert(Between(a, b)), Between(b, a));
  }
  for (RelationMask r = 0; r < 32; ++r) {
    EXPECT_EQ(Invert(Invert(r)), r);
    for (RelationMask s = 0; s < 32; ++s) EXPECT_EQ(Invert(Compose(r, s)), Compose(Invert(s), Invert(r)));
  }
}

TEST(SetRelation, OnlyNotRelatedIsAnAssertedNone) {
  EXPECT_EQ(MaskOfPredicate("skos:relatedMatch", true), kNone);
  EXPECT_EQ(MaskOfPredicate("skos:exactMatch", true), kAnyRelation & ~kEqual);
  EXPECT_EQ(MaskOfPredicate("skos:broadMatch", true), kAnyRelation & ~kSubset);
  EXPECT_EQ(MaskOfPredicate("skos:closeMatch", true), kNone);
}

TEST(SetRelation, CloseMatchNeverComposesAsEquality) {
  const RelationMask close = MaskOfPredicate("skos:closeMatch", false);
  EXPECT_EQ(close, kEqual | kSubset | kSuperset | kIntersects);
  EXPECT_NE(ClassOf(Compose(close, kEqual)), RelationClass::kDefinite);
  EXPECT_EQ(ClassOf(Compose(close, close)), RelationClass::kNothing);
}

TEST(SetRelation, PredicatesAndMasksAgree) {
  for (const RelationMask mask : {kEqual, kSubset, kSuperset, kIntersects}) {
    EXPECT_EQ(MaskOfPredicate(PredicateOfMask(mask), false), mask);
    EXPECT_EQ(MaskOfPredicate(InvertPredicate(PredicateOfMask(mask)), false), Invert(mask));
  }
  EXPECT_EQ(PredicateOfMask(kNone), "");
  EXPECT_EQ(PredicateOfMask(kSubset | kNone), "");
}

}  // namespace
}  // namespace concord
