#include "query/algorithms/communities.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/query/algorithms/arcs.h"

namespace concord {
namespace {

using testing::Arcs;
using Numbers = std::vector<uint32_t>;

TEST(Communities, OfTwoTrianglesAndABridge) {
  const Arcs graph("a>b b>c c>a d>e e>f f>d c>d");
  const auto found = FindCommunities(graph.view());
  ASSERT_TRUE(found);
  EXPECT_EQ(found->groups.of, (Numbers{0, 0, 0, 1, 1, 1}));
  // 6 of 7 edges lie inside; each half has 7 of the 14 ends: 6/7 - 2/4.
  EXPECT_NEAR(found->modularity, 6.0 / 7 - 0.5, 1e-12);
}

TEST(Communities, DirectionDoesNotCountAndParallelEdgesDo) {
  // b hangs on a by one edge and on c by three.
  const Arcs graph("a>d a>e d>e b>a b>c c>b b>c c>f");
  const auto found = FindCommunities(graph.view());
  ASSERT_TRUE(found);
  EXPECT_EQ(found->groups.of[graph["b"]], found->groups.of[graph["c"]]);
  EXPECT_NE(found->groups.of[graph["b"]], found->groups.of[graph["a"]]);
}

TEST(Communities, OfARingOfCliquesAreTheCliques) {
  // Eight times five nodes, all joined among themselves, in a ring: far enough from where the resolution of
  // modularity ends.
  std::string arcs;
  const auto name = [](int clique, int n) {
    return std::string{static_cast<char>('a' + clique), static_cast<char>('0' + n)};
  };
  for (int clique = 0; clique < 8; ++clique) {
    for (int a = 0; a < 5; ++a) {
      for (int b = a + 1; b < 5; ++b) arcs += name(clique, a) + ">" + name(clique, b) + " ";
    }
    arcs += name(clique, 4) + ">" + name((clique + 1) % 8, 0) + " ";
  }
  arcs.pop_back();
  const Arcs graph(arcs);
  const auto found = FindCommunities(graph.view());
  ASSERT_TRUE(found);
  EXPECT_EQ(found->groups.sizes, Numbers(8, 5));
  for (int clique = 0; clique < 8; ++clique) {
    for (int n = 1; n < 5; ++n) {
      EXPECT_EQ(found->groups.of[graph[name(clique, n)]], found->groups.of[graph[name(clique, 0)]]);
    }
  }
  // 80 of 88 edges lie inside, and each clique has an eighth of the ends.
  EXPECT_NEAR(found->modularity, 80.0 / 88 - 1.0 / 8, 1e-12);
}

TEST(Modularity, OfAnyDivision) {
  const Arcs graph("a>b b>c c>a");
  EXPECT_NEAR(Modularity(graph.view(), GroupByLabel(Numbers{0, 0, 0})), 0, 1e-12);
  EXPECT_NEAR(Modularity(graph.view(), GroupByLabel(Numbers{0, 1, 2})), -1.0 / 3, 1e-12);
  const Arcs loop("a>a b");
  EXPECT_NEAR(Modularity(loop.view(), GroupByLabel(Numbers{0, 1})), 0, 1e-12);
  const Arcs none("a b");
  EXPECT_EQ(Modularity(none.view(), GroupByLabel(Numbers{0, 1})), 0);
}

TEST(Communities, AreAsGoodAsTheirModularitySays) {
  for (unsigned seed = 0; seed < 20; ++seed) {
    const Arcs graph = Arcs::Random(seed, 30, 20 + seed * 3);
    const auto found = FindCommunities(graph.view());
    ASSERT_TRUE(found);
    EXPECT_NEAR(found->modularity, Modularity(graph.view(), found->groups), 1e-12);
    EXPECT_EQ(FindCommunities(graph.view())->groups.of, found->groups.of);
    Numbers alone(graph.size());
    for (uint32_t v = 0; v < alone.size(); ++v) alone[v] = v;
    EXPECT_GE(found->modularity, Modularity(graph.view(), GroupByLabel(alone)));
    EXPECT_GE(found->modularity, 0);  // all in one group would be 0
  }
}

TEST(Communities, RefusesAndStops) {
  const Arcs graph("a>b b>c c>a");
  EXPECT_EQ(FindCommunities(graph.view(), {.resolution = 0}).error().code, ErrorCode::kUsage);
  EXPECT_EQ(FindCommunities(graph.view(), {.resolution = 1, .keep_going = [] { return false; }}).error().code,
            ErrorCode::kLimit);
  EXPECT_TRUE(FindCommunities(GraphView()).value().groups.of.empty());
  const Arcs none("a b");
  EXPECT_EQ(FindCommunities(none.view())->groups.sizes, (Numbers{1, 1}));
}

}  // namespace
}  // namespace concord
