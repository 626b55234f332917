#include "query/algorithms/components.h"

#include <gtest/gtest.h>

#include "tests/query/algorithms/arcs.h"

namespace concord {
namespace {

using testing::Arcs;
using Numbers = std::vector<uint32_t>;

TEST(Components, WeakOnesIgnoreDirection) {
  const Arcs graph("a>b c>b d>e f");
  const VertexGroups groups = WeakComponents(graph.view());
  EXPECT_EQ(groups.of, (Numbers{0, 0, 0, 1, 1, 2}));
  EXPECT_EQ(groups.sizes, (Numbers{3, 2, 1}));
}

TEST(Components, StrongOnesAreCircles) {
  const Arcs graph("a>b b>c c>d d>b d>e e>f f>e g>g");
  const VertexGroups groups = StrongComponents(graph.view());
  EXPECT_EQ(groups.of, (Numbers{2, 0, 0, 0, 1, 1, 3}));
  EXPECT_EQ(groups.sizes, (Numbers{3, 2, 1, 1}));
}

TEST(Components, TheLargestComesFirstAndEqualsInOrder) {
  const Arcs graph("a b>c d>e f>g f>h");
  EXPECT_EQ(WeakComponents(graph.view()).of, (Numbers{3, 1, 1, 2, 2, 0, 0, 0}));
  EXPECT_TRUE(WeakComponents(GraphView()).of.empty());
  EXPECT_TRUE(StrongComponents(GraphView()).sizes.empty());
}

TEST(Components, AgreeWithReachingEachOther) {
  for (unsigned seed = 0; seed < 30; ++seed) {
    const Arcs graph = Arcs::Random(seed, 25, 10 + seed);
    const size_t n = graph.size();
    // Warshall, along the edges and in both directions.
    std::vector<std::vector<bool>> along(n, std::vector<bool>(n, false)), either = along;
    for (size_t v = 0; v < n; ++v) along[v][v] = either[v][v] = true;
    for (const auto& [from, to] : graph.List()) along[from][to] = either[from][to] = either[to][from] = true;
    for (auto* reached : {&along, &either}) {
      for (size_t k = 0; k < n; ++k) {
        for (size_t a = 0; a < n; ++a) {
          for (size_t b = 0; b < n; ++b)
            (*reached)[a][b] = (*reached)[a][b] || ((*reached)[a][k] && (*reached)[k][b]);
        }
      }
    }
    const VertexGroups weak = WeakComponents(graph.view());
    const VertexGroups strong = StrongComponents(graph.view());
    for (size_t a = 0; a < n; ++a) {
      for (size_t b = 0; b < n; ++b) {
        EXPECT_EQ(weak.of[a] == weak.of[b], either[a][b]);
        EXPECT_EQ(strong.of[a] == strong.of[b], along[a][b] && along[b][a]);
      }
    }
  }
}

TEST(Components, OfALongChainNeedNoDeepStack) {
  std::string arcs;
  for (int n = 0; n < 200'000; ++n)
    arcs += std::to_string(1'000'000 + n) + ">" + std::to_string(1'000'001 + n) + " ";
  arcs.pop_back();
  const Arcs graph(arcs);
  EXPECT_EQ(WeakComponents(graph.view()).sizes, (Numbers{200'001}));
  EXPECT_EQ(StrongComponents(graph.view()).sizes.size(), 200'001U);
}

}  // namespace
}  // namespace concord
