#include "query/algorithms/betweenness.h"

#include <gtest/gtest.h>

#include <limits>

#include "tests/query/algorithms/arcs.h"

namespace concord {
namespace {

using testing::Arcs;
using Numbers = std::vector<double>;

Numbers Of(const std::string& arcs, bool directed) {
  return Betweenness(Arcs(arcs).view(), {.directed = directed}).value();
}

TEST(Betweenness, OfAChain) {
  // Over c lead the ways a-d, a-e, b-d and b-e.
  EXPECT_EQ(Of("a>b b>c c>d d>e", false), (Numbers{0, 3, 4, 3, 0}));
  EXPECT_EQ(Of("a>b b>c c>d d>e", true), (Numbers{0, 3, 4, 3, 0}));
  // Against the direction there is no way.
  EXPECT_EQ(Of("a>b c>b c>d d>e", false), (Numbers{0, 3, 4, 3, 0}));
  EXPECT_EQ(Of("a>b c>b c>d d>e", true), (Numbers{0, 0, 0, 1, 0}));
}

TEST(Betweenness, OfAStar) { EXPECT_EQ(Of("h>a h>b h>c h>d", false), (Numbers{0, 0, 0, 0, 6})); }

TEST(Betweenness, EquallyShortWaysShare) {
  EXPECT_EQ(Of("a>b a>c b>d c>d", false), (Numbers{0.5, 0.5, 0.5, 0.5}));
  EXPECT_EQ(Of("a>b a>c b>d c>d", true), (Numbers{0, 0.5, 0.5, 0}));
  // Two edges are two ways: two of the three from a to d lead over b.
  EXPECT_NEAR(Of("a>b a>b a>c b>d c>d", true)[1], 2.0 / 3, 1e-12);
}

// By the definition: distances and numbers of shortest paths between all pairs.
Numbers ByDefinition(const Arcs& graph, bool directed) {
  const size_t n = graph.size();
  constexpr int kFar = std::numeric_limits<int>::max() / 4;
  std::vector<std::vector<int>> distance(n, std::vector<int>(n, kFar));
  std::vector<Numbers> edges(n, Numbers(n, 0));
  for (const auto& [from, to] : graph.List()) {
    if (from == to) continue;
    ++edges[from][to];
    if (!directed) ++edges[to][from];
  }
  for (size_t a = 0; a < n; ++a) {
    distance[a][a] = 0;
    for (size_t b = 0; b < n; ++b) {
      if (edges[a][b] > 0) distance[a][b] = 1;
    }
  }
  for (size_t k = 0; k < n; ++k) {
    for (size_t a = 0; a < n; ++a) {
      for (size_t b = 0; b < n; ++b)
        distance[a][b] = std::min(distance[a][b], distance[a][k] + distance[k][b]);
    }
  }
  // Paths of a length are paths of one step less, and an edge.
  std::vector<Numbers> paths(n, Numbers(n, 0));
  for (size_t a = 0; a < n; ++a) {
    paths[a][a] = 1;
    for (int length = 1; length < static_cast<int>(n); ++length) {
      for (size_t b = 0; b < n; ++b) {
        if (distance[a][b] != length) continue;
        for (size_t c = 0; c < n; ++c) {
          if (distance[a][c] == length - 1) paths[a][b] += paths[a][c] * edges[c][b];
        }
      }
    }
  }
  Numbers sums(n, 0);
  for (size_t a = 0; a < n; ++a) {
    for (size_t b = 0; b < n; ++b) {
      if (a == b || distance[a][b] >= kFar) continue;
      for (size_t v = 0; v < n; ++v) {
        if (v == a || v == b || distance[a][v] + distance[v][b] != distance[a][b]) continue;
        sums[v] += paths[a][v] * paths[v][b] / paths[a][b] / (directed ? 1 : 2);
      }
    }
  }
  return sums;
}

TEST(Betweenness, AgreesWithTheDefinition) {
  for (unsigned seed = 0; seed < 20; ++seed) {
    const Arcs graph = Arcs::Random(seed, 16, 10 + seed * 2);
    for (const bool directed : {false, true}) {
      const Numbers found = Betweenness(graph.view(), {.directed = directed}).value();
      const Numbers expected = ByDefinition(graph, directed);
      for (size_t v = 0; v < graph.size(); ++v)
        EXPECT_NEAR(found[v], expected[v], 1e-9) << seed << " " << directed;
    }
  }
}

TEST(Betweenness, PathsMayBeMoreThanIntegersHold) {
  // Each of 80 diamonds in a row doubles the number of paths.
  std::string arcs;
  for (int n = 0; n < 80; ++n) {
    const std::string here = std::to_string(1000 + n * 3);
    const std::string next = std::to_string(1003 + n * 3);
    for (int side = 1; side <= 2; ++side) {
      const std::string middle = std::to_string(1000 + n * 3 + side);
      arcs += here + ">" + middle + " " + middle + ">" + next + " ";
    }
  }
  arcs.pop_back();
  const Arcs graph(arcs);
  const Numbers found = Betweenness(graph.view(), {.directed = true}).value();
  // Half of the paths from the first node to each node beyond the first diamond lead over this middle, and it
  // is on no other path: 1 + 79 * 3 nodes lie beyond.
  EXPECT_NEAR(found[graph["1001"]], 0.5 * (80 * 3 - 2), 1e-6);
}

// A selection of a few relationships in a store of many nodes took the square of the number of nodes.
TEST(Betweenness, VerticesWithoutEdgesCostNothing) {
  std::string arcs = "h>a h>b h>c h>d";
  for (int n = 1000; n < 4000; ++n) arcs += " i" + std::to_string(n);
  for (const bool directed : {false, true}) {
    int asked = 0;  // about every 4096 steps
    const auto keep_going = [&asked] { return ++asked > 0; };
    const Arcs graph(arcs);
    const Numbers found = Betweenness(graph.view(), {.directed = directed, .keep_going = keep_going}).value();
    EXPECT_EQ(found.size(), 3005U);
    EXPECT_EQ(found[graph["h"]], directed ? 0 : 6);
    EXPECT_EQ(found[graph["i2000"]], 0);
    EXPECT_LE(asked, 1);
  }
}

TEST(Betweenness, Stops) {
  const Arcs graph = Arcs::Random(1, 200, 600);
  int asked = 0;
  const auto stopped =
      Betweenness(graph.view(), {.directed = false, .keep_going = [&] { return ++asked < 3; }});
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, ErrorCode::kLimit);
  EXPECT_EQ(asked, 3);
  EXPECT_TRUE(Betweenness(GraphView()).value().empty());
}

}  // namespace
}  // namespace concord
