// The bulk path against Apply: the same nodes and edges, the same answers to everything.
#include "graph/bulk_load.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <random>
#include <thread>

#include "graph/rocks_bulk_files.h"
#include "graph/rocks_store.h"
#include "graph/store.h"
#include "tests/environment.h"
#include "tests/forking.h"
#include "tests/graph/store_dump.h"

namespace concord {
namespace {

using testing::Dump;
using testing::DumpWords;
using testing::TemporaryDir;

const DumpWords& Words() {
  static const DumpWords words = {
      .keys = {"n0", "n1", "n2", "n5", "n9", "new0", "new1", "new7", "none"},
      .names = {"Section", "Document", "Rare", "curie", "title", "weight", "CITES", "STATES", "NEW"},
      .units = {"old", "load", "none"},
      .values = {Value("a"), Value("b"), Value(3), Value(std::string(300, 'x')),
                 Value(List{Value("a"), Value(2)})}};
  return words;
}

std::unique_ptr<GraphStore> OpenOrDie(const TemporaryDir& folder) {
  Result<std::unique_ptr<GraphStore>> store = OpenStore(folder.path() / "store", OpenMode::kCreateIfMissing);
  EXPECT_TRUE(store) << store.error().ToString();
  return *std::move(store);
}

std::string DumpOf(const GraphStore& store) { return Dump(*store.TakeSnapshot(), Words()); }

// Nodes with names from `prefix` and edges among all `known` keys. Indexed labels and properties among them.
GraphBatch MakeBatch(std::mt19937_64& random, const std::string& prefix, size_t nodes, size_t edges,
                     std::vector<std::string>* known) {
  const auto below = [&](size_t n) { return static_cast<size_t>(random() % n); };
  const std::vector<std::string> labels = {"Section", "Document", "Rare"};
  const std::vector<std::string> names = {"curie", "title", "weight"};
  const std::vector<std::string> types = {"STATES", "CITES", "NEW"};
  const auto properties = [&] {
    PropertyMap map;
    for (size_t n = below(4); n > 0; --n)
      map.Set(names[below(3)], Words().values[below(Words().values.size())]);
    return map;
  };
  GraphBatch batch;
  for (size_t i = 0; i < nodes; ++i) {
    PutNode node;
    node.key = prefix + std::to_string(i);
    for (const std::string& label : labels) {
      if (below(3) == 0) node.labels.push_back(label);
    }
    node.properties = properties();
    node.lifetime = static_cast<Lifetime>(below(3));
    known->push_back(node.key);
    batch.nodes.push_back(std::move(node));
  }
  for (size_t i = 0; i < edges && !known->empty(); ++i) {
    // A third of the edges start at one node: more than one run holds.
    const std::string& from = below(3) == 0 ? known->front() : (*known)[below(known->size())];
    batch.edges.push_back({types[below(3)], from, (*known)[below(known->size())], properties()});
  }
  return batch;
}

Result<BulkCounts> Load(GraphStore* store, const GraphBatch& batch, uint64_t memory_bytes) {
  Result<std::unique_ptr<BulkLoader>> loader = store->NewBulkLoader(
      {.unit = batch.unit, .fingerprint = batch.fingerprint, .memory_bytes = memory_bytes, .threads = 2});
  if (!loader) return tl::unexpected(loader.error());
  for (const PutNode& node : batch.nodes) {
    if (const Result<BulkNode> added = (*loader)->AddNode(node); !added) return tl::unexpected(added.error());
  }
  for (const PutEdge& edge : batch.edges) {
    const Result<std::optional<BulkNode>> from = (*loader)->FindNode(edge.from);
    const Result<std::optional<BulkNode>> to = (*loader)->FindNode(edge.to);
    if (!from) return tl::unexpected(from.error());
    if (!to) return tl::unexpected(to.error());
    if (!*from || !*to) return Fail(ErrorCode::kInvalid, "dangling");
    if (Result<void> ok = (*loader)->AddEdge(edge.type, **from, **to, edge.properties); !ok) {
      return tl::unexpected(ok.error());
    }
  }
  return (*loader)->Publish();
}

TEST(BulkLoad, EqualsApply) {
  std::mt19937_64 random(1);
  for (const size_t before : {size_t{0}, size_t{10}}) {
    for (const size_t edges : {size_t{0}, size_t{50}, size_t{8000}}) {
      for (const uint64_t memory : {uint64_t{1} << 12, uint64_t{1} << 28}) {
        SCOPED_TRACE(::testing::Message() << before << " nodes before, " << edges << " edges, " << memory);
        const TemporaryDir apply_folder, bulk_folder;
        auto apply_store = OpenOrDie(apply_folder);
        auto bulk_store = OpenOrDie(bulk_folder);
        auto memory_store = NewMemoryStore();
        std::vector<std::string> known;
        GraphBatch old = MakeBatch(random, "n", before, before * 4, &known);
        old.unit = "old";
        for (GraphStore* store : {apply_store.get(), bulk_store.get(), memory_store.get()}) {
          ASSERT_TRUE(store->Apply(old));
        }
        GraphBatch batch = MakeBatch(random, "new", 60, edges, &known);
        // Some of the nodes are in the store already and are joined.
        for (size_t i = 0; i < before; i += 3) {
          batch.nodes.push_back(batch.nodes[i]);
          batch.nodes.back().key = "n" + std::to_string(i);
        }
        batch.unit = random() % 2 == 0 ? "load" : "old";
        batch.fingerprint = "f";
        ASSERT_TRUE(apply_store->Apply(batch));
        const Result<BulkCounts> counts = Load(bulk_store.get(), batch, memory);
        ASSERT_TRUE(counts) << counts.error().ToString();
        EXPECT_EQ(counts->nodes, 60u);
        EXPECT_EQ(counts->joined, (before + 2) / 3);
        EXPECT_EQ(counts->edges, batch.edges.size());
        ASSERT_TRUE(Load(memory_store.get(), batch, memory));

        const std::string expected = DumpOf(*apply_store);
        EXPECT_EQ(DumpOf(*bulk_store), expected);
        EXPECT_EQ(DumpOf(*memory_store), expected);
        bulk_store.reset();
        EXPECT_FALSE(std::filesystem::exists(bulk_folder.path() / "store" / "bulk"));
        bulk_store = OpenOrDie(bulk_folder);
        EXPECT_EQ(DumpOf(*bulk_store), expected);

        // What was loaded can be changed and removed as anything else.
        GraphBatch removal;
        removal.removed_units = {batch.unit};
        removal.removed_nodes = {"new3"};
        ASSERT_TRUE(apply_store->Apply(removal));
        ASSERT_TRUE(bulk_store->Apply(removal));
        EXPECT_EQ(DumpOf(*bulk_store), DumpOf(*apply_store));
      }
    }
  }
}

TEST(BulkLoad, NobodySeesItBeforePublish) {
  const TemporaryDir folder;
  auto store = OpenOrDie(folder);
  std::mt19937_64 random(2);
  std::vector<std::string> known;
  ASSERT_TRUE(store->Apply(MakeBatch(random, "n", 10, 30, &known)));
  const std::string before = DumpOf(*store);
  const auto old_snapshot = store->TakeSnapshot();
  {
    const auto loader = store->NewBulkLoader({.unit = "load", .fingerprint = {}});
    ASSERT_TRUE(loader);
    const auto added = (*loader)->AddNode({"new0", {"Section"}, {{"curie", "a"}}, Lifetime::kOwned});
    ASSERT_TRUE(added);
    ASSERT_TRUE((*loader)->AddNode({"n1", {"Section"}, {{"curie", "a"}}, Lifetime::kOwned}));
    ASSERT_TRUE((*loader)->AddEdge("CITES", *added, (*loader)->FindNode("n1")->value(), {}));
    EXPECT_EQ(DumpOf(*store), before);
    ASSERT_TRUE((*loader)->Publish());
  }
  EXPECT_NE(DumpOf(*store), before);
  EXPECT_EQ(Dump(*old_snapshot, Words()), before);
}

TEST(BulkLoad, DroppedLoaderLeavesNothing) {
  const TemporaryDir folder;
  auto store = OpenOrDie(folder);
  std::mt19937_64 random(3);
  std::vector<std::string> known;
  ASSERT_TRUE(store->Apply(MakeBatch(random, "n", 10, 30, &known)));
  const std::string before = DumpOf(*store);
  {
    const auto loader = store->NewBulkLoader({.unit = "load", .fingerprint = {}, .memory_bytes = 4096});
    ASSERT_TRUE(loader);
    for (int i = 0; i < 500; ++i) {
      const auto added = (*loader)->AddNode({"new" + std::to_string(i), {"Other"}, {}, Lifetime::kOwned});
      ASSERT_TRUE(added);
      ASSERT_TRUE((*loader)->AddEdge("LATER", *added, *added, {}));
    }
  }
  EXPECT_EQ(DumpOf(*store), before);
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "store" / "bulk"));
  ASSERT_TRUE(store->Apply(MakeBatch(random, "new", 3, 10, &known)));
}

