#include "query/exporters/text_policy.h"

#include <gtest/gtest.h>

#include "query/exporters/exporter.h"
#include "tests/query/tiny_graph.h"

namespace concord {
namespace {

using testing::TinyGraph;

// A document whose words are nowhere else.
TinyGraph Shanty(const std::string& policy) {
  const std::string refrain = "Keepers shall hoist the halyard";
  std::string text = refrain;
  for (int i = 0; i < 40; ++i) text += " and haul away";
  text += " zenith.";
  TinyGraph graph;
  graph.Document("shanty", "shanty@1", text);
  graph.Section("shanty@1:1", "shanty@1", "1", "Halyards", text);
  graph.Measure("shanty@1:1#1", "shanty@1:1", text);
  graph.Forum("board", "Harbour Board").Involves("shanty@1:1#1", "board", "venue", "hoist the halyard");
  graph.Framework("ropes", {"Halyard care|Dry the halyard zenith."});
  graph.Node("maps", {"MappingSet"}, {{"title", "Knots"}});
  graph.Maps("shanty@1:1#1", "skos:closeMatch", "ropes:1",
             {{"object_label", "Halyard care"}, {"subject_label", "the halyard"}, {"set", "maps"}});
  for (PutNode& node : graph.batch().nodes) {
    if (node.key == "shanty" || node.key == "ropes@1") node.properties.Set("text_policy", policy);
  }
  return graph;
}

std::string Written(const Snapshot& snapshot, std::string_view format) {
  SelectionOptions options;
  options.texts = true;
  const Result<Selection> selection = Select(snapshot, options);
  EXPECT_TRUE(selection);
  std::string all;
  const Result<void> done = FindExporter(format)->write(
      snapshot, *selection, OutputSink([&all](std::string_view, std::string_view bytes) -> Result<void> {
        all += bytes;
        return {};
      }));
  EXPECT_TRUE(done) << done.error().ToString();
  return all;
}

bool Holds(const std::string& text, std::string_view word) { return text.find(word) != std::string::npos; }

TEST(TextPolicyTest, NoFormatWritesMoreThanThePolicyAllows) {
  TinyGraph full = Shanty("full"), excerpt = Shanty("excerpt"), ids = Shanty("id-only"), odd = Shanty("some");
  const Snapshot &all = full.Take(), &some = excerpt.Take(), &none = ids.Take(), &unknown = odd.Take();
  for (const std::string_view format : {"graphml", "gexf", "node_link", "cytoscape", "jsonl", "csv", "neo4j",
                                        "kuzu", "dot", "turtle", "nquads", "jsonld", "obsidian"}) {
    SCOPED_TRACE(format);
    const std::string whole = Written(all, format);
    const std::string part = Written(some, format);
    const std::string bare = Written(none, format);
    EXPECT_TRUE(Holds(whole, "halyard"));
    EXPECT_TRUE(format == "dot" || format == "obsidian" || Holds(whole, "zenith"));
    EXPECT_TRUE(Holds(part, "halyard"));
    EXPECT_FALSE(Holds(part, "haul away zenith"));
    EXPECT_FALSE(Holds(bare, "halyard") || Holds(bare, "Halyard"))
        << bare.substr(bare.find("alyard") - 200, 400);
    EXPECT_TRUE(Holds(bare, "shanty@1:1#1") || Holds(bare, "shanty@1:1%231")) << "keys stay";
    EXPECT_FALSE(Holds(Written(unknown, format), "halyard")) << "an unknown policy is the strictest";
  }
  EXPECT_TRUE(Holds(Written(all, "sssom"), "Halyard care"));
  EXPECT_FALSE(Holds(Written(none, "sssom"), "alyard"));
}

TEST(TextPolicyTest, AStoreWithoutPoliciesIsFull) {
  TinyGraph graph;
  graph.Document("act", "act@1", "text");
  const Result<TextPolicies> policies = TextPolicies::Load(graph.Take());
  ASSERT_TRUE(policies);
  EXPECT_TRUE(policies->all_full());
}

}  // namespace
}  // namespace concord
