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

// With an edge that quotes another edition, one that names an edition that is not there, one without words,
// and one that starts in no text.
TinyGraph Cited() {
  const std::string text = "Article 1. Keep logs. Tell the Lake Board.";
  TinyGraph graph;
  graph.Document("act", "act@1", text)
      .Section("act@1:art.1", "act@1", "Article 1", "", text)
      .Measure("act@1:art.1#1", "act@1:art.1", "Keep logs.")
      .Measure("act@1:art.1#2", "act@1:art.1", "Tell the Lake Board.");
  graph.Document("copy", "copy@1", "A copy that says: Tell the Lake Board.");
  graph.Forum("board", "Lake Board").Involves("act@1:art.1#2", "board", "venue", "Lake Board");
  graph.Edge("CITES", "act@1:art.1#1", "copy", {{"version", "copy@1"}, {"start", 2}, {"end", 6}})
      .Edge("CITES", "act@1:art.1#2", "copy", {{"version", "lost@1"}, {"start", 0}, {"end", 7}})
      .Edge("CITES", "act@1:art.1", "copy", {{"start", 3}, {"end", 3}, {"source", "a.csv"}})
      .Edge("CITES", "board", "act", {{"start", 0}, {"end", 7}});
  return graph;
}

// A selection that is a large part of the graph is read in another way than a small one, and texts alone in
// another way than evidence. All say the same.
TEST(ExportRecordsTest, EveryWayReadsTheSame) {
  TinyGraph graph = Cited(), large = Cited();
  for (int i = 0; i < 400; ++i) large.Node("n" + std::to_string(i), {"Concept"});
  const Snapshot& few = graph.Take();
  const Snapshot& many = large.Take();
  SelectionOptions small;
  for (const char* key : {"act", "copy", "board"}) small.roots.emplace_back(key);
  const Selection all = *Select(few, {}), some = *Select(many, small);
  ExportRecords quick(few, all), slow(many, some), texts(few, all, ExportRecords::Detail::kTexts);
  ASSERT_EQ(all.nodes.size(), some.nodes.size());
  ASSERT_EQ(all.edges.size(), some.edges.size());
  size_t quotes = 0;
  for (size_t i = 0; i < all.nodes.size(); ++i) {
    const ExportNode a = *quick.Node(i), b = *slow.Node(i);
    EXPECT_EQ(a.key, b.key);
    EXPECT_EQ(a.properties, b.properties) << a.key;
    EXPECT_EQ(a.properties, texts.Node(i)->properties) << a.key;
    ASSERT_EQ(a.evidence.has_value(), b.evidence.has_value()) << a.key;
    if (a.evidence) {
      EXPECT_EQ(a.evidence->quote, b.evidence->quote);
      EXPECT_EQ(a.evidence->anchor, b.evidence->anchor);
      EXPECT_EQ(a.evidence->version, b.evidence->version);
    }
  }
  for (size_t i = 0; i < all.edges.size(); ++i) {
    const ExportEdge a = *quick.Edge(i), b = *slow.Edge(i);
    EXPECT_EQ(a.type, b.type);
    EXPECT_EQ(a.properties, b.properties) << a.from << " " << a.to;
    EXPECT_EQ(a.properties, texts.Edge(i)->properties) << a.from << " " << a.to;
    EXPECT_EQ(a.evidence.has_value(), b.evidence.has_value());
    quotes += a.properties.Find("quote") != nullptr ? 1 : 0;
  }
  EXPECT_GE(quotes, 3U);
}

}  // namespace
}  // namespace concord