TEST(BulkLoad, RefusesWhatIsWrong) {
  const TemporaryDir folder;
  for (auto& store : {OpenOrDie(folder), NewMemoryStore()}) {
    GraphBatch staged;
    staged.nodes.push_back({"staged", {}, {}, Lifetime::kOwned});
    if (dynamic_cast<RocksStore*>(store.get()) != nullptr) {
      ASSERT_TRUE(store->Apply(staged, ApplyMode::kStage));
      const auto while_staged = store->NewBulkLoader({});
      ASSERT_FALSE(while_staged);
      EXPECT_EQ(while_staged.error().code, ErrorCode::kUsage);
      ASSERT_TRUE(store->DiscardStaged());
    }
    const auto loader = store->NewBulkLoader({.unit = "load", .fingerprint = {}});
    ASSERT_TRUE(loader);
    const auto node = (*loader)->AddNode({"a", {}, {}, Lifetime::kOwned});
    ASSERT_TRUE(node);
    const auto code = [](const auto& result) { return result ? ErrorCode::kStore : result.error().code; };
    EXPECT_EQ(code((*loader)->AddNode({"a", {}, {}, Lifetime::kOwned})), ErrorCode::kInvalid);
    EXPECT_EQ(code((*loader)->AddNode({"", {}, {}, Lifetime::kOwned})), ErrorCode::kInvalid);
    EXPECT_EQ(code((*loader)->AddNode({"b", {""}, {}, Lifetime::kOwned})), ErrorCode::kInvalid);
    EXPECT_EQ(code((*loader)->AddNode({std::string(kMaxNameBytes + 1, 'x'), {}, {}, Lifetime::kOwned})),
              ErrorCode::kLimit);
    EXPECT_EQ(code((*loader)->AddEdge("", *node, *node, {})), ErrorCode::kInvalid);
    EXPECT_EQ(code((*loader)->AddEdge(std::string(kMaxNameBytes + 1, 'x'), *node, *node, {})),
              ErrorCode::kLimit);
    EXPECT_FALSE((*loader)->FindNode("absent")->has_value());
    // What was refused is not there, and the rest is.
    ASSERT_TRUE((*loader)->Publish());
    EXPECT_EQ(store->TakeSnapshot()->NodeCount(), 1u);
    EXPECT_EQ(store->TakeSnapshot()->EdgeCount(), 0u);
  }
}

