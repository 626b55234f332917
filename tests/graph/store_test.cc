// What both stores promise, example by example. tests/graph/store_model_test.cc does it at random.
#include "graph/store.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/environment.h"

namespace concord {
namespace {

struct Kind {
  const char* name;
  bool on_disk;
};

class Store : public ::testing::TestWithParam<Kind> {
 protected:
  void SetUp() override {
    if (!GetParam().on_disk) {
      store_ = NewMemoryStore();
      return;
    }
    auto opened = OpenStore(dir_.path(), OpenMode::kCreateIfMissing);
    ASSERT_TRUE(opened) << opened.error().message;
    store_ = *std::move(opened);
  }

  void Apply(const GraphBatch& batch, ApplyMode mode = ApplyMode::kPublish) {
    const auto applied = store_->Apply(batch, mode);
    ASSERT_TRUE(applied) << applied.error().message;
  }

  ErrorCode Refusal(const GraphBatch& batch, ApplyMode mode = ApplyMode::kPublish) {
    const auto applied = store_->Apply(batch, mode);
    EXPECT_FALSE(applied);
    return applied ? ErrorCode::kIo : applied.error().code;
  }

  NodeId Find(const std::string& key) {
    const auto found = store_->TakeSnapshot()->FindNode(key);
    EXPECT_TRUE(found) << found.error().message;
    return found && *found ? **found : 0;
  }

  std::vector<std::string> Keys() {
    const auto snapshot = store_->TakeSnapshot();
    std::vector<std::string> keys;
    EXPECT_TRUE(snapshot->ForEachNode([&](NodeId id) {
      keys.push_back(snapshot->GetNode(id)->key);
      return true;
    }));
    return keys;
  }

