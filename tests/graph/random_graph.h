// Random graphs, small enough for oracles that look at everything.
#ifndef CONCORD_TESTS_GRAPH_RANDOM_GRAPH_H_
#define CONCORD_TESTS_GRAPH_RANDOM_GRAPH_H_

#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "graph/store.h"

namespace concord::testing {

struct RandomGraphOptions {
  size_t nodes = 20;
  size_t edges = 60;
  size_t types = 3;
  size_t labels = 3;
  bool loops = true;
};

// Keys "n0", "n1", ...; labels "L0" ... (some nodes have none, some several), types "T9", "T8" ... in
// that order, so that the order of names is not the order of first use. Each edge has an int "weight".
inline GraphBatch MakeRandomGraph(std::mt19937_64& random, const RandomGraphOptions& options) {
  const auto below = [&](size_t n) { return static_cast<size_t>(random() % n); };
  GraphBatch batch;
  for (size_t i = 0; i < options.nodes; ++i) {
    PutNode node;
    node.key = "n" + std::to_string(i);
    node.lifetime = Lifetime::kPermanent;
    for (size_t label = 0; label < options.labels; ++label) {
      if (below(3) == 0) node.labels.push_back("L" + std::to_string(label));
    }
    batch.nodes.push_back(std::move(node));
  }
  for (size_t i = 0; i < options.edges && options.nodes > 0; ++i) {
    const size_t from = below(options.nodes), to = below(options.nodes);
    if (from == to && !options.loops) continue;
    batch.edges.push_back({.type = "T" + std::to_string(9 - below(options.types)),
                           .from = "n" + std::to_string(from),
                           .to = "n" + std::to_string(to),
                           .properties = {{"weight", static_cast<int64_t>(1 + below(9))}}});
  }
  return batch;
}

// A memory store that holds the batch, and a snapshot of it.
struct StoredGraph {
  explicit StoredGraph(const GraphBatch& batch) : store(NewMemoryStore()) {
    const Result<void> applied = store->Apply(batch);
    EXPECT_TRUE(applied) << applied.error().ToString();
    snapshot = store->TakeSnapshot();
  }
  std::vector<Edge> Edges() const {
    std::vector<Edge> edges;
    const Result<void> done = snapshot->ForEachEdge([&](const Edge& edge) {
      edges.push_back(edge);
      return true;
    });
    EXPECT_TRUE(done);
    return edges;
  }
  std::unique_ptr<GraphStore> store;
  std::unique_ptr<Snapshot> snapshot;
};

}  // namespace concord::testing

#endif  // CONCORD_TESTS_GRAPH_RANDOM_GRAPH_H_
