#include "query/algorithms/page_rank.h"

#include <gtest/gtest.h>

#include <numeric>

#include "tests/query/algorithms/arcs.h"

namespace concord {
namespace {

using testing::Arcs;

TEST(PageRank, OfTwoNodes) {
  // a = 0.15/2 + 0.85 b/2 and a + b = 1: a = 0.5/1.425.
  const Arcs graph("a>b");
  const auto ranks = PageRank(graph.view());
  ASSERT_TRUE(ranks);
  EXPECT_NEAR((*ranks)[graph["a"]], 0.5 / 1.425, 1e-9);
  EXPECT_NEAR((*ranks)[graph["b"]], 0.925 / 1.425, 1e-9);
}

TEST(PageRank, OfACircleIsEven) {
  const Arcs graph("a>b b>c c>d d>a");
  const auto ranks = PageRank(graph.view());
  ASSERT_TRUE(ranks);
  for (const double rank : *ranks) EXPECT_NEAR(rank, 0.25, 1e-9);
}

TEST(PageRank, OfAStarWhoseRaysPointInwardsAndBack) {
  // h = 0.15/4 + 0.85 (a + b + c), and each ray 0.15/4 + 0.85 h/3: with the sum 1, h = 0.8875/1.85.
  const Arcs graph("a>h b>h c>h h>a h>b h>c");
  const auto ranks = PageRank(graph.view());
  ASSERT_TRUE(ranks);
  EXPECT_NEAR((*ranks)[graph["h"]], 0.8875 / 1.85, 1e-9);
  EXPECT_NEAR((*ranks)[graph["a"]], 0.9625 / 1.85 / 3, 1e-9);
}

TEST(PageRank, ParallelEdgesCountEach) {
  // a sends two thirds of what it passes on to b, one third to c; both send it back.
  const Arcs graph("a>b a>b a>c b>a c>a");
  const auto ranks = PageRank(graph.view());
  ASSERT_TRUE(ranks);
  const double a = 0.9 / 1.85;  // a = 0.05 + 0.85 (1 - a)
  EXPECT_NEAR((*ranks)[graph["a"]], a, 1e-9);
  EXPECT_NEAR((*ranks)[graph["b"]], 0.05 + 0.85 * a * 2 / 3, 1e-9);
  EXPECT_NEAR((*ranks)[graph["c"]], 0.05 + 0.85 * a / 3, 1e-9);
}

// What each node passes on, by the definition, with a table of all pairs.
std::vector<double> Passed(const Arcs& graph, const std::vector<double>& ranks, double damping) {
  const size_t n = graph.size();
  std::vector<size_t> leaving(n, 0);
  for (const auto& [from, to] : graph.List()) ++leaving[from];
  std::vector<double> next(n, (1 - damping) / static_cast<double>(n));
  for (const auto& [from, to] : graph.List())
    next[to] += damping * ranks[from] / static_cast<double>(leaving[from]);
  for (size_t v = 0; v < n; ++v) {
    if (leaving[v] > 0) continue;
    for (double& rank : next) rank += damping * ranks[v] / static_cast<double>(n);
  }
  return next;
}

TEST(PageRank, IsWhatOneMoreStepLeavesAsItIs) {
  for (unsigned seed = 0; seed < 30; ++seed) {
    const Arcs graph = Arcs::Random(seed, 20, seed * 3);
    const double damping = seed % 3 == 0 ? 0.5 : 0.85;
    const auto ranks = PageRank(graph.view(), {.damping = damping, .tolerance = 1e-13, .iterations = 1000});
    ASSERT_TRUE(ranks);
    EXPECT_NEAR(std::accumulate(ranks->begin(), ranks->end(), 0.0), 1, 1e-9);
    const std::vector<double> next = Passed(graph, *ranks, damping);
    for (size_t v = 0; v < graph.size(); ++v) EXPECT_NEAR((*ranks)[v], next[v], 1e-9) << seed;
  }
}

TEST(PageRank, OfNothing) {
  EXPECT_TRUE(PageRank(GraphView()).value().empty());
  const Arcs lonely("a b");
  EXPECT_EQ(PageRank(lonely.view()).value(), (std::vector<double>{0.5, 0.5}));
}

TEST(PageRank, RefusesAndStops) {
  const Arcs graph("a>b b>c c>a a>c");
  EXPECT_EQ(PageRank(graph.view(), {.damping = 1}).error().code, ErrorCode::kUsage);
  EXPECT_EQ(PageRank(graph.view(), {.damping = -0.1}).error().code, ErrorCode::kUsage);
  EXPECT_EQ(PageRank(graph.view(), {.damping = 0.85, .tolerance = 1e-10, .iterations = 3}).error().code,
            ErrorCode::kLimit);
  int asked = 0;
  PageRankOptions options;
  options.keep_going = [&] { return ++asked < 3; };
  EXPECT_EQ(PageRank(graph.view(), options).error().code, ErrorCode::kLimit);
  EXPECT_EQ(asked, 3);
}

}  // namespace
}  // namespace concord
