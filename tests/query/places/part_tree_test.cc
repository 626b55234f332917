#include "query/places/part_tree.h"

#include <gtest/gtest.h>

#include "query/places/part_places.h"
#include "query/places/place.h"
#include "tests/query/tiny_graph.h"

namespace concord {
namespace {

using testing::TinyGraph;

constexpr std::string_view kText = "Part 1 Duties. Article 1 Records. Keep logs. Tell the Lake Board.";

// Parts in several wholes, parts of nothing, and works within works.
TinyGraph Acts() {
  TinyGraph graph;
  const std::string text(kText);
  graph.Document("act", "act@1", text)
      .Section("act@1:1", "act@1", "Part 1", "Duties", text)
      .Section("act@1:1.1", "act@1:1", "Article 1", "Records", "Article 1 Records. Keep logs.")
      .Measure("act@1:1.1#1", "act@1:1.1", "Keep logs.")
      .Measure("act@1:1.1#2", "act@1:1.1", "Tell the Lake Board.");
  graph.Document("other", "other@1", text).Section("other@1:1", "other@1", "1", "", text);
  graph.Framework("fw", {"One|text", "Two|text"});
  graph.Forum("board", "Lake Board");
  // A section of two wholes: a part before a section of an edition, whatever their order.
  graph.Edge("HAS_SECTION", "other@1", "act@1:1.1").Edge("HAS_PART", "other@1:1", "act@1:1");
  graph.Edge("HAS_ITEM", "act", "other");
  graph.Node("lone", {"Section"});
  return graph;
}

TEST(PartTree, FindsWhatPlacesFind) {
  TinyGraph graph = Acts();
  const Snapshot& snapshot = graph.Take();
  const Result<std::optional<PartTree>> tree = PartTree::Load(snapshot);
  ASSERT_TRUE(tree);
  ASSERT_TRUE(*tree);
  Places plain(snapshot);
  PartPlaces quick(snapshot, **tree);
  size_t with_version = 0;
  ASSERT_TRUE(snapshot.ForEachNode([&](NodeId id) {
    const std::string key = snapshot.GetNode(id)->key;
    const Place a = **plain.Of(id), b = **quick.Of(id);
    EXPECT_EQ(a.section, b.section) << key;
    EXPECT_EQ(a.version, b.version) << key;
    EXPECT_EQ(a.document, b.document) << key;
    EXPECT_EQ(a.anchor, b.anchor) << key;
    EXPECT_EQ(a.headings, b.headings) << key;
    EXPECT_EQ(a.document_title, b.document_title) << key;
    EXPECT_EQ((*tree)->VersionOf(id), a.version) << key;
    with_version += a.version != 0 ? 1 : 0;
    return true;
  }));
  EXPECT_GE(with_version, 8U);
}

TEST(PartTree, ACircleOfPartsComesToAnEnd) {
  TinyGraph graph;
  graph.Node("a", {"Section"}).Node("b", {"Section"}).Edge("HAS_PART", "a", "b").Edge("HAS_PART", "b", "a");
  const Snapshot& snapshot = graph.Take();
  const auto tree = PartTree::Load(snapshot);
  ASSERT_TRUE(tree && *tree);
  const NodeId a = **snapshot.FindNode("a");
  EXPECT_EQ((*tree)->VersionOf(a), 0U);
  EXPECT_TRUE(PartPlaces(snapshot, **tree).Of(a));
  EXPECT_EQ((*tree)->WholeOf(999), 0U);
}

TEST(PartTree, KeptTextsAreWholeCharactersInsideTheText) {
  TinyGraph graph;
  const std::string text = "aö€z";
  graph.Document("d", "d@1", text);
  const Snapshot& snapshot = graph.Take();
  const auto tree = PartTree::Load(snapshot);
  ASSERT_TRUE(tree && *tree);
  Places plain(snapshot);
  PartPlaces quick(snapshot, **tree);
  const NodeId version = **snapshot.FindNode("d@1");
  for (uint64_t start = 0; start <= text.size() + 1; ++start) {
    for (uint64_t end = 0; end <= text.size() + 1; ++end) {
      const Result<std::string> a = plain.Text(version, start, end);
      const Result<std::string_view> b = quick.Text(version, start, end);
      ASSERT_EQ(a.has_value(), b.has_value()) << start << " " << end;
      if (a) {
        EXPECT_EQ(*a, *b);
      } else {
        EXPECT_EQ(a.error().message, b.error().message);
      }
    }
  }
  EXPECT_EQ(quick.Text(**snapshot.FindNode("d"), 0, 1).error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace concord