// A program that dies between the taking in of the files and the publication.
TEST(BulkLoad, FilesTakenInButNotPublishedAreErased) {
  const TemporaryDir folder;
  std::mt19937_64 random(4);
  std::vector<std::string> known;
  auto store = OpenOrDie(folder);
  ASSERT_TRUE(store->Apply(MakeBatch(random, "n", 10, 30, &known)));
  const std::string before = DumpOf(*store);
  auto& rocks = dynamic_cast<RocksStore&>(*store);
  const NodeId node = rocks.state().node_limit;
  const EdgeId edge = rocks.state().edge_limit;
  const Symbol label = *rocks.symbols().Find("Section"), type = *rocks.symbols().Find("CITES");
  std::filesystem::create_directories(BulkFolder(rocks.database()));
  std::vector<std::pair<Family, std::vector<std::string>>> all;
  const auto write = [&](Family family, std::string_view key, std::string_view value) {
    SortedFiles files(rocks.database(), family);
    ASSERT_TRUE(files.Put(key, value));
    ASSERT_TRUE(files.Finish());
    all.emplace_back(family, files.paths());
  };
  std::string bytes;
  AppendNode({"new0", Lifetime::kOwned, {label}, {{"curie", "a"}}}, rocks.symbols(), &bytes);
  write(Family::kNode, NodeKey(node), bytes);
  write(Family::kKey, "new0", NodeKey(node));
  write(Family::kLabel, LabelKey(label, node), "");
  write(Family::kProperty, PropertyKey(label, *rocks.symbols().Find("curie"), Value("a"), node), "");
  bytes.clear();
  AppendEdge({type, 1, node, {}}, rocks.symbols(), &bytes);
  write(Family::kEdge, EdgeKey(edge), bytes);
  bytes.clear();
  AppendRun(edge, std::vector<RunEdge>{{node, edge}}, &bytes);
  write(Family::kOut, RunKey(1, type, edge), bytes);
  bytes.clear();
  AppendRun(edge, std::vector<RunEdge>{{1, edge}}, &bytes);
  write(Family::kIn, RunKey(node, type, edge), bytes);
  const Result<void> taken = IngestFiles(rocks.database(), all);
  ASSERT_TRUE(taken) << taken.error().ToString();
  EXPECT_EQ(DumpOf(*store), before);

  store.reset();
  store = OpenOrDie(folder);
  EXPECT_EQ(DumpOf(*store), before);
  // Nothing of it comes to light when the limits pass its ids.
  const TemporaryDir other_folder;
  auto other = OpenOrDie(other_folder);
  std::mt19937_64 again(4);
  std::vector<std::string> known_again;
  ASSERT_TRUE(other->Apply(MakeBatch(again, "n", 10, 30, &known_again)));
  const GraphBatch more = MakeBatch(random, "new", 9, 50, &known);
  ASSERT_TRUE(store->Apply(more));
  ASSERT_TRUE(other->Apply(more));
  EXPECT_EQ(DumpOf(*store), DumpOf(*other));
}

