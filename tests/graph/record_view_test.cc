#include "graph/record_view.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "graph/record_scan.h"
#include "tests/environment.h"
#include "tests/graph/random_graph.h"

namespace concord {
namespace {

using testing::MakeRandomGraph;
using testing::RandomGraphOptions;
using testing::TemporaryDir;

// On disk and in memory: a record that is read in place, beside the node or edge that is asked for.
class RecordViewTest : public ::testing::TestWithParam<bool> {
 protected:
  RecordViewTest()
      : store_(GetParam() ? *OpenStore(folder_.path() / "s", OpenMode::kCreateIfMissing) : NewMemoryStore()) {
    std::mt19937_64 random(8);
    GraphBatch batch = MakeRandomGraph(random, RandomGraphOptions{.nodes = 40, .edges = 120});
    List deep = {1};
    for (int level = 2; level < kMaxValueDepth; ++level) deep = List{std::move(deep), "heron"};
    for (PropertyMap* properties : {&batch.nodes[3].properties, &batch.edges[5].properties}) {
      for (const Value& value :
           {Value(true), Value(false), Value(INT64_MIN), Value(INT64_MAX), Value(-0.5), Value(""),
            Value(std::string(300, 'x')), Value(Date{1999, 12, 31}), Value(Date{2024, 0, 0}), Value(List{}),
            Value(deep),
            Value(PropertyMap{{"a", List{1, PropertyMap{{"b", Date{2020, 5, 0}}}}}, {"c", 2.5}})})
        properties->Set("p" + std::to_string(properties->size()), value);
    }
    EXPECT_TRUE(store_->Apply(batch));
    snapshot_ = store_->TakeSnapshot();
    while (!snapshot_->SymbolName(limit_).empty()) ++limit_;
  }

  void Compare(const std::vector<PropertyView>& views, const PropertyMap& properties) const {
    ASSERT_EQ(views.size(), properties.size());
    size_t i = 0;
    for (const auto& [name, value] : properties) {
      EXPECT_EQ(snapshot_->SymbolName(views[i].name), name);
      EXPECT_EQ(views[i].value.type(), value.type());
      EXPECT_EQ(views[i].value.ToValue(), value);
      EXPECT_EQ(ValueView(value).ToValue(), value);
      ++i;
    }
  }

  TemporaryDir folder_;
  std::unique_ptr<GraphStore> store_;
  std::unique_ptr<Snapshot> snapshot_;
  Symbol limit_ = 1;
};

TEST_P(RecordViewTest, ShowsWhatIsStored) {
  std::vector<NodeId> nodes;
  ASSERT_TRUE(snapshot_->ForEachNode([&](NodeId id) {
    nodes.push_back(id);
    return true;
  }));
  NodeView node;
  size_t seen = 0;
  ASSERT_TRUE(ReadNodeBytes(*snapshot_, nodes, [&](NodeId id, std::string_view bytes) -> Result<void> {
    const Node whole = *snapshot_->GetNode(id);
    EXPECT_TRUE(ViewNode(bytes, limit_, &node));
    EXPECT_EQ(node.key, whole.key);
    std::vector<std::string> labels;
    for (const Symbol label : node.labels) labels.emplace_back(snapshot_->SymbolName(label));
    std::ranges::sort(labels);
    EXPECT_EQ(labels, whole.labels);
    Compare(node.properties, whole.properties);
    ++seen;
    return {};
  }));
  EXPECT_EQ(seen, nodes.size());

  std::vector<EdgeId> edges;
  ASSERT_TRUE(snapshot_->ForEachEdge([&](const Edge& edge) {
    edges.push_back(edge.id);
    return true;
  }));
  EdgeView edge;
  ASSERT_TRUE(ReadEdgeBytes(*snapshot_, edges, [&](EdgeId id, std::string_view bytes) -> Result<void> {
    const Edge whole = *snapshot_->GetEdge(id);
    EXPECT_TRUE(ViewEdge(bytes, limit_, &edge));
    EXPECT_EQ(snapshot_->SymbolName(edge.type), whole.type);
    EXPECT_EQ(edge.from, whole.from);
    EXPECT_EQ(edge.to, whole.to);
    Compare(edge.properties, whole.properties);
    return {};
  }));
}

// Bytes that are cut, longer, or changed anywhere give an error or some record, and never more than that.
TEST_P(RecordViewTest, OtherBytesAreRefused) {
  const NodeId id = **snapshot_->FindNode("n3");
  std::string bytes;
  const std::vector<NodeId> ids = {id};
  ASSERT_TRUE(ReadNodeBytes(*snapshot_, ids, [&](NodeId, std::string_view record) -> Result<void> {
    bytes = record;
    return {};
  }));
  NodeView node;
  for (size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(ViewNode(std::string_view(bytes).substr(0, size), limit_, &node)) << size;
  EXPECT_FALSE(ViewNode(bytes + "x", limit_, &node));
  EXPECT_TRUE(ViewNode(bytes, limit_, &node));
  const Result<void> unknown = ViewNode(bytes, 2, &node);
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, ErrorCode::kCorrupt);
  for (size_t at = 0; at < bytes.size(); ++at) {
    for (const char change : {'\x01', '\x07', '\x7F', '\x80', '\xFF'}) {
      std::string changed = bytes;
      changed[at] = static_cast<char>(changed[at] ^ change);
      EdgeView edge;
      if (ViewNode(changed, limit_, &node)) {
        for (const PropertyView& property : node.properties) property.value.ToValue();
      }
      if (ViewEdge(changed, limit_, &edge)) {
        for (const PropertyView& property : edge.properties) property.value.ToValue();
      }
    }
  }
}

// The visitor's own error ends the reading, and ids that do not exist are no records.
TEST_P(RecordViewTest, ReadingEndsWithTheFirstError) {
  const std::vector<NodeId> ids = {**snapshot_->FindNode("n1"), **snapshot_->FindNode("n2")};
  int visits = 0;
  const Result<void> stopped = ReadNodeBytes(*snapshot_, ids, [&](NodeId, std::string_view) -> Result<void> {
    ++visits;
    return Fail(ErrorCode::kLimit, "enough");
  });
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, ErrorCode::kLimit);
  EXPECT_EQ(visits, 1);
  const std::vector<uint64_t> none = {999'999};
  const auto ignore = [](uint64_t, std::string_view) -> Result<void> { return {}; };
  EXPECT_EQ(ReadNodeBytes(*snapshot_, none, ignore).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(ReadEdgeBytes(*snapshot_, none, ignore).error().code, ErrorCode::kNotFound);
}

INSTANTIATE_TEST_SUITE_P(Stores, RecordViewTest, ::testing::Bool(),
                         [](const auto& tested) { return tested.param ? "Rocks" : "Memory"; });

}  // namespace
}  // namespace concord
