#include "graph/view_boost.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <boost/graph/max_cardinality_matching.hpp>
#include <boost/graph/maximum_weighted_matching.hpp>
#include <boost/graph/page_rank.hpp>
#include <boost/graph/reverse_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <limits>
#include <numeric>
#include <set>

#include "tests/graph/random_graph.h"

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/lsan_interface.h>
#endif

namespace concord {
namespace {

using testing::MakeRandomGraph;
using testing::StoredGraph;

BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<GraphView>));
BOOST_CONCEPT_ASSERT((boost::EdgeListGraphConcept<GraphView>));
BOOST_CONCEPT_ASSERT((boost::BidirectionalGraphConcept<GraphView>));
BOOST_CONCEPT_ASSERT((boost::AdjacencyGraphConcept<GraphView>));
BOOST_CONCEPT_ASSERT((boost::ReadablePropertyGraphConcept<GraphView, VertexId, boost::vertex_index_t>));
BOOST_CONCEPT_ASSERT((boost::ReadablePropertyGraphConcept<GraphView, ViewEdge, boost::edge_index_t>));
BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<UndirectedView>));
BOOST_CONCEPT_ASSERT((boost::EdgeListGraphConcept<UndirectedView>));
BOOST_CONCEPT_ASSERT((boost::BidirectionalGraphConcept<UndirectedView>));
BOOST_CONCEPT_ASSERT((boost::AdjacencyGraphConcept<UndirectedView>));
BOOST_CONCEPT_ASSERT((boost::AdjacencyMatrixConcept<UndirectedView>));
BOOST_CONCEPT_ASSERT((boost::ReadablePropertyGraphConcept<UndirectedView, ViewEdge, boost::edge_weight_t>));

// A graph twice: as a view, and as the plain list of edges that the naive algorithms below read.
struct Sample {
  struct Arc {
    size_t from, to;
    double weight;
  };
  Sample(std::mt19937_64& random, const testing::RandomGraphOptions& options)
      : graph(MakeRandomGraph(random, options)), view(LoadView(*graph.snapshot).value()) {
    weights.resize(view.edge_count());
    for (const Edge& edge : graph.Edges()) {
      const double weight = static_cast<double>(edge.properties.Find("weight")->as_int());
      arcs.push_back({view.vertex(edge.from), view.vertex(edge.to), weight});
      const GraphView::Row row = view.Out(view.vertex(edge.from));
      const auto at = std::find(row.edges.begin(), row.edges.end(), edge.id);
      weights[view.OutPlace(view.vertex(edge.from)) + static_cast<uint64_t>(at - row.edges.begin())] = weight;
    }
  }
  size_t size() const { return view.vertex_count(); }

  StoredGraph graph;
  GraphView view;
  std::vector<Arc> arcs;
  std::vector<double> weights;  // by place
};

constexpr double kFar = std::numeric_limits<double>::infinity();
using Matrix = std::vector<std::vector<double>>;

// Shortest distances between all pairs, by Floyd and Warshall; each edge counts 1 unless weighted.
Matrix Distances(const Sample& sample, bool weighted) {
  Matrix distance(sample.size(), std::vector<double>(sample.size(), kFar));
  for (size_t v = 0; v < sample.size(); ++v) distance[v][v] = 0;
  for (const auto& arc : sample.arcs) {
    distance[arc.from][arc.to] = std::min(distance[arc.from][arc.to], weighted ? arc.weight : 1);
  }
  for (size_t k = 0; k < sample.size(); ++k) {
    for (size_t i = 0; i < sample.size(); ++i) {
      for (size_t j = 0; j < sample.size(); ++j) {
        distance[i][j] = std::min(distance[i][j], distance[i][k] + distance[k][j]);
      }
    }
  }
  return distance;
}