// Killed at some moment of a load: the next program finds all of it or nothing.
TEST(BulkLoad, KilledLeavesAllOrNothing) {
  CONCORD_NEED_FORK();
  std::mt19937_64 random(5);
  std::vector<std::string> known;
  const GraphBatch old = MakeBatch(random, "n", 10, 30, &known);
  GraphBatch batch = MakeBatch(random, "new", 300, 20'000, &known);
  batch.nodes.push_back({"n2", {"Rare"}, {{"title", "joined"}}, Lifetime::kPermanent});
  batch.unit = "load";
  std::string before, after;
  std::chrono::microseconds takes{};
  {
    const TemporaryDir folder;
    auto store = OpenOrDie(folder);
    ASSERT_TRUE(store->Apply(old));
    before = DumpOf(*store);
    const auto start = std::chrono::steady_clock::now();
    ASSERT_TRUE(Load(store.get(), batch, 1 << 16));
    takes = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start);
    after = DumpOf(*store);
  }
  int nothing = 0;
  // More rounds when a busy machine let every child come to its end.
  for (int round = 0; round < 12 || (nothing == 0 && round < 100); ++round) {
    const TemporaryDir folder;
    {
      auto store = OpenOrDie(folder);
      ASSERT_TRUE(store->Apply(old));
    }
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      Result<std::unique_ptr<GraphStore>> store = OpenStore(folder.path() / "store", OpenMode::kMustExist);
      if (store && Load(store->get(), batch, 1 << 16)) _exit(0);
      _exit(1);
    }
    // Later and later; the last rounds mostly reach the end. Opening takes time too.
    std::this_thread::sleep_for(takes * (round % 12) / 8);
    kill(child, SIGKILL);
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    if (WIFEXITED(status)) {
      EXPECT_EQ(WEXITSTATUS(status), 0);
    }
    const auto store = OpenOrDie(folder);
    const std::string found = DumpOf(*store);
    EXPECT_TRUE(found == before || found == after) << "round " << round;
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "store" / "bulk"));
    nothing += found == before;
  }
  EXPECT_GT(nothing, 0);
}

}  // namespace
}  // namespace concord
