#include "graph/view.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "tests/graph/random_graph.h"

namespace concord {
namespace {

using testing::MakeRandomGraph;
using testing::StoredGraph;

// What a row must hold, by names: (type, other end, edge).
using Entries = std::vector<std::tuple<std::string, NodeId, EdgeId>>;

Entries EntriesOf(const GraphView& view, const GraphView::Row& row) {
  Entries entries;
  for (size_t i = 0; i < row.size(); ++i) {
    entries.emplace_back(view.edge_types()[row.types[i]], view.node(row.vertices[i]), row.edges[i]);
  }
  return entries;
}

bool IsWanted(const std::vector<std::string>& wanted, std::string_view name) {
  return wanted.empty() || std::find(wanted.begin(), wanted.end(), name) != wanted.end();
}

// Compares a view with what a walk over all nodes and edges of the snapshot says.
void ExpectViewOf(const StoredGraph& graph, const ViewOptions& options) {
  const Result<GraphView> view = LoadView(*graph.snapshot, options);
  ASSERT_TRUE(view) << view.error().ToString();

  std::map<NodeId, Node> nodes;
  ASSERT_TRUE(graph.snapshot->ForEachNode([&](NodeId id) {
    Node node = graph.snapshot->GetNode(id).value();
    if (std::any_of(options.labels.begin(), options.labels.end(),
                    [&](const std::string& label) { return node.HasLabel(label); }) ||
        options.labels.empty()) {
      nodes.emplace(id, std::move(node));
    }
    return true;
  }));
  std::map<NodeId, Entries> out, in;
  std::map<EdgeId, std::pair<NodeId, NodeId>> ends;
  for (const Edge& edge : graph.Edges()) {
    if (!IsWanted(options.edge_types, edge.type) || !nodes.contains(edge.from) || !nodes.contains(edge.to))
      continue;
    out[edge.from].emplace_back(edge.type, edge.to, edge.id);
    in[edge.to].emplace_back(edge.type, edge.from, edge.id);
    ends[edge.id] = {edge.from, edge.to};
  }

  ASSERT_EQ(view->vertex_count(), nodes.size());
  ASSERT_EQ(view->edge_count(), ends.size());
  EXPECT_TRUE(std::is_sorted(view->edge_types().begin(), view->edge_types().end()));
  VertexId v = 0;
  for (const auto& [id, node] : nodes) {
    EXPECT_EQ(view->node(v), id);
    EXPECT_EQ(view->vertex(id), v);
    std::sort(out[id].begin(), out[id].end());
    std::sort(in[id].begin(), in[id].end());
    EXPECT_EQ(EntriesOf(*view, view->Out(v)), out[id]);
    EXPECT_EQ(EntriesOf(*view, view->In(v)), in[id]);

    // The slices by type, one after the other, are the whole rows.
    Entries out_slices, in_slices;
    for (uint16_t type = 0; type < view->edge_types().size(); ++type) {
      for (const auto& entry : EntriesOf(*view, view->Out(v, type))) {
        EXPECT_EQ(std::get<0>(entry), view->edge_types()[type]);
        out_slices.push_back(entry);
      }
      for (const auto& entry : EntriesOf(*view, view->In(v, type))) in_slices.push_back(entry);
    }
    EXPECT_EQ(out_slices, out[id]);
    EXPECT_EQ(in_slices, in[id]);

    // Places name the same edges from both ends.
    for (size_t i = 0; i < view->Out(v).size(); ++i) {
      const uint64_t place = view->OutPlace(v) + i;
      EXPECT_EQ(view->SourceAt(place), v);
      EXPECT_EQ(view->TargetAt(place), view->Out(v).vertices[i]);
      EXPECT_EQ(view->EdgeAt(place), view->Out(v).edges[i]);
    }
    for (size_t i = 0; i < view->In(v).size(); ++i) {
      EXPECT_EQ(view->EdgeAt(view->InPlaces(v)[i]), view->In(v).edges[i]);
    }

    for (const char* label : {"L0", "L1", "L2", "absent"}) {
      EXPECT_EQ(view->HasLabel(v, label), node.HasLabel(label));
      const auto with = view->WithLabel(label);
      EXPECT_EQ(std::find(with.begin(), with.end(), v) != with.end(), node.HasLabel(label));
      EXPECT_TRUE(std::is_sorted(with.begin(), with.end()));
    }
    ++v;
  }
  EXPECT_EQ(view->vertex(0), kNoVertex);
  EXPECT_EQ(view->vertex(graph.snapshot->NodeIdLimit()), kNoVertex);
}

TEST(View, EqualsPlainEnumeration) {
  std::mt19937_64 random(1);
  for (const size_t nodes : {1, 2, 5, 30, 200}) {
    for (const size_t edges : {size_t{0}, nodes, nodes * 6}) {
      for (const unsigned threads : {1, 2, 5}) {
        SCOPED_TRACE(::testing::Message()
                     << nodes << " nodes, " << edges << " edges, " << threads << " threads");
        const StoredGraph graph(MakeRandomGraph(random, {.nodes = nodes, .edges = edges}));
        ExpectViewOf(graph, {.labels = {}, .edge_types = {}, .threads = threads});
        ExpectViewOf(graph, {.labels = {"L1"}, .edge_types = {}, .threads = threads});
        ExpectViewOf(graph, {.labels = {"L2", "L0"}, .edge_types = {"T9", "T7"}, .threads = threads});
        ExpectViewOf(graph, {.labels = {}, .edge_types = {"T8"}, .threads = threads});
      }
    }
  }
}

TEST(View, HolesInTheIdsAreNoVertices) {
  std::mt19937_64 random(2);
  StoredGraph graph(MakeRandomGraph(random, {.nodes = 60, .edges = 300}));
  GraphBatch removal;
  for (int i = 0; i < 60; i += 3) removal.removed_nodes.push_back("n" + std::to_string(i));
  ASSERT_TRUE(graph.store->Apply(removal));
  graph.snapshot = graph.store->TakeSnapshot();
  ASSERT_EQ(graph.snapshot->NodeCount(), 40u);
  ExpectViewOf(graph, {});
  ExpectViewOf(graph, {.labels = {"L0"}, .edge_types = {"T9"}});
}

TEST(View, SmallPartOfALargeGraphIsReadVertexByVertex) {
  std::mt19937_64 random(3);
  GraphBatch batch = MakeRandomGraph(random, {.nodes = 400, .edges = 4000});
  for (size_t i = 0; i < batch.nodes.size(); ++i) {
    if (i % 20 == 7) batch.nodes[i].labels.push_back("Rare");
  }
  const StoredGraph graph(batch);
  ExpectViewOf(graph, {.labels = {"Rare"}, .edge_types = {}});
  ExpectViewOf(graph, {.labels = {"Rare"}, .edge_types = {"T8"}, .threads = 3});
}

TEST(View, NothingSelectedIsAnEmptyView) {
  const StoredGraph empty{GraphBatch{}};
  const Result<GraphView> of_nothing = LoadView(*empty.snapshot);
  ASSERT_TRUE(of_nothing);
  EXPECT_EQ(of_nothing->vertex_count(), 0u);
  EXPECT_EQ(of_nothing->vertex(1), kNoVertex);

  std::mt19937_64 random(4);
  const StoredGraph graph(MakeRandomGraph(random, {}));
  const Result<GraphView> no_label = LoadView(*graph.snapshot, {.labels = {"absent"}, .edge_types = {}});
  ASSERT_TRUE(no_label);
  EXPECT_EQ(no_label->vertex_count(), 0u);
  EXPECT_EQ(no_label->edge_count(), 0u);
  const Result<GraphView> no_type = LoadView(*graph.snapshot, {.labels = {}, .edge_types = {"absent"}});
  ASSERT_TRUE(no_type);
  EXPECT_EQ(no_type->vertex_count(), 20u);
  EXPECT_EQ(no_type->edge_count(), 0u);
  EXPECT_FALSE(no_type->FindType("absent"));
}

TEST(View, StaysWhenTheStoreGoesOn) {
  std::mt19937_64 random(5);
  StoredGraph graph(MakeRandomGraph(random, {}));
  const Result<GraphView> view = LoadView(*graph.snapshot);
  ASSERT_TRUE(view);
  const uint64_t edges = view->edge_count();
  GraphBatch more;
  more.edges.push_back({.type = "T9", .from = "n0", .to = "n1", .properties = {}});
  ASSERT_TRUE(graph.store->Apply(more));
  EXPECT_EQ(view->edge_count(), edges);
  EXPECT_EQ(LoadView(*graph.snapshot)->edge_count(), edges);
  EXPECT_EQ(LoadView(*graph.store->TakeSnapshot())->edge_count(), edges + 1);
}

}  // namespace
}  // namespace concord
