#include "ingest/outline/line_ends.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

using Join = LineEnds::Join;

TEST(LineEndsTest, SignsOfDesignatorsStay) {
  EXPECT_TRUE(IsBrokenBehindSign("800-", "53"));
  EXPECT_TRUE(IsBrokenBehindSign("2024/", "1689"));
  EXPECT_TRUE(IsBrokenBehindSign("27001:", "2022"));
  EXPECT_TRUE(IsBrokenBehindSign("95/46/", "EC,"));
  EXPECT_TRUE(IsBrokenBehindSign("KI-", "Verordnung"));
  EXPECT_FALSE(IsBrokenBehindSign("27001:", "the"));
  EXPECT_FALSE(IsBrokenBehindSign("follows:", "2022"));
  EXPECT_FALSE(IsBrokenBehindSign("GOV-", "ERN"));
  EXPECT_FALSE(IsBrokenBehindSign("Daten-", "und"));
}

TEST(LineEndsTest, HyphensAreOfTheWordOrOfTheLine) {
  LineEnds ends;
  for (const char* word : {"governance", "third-party", "risk"}) ends.Learn(word);
  EXPECT_EQ(ends.Of("govern-", "ance"), Join::kWithoutHyphen);
  EXPECT_EQ(ends.Of("third-", "party"), Join::kGlued);
  EXPECT_EQ(ends.Of("state-of-the-", "art"), Join::kGlued);
  EXPECT_EQ(ends.Of("pre-", "and"), Join::kBlank);
  EXPECT_EQ(ends.Of("lamps", "and"), Join::kBlank);
  EXPECT_EQ(ends.Of("", ""), Join::kBlank);
}

TEST(LineEndsTest, SentencesDoNotEndWithArticles) {
  EXPECT_TRUE(EndsUnfinished("The Board publishes the list of lamps of the", "United Harbours"));
  EXPECT_TRUE(EndsUnfinished("Die Hafenbehörde führt ein Verzeichnis der", "Lampen"));
  EXPECT_TRUE(EndsUnfinished("They must follow EN 301", "549 and all rules"));
  EXPECT_TRUE(EndsUnfinished("Owners look at the rules in RFC", "8600 each year"));
  EXPECT_FALSE(EndsUnfinished("What the lamps are for, and what kind of", ""));
  EXPECT_FALSE(EndsUnfinished("The list of the", "Lamps"));  // short
  EXPECT_FALSE(EndsUnfinished("The Board publishes the list that is in Annex A", "Lamps"));
  EXPECT_FALSE(EndsUnfinished("LAMPS AND ROPES OF ALL KINDS IN EN 301", "549"));
}

}  // namespace
}  // namespace concord
