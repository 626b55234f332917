// Old, newer and foreign stores. stores/format-N is a store that a program of format N has written.
#include "graph/migrations.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "graph/rocks_records.h"
#include "tests/environment.h"

namespace concord {
namespace {

using testing::TemporaryDir;

// What is in every store of stores/: written down here and in none of them.
std::vector<GraphBatch> FixtureBatches() {
  GraphBatch shared;
  shared.nodes = {{"oecd",
                   {"Actor", "Forum"},
                   {{"acronym", "OECD"}, {"aliases", List{"OCDE", 7}}},
                   Lifetime::kPermanent}};
  GraphBatch document;
  document.unit = "act@2024";
  document.fingerprint = "0123";
  document.nodes = {
      {"act@2024", {"Version"}, {{"sha256", "ff00"}, {"date", *Date::Parse("2024-03")}, {"score", -0.25}}},
      {"act@2024:1", {"Section"}, {{"curie", "act:1"}, {"start", 0}, {"end", 70'000}, {"annex", false}}},
      {"act@2024:2", {"Section"}, {{"curie", "act:2"}, {"place", PropertyMap{{"page", 3}}}}},
  };
  document.blobs = {{"act@2024", "text", std::string(70'000, 'x') + "the end"}};
  document.edges = {{"HAS_SECTION", "act@2024", "act@2024:2", {{"ordinal", 2}}},
                    {"HAS_SECTION", "act@2024", "act@2024:1", {{"ordinal", 1}}},
                    {"INVOLVES_FORUM", "act@2024:1", "oecd", {{"start", 5}, {"end", 9}}}};
  return {shared, document};
}

void ExpectFixture(const Snapshot& snapshot) {
  const auto expected = NewMemoryStore();
  for (const GraphBatch& batch : FixtureBatches()) ASSERT_TRUE(expected->Apply(batch));
  const auto memory = expected->TakeSnapshot();
  EXPECT_EQ(snapshot.NodeCount(), memory->NodeCount());
  EXPECT_EQ(snapshot.EdgeCount(), memory->EdgeCount());
  EXPECT_EQ(snapshot.Labels(), memory->Labels());
  EXPECT_EQ(snapshot.EdgeTypes(), memory->EdgeTypes());
  for (NodeId id = 1; id < memory->NodeIdLimit(); ++id) {
    const auto a = memory->GetNode(id);
    const auto b = snapshot.GetNode(id);
    ASSERT_TRUE(a && b) << id;
    EXPECT_EQ(b->key, a->key);
    EXPECT_EQ(b->labels, a->labels);
    EXPECT_EQ(b->properties, a->properties);
    EXPECT_EQ(b->lifetime, a->lifetime);
    EXPECT_EQ(*snapshot.FindNode(a->key), id);
  }
  for (EdgeId id = 1; id < memory->EdgeIdLimit(); ++id) {
    const auto a = memory->GetEdge(id);
    const auto b = snapshot.GetEdge(id);
    ASSERT_TRUE(a && b) << id;
    EXPECT_EQ(std::tie(b->from, b->to, b->type, b->properties),
              std::tie(a->from, a->to, a->type, a->properties));
  }
  EXPECT_EQ(*snapshot.GetBlob(2, "text", 69'999), "xthe end");
  EXPECT_EQ((*snapshot.FindUnit("act@2024"))->fingerprint, "0123");
  std::vector<NodeId> found;
  ASSERT_TRUE(snapshot.ForEachNodeWhere("Section", "curie", "act:2", [&](NodeId id) {
    found.push_back(id);
    return true;
  }));
  EXPECT_EQ(found, (std::vector<NodeId>{4}));
}

std::filesystem::path Stores() { return testing::SourceDir() / "tests/graph/stores"; }

// CONCORD_WRITE_STORE=DIR writes the store of today's format that goes into stores/
// (tests/graph/stores/README.md).
TEST(Migrations, WriteAStoreToKeep) {
  const char* path = std::getenv("CONCORD_WRITE_STORE");
  if (path == nullptr) GTEST_SKIP() << "writes only when CONCORD_WRITE_STORE names a folder";
  {
    auto store = OpenStore(path, OpenMode::kCreateIfMissing);
    ASSERT_TRUE(store) << store.error().message;
    for (const GraphBatch& batch : FixtureBatches()) ASSERT_TRUE((*store)->Apply(batch));
  }
  const auto database = Database::Open(path, OpenMode::kMustExist);
  ASSERT_TRUE(database);
  for (size_t i = 0; i < kFamilyCount; ++i) {
    ASSERT_TRUE((*database)->rocks()->Flush({}, (*database)->family(static_cast<Family>(i))).ok());
  }
}

TEST(Migrations, EveryKeptStoreOpens) {
  uint64_t format = kFirstFormat;
  for (; std::filesystem::exists(Stores() / ("format-" + std::to_string(format))); ++format) {
    SCOPED_TRACE(format);
    const TemporaryDir dir;
    std::filesystem::copy(Stores() / ("format-" + std::to_string(format)), dir.path() / "store");
    auto store = OpenStore(dir.path() / "store", OpenMode::kMustExist);
    ASSERT_TRUE(store) << store.error().message;
    ExpectFixture(*(*store)->TakeSnapshot());
    // It can be written to.
    GraphBatch removal;
    removal.removed_units = {"act@2024"};
    ASSERT_TRUE((*store)->Apply(removal));
    EXPECT_EQ((*store)->TakeSnapshot()->NodeCount(), 1u);
  }
  EXPECT_EQ(format, kFirstFormat + Migrations().size() + 1)
      << "one store of each format stays in tests/graph/stores";
}

// ---- A made-up chain: two steps that each do something to see --------------------------------------

Result<void> RenameKey(Database* database, rocksdb::WriteBatch* last, std::string_view from,
                       std::string_view to) {
  rocksdb::PinnableSlice value;
  const auto found = database->Get(Family::kMeta, from, &value);
  if (!found) return tl::unexpected(found.error());
  if (!*found) return Fail(ErrorCode::kCorrupt, "nothing to rename");
  last->Put(database->family(Family::kMeta), ToSlice(to), value);
  last->Delete(database->family(Family::kMeta), ToSlice(from));
  return {};
}

Result<void> FirstStep(Database* database, rocksdb::WriteBatch* last) {
  return RenameKey(database, last, kStateKey, "elsewhere");
}
Result<void> SecondStep(Database* database, rocksdb::WriteBatch* last) {
  return RenameKey(database, last, "elsewhere", kStateKey);
}
Result<void> FailingStep(Database*, rocksdb::WriteBatch* last) {
  last->Clear();
  return Fail(ErrorCode::kStore, "the disk is full");
}

void MakeStore(const std::filesystem::path& path) {
  auto store = OpenStore(path, OpenMode::kCreateIfMissing);
  ASSERT_TRUE(store) << store.error().message;
  for (const GraphBatch& batch : FixtureBatches()) ASSERT_TRUE((*store)->Apply(batch));
}

TEST(Migrations, StepsAreWalkedInOrderAndOnce) {
  const TemporaryDir dir;
  MakeStore(dir.path());
  // Each step needs what the one before it leaves behind.
  const Migration chain[] = {FirstStep, SecondStep};
  const auto read_only = OpenStoreWith(dir.path(), OpenMode::kReadOnly, chain);
  ASSERT_FALSE(read_only);
  EXPECT_EQ(read_only.error().code, ErrorCode::kUnsupported);
  for (int i = 0; i < 2; ++i) {
    auto store = OpenStoreWith(dir.path(), OpenMode::kMustExist, chain);
    ASSERT_TRUE(store) << store.error().message;
    ExpectFixture(*(*store)->TakeSnapshot());
  }
  auto today = OpenStore(dir.path(), OpenMode::kMustExist);
  ASSERT_FALSE(today);
  EXPECT_EQ(today.error().code, ErrorCode::kUnsupported);
  EXPECT_NE(today.error().message.find("format 3"), std::string::npos) << today.error().message;
}

TEST(Migrations, FailedStepIsTriedAgain) {
  const TemporaryDir dir;
  MakeStore(dir.path());
  const Migration failing[] = {FirstStep, FailingStep};
  EXPECT_EQ(OpenStoreWith(dir.path(), OpenMode::kMustExist, failing).error().message, "the disk is full");
  // The first step is done and is not done again.
  const Migration chain[] = {FirstStep, SecondStep};
  auto store = OpenStoreWith(dir.path(), OpenMode::kMustExist, chain);
  ASSERT_TRUE(store) << store.error().message;
  ExpectFixture(*(*store)->TakeSnapshot());
}

TEST(Migrations, UnknownFormatsAreRefused) {
  const TemporaryDir dir;
  MakeStore(dir.path());
  for (const uint64_t format : {uint64_t{0}, kFirstFormat + Migrations().size() + 1, UINT64_MAX}) {
    {
      const auto database = Database::Open(dir.path(), OpenMode::kMustExist);
      ASSERT_TRUE(database);
      rocksdb::WriteBatch batch;
      PutFormat(**database, format, &batch);
      ASSERT_TRUE((*database)->Write(&batch, true));
    }
    for (const OpenMode mode : {OpenMode::kCreateIfMissing, OpenMode::kMustExist, OpenMode::kReadOnly}) {
      const auto store = OpenStore(dir.path(), mode);
      ASSERT_FALSE(store);
      EXPECT_EQ(store.error().code, ErrorCode::kUnsupported) << store.error().message;
      EXPECT_NE(store.error().message.find(std::to_string(format)), std::string::npos)
          << store.error().message;
    }
  }
}

TEST(Migrations, ForeignDatabaseIsRefused) {
  const TemporaryDir dir;
  rocksdb::Options options;
  options.create_if_missing = true;
  rocksdb::DB* db = nullptr;
  ASSERT_TRUE(rocksdb::DB::Open(options, dir.path().string(), &db).ok());
  ASSERT_TRUE(db->Put({}, "somebody", "else").ok());
  delete db;
  for (const OpenMode mode : {OpenMode::kReadOnly, OpenMode::kMustExist, OpenMode::kCreateIfMissing}) {
    const auto store = OpenStore(dir.path(), mode);
    ASSERT_FALSE(store);
    EXPECT_EQ(store.error().code, ErrorCode::kUnsupported) << store.error().message;
  }
}

}  // namespace
}  // namespace concord