  testing::TemporaryDir dir_;
  std::unique_ptr<GraphStore> store_;
};

PutNode NodeOf(std::string key, Lifetime lifetime = Lifetime::kOwned) {
  return {std::move(key), {"Thing"}, {}, lifetime};
}

// A document of two sections that names two actors.
GraphBatch DocumentBatch(const std::string& name, const std::vector<std::string>& actors) {
  GraphBatch batch;
  batch.unit = name;
  batch.fingerprint = "hash of " + name;
  batch.nodes = {NodeOf(name), NodeOf(name + ":1")};
  batch.edges = {{"HAS_SECTION", name, name + ":1", {}}};
  batch.blobs = {{name, "text", "The text of " + name}};
  for (const std::string& actor : actors) {
    batch.nodes.push_back(NodeOf(actor, Lifetime::kShared));
    batch.edges.push_back({"MENTIONS", name + ":1", actor, {{"start", 5}}});
  }
  return batch;
}

TEST_P(Store, SecondPutAddsToTheNode) {
  GraphBatch batch;
  batch.nodes = {{"a", {"Actor"}, {{"name", "A"}, {"rank", 1}}, Lifetime::kShared}};
  Apply(batch);
  const NodeId id = Find("a");
  batch.nodes = {{"a", {"Forum", "Actor"}, {{"rank", 2}}, Lifetime::kOwned}};
  Apply(batch);
  const auto snapshot = store_->TakeSnapshot();
  const auto node = snapshot->GetNode(id);
  ASSERT_TRUE(node);
  EXPECT_EQ(node->labels, (std::vector<std::string>{"Actor", "Forum"}));
  EXPECT_EQ(node->properties, PropertyMap({{"name", "A"}, {"rank", 2}}));
  EXPECT_EQ(node->lifetime, Lifetime::kShared);
  EXPECT_EQ(snapshot->NodeCount("Actor"), 1u);
  EXPECT_EQ(snapshot->NodeCount("Forum"), 1u);
}

TEST_P(Store, EdgesToNothingRefuseTheWholeBatch) {
  GraphBatch batch;
  batch.nodes = {NodeOf("a")};
  batch.edges = {{"CITES", "a", "nowhere", {}}};
  EXPECT_EQ(Refusal(batch), ErrorCode::kInvalid);
  EXPECT_EQ(Find("a"), 0u);
  EXPECT_EQ(store_->TakeSnapshot()->NodeIdLimit(), 1u);
  batch.edges = {{"CITES", "a", "a", {}}};
  Apply(batch);
  EXPECT_EQ(Find("a"), 1u);
}

TEST_P(Store, LimitsAreKept) {
  GraphBatch batch;
  batch.nodes = {NodeOf(std::string(kMaxNameBytes + 1, 'k'))};
  EXPECT_EQ(Refusal(batch), ErrorCode::kLimit);
  batch.nodes = {NodeOf("")};
  EXPECT_EQ(Refusal(batch), ErrorCode::kInvalid);
  Value deep = 1;
  for (int i = 0; i <= kMaxValueDepth; ++i) deep = List{deep};
  batch.nodes = {{"deep", {}, {{"value", deep}}}};
  EXPECT_EQ(Refusal(batch), ErrorCode::kLimit);
  batch.nodes = {{std::string(kMaxNameBytes, 'k'), {}, {{"value", deep.as_list()[0]}}}};
  Apply(batch);
}

TEST_P(Store, ParallelEdgesAndLoopsStandBesideEachOther) {
  GraphBatch batch;
  batch.nodes = {NodeOf("a"), NodeOf("b")};
  batch.edges = {{"CITES", "a", "b", {}}, {"CITES", "a", "b", {}}, {"CITES", "a", "a", {}}};
  Apply(batch);
  const auto snapshot = store_->TakeSnapshot();
  std::vector<std::pair<NodeId, EdgeId>> out, in;
  const auto collect = [](auto* ends) {
    return [ends](const Adjacent& end) {
      ends->emplace_back(end.node, end.edge);
      return true;
    };
  };
  ASSERT_TRUE(snapshot->ForEachAdjacent(1, Direction::kOut, std::nullopt, collect(&out)));
  ASSERT_TRUE(snapshot->ForEachAdjacent(1, Direction::kIn, std::nullopt, collect(&in)));
  EXPECT_EQ(out, (std::vector<std::pair<NodeId, EdgeId>>{{1, 3}, {2, 1}, {2, 2}}));
  EXPECT_EQ(in, (std::vector<std::pair<NodeId, EdgeId>>{{1, 3}}));
}

TEST_P(Store, HubsKeepTheirOrderOverManyRuns) {
  // More edges than a run holds, in several batches, to ends that come in no order.
  std::vector<std::pair<NodeId, EdgeId>> expected;
  EdgeId edge = 1;
  for (int round = 0; round < 3; ++round) {
    GraphBatch batch;
    batch.unit = "unit" + std::to_string(round);
    batch.nodes = {NodeOf("hub", Lifetime::kPermanent)};
    for (int i = 0; i < 2500; ++i)
      batch.nodes.push_back(NodeOf("n" + std::to_string(i), Lifetime::kPermanent));
    for (int i = 0; i < 2500; ++i) {
      const int other = (i * 1009 + round * 7) % 2500;
      batch.edges.push_back({"CITES", "hub", "n" + std::to_string(other), {}});
      expected.emplace_back(static_cast<NodeId>(other + 2), edge++);
    }
    Apply(batch);
  }
  const auto compare = [&] {
    std::sort(expected.begin(), expected.end());
    const auto snapshot = store_->TakeSnapshot();
    std::vector<std::pair<NodeId, EdgeId>> found;
    ASSERT_TRUE(snapshot->ForEachAdjacent(1, Direction::kOut, std::nullopt, [&](const Adjacent& end) {
      found.emplace_back(end.node, end.edge);
      return true;
    }));
    EXPECT_EQ(found, expected);
    EXPECT_EQ(snapshot->EdgeCount("CITES"), expected.size());
  };
  compare();
  GraphBatch removal;
  removal.removed_units = {"unit1"};
  removal.removed_nodes = {"n7"};
  Apply(removal);
  std::erase_if(expected,
                [](const auto& end) { return end.first == 9 || (end.second > 2500 && end.second <= 5000); });
  compare();
}

TEST_P(Store, StagedBatchesAppearAtOneInstant) {
  GraphBatch actor;
  actor.nodes = {{"un", {"Actor"}, {{"acronym", "UN"}}, Lifetime::kPermanent}};
  Apply(actor);
  GraphBatch first = DocumentBatch("doc@1", {"un"});
  first.nodes.push_back({"un", {"Forum"}, {{"acronym", "ONU"}}, Lifetime::kShared});
  first.blobs.push_back({"un", "note", "about the UN"});
  GraphBatch second;
  second.unit = "doc@1";
  second.nodes = {NodeOf("doc@1:2")};
  second.edges = {{"HAS_SECTION", "doc@1", "doc@1:2", {}}};

  const auto before = store_->TakeSnapshot();
  Apply(first, ApplyMode::kStage);
  Apply(second, ApplyMode::kStage);
  const auto between = store_->TakeSnapshot();
  for (const Snapshot* snapshot : {before.get(), between.get()}) {
    EXPECT_EQ(snapshot->NodeCount(), 1u);
    EXPECT_EQ(*snapshot->FindNode("doc@1:2"), std::nullopt);
    EXPECT_EQ(snapshot->GetNode(1)->properties.FindString("acronym"), "UN");
    EXPECT_EQ(*snapshot->BlobSize(1, "note"), std::nullopt);
    EXPECT_TRUE(snapshot->Units()->empty());
    EXPECT_EQ(snapshot->EdgeCount("MENTIONS"), 0u);
    uint64_t edges = 0;
    ASSERT_TRUE(snapshot->ForEachAdjacent(1, Direction::kIn, std::nullopt,
                                          [&](const Adjacent&) { return ++edges > 0; }));
    EXPECT_EQ(edges, 0u);
  }
  Apply({});
  const auto after = store_->TakeSnapshot();
  EXPECT_EQ(after->NodeCount(), 4u);
  EXPECT_EQ(after->GetNode(1)->properties.FindString("acronym"), "ONU");
  EXPECT_TRUE(after->GetNode(1)->HasLabel("Forum"));
  EXPECT_EQ(*after->GetBlob(1, "note"), "about the UN");
  EXPECT_EQ((*after->FindUnit("doc@1"))->fingerprint, "hash of doc@1");
  EXPECT_EQ(before->NodeCount(), 1u);
}

TEST_P(Store, DiscardTakesEverythingBack) {
  GraphBatch actor;
  actor.nodes = {{"un", {"Actor"}, {}, Lifetime::kPermanent}};
  Apply(actor);
  GraphBatch document = DocumentBatch("doc@1", {"un"});
  document.nodes[2].properties.Set("fresh_name", 1);
  Apply(document, ApplyMode::kStage);
  ASSERT_TRUE(store_->DiscardStaged());
  Apply({});
  const auto snapshot = store_->TakeSnapshot();
  EXPECT_EQ(snapshot->NodeCount(), 1u);
  EXPECT_EQ(snapshot->EdgeCount(), 0u);
  EXPECT_FALSE(snapshot->FindSymbol("fresh_name"));
  EXPECT_TRUE(snapshot->GetNode(1)->properties.empty());
  EXPECT_EQ(Find("doc@1"), 0u);
}

TEST_P(Store, ControlCharactersInKeysAreRefused) {
  for (const char* key : {"one\ntwo", "tab\there", "\x1b[31mred", "del\x7f", "c1\xc2\x9b", "one\rtwo"}) {
    GraphBatch batch;
    batch.nodes = {NodeOf(key, Lifetime::kOwned)};
    EXPECT_EQ(Refusal(batch), ErrorCode::kInvalid) << key;
    GraphBatch unit;
    unit.unit = key;
    EXPECT_EQ(Refusal(unit), ErrorCode::kInvalid) << key;
  }
  GraphBatch plain;
  plain.nodes = {NodeOf("caf\xc3\xa9 \xc2\xa0 \xe2\x80\xa8", Lifetime::kOwned)};
  Apply(plain);
}

// Defect 6: a document was removed in one step and published anew in another; who was killed in between lost
// it.
TEST_P(Store, ReplacedUnitIsSeenWholeUntilTheNewOneIs) {
  GraphBatch actors;
  actors.nodes = {NodeOf("put again", Lifetime::kShared), NodeOf("dropped", Lifetime::kShared)};
  GraphBatch old = DocumentBatch("doc@1", {"un", "gone", "put again", "dropped"});
  old.nodes.insert(old.nodes.end(), actors.nodes.begin(), actors.nodes.end());
  Apply(old);
  const NodeId document = Find("doc@1"), un = Find("un"), again = Find("put again");
  const std::vector<std::string> before = Keys();
  GraphBatch first = DocumentBatch("doc@1", {"un"});
  first.removed_units = {"doc@1"};
  first.fingerprint = "second";
  GraphBatch second;
  second.unit = "doc@1";
  second.nodes = {NodeOf("doc@1:2", Lifetime::kOwned), actors.nodes[0]};
  second.edges = {{"HAS_SECTION", "doc@1", "doc@1:2", {}}};

  // Given up half way: all is as before.
  Apply(first, ApplyMode::kStage);
  Apply(second, ApplyMode::kStage);
  EXPECT_EQ(Keys(), before);
  EXPECT_EQ(Find("doc@1"), document);
  ASSERT_TRUE(store_->DiscardStaged());
  Apply({});
  EXPECT_EQ(Keys(), before);
  EXPECT_EQ(Find("doc@1"), document);

  Apply(first, ApplyMode::kStage);
  Apply(second, ApplyMode::kStage);
  EXPECT_EQ(Keys(), before);
  Apply({});
  const auto snapshot = store_->TakeSnapshot();
  EXPECT_NE(Find("doc@1"), document);
  EXPECT_EQ(Find("un"), un);
  EXPECT_EQ(Find("put again"), again);
  EXPECT_EQ(Find("gone"), 0u);
  EXPECT_EQ(Find("dropped"), 0u);
  EXPECT_NE(Find("doc@1:2"), 0u);
  EXPECT_EQ((*snapshot->FindUnit("doc@1"))->fingerprint, "second");
  EXPECT_EQ(snapshot->EdgeCount("HAS_SECTION"), 2u);
  EXPECT_EQ(snapshot->EdgeCount("MENTIONS"), 1u);
  GraphBatch removal;
  removal.removed_units = {"doc@1"};
  removal.removed_nodes = {"put again"};
  Apply(removal);
  EXPECT_TRUE(Keys().empty());
}

TEST_P(Store, OnlyTheFirstBatchOfAPublicationRemoves) {
  Apply(DocumentBatch("doc@1", {}));
  GraphBatch removal;
  removal.removed_units = {"doc@1"};
  Apply(DocumentBatch("doc@2", {}), ApplyMode::kStage);
  EXPECT_EQ(Refusal(removal), ErrorCode::kInvalid);
  EXPECT_EQ(Refusal(removal, ApplyMode::kStage), ErrorCode::kInvalid);
  Apply({});
  Apply(removal);
  EXPECT_EQ(Keys(), (std::vector<std::string>{"doc@2", "doc@2:1"}));
}

TEST_P(Store, RemovedUnitLeavesNoOrphan) {
  GraphBatch actors;
  actors.nodes = {NodeOf("listed", Lifetime::kPermanent)};
  Apply(actors);
  Apply(DocumentBatch("doc@1", {"listed", "of one", "of both"}));
  Apply(DocumentBatch("doc@2", {"of both"}));
  const auto before = store_->TakeSnapshot();
  GraphBatch removal;
  removal.removed_units = {"doc@1", "never there"};
  Apply(removal);
  EXPECT_EQ(Keys(), (std::vector<std::string>{"listed", "of both", "doc@2", "doc@2:1"}));
  const auto after = store_->TakeSnapshot();
  EXPECT_EQ(after->EdgeCount(), 2u);
  EXPECT_EQ(after->EdgeCount("MENTIONS"), 1u);
  EXPECT_EQ(after->Units()->size(), 1u);
  EXPECT_EQ(*after->FindNode("of one"), std::nullopt);
  // What was read before is still there for who read it.
  EXPECT_EQ(before->NodeCount(), 7u);
  EXPECT_EQ(*before->GetBlob(**before->FindNode("doc@1"), "text"), "The text of doc@1");
  uint64_t mentions = 0;
  ASSERT_TRUE(before->ForEachAdjacent(**before->FindNode("of both"), Direction::kIn, std::nullopt,
                                      [&](const Adjacent&) { return ++mentions > 0; }));
  EXPECT_EQ(mentions, 2u);
}

TEST_P(Store, ReplacedUnitKeepsWhatItShares) {
  Apply(DocumentBatch("doc@1", {"un", "gone"}));
  const NodeId un = Find("un");
  const NodeId document = Find("doc@1");
  GraphBatch batch = DocumentBatch("doc@1", {"un"});
  batch.fingerprint = "second";
  batch.removed_units = {"doc@1"};
  Apply(batch);
  EXPECT_EQ(Find("un"), un);
  EXPECT_NE(Find("doc@1"), document);
  EXPECT_EQ(Find("gone"), 0u);
  const auto snapshot = store_->TakeSnapshot();
  EXPECT_EQ(snapshot->GetNode(document).error().code, ErrorCode::kNotFound);
  EXPECT_EQ((*snapshot->FindUnit("doc@1"))->fingerprint, "second");
  EXPECT_EQ(*snapshot->GetBlob(**snapshot->FindNode("doc@1"), "text"), "The text of doc@1");
  EXPECT_EQ(snapshot->NodeCount(), 3u);
  EXPECT_EQ(snapshot->EdgeCount(), 2u);
  GraphBatch removal;
  removal.removed_units = {"doc@1"};
  Apply(removal);
  EXPECT_TRUE(Keys().empty());
}

TEST_P(Store, RemovedNodeTakesEdgesOfOtherUnitsAlong) {
  Apply(DocumentBatch("doc@1", {}));
  GraphBatch citing = DocumentBatch("doc@2", {});
  citing.edges.push_back({"CITES", "doc@2:1", "doc@1:1", {}});
  Apply(citing);
  GraphBatch removal;
  removal.removed_nodes = {"doc@1:1", "never there", "doc@1:1"};
  Apply(removal);
  const auto snapshot = store_->TakeSnapshot();
  EXPECT_EQ(snapshot->EdgeCount("CITES"), 0u);
  EXPECT_EQ(snapshot->EdgeTypes(), (std::vector<std::string>{"HAS_SECTION"}));
  EXPECT_EQ(snapshot->EdgeCount(), 1u);
  GraphBatch units;
  units.removed_units = {"doc@1", "doc@2"};
  Apply(units);
  EXPECT_EQ(store_->TakeSnapshot()->NodeCount(), 0u);
  EXPECT_EQ(store_->TakeSnapshot()->EdgeCount(), 0u);
}

TEST_P(Store, RemovedEdgesLeaveTheirNodesAndCounts) {
  GraphBatch batch;
  batch.nodes = {{"a", {}, {}, Lifetime::kPermanent}, {"b", {}, {}, Lifetime::kPermanent}};
  for (int i = 0; i < 3; ++i) batch.edges.push_back({"T", "a", "b", {{"n", i}}});
  Apply(batch);
  std::vector<EdgeId> edges;
  ASSERT_TRUE(store_->TakeSnapshot()->ForEachEdge([&](const Edge& edge) {
    edges.push_back(edge.id);
    return true;
  }));
  ASSERT_EQ(edges.size(), 3u);

  const auto before = store_->TakeSnapshot();
  GraphBatch removal;
  removal.removed_edges = {edges[1], 999999};  // what is not there is passed over
  Apply(removal);
  EXPECT_EQ(before->EdgeCount(), 3u);
  const auto after = store_->TakeSnapshot();
  EXPECT_EQ(after->EdgeCount("T"), 2u);
  EXPECT_EQ(after->NodeCount(), 2u);
  EXPECT_FALSE(after->GetEdge(edges[1]));
  for (const Direction direction : {Direction::kOut, Direction::kIn}) {
    std::vector<EdgeId> seen;
    ASSERT_TRUE(after->ForEachAdjacent(Find(direction == Direction::kOut ? "a" : "b"), direction,
                                       std::nullopt, [&](const Adjacent& adjacent) {
                                         seen.push_back(adjacent.edge);
                                         return true;
                                       }));
    EXPECT_EQ(seen, (std::vector<EdgeId>{edges[0], edges[2]}));
  }
}

TEST_P(Store, ChangedEdgesKeepTheirIdsAndEnds) {
  GraphBatch batch;
  batch.nodes = {{"a", {}, {}, Lifetime::kPermanent}, {"b", {}, {}, Lifetime::kPermanent}};
  batch.edges = {{"T", "a", "b", {{"old", 1}, {"kept", 2}}}};
  Apply(batch);
  EdgeId id = 0;
  ASSERT_TRUE(store_->TakeSnapshot()->ForEachEdge([&](const Edge& edge) {
    id = edge.id;
    return true;
  }));
  const auto before = store_->TakeSnapshot();
  GraphBatch change;
  change.changed_edges = {{id, {{"kept", 2}, {"new", "x"}}}};
  Apply(change);
  EXPECT_EQ(before->GetEdge(id)->properties, (PropertyMap{{"old", 1}, {"kept", 2}}));
  const auto edge = store_->TakeSnapshot()->GetEdge(id);
  ASSERT_TRUE(edge);
  EXPECT_EQ(edge->properties, (PropertyMap{{"kept", 2}, {"new", "x"}}));
  EXPECT_EQ(edge->type, "T");
  EXPECT_EQ(edge->from, Find("a"));
  EXPECT_EQ(store_->TakeSnapshot()->EdgeCount(), 1u);

  change.changed_edges[0].id = id + 100;
  EXPECT_EQ(Refusal(change), ErrorCode::kInvalid);
  change.changed_edges[0].id = id;
  change.removed_nodes = {"b"};
  EXPECT_EQ(Refusal(change), ErrorCode::kInvalid);
}

TEST_P(Store, LabelsAndPropertiesGoBeforeOthersCome) {
  GraphBatch batch;
  batch.nodes = {{"a", {"Old", "Kept"}, {{"old", 1}, {"kept", 2}}, Lifetime::kPermanent}};
  Apply(batch);
  ASSERT_TRUE(store_->CreateIndex("Kept", "old"));
  GraphBatch change;
  PutNode put{"a", {"New"}, {{"new", 3}}, Lifetime::kPermanent};
  put.removed_labels = {"Old", "Missing"};
  put.removed_properties = {"old", "missing"};
  change.nodes = {put};
  Apply(change);
  const auto snapshot = store_->TakeSnapshot();
  const auto node = snapshot->GetNode(Find("a"));
  ASSERT_TRUE(node);
  EXPECT_EQ(node->labels, (std::vector<std::string>{"Kept", "New"}));
  EXPECT_EQ(node->properties, (PropertyMap{{"kept", 2}, {"new", 3}}));
  EXPECT_EQ(snapshot->NodeCount("Old"), 0u);
  EXPECT_EQ(snapshot->NodeCount("New"), 1u);
  size_t found = 0;
  ASSERT_TRUE(snapshot->ForEachNodeWhere("Kept", "old", Value(1), [&](NodeId) { return ++found > 0; }));
  ASSERT_TRUE(snapshot->ForEachNodeWithLabel("Old", [&](NodeId) { return ++found > 0; }));
  EXPECT_EQ(found, 0u);
}

TEST_P(Store, IndexAndScanFindTheSame) {
  GraphBatch batch;
  const std::string common(500, 'c');
  const std::vector<Value> values = {
      "a", 1, 1.0, true, common + "1", common + "2", List{1, "a"}, std::string("a\0b", 3)};
  for (size_t i = 0; i < 40; ++i) {
    batch.nodes.push_back({"n" + std::to_string(i), {"Thing"}, {{"code", values[i % values.size()]}}});
  }
  Apply(batch);
  const auto find_all = [&] {
    const auto snapshot = store_->TakeSnapshot();
    std::vector<std::vector<NodeId>> found;
    for (const Value& value : values) {
      found.emplace_back();
      EXPECT_TRUE(snapshot->ForEachNodeWhere("Thing", "code", value, [&](NodeId id) {
        found.back().push_back(id);
        return true;
      }));
    }
    return found;
  };
  const auto scanned = find_all();
  ASSERT_TRUE(store_->CreateIndex("Thing", "code"));
  ASSERT_TRUE(store_->CreateIndex("Thing", "code"));
  EXPECT_EQ(find_all(), scanned);
  EXPECT_EQ(scanned[4], (std::vector<NodeId>{5, 13, 21, 29, 37}));
}

TEST_P(Store, BlobsAreReadInPieces) {
  std::string bytes;
  for (int i = 0; bytes.size() < 300'000; ++i) bytes += std::to_string(i);
  GraphBatch batch;
  batch.nodes = {NodeOf("a")};
  batch.blobs = {{"a", "text", "short-lived"}, {"a", "text", bytes}, {"a", "empty", ""}};
  Apply(batch);
  auto snapshot = store_->TakeSnapshot();
  EXPECT_EQ(*snapshot->GetBlob(1, "text"), bytes);
  EXPECT_EQ(*snapshot->BlobSize(1, "text"), bytes.size());
  for (const uint64_t offset : {0, 1, 65535, 65536, 131071, 299'999}) {
    for (const uint64_t length : {0, 1, 2, 65536, 131073}) {
      EXPECT_EQ(*snapshot->GetBlob(1, "text", offset, length), bytes.substr(offset, length))
          << offset << " " << length;
    }
  }
  EXPECT_EQ(*snapshot->GetBlob(1, "text", bytes.size() + 5), "");
  EXPECT_EQ(*snapshot->GetBlob(1, "empty"), "");
  EXPECT_EQ(snapshot->GetBlob(1, "none").error().code, ErrorCode::kNotFound);
  EXPECT_EQ(snapshot->GetBlob(2, "text").error().code, ErrorCode::kNotFound);
  batch.nodes.clear();
  batch.blobs = {{"a", "text", "now short"}};
  Apply(batch);
  EXPECT_EQ(*snapshot->GetBlob(1, "text", 200'000, 10), bytes.substr(200'000, 10));
  EXPECT_EQ(*store_->TakeSnapshot()->GetBlob(1, "text"), "now short");
}

TEST_P(Store, VisitorsStopWhenTheySaySo) {
  Apply(DocumentBatch("doc@1", {"a", "b", "c"}));
  const auto snapshot = store_->TakeSnapshot();
  int visits = 0;
  const auto once = [&](const auto&...) { return ++visits < 0; };
  ASSERT_TRUE(snapshot->ForEachNode(once));
  ASSERT_TRUE(snapshot->ForEachNodeWithLabel("Thing", once));
  ASSERT_TRUE(snapshot->ForEachNodeWithPrefix("", once));
  ASSERT_TRUE(snapshot->ForEachEdge(once));
  ASSERT_TRUE(snapshot->ForEachAdjacent(2, Direction::kOut, std::nullopt, once));
  ASSERT_TRUE(snapshot->ScanAdjacency(once));
  EXPECT_EQ(visits, 6);
}

TEST_P(Store, PrefixesFindTheKeysThatStartWithThem) {
  GraphBatch batch;
  for (const char* key : {"a", "a:1", "a:10", "a:2", "a;", "b", "\xff", "\xff\xff:1"})
    batch.nodes.push_back(NodeOf(key));
  Apply(batch);
  const auto snapshot = store_->TakeSnapshot();
  const auto keys = [&](std::string_view prefix) {
    std::vector<std::string> found;
    EXPECT_TRUE(snapshot->ForEachNodeWithPrefix(prefix, [&](NodeId id) {
      found.push_back(snapshot->GetNode(id)->key);
      return true;
    }));
    return found;
  };
  using Keys = std::vector<std::string>;
  EXPECT_EQ(keys("a:"), (Keys{"a:1", "a:10", "a:2"}));
  EXPECT_EQ(keys("a:1"), (Keys{"a:1", "a:10"}));
  EXPECT_EQ(keys("\xff"), (Keys{"\xff", "\xff\xff:1"})) << "nothing lies behind this prefix";
  EXPECT_EQ(keys("c"), Keys());
  EXPECT_EQ(keys("").size(), 8U);
  GraphBatch removal;
  removal.removed_nodes = {"a:10"};
  Apply(removal);
  const auto later = store_->TakeSnapshot();
  size_t left = 0;
  ASSERT_TRUE(later->ForEachNodeWithPrefix("a:1", [&](NodeId) { return ++left > 0; }));
  EXPECT_EQ(left, 1U);
}

TEST_P(Store, RangesOfEdgesAreTheirPartOfAll) {
  Apply(DocumentBatch("doc@1", {"a", "b", "c", "d", "e"}));
  Apply(DocumentBatch("doc@2", {"f", "g"}));
  GraphBatch removal;
  removal.removed_units = {"doc@1"};
  Apply(removal);
  Apply(DocumentBatch("doc@3", {"h", "i"}));
  const auto snapshot = store_->TakeSnapshot();
  const auto ids = [&](EdgeId first, EdgeId limit) {
    std::vector<EdgeId> found;
    EXPECT_TRUE(snapshot->ForEachEdge(
        [&](const Edge& edge) {
          found.push_back(edge.id);
          return true;
        },
        first, limit));
    return found;
  };
  const std::vector<EdgeId> all = ids(0, UINT64_MAX);
  ASSERT_GE(all.size(), 4U);
  for (EdgeId first = 0; first <= snapshot->EdgeIdLimit() + 1; ++first) {
    for (EdgeId limit = first; limit <= snapshot->EdgeIdLimit() + 1; ++limit) {
      std::vector<EdgeId> expected;
      for (const EdgeId id : all) {
        if (id >= first && id < limit) expected.push_back(id);
      }
      EXPECT_EQ(ids(first, limit), expected) << first << " to " << limit;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Both, Store, ::testing::Values(Kind{"memory", false}, Kind{"disk", true}),
                         [](const auto& kind) { return kind.param.name; });

}  // namespace
}  // namespace concord