// Distances from `start` by breadth-first search; infinite when out of reach.
template <typename Graph>
std::vector<double> Reach(const Graph& graph, VertexId start) {
  std::vector<double> distance(num_vertices(graph), kFar);
  distance[start] = 0;
  const auto record = boost::record_distances(
      boost::make_iterator_property_map(distance.begin(), VertexIndexMap()), boost::on_tree_edge());
  boost::breadth_first_search(graph, start, boost::visitor(boost::make_bfs_visitor(record)));
  return distance;
}

TEST(ViewBoost, BreadthFirstSearchBothWays) {
  std::mt19937_64 random(11);
  for (int round = 0; round < 30; ++round) {
    const Sample sample(random, {.nodes = 1 + random() % 25, .edges = random() % 60});
    const Matrix distance = Distances(sample, false);
    for (VertexId s = 0; s < sample.size(); ++s) {
      EXPECT_EQ(Reach(sample.view, s), distance[s]);
      const std::vector<double> backwards = Reach(boost::make_reverse_graph(sample.view), s);
      for (size_t v = 0; v < sample.size(); ++v) EXPECT_EQ(backwards[v], distance[v][s]);
    }
  }
}

TEST(ViewBoost, DijkstraBothWays) {
  std::mt19937_64 random(12);
  for (int round = 0; round < 30; ++round) {
    const Sample sample(random, {.nodes = 1 + random() % 25, .edges = random() % 100});
    const Matrix expected = Distances(sample, true);
    std::vector<double> distance(sample.size());
    const auto weight =
        boost::make_iterator_property_map(sample.weights.begin(), get(boost::edge_index, sample.view));
    const auto run = [&](const auto& graph, const auto& weights, VertexId start) {
      boost::dijkstra_shortest_paths(
          graph, start,
          boost::weight_map(weights)
              .distance_map(boost::make_iterator_property_map(distance.begin(), VertexIndexMap()))
              .distance_inf(kFar));
    };
    for (VertexId s = 0; s < sample.size(); ++s) {
      run(sample.view, weight, s);
      EXPECT_EQ(distance, expected[s]);
    }
    // Along the in edges: the same weights through the same places.
    std::vector<double> along(sample.size(), kFar);
    for (VertexId v = 0; v < sample.size(); ++v) {
      for (auto [at, last] = in_edges(v, sample.view); at != last; ++at) {
        along[v] = std::min(along[v], get(weight, *at));
      }
      double lightest = kFar;
      for (const auto& arc : sample.arcs) {
        if (arc.to == v) lightest = std::min(lightest, arc.weight);
      }
      EXPECT_EQ(along[v], lightest);
    }
  }
}

TEST(ViewBoost, ConnectedComponents) {
  std::mt19937_64 random(13);
  for (int round = 0; round < 50; ++round) {
    const Sample sample(random, {.nodes = 1 + random() % 40, .edges = random() % 40});
    // Labels that spread along edges until nothing changes
    std::vector<size_t> smallest(sample.size());
    std::iota(smallest.begin(), smallest.end(), 0);
    for (bool changed = true; changed;) {
      changed = false;
      for (const auto& arc : sample.arcs) {
        const size_t least = std::min(smallest[arc.from], smallest[arc.to]);
        changed |= smallest[arc.from] != least || smallest[arc.to] != least;
        smallest[arc.from] = smallest[arc.to] = least;
      }
    }
    std::vector<int> component(sample.size());
    const int count = boost::connected_components(
        UndirectedView(sample.view), boost::make_iterator_property_map(component.begin(), VertexIndexMap()));
    EXPECT_EQ(static_cast<size_t>(count), std::set<size_t>(smallest.begin(), smallest.end()).size());
    for (size_t a = 0; a < sample.size(); ++a) {
      for (size_t b = 0; b < sample.size(); ++b) {
        EXPECT_EQ(component[a] == component[b], smallest[a] == smallest[b]);
      }
    }
  }
}

