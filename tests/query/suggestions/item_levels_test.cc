#include "query/suggestions/item_levels.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

using Levels = std::vector<ItemLevel>;
constexpr ItemLevel kPlain = ItemLevel::kPlain, kHeading = ItemLevel::kHeading,
                    kGrouping = ItemLevel::kGrouping, kRefined = ItemLevel::kRefined;
constexpr std::string_view kLong =
    "Ropes, nets, lamps and bells of the harbour are counted each spring by the keeper of the quay";

TEST(ItemLevels, AFlatFrameworkHasNone) {
  const std::vector<MatchText> texts(3, MatchText{"", kLong, ""});
  const ItemLevels levels = LevelsOf(texts, std::vector<int32_t>{-1, -1, -1});
  EXPECT_EQ(levels.of, (Levels{kPlain, kPlain, kPlain}));
  EXPECT_EQ(levels.scores, (std::vector<float>{0, 0, 0}));
}

// Two short names over leaves with texts: nobody maps to "Protect".
TEST(ItemLevels, UpperItemsThatSayLittleAreHeadings) {
  const std::vector<MatchText> texts = {
      {"Protect", "", ""}, {"", kLong, ""}, {"", kLong, ""}, {"Detect", "", ""}, {"", kLong, ""}};
  const ItemLevels levels = LevelsOf(texts, std::vector<int32_t>{-1, 0, 0, -1, 3});
  EXPECT_EQ(levels.of, (Levels{kHeading, kPlain, kPlain, kHeading, kPlain}));
  EXPECT_LT(levels.scores[0], 0);
  EXPECT_EQ(levels.scores[1], 0) << "a leaf under a heading is as good as any";
  EXPECT_EQ(levels.for_headings[0], 0) << "a heading answers a heading";
}

// Text without blanks is no single word, and a run of it that is too long for a word is not nothing.
TEST(ItemLevels, UpperItemsInAScriptWithoutBlanksSayWhatTheySay) {
  constexpr std::string_view kChinese =
      "港口的管理员在每年春季清点所有的绳索网具灯具和钟并且把结果登记在册送交码头的负责人";
  const std::vector<MatchText> texts = {
      {"灯", kChinese, ""}, {"网", kChinese, ""}, {"钟", "", ""}, {"", kChinese, ""}};
  const ItemLevels levels = LevelsOf(texts, std::vector<int32_t>{-1, 0, -1, 2});
  EXPECT_EQ(levels.of, (Levels{kGrouping, kPlain, kHeading, kPlain}));
}

// Controls, of which one has enhancements: an item as the others, and better than its enhancements.
TEST(ItemLevels, UpperItemsAmongLeavesAreItems) {
  const std::vector<MatchText> texts(5, MatchText{"", kLong, ""});
  const ItemLevels levels = LevelsOf(texts, std::vector<int32_t>{-1, 0, 0, -1, -1});
  EXPECT_EQ(levels.of, (Levels{kRefined, kPlain, kPlain, kPlain, kPlain}));
  EXPECT_GT(levels.scores[0], levels.scores[3]);
  EXPECT_LT(levels.scores[1], levels.scores[3]);
}

// Categories with a text of their own, each over subcategories.
TEST(ItemLevels, ALevelWithoutLeavesGroups) {
  const std::vector<MatchText> texts(4, MatchText{"", kLong, ""});
  const ItemLevels levels = LevelsOf(texts, std::vector<int32_t>{-1, 0, -1, 2});
  EXPECT_EQ(levels.of, (Levels{kGrouping, kPlain, kGrouping, kPlain}));
  EXPECT_LT(levels.scores[0], levels.scores[1]);
}

// A list that keeps the numbers of what it dropped: neither a dropped leaf nor a dropped heading is
// suggested, not for a heading either, and also in a flat list.
TEST(ItemLevels, WhatWasWithdrawnIsNoAnswer) {
  const std::vector<MatchText> texts = {
      {"Harbours", "[Withdrawn: moved to Q-2, Q-3]", ""},
      {"", "Withdrawn.", ""},
      {"[Reserved]", "", ""},
      {"Lamps", kLong, ""},
      {"", "Withdrawn consent ends the processing", ""},
      {"Deleted: files",
       "Ropes, nets, lamps and bells of the harbour, counted each spring by the "
       "keeper of the quay, stay readable on old disks until somebody writes over "
       "every block, destroys the plates, grinds the casing or melts all chips; a witness signs, and two "
       "clerks file the paper",
       ""}};
  constexpr ItemLevel kWithdrawn = ItemLevel::kWithdrawn;
  for (const int32_t parent : {-1, 0}) {
    const ItemLevels levels = LevelsOf(texts, std::vector<int32_t>{-1, parent, -1, -1, -1, -1});
    EXPECT_EQ(levels.of, (Levels{kWithdrawn, kWithdrawn, kWithdrawn, kPlain, kPlain, kPlain}));
    for (size_t i = 0; i < 3; ++i) {
      EXPECT_LT(levels.scores[i], -1);
      EXPECT_LT(levels.for_headings[i], -1);
    }
  }
}

TEST(ItemLevels, ACircleEnds) {
  const std::vector<MatchText> texts(2, MatchText{"", kLong, ""});
  EXPECT_EQ(LevelsOf(texts, std::vector<int32_t>{1, 0}).of.size(), 2U);
}

TEST(ItemLevels, WithdrawnItemsWithAndWithoutANameOfTheirOwn) {
  EXPECT_TRUE(IsOnlyWithdrawn("q:B-1", "[Withdrawn: moved to B-7]", ""));
  EXPECT_TRUE(IsOnlyWithdrawn("q:B-1", "B-1", "Reserved."));
  EXPECT_TRUE(IsOnlyWithdrawn("q:B-1", "", "Withdrawn: see B-7"));
  EXPECT_FALSE(IsOnlyWithdrawn("q:B-1", "Lamps", "Withdrawn: moved to B-7."));  // its name says what it was
  EXPECT_FALSE(IsOnlyWithdrawn("q:B-1", "Reserved berths", "Some berths are reserved."));
  EXPECT_FALSE(IsOnlyWithdrawn("q:B-1", "B-1", "Ropes are coiled."));
}

}  // namespace
}  // namespace concord
