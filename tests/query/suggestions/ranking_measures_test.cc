#include "query/suggestions/ranking_measures.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace concord {
namespace {

TEST(RankingMeasures, ByHand) {
  // Right at the ranks 2 and 7; a third one is not found.
  const std::vector<uint32_t> ranked = {9, 4, 8, 7, 6, 5, 1, 0, 3, 2, 11};
  const RankingMeasures found = Measure(ranked, {4, 1, 40});
  EXPECT_DOUBLE_EQ(found.mrr, 0.5);
  EXPECT_DOUBLE_EQ(found.recall5, 1.0 / 3);
  EXPECT_DOUBLE_EQ(found.recall10, 2.0 / 3);
  const double best = 1 + 1 / std::log2(3.0) + 0.5;
  EXPECT_NEAR(found.ndcg, (1 / std::log2(3.0) + 1.0 / 3) / best, 1e-12);
}

TEST(RankingMeasures, AnEleventhCountsForTheReciprocalRankAlone) {
  std::vector<uint32_t> ranked;
  for (uint32_t i = 0; i < 20; ++i) ranked.push_back(i);
  const RankingMeasures found = Measure(ranked, {10});
  EXPECT_DOUBLE_EQ(found.mrr, 1.0 / 11);
  EXPECT_EQ(found.recall10, 0);
  EXPECT_EQ(found.ndcg, 0);
}

TEST(RankingMeasures, NothingFound) {
  const RankingMeasures found = Measure({}, {3});
  EXPECT_EQ(found.mrr + found.recall5 + found.recall10 + found.ndcg, 0);
}

TEST(RankingMeasures, ShortRankings) {
  const std::vector<uint32_t> ranked = {3, 1};
  EXPECT_DOUBLE_EQ(Measure(ranked, {3, 1}).recall5, 1);
  EXPECT_DOUBLE_EQ(Measure(ranked, {3, 1}).ndcg, 1);
}

TEST(Reliability, ErrorIsTheMeanDistanceOfSaidAndRight) {
  Reliability set;
  // Said .2 four times, once right; said .9 once, right: (|.8 - 1| + |.9 - 1|) / 5.
  for (int i = 0; i < 4; ++i) set.Add(0.2, i == 0, 1);
  set.Add(0.9, true, 1);
  EXPECT_NEAR(set.Error(), 0.3 / 5, 1e-12);
  EXPECT_EQ(Reliability().Error(), 0);
  set.Add(1.0, true, 1);
  EXPECT_EQ(set.bins[9].count, 2U);
}

}  // namespace
}  // namespace concord