TEST(ViewBoost, StrongComponents) {
  std::mt19937_64 random(14);
  for (int round = 0; round < 30; ++round) {
    const Sample sample(random, {.nodes = 1 + random() % 25, .edges = random() % 60});
    const Matrix distance = Distances(sample, false);
    std::vector<int> component(sample.size());
    boost::strong_components(sample.view,
                             boost::make_iterator_property_map(component.begin(), VertexIndexMap()));
    for (size_t a = 0; a < sample.size(); ++a) {
      for (size_t b = 0; b < sample.size(); ++b) {
        EXPECT_EQ(component[a] == component[b], distance[a][b] < kFar && distance[b][a] < kFar);
      }
    }
  }
}

TEST(ViewBoost, PageRank) {
  std::mt19937_64 random(15);
  for (int round = 0; round < 20; ++round) {
    const Sample sample(random, {.nodes = 1 + random() % 30, .edges = random() % 150});
    // Boost's definition: no teleport from dead ends, ranks that sum to no more than the number of vertices.
    const size_t n = sample.size();
    std::vector<double> degree(n), expected(n, 1.0 / static_cast<double>(n));
    for (const auto& arc : sample.arcs) degree[arc.from] += 1;
    for (int step = 0; step < 20; ++step) {
      std::vector<double> next(n, 1 - 0.85);
      for (const auto& arc : sample.arcs) next[arc.to] += 0.85 * expected[arc.from] / degree[arc.from];
      expected = next;
    }
    std::vector<double> rank(n);
    boost::graph::page_rank(sample.view, boost::make_iterator_property_map(rank.begin(), VertexIndexMap()),
                            boost::graph::n_iterations(20), 0.85);
    for (size_t v = 0; v < n; ++v) EXPECT_NEAR(rank[v], expected[v], 1e-9);
  }
}

TEST(ViewBoost, BetweennessCentrality) {
  std::mt19937_64 random(16);
  for (int round = 0; round < 20; ++round) {
    // Without loops: they lie on no shortest path.
    const Sample sample(random, {.nodes = 2 + random() % 14, .edges = random() % 50, .loops = false});
    const size_t n = sample.size();
    const Matrix distance = Distances(sample, false);
    // paths[s][t]: the number of shortest paths, parallel edges apart, by rising distance
    Matrix paths(n, std::vector<double>(n, 0));
    for (size_t s = 0; s < n; ++s) {
      paths[s][s] = 1;
      for (double far = 0; far < static_cast<double>(n); far += 1) {
        for (const auto& arc : sample.arcs) {
          if (distance[s][arc.from] == far && distance[s][arc.to] == far + 1)
            paths[s][arc.to] += paths[s][arc.from];
        }
      }
    }
    std::vector<double> expected(n, 0), centrality(n);
    for (size_t v = 0; v < n; ++v) {
      for (size_t s = 0; s < n; ++s) {
        for (size_t t = 0; t < n; ++t) {
          if (s == v || t == v || s == t || distance[s][t] == kFar) continue;
          if (distance[s][v] + distance[v][t] == distance[s][t]) {
            expected[v] += paths[s][v] * paths[v][t] / paths[s][t];
          }
        }
      }
    }
    boost::brandes_betweenness_centrality(
        sample.view, boost::make_iterator_property_map(centrality.begin(), VertexIndexMap()));
    for (size_t v = 0; v < n; ++v) EXPECT_NEAR(centrality[v], expected[v], 1e-9);
  }
}

// While one lives, leaks are not counted: the blossoms of boost::maximum_weighted_matching (1.74) point at
// each other with shared pointers and are never freed.
#if defined(__SANITIZE_ADDRESS__)
using BoostLeaks = __lsan::ScopedDisabler;
#else
struct BoostLeaks {
  ~BoostLeaks() {}
};
#endif

