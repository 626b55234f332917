#include "query/exporters/export_records.h"

#include <gtest/gtest.h>

#include "tests/query/tiny_graph.h"

namespace concord {
namespace {

using testing::TinyGraph;

void Collect(const PropertyMap& properties, ExportRecords::Types* types) {
  for (const auto& [name, value] : properties) {
    const auto [at, fresh] = types->emplace(name, value.type());
    if (at->second != value.type()) at->second = Value::Type::kString;
  }
}

// Types are found without reading most texts; here they are those of what is exported.
TEST(ExportRecordsTest, TypesAreThoseOfWhatIsExported) {
  const std::string text = "Article 1. Keep logs. Tell the Lake Board.";
  for (const bool odd : {false, true}) {
    TinyGraph graph;
    graph.Document("act", "act@1", text)
        .Section("act@1:art.1", "act@1", "Article 1", "", text)
        .Measure("act@1:art.1#1", "act@1:art.1", "Keep logs.")
        .Measure("act@1:art.1#2", "act@1:art.1", "Tell the Lake Board.");
    graph.Forum("board", "Lake Board").Involves("act@1:art.1#2", "board", "venue", "Lake Board");
    if (odd) {
      // Names of ours with values of other types: covered by the text, beside it, and in no text.
      graph.Node("act@1:art.1#1", {"Measure"}, {{"text", 7}})
          .Node("heron", {"Measure"}, {{"text", 2.5}})
          .Edge("CITES", "act@1:art.1#1", "act", {{"quote", 9}, {"start", 0}, {"end", 7}})
          .Edge("CITES", "act@1:art.1#2", "act", {{"quote", true}})
          .Edge("CITES", "heron", "act", {{"version", 3}, {"start", 0}, {"end", 7}});
    }
    const Snapshot& snapshot = graph.Take();
    const Selection selection = *Select(snapshot, {});
    ExportRecords::Types nodes, edges;
    ExportRecords records(snapshot, selection);
    for (size_t i = 0; i < records.node_count(); ++i) Collect(records.Node(i)->properties, &nodes);
    for (size_t i = 0; i < records.edge_count(); ++i) Collect(records.Edge(i)->properties, &edges);
    EXPECT_EQ(ExportRecords(snapshot, selection).NodePropertyTypes(), nodes);
    EXPECT_EQ(ExportRecords(snapshot, selection).EdgePropertyTypes(), edges);
    // Also when it is the same object that writes them afterwards, and before.
    EXPECT_EQ(records.NodePropertyTypes(), nodes);
    EXPECT_EQ(records.EdgePropertyTypes(), edges);
  }
}

// More records than are read at once, and some of them twice.
TEST(ExportRecordsTest, RecordsAreThoseOfTheSelectionInItsOrder) {
  constexpr size_t kCount = 10'000;
  TinyGraph graph;
  for (size_t i = 0; i < kCount; ++i) {
    graph.Node("n" + std::to_string(i * 7919 % kCount), {"Concept"}, {{"number", static_cast<int64_t>(i)}});
    graph.Edge("BROADER", "n" + std::to_string(i), "n" + std::to_string(i / 2),
               {{"number", static_cast<int64_t>(i)}});
  }
  const Snapshot& snapshot = graph.Take();
  const Selection selection = *Select(snapshot, {});
  ExportRecords records(snapshot, selection);
  ASSERT_EQ(records.node_count(), kCount);
  ASSERT_EQ(records.edge_count(), kCount);
  for (int time = 0; time < 2; ++time) {
    for (size_t i = 0; i < kCount; ++i) {
      const Node node = *snapshot.GetNode(selection.nodes[i]);
      const ExportNode exported = *records.Node(i);
      ASSERT_EQ(exported.key, node.key);
      ASSERT_EQ(exported.properties, node.properties);
      const Edge edge = *snapshot.GetEdge(selection.edges[i]);
      const ExportEdge also = *records.Edge(i);
      ASSERT_EQ(also.id, "e" + std::to_string(i + 1));
      ASSERT_EQ(also.from, snapshot.GetNode(edge.from)->key);
      ASSERT_EQ(also.to, snapshot.GetNode(edge.to)->key);
      ASSERT_EQ(also.properties, edge.properties);
    }
  }
  EXPECT_EQ(records.Node(9'000)->key, snapshot.GetNode(selection.nodes[9'000])->key);
  EXPECT_EQ(records.Node(8'999)->key, snapshot.GetNode(selection.nodes[8'999])->key);
}

}  // namespace
}  // namespace concord
