#include "graph/record_scan.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>

#include "graph/view_arrays.h"
#include "tests/environment.h"
#include "tests/graph/random_graph.h"

namespace concord {
namespace {

using testing::MakeRandomGraph;
using testing::RandomGraphOptions;
using testing::TemporaryDir;

constexpr std::array<std::string_view, 3> kNames = {"weight", "name", "nobody has this"};

// On disk and in memory, with something removed: scanned records beside those that are asked for one by one.
class RecordScanTest : public ::testing::TestWithParam<bool> {
 protected:
  RecordScanTest()
      : store_(GetParam() ? *OpenStore(folder_.path() / "s", OpenMode::kCreateIfMissing) : NewMemoryStore()) {
    std::mt19937_64 random(5);
    GraphBatch batch = MakeRandomGraph(random, RandomGraphOptions{.nodes = 60, .edges = 200});
    for (size_t i = 0; i < batch.nodes.size(); ++i) {
      PropertyMap& properties = batch.nodes[i].properties;
      if (i % 2 == 0) properties.Set("name", "heron " + std::to_string(i));
      if (i % 3 == 0) properties.Set("weight", static_cast<int64_t>(i) - 9);
      properties.Set("date", Date{2020, 1, 2});
      properties.Set("list", List{1, "two", List{2.5}});
      properties.Set("map", PropertyMap{{"a", true}});
    }
    EXPECT_TRUE(store_->Apply(batch));
    GraphBatch less;
    less.removed_nodes = {"n3", "n4", "n59"};
    EXPECT_TRUE(store_->Apply(less));
    snapshot_ = store_->TakeSnapshot();
  }
  TemporaryDir folder_;
  std::unique_ptr<GraphStore> store_;
  std::unique_ptr<Snapshot> snapshot_;
};

TEST_P(RecordScanTest, NodesAreThoseThatAreAskedForOneByOne) {
  for (const auto& [first, limit] : {std::pair<NodeId, NodeId>{0, UINT64_MAX}, {10, 20}, {1, 2}, {99, 200}}) {
    std::vector<NodeId> expected, scanned;
    ASSERT_TRUE(snapshot_->ForEachNode([&](NodeId id) {
      if (id >= first && id < limit) expected.push_back(id);
      return true;
    }));
    ASSERT_TRUE(ScanNodes(
        *snapshot_, kNames,
        [&](const ScannedNode& node) {
          scanned.push_back(node.id);
          const Node whole = *snapshot_->GetNode(node.id);
          EXPECT_EQ(node.key, whole.key);
          for (size_t i = 0; i < kNames.size(); ++i) {
            const Value* value = whole.properties.Find(kNames[i]);
            EXPECT_EQ(node.values[i], value == nullptr ? Value() : *value) << whole.key << " " << kNames[i];
          }
          return true;
        },
        first, limit));
    EXPECT_EQ(scanned, expected);
  }
  size_t visits = 0;
  ASSERT_TRUE(ScanNodes(*snapshot_, kNames, [&](const ScannedNode&) { return ++visits < 3; }));
  EXPECT_EQ(visits, 3U);
}

TEST_P(RecordScanTest, EdgesAreThoseOfTheTypes) {
  constexpr std::array<std::string_view, 2> kTypes = {"T9", "T7"};
  for (const auto& [first, limit] : {std::pair<EdgeId, EdgeId>{0, UINT64_MAX}, {20, 60}}) {
    std::map<EdgeId, Edge> expected;
    ASSERT_TRUE(snapshot_->ForEachEdge(
        [&](const Edge& edge) {
          if (edge.type != "T8") expected.emplace(edge.id, edge);
          return true;
        },
        first, limit));
    EdgeId last = 0;
    size_t count = 0;
    ASSERT_TRUE(ScanEdges(
        *snapshot_, kTypes, kNames,
        [&](const ScannedEdge& edge) {
          EXPECT_GT(edge.id, last);
          last = edge.id;
          ++count;
          EXPECT_TRUE(expected.contains(edge.id));
          const Edge& whole = expected[edge.id];
          EXPECT_EQ(edge.from, whole.from);
          EXPECT_EQ(edge.to, whole.to);
          EXPECT_EQ(snapshot_->SymbolName(edge.type), whole.type);
          EXPECT_EQ(edge.values[0], *whole.properties.Find("weight"));
          EXPECT_TRUE(edge.values[1].is_null());
          return true;
        },
        first, limit));
    EXPECT_EQ(count, expected.size());
  }
}

TEST_P(RecordScanTest, RecordsByIdAreThoseThatAreAskedForOneByOne) {
  std::vector<NodeId> nodes;
  ASSERT_TRUE(snapshot_->ForEachNode([&](NodeId id) {
    nodes.push_back(id);
    return true;
  }));
  std::map<EdgeId, Edge> edges;
  ASSERT_TRUE(snapshot_->ForEachEdge([&](const Edge& edge) {
    edges.emplace(edge.id, edge);
    return true;
  }));
  // All, some near one another, and some so far apart that they are looked for anew.
  for (const size_t step : {size_t{1}, size_t{3}, size_t{40}}) {
    std::vector<NodeId> some;
    for (size_t i = 0; i < nodes.size(); i += step) some.push_back(nodes[i]);
    size_t next = 0;
    ASSERT_TRUE(ReadNodes(*snapshot_, some, [&](const Node& node) {
      const Node whole = *snapshot_->GetNode(some.at(next++));
      EXPECT_EQ(node.id, whole.id);
      EXPECT_EQ(node.key, whole.key);
      EXPECT_EQ(node.labels, whole.labels);
      EXPECT_EQ(node.properties, whole.properties);
      EXPECT_EQ(node.lifetime, whole.lifetime);
    }));
    EXPECT_EQ(next, some.size());
    std::vector<EdgeId> ids;
    for (const auto& [id, edge] : edges) {
      if (id % step == 0) ids.push_back(id);
    }
    next = 0;
    ASSERT_TRUE(ReadEdges(*snapshot_, ids, [&](const Edge& edge) {
      const Edge& whole = edges.at(ids.at(next++));
      EXPECT_EQ(edge.id, whole.id);
      EXPECT_EQ(edge.from, whole.from);
      EXPECT_EQ(edge.to, whole.to);
      EXPECT_EQ(edge.type, whole.type);
      EXPECT_EQ(edge.properties, whole.properties);
    }));
    EXPECT_EQ(next, ids.size());
  }
  // What was removed, with its edges, and what never was.
  for (EdgeId id = 1; id < snapshot_->EdgeIdLimit() + 2; ++id) {
    const std::array<EdgeId, 1> one = {id};
    EXPECT_EQ(ReadEdges(*snapshot_, one, [](const Edge&) {}).has_value(), edges.contains(id)) << id;
  }
  for (NodeId id = 1; id < snapshot_->NodeIdLimit() + 2; ++id) {
    const std::array<NodeId, 1> one = {id};
    EXPECT_EQ(ReadNodes(*snapshot_, one, [](const Node&) {}).has_value(),
              std::ranges::binary_search(nodes, id))
        << id;
  }
}

INSTANTIATE_TEST_SUITE_P(Stores, RecordScanTest, ::testing::Bool(),
                         [](const auto& of) { return of.param ? "OnDisk" : "InMemory"; });

TEST(ViewArraysTest, AViewComesBack) {
  for (const size_t edges : {size_t{0}, size_t{150}}) {
    std::mt19937_64 random(9);
    const testing::StoredGraph graph(
        MakeRandomGraph(random, RandomGraphOptions{.nodes = edges / 3, .edges = edges}));
    const GraphView view = *LoadView(*graph.snapshot);
    FlatFileBuilder file;
    const ViewArrays arrays(view);
    arrays.AddTo(&file);
    const auto made = file.Finish({1, 1, ViewArrays::kCount}, nullptr);
    const GraphView back = ViewArrays::Read(*made, 0);
    EXPECT_EQ(back.edge_types(), view.edge_types());
    ASSERT_EQ(back.vertex_count(), view.vertex_count());
    ASSERT_EQ(back.edge_count(), view.edge_count());
    const auto equal = [](const auto& a, const auto& b) { return std::ranges::equal(a, b); };
    for (VertexId v = 0; v < view.vertex_count(); ++v) {
      EXPECT_EQ(back.node(v), view.node(v));
      EXPECT_TRUE(equal(back.Out(v).vertices, view.Out(v).vertices));
      EXPECT_TRUE(equal(back.Out(v).types, view.Out(v).types));
      EXPECT_TRUE(equal(back.Out(v).edges, view.Out(v).edges));
      EXPECT_TRUE(equal(back.In(v).vertices, view.In(v).vertices));
      EXPECT_TRUE(equal(back.InPlaces(v), view.InPlaces(v)));
      EXPECT_EQ(back.OutPlace(v), view.OutPlace(v));
    }
    for (const std::string label : {"L0", "L1", "L2", "L9"})
      EXPECT_TRUE(equal(back.WithLabel(label), view.WithLabel(label)));
  }
}

}  // namespace
}  // namespace concord