// The greatest number of edges, and the greatest weight, of a matching: by trying all sets of vertices.
std::pair<double, double> BestMatchings(const Sample& sample) {
  const size_t n = sample.size();
  std::vector<double> most(size_t{1} << n, 0), heaviest(size_t{1} << n, 0);
  for (size_t set = 1; set < most.size(); ++set) {
    const size_t v = static_cast<size_t>(std::countr_zero(set));
    most[set] = most[set & (set - 1)];
    heaviest[set] = heaviest[set & (set - 1)];
    for (const auto& arc : sample.arcs) {
      if ((arc.from != v && arc.to != v) || arc.from == arc.to) continue;
      const size_t both = (size_t{1} << arc.from) | (size_t{1} << arc.to);
      if ((set & both) != both) continue;
      most[set] = std::max(most[set], most[set & ~both] + 1);
      heaviest[set] = std::max(heaviest[set], heaviest[set & ~both] + arc.weight);
    }
  }
  return {most.back(), heaviest.back()};
}

TEST(ViewBoost, Matchings) {
  std::mt19937_64 random(17);
  for (int round = 0; round < 60; ++round) {
    const bool loops = round % 2 == 0;
    const Sample sample(random, {.nodes = 2 + random() % 9, .edges = 1 + random() % 16, .loops = loops});
    if (sample.view.edge_count() == 0) continue;
    const UndirectedView graph(sample.view, sample.weights);
    const auto [most, heaviest] = BestMatchings(sample);

    std::vector<VertexId> mate(sample.size());
    const auto mates = boost::make_iterator_property_map(mate.begin(), VertexIndexMap());
    EXPECT_TRUE(boost::checked_edmonds_maximum_cardinality_matching(graph, mates));
    EXPECT_EQ(static_cast<double>(boost::matching_size(graph, mates)), most);
    EXPECT_TRUE(boost::is_a_matching(graph, mates));

    if (loops) continue;  // Boost's weighted algorithm does not take them
    const BoostLeaks ignored;
    boost::maximum_weighted_matching(graph, mates);
    EXPECT_DOUBLE_EQ(boost::matching_weight_sum(graph, mates), heaviest);
  }
}

TEST(ViewBoost, IteratorsEnumerateEveryEdgeOnce) {
  std::mt19937_64 random(18);
  const Sample sample(random, {.nodes = 30, .edges = 80});
  std::vector<int> seen(sample.view.edge_count()), seen_out(seen), seen_in(seen), seen_undirected(seen);
  for (auto [at, last] = edges(sample.view); at != last; ++at) {
    const ViewEdge edge = *at;
    EXPECT_EQ(sample.view.SourceAt(edge.place), source(edge, sample.view));
    EXPECT_EQ(sample.view.TargetAt(edge.place), target(edge, sample.view));
    ++seen[edge.place];
  }
  for (VertexId v = 0; v < sample.size(); ++v) {
    for (auto [at, last] = out_edges(v, sample.view); at != last; ++at) ++seen_out[(*at).place];
    for (auto [at, last] = in_edges(v, sample.view); at != last; ++at) ++seen_in[(*at).place];
    const UndirectedView graph(sample.view);
    const auto [first, last] = out_edges(v, graph);
    EXPECT_EQ(static_cast<size_t>(last - first), degree(v, graph));
    for (auto at = first; at != last; ++at) {
      EXPECT_EQ(source(*at, graph), v);
      const ViewEdge inwards = in_edges(v, graph).first[at - first];
      EXPECT_EQ(inwards, *at);
      EXPECT_EQ(source(inwards, graph), target(*at, graph));
      EXPECT_EQ(target(inwards, graph), v);
      ++seen_undirected[(*at).place];
    }
  }
  for (size_t place = 0; place < seen.size(); ++place) {
    EXPECT_EQ(seen[place], 1);
    EXPECT_EQ(seen_out[place], 1);
    EXPECT_EQ(seen_in[place], 1);
    EXPECT_EQ(seen_undirected[place], 2);
  }
}

}  // namespace
}  // namespace concord
