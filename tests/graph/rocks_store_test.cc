// What only a store on disk can do: be locked, be read beside its writer, be torn, be of another format.
#include "graph/rocks_store.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <random>
#include <thread>

#include "graph/rocks_erase.h"
#include "graph/rocks_records.h"
#include "graph/rocks_removal.h"
#include "tests/environment.h"
#include "tests/forking.h"
#include "tests/graph/store_dump.h"

namespace concord {
namespace {

using testing::Dump;
using testing::DumpWords;
using testing::TemporaryDir;

std::unique_ptr<GraphStore> OpenOrDie(const TemporaryDir& dir, OpenMode mode = OpenMode::kCreateIfMissing) {
  auto store = OpenStore(dir.path(), mode);
  EXPECT_TRUE(store) << store.error().message;
  return store ? *std::move(store) : NewMemoryStore();
}

// A part of a document: `part` 0 has the document itself, each part `size` sections in a chain under it,
// which mention an actor of the document, one of all documents, and the document before.
GraphBatch DocumentPart(int document, int part, int size) {
  const std::string name = "doc" + std::to_string(document);
  GraphBatch batch;
  batch.unit = name;
  batch.fingerprint = name;
  if (part == 0) {
    batch.nodes.push_back({name, {"Version"}, {{"sha256", name}}});
    batch.nodes.push_back({"actor of " + name, {"Actor"}, {{"acronym", name}}, Lifetime::kShared});
    batch.nodes.push_back({"un", {"Actor"}, {}, Lifetime::kShared});
    batch.blobs.push_back({name, "text", std::string(200'000, static_cast<char>('a' + document % 26))});
  }
  for (int i = 0; i < size; ++i) {
    const std::string key = name + ":" + std::to_string(part) + "." + std::to_string(i);
    batch.nodes.push_back({key, {"Section"}, {{"curie", key}, {"ordinal", i}}});
    batch.edges.push_back({"HAS_SECTION",
                           i == 0 ? name : name + ":" + std::to_string(part) + "." + std::to_string(i - 1),
                           key,
                           {}});
    batch.edges.push_back({"MENTIONS", key, "actor of " + name, {{"start", i}}});
    batch.edges.push_back({"MENTIONS", key, "un", {{"start", i}}});
  }
  return batch;
}

// Everything that the indexes and counts say against a look at every node and edge.
void CheckConsistent(const Snapshot& snapshot) {
  uint64_t nodes = 0, edges = 0, out = 0, in = 0;
  std::map<std::string, uint64_t> labels, types;
  ASSERT_TRUE(snapshot.ForEachNode([&](NodeId id) {
    const auto node = snapshot.GetNode(id);
    EXPECT_TRUE(node) << id;
    if (!node) return false;
    ++nodes;
    EXPECT_EQ(*snapshot.FindNode(node->key), id);
    for (const std::string& label : node->labels) ++labels[label];
    for (const Direction direction : {Direction::kOut, Direction::kIn}) {
      EXPECT_TRUE(snapshot.ForEachAdjacent(id, direction, std::nullopt, [&](const Adjacent& end) {
        ++(direction == Direction::kOut ? out : in);
        return end.node < snapshot.NodeIdLimit() && end.edge < snapshot.EdgeIdLimit();
      }));
    }
    return true;
  }));
  ASSERT_TRUE(snapshot.ForEachEdge([&](const Edge& edge) {
    ++edges;
    ++types[edge.type];
    EXPECT_TRUE(snapshot.GetNode(edge.from)) << edge.id;
    EXPECT_TRUE(snapshot.GetNode(edge.to)) << edge.id;
    return true;
  }));
  EXPECT_EQ(snapshot.NodeCount(), nodes);
  EXPECT_EQ(snapshot.EdgeCount(), edges);
  EXPECT_EQ(out, edges);
  EXPECT_EQ(in, edges);
  for (const char* label : {"Version", "Section", "Actor"}) {
    EXPECT_EQ(snapshot.NodeCount(label), labels[label]) << label;
    uint64_t listed = 0;
    ASSERT_TRUE(snapshot.ForEachNodeWithLabel(label, [&](NodeId) { return ++listed > 0; }));
    EXPECT_EQ(listed, labels[label]) << label;
  }
  for (const char* type : {"HAS_SECTION", "MENTIONS"}) EXPECT_EQ(snapshot.EdgeCount(type), types[type]);
}

// All entries of all families but `meta`.
std::string RawEntries(const TemporaryDir& dir) {
  const auto database = Database::Open(dir.path(), OpenMode::kReadOnly);
  EXPECT_TRUE(database);
  std::string entries;
  for (size_t i = 1; i < kFamilyCount; ++i) {
    const auto iterator = (*database)->NewIterator(static_cast<Family>(i));
    for (iterator->SeekToFirst(); iterator->Valid(); iterator->Next()) {
      entries += FamilyName(static_cast<Family>(i)) + iterator->key().ToString(true) + "=" +
                 iterator->value().ToString(true) + "\n";
    }
  }
  return entries;
}

TEST(RocksStore, SurvivesReopen) {
  const TemporaryDir dir;
  DumpWords words;
  words.keys = {"doc1", "un", "doc1:0.3"};
  words.names = {"Section", "Actor", "HAS_SECTION", "MENTIONS", "curie", "text"};
  words.values = {"doc1:0.3"};
  std::string before;
  {
    const auto store = OpenOrDie(dir);
    ASSERT_TRUE(store->Apply(DocumentPart(1, 0, 20)));
    before = Dump(*store->TakeSnapshot(), words);
  }
  EXPECT_EQ(Dump(*OpenOrDie(dir, OpenMode::kMustExist)->TakeSnapshot(), words), before);
  EXPECT_EQ(Dump(*OpenOrDie(dir, OpenMode::kReadOnly)->TakeSnapshot(), words), before);
}

TEST(RocksStore, LockedStoreSaysSo) {
  const TemporaryDir dir;
  const auto store = OpenOrDie(dir);
  const auto second = OpenStore(dir.path(), OpenMode::kMustExist);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::kStore);
  EXPECT_NE(second.error().message.find("another program"), std::string::npos) << second.error().message;
}

TEST(RocksStore, NoStoreIsNotFound) {
  const TemporaryDir dir;
  for (const OpenMode mode : {OpenMode::kMustExist, OpenMode::kReadOnly}) {
    EXPECT_EQ(OpenStore(dir.path(), mode).error().code, ErrorCode::kNotFound);
    EXPECT_EQ(OpenStore(dir.path() / "absent", mode).error().code, ErrorCode::kNotFound);
  }
  EXPECT_FALSE(std::filesystem::exists(dir.path() / "absent"));
}

TEST(RocksStore, ReadOnlyStandsBesideTheWriterAndTakesNoWrites) {
  const TemporaryDir dir;
  const auto writer = OpenOrDie(dir);
  ASSERT_TRUE(writer->Apply(DocumentPart(1, 0, 5)));
  ASSERT_TRUE(writer->Apply(DocumentPart(2, 0, 5), ApplyMode::kStage));
  const auto reader = OpenOrDie(dir, OpenMode::kReadOnly);
  EXPECT_EQ(reader->TakeSnapshot()->NodeCount("Version"), 1u);
  CheckConsistent(*reader->TakeSnapshot());
  EXPECT_EQ(reader->Apply({}).error().code, ErrorCode::kUsage);
  EXPECT_EQ(reader->DiscardStaged().error().code, ErrorCode::kUsage);
  EXPECT_EQ(reader->CreateIndex("A", "b").error().code, ErrorCode::kUsage);
}

TEST(RocksStore, UnpublishedIsGoneAfterReopenWithoutATrace) {
  const TemporaryDir dir;
  {
    const auto store = OpenOrDie(dir);
    ASSERT_TRUE(store->Apply(DocumentPart(1, 0, 30)));
  }
  const std::string before = RawEntries(dir);
  {
    const auto store = OpenOrDie(dir);
    for (int part = 0; part < 3; ++part)
      ASSERT_TRUE(store->Apply(DocumentPart(2, part, 30), ApplyMode::kStage));
  }
  EXPECT_NE(RawEntries(dir), before);
  { const auto store = OpenOrDie(dir); }
  EXPECT_EQ(RawEntries(dir), before);
  {
    const auto store = OpenOrDie(dir);
    ASSERT_TRUE(store->Apply(DocumentPart(2, 0, 30), ApplyMode::kStage));
    ASSERT_TRUE(store->DiscardStaged());
  }
  EXPECT_EQ(RawEntries(dir), before);
}

TEST(RocksStore, RemovingEverythingLeavesNoEntry) {
  const TemporaryDir dir;
  {
    const auto store = OpenOrDie(dir);
    for (int document = 1; document <= 3; ++document)
      ASSERT_TRUE(store->Apply(DocumentPart(document, 0, 2000)));
    GraphBatch removal;
    removal.removed_units = {"doc2"};
    ASSERT_TRUE(store->Apply(removal));
    CheckConsistent(*store->TakeSnapshot());
    removal.removed_units = {"doc1", "doc3"};
    ASSERT_TRUE(store->Apply(removal));
  }
  EXPECT_EQ(RawEntries(dir), "");
}

// The store as it is when its program dies between the two strokes of a removal.
TEST(RocksStore, BegunRemovalIsSeenAtOnceAndFinishedByOpen) {
  const TemporaryDir dir;
  const TemporaryDir other;
  GraphBatch removal;
  removal.removed_units = {"doc1"};
  for (const TemporaryDir* each : {&dir, &other}) {
    const auto store = OpenOrDie(*each);
    ASSERT_TRUE(store->Apply(DocumentPart(1, 0, 100)));
    GraphBatch second = DocumentPart(2, 0, 100);
    second.edges.push_back({"CITES", "doc2:0.5", "doc1:0.7", {}});
    second.edges.push_back({"CITES", "doc1:0.5", "un", {}});
    ASSERT_TRUE(store->Apply(second));
    if (each == &other) {
      ASSERT_TRUE(store->Apply(removal));
    }
  }
  {
    const auto database = Database::Open(dir.path(), OpenMode::kMustExist);
    ASSERT_TRUE(database);
    StoreState state = *LoadState(**database);
    RemovalPlanner planner(**database);
    ASSERT_TRUE(planner.Plan(removal, &state));
    ASSERT_TRUE(planner.AddOrphans({}, &state));
    rocksdb::WriteBatch batch;
    batch.Put((*database)->family(Family::kMeta), ToSlice(kStateKey), EncodeState(state));
    batch.Put((*database)->family(Family::kMeta), ToSlice(kRemovalKey), EncodeRemoval(planner.removal()));
    batch.Delete((*database)->family(Family::kMeta), UnitKey("doc1"));
    ASSERT_TRUE((*database)->Write(&batch, true));
  }
  DumpWords words;
  words.keys = {"doc1", "un", "doc1:0.3", "doc2", "actor of doc1"};
  words.names = {"Section", "Actor", "HAS_SECTION", "MENTIONS", "CITES", "curie", "text"};
  words.values = {"doc1:0.3", "doc2:0.3"};
  const std::string expected = Dump(*OpenOrDie(other)->TakeSnapshot(), words);
  EXPECT_EQ(Dump(*OpenOrDie(dir, OpenMode::kReadOnly)->TakeSnapshot(), words), expected);
  EXPECT_EQ(Dump(*OpenOrDie(dir)->TakeSnapshot(), words), expected);
  EXPECT_EQ(RawEntries(dir), RawEntries(other));
}

// A child writes, replaces and removes documents in parts until it is killed.
TEST(RocksStore, KilledAtAnyMomentKeepsWholeDocuments) {
  CONCORD_NEED_FORK();
  constexpr int kParts = 3;
  constexpr int kSize = 300;
  const TemporaryDir dir;
  std::mt19937 random(7);
  for (int round = 0; round < 15; ++round) {
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      auto store = OpenStore(dir.path(), OpenMode::kCreateIfMissing);
      for (int document = round * 1000; store; ++document) {
        for (int part = 0; part < kParts; ++part) {
          const auto mode = part + 1 < kParts ? ApplyMode::kStage : ApplyMode::kPublish;
          if (!(*store)->Apply(DocumentPart(document, part, kSize), mode)) _exit(3);
        }
        GraphBatch removal;
        removal.removed_units = {"doc" + std::to_string(document - 2)};
        if (!(*store)->Apply(removal)) _exit(3);
      }
      _exit(2);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(10 + random() % 400));
    kill(child, SIGKILL);
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status)) << "the child could not write";

    const auto store = OpenOrDie(dir);
    const auto snapshot = store->TakeSnapshot();
    CheckConsistent(*snapshot);
    const auto units = snapshot->Units();
    ASSERT_TRUE(units);
    // As many sections, actors and edges as so many whole documents have.
    EXPECT_EQ(snapshot->NodeCount("Version"), units->size());
    EXPECT_EQ(snapshot->NodeCount("Section"), units->size() * kParts * kSize);
    EXPECT_EQ(snapshot->NodeCount("Actor"), units->empty() ? 0 : units->size() + 1);
    EXPECT_EQ(snapshot->EdgeCount(), units->size() * kParts * kSize * 3);
  }
}

TEST(RocksStore, KilledWhileItIsMadeCanBeMade) {
  CONCORD_NEED_FORK();
  std::mt19937 random(8);
  for (int round = 0; round < 20; ++round) {
    const TemporaryDir dir;
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      const auto store = OpenStore(dir.path(), OpenMode::kCreateIfMissing);
      _exit(store ? 0 : 3);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(random() % 60));
    kill(child, SIGKILL);
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
    const auto store = OpenOrDie(dir);
    ASSERT_TRUE(store->Apply(DocumentPart(1, 0, 5)));
    CheckConsistent(*store->TakeSnapshot());
  }
}

TEST(RocksStore, ReadersSeeOneMomentBesideTheWriter) {
  const TemporaryDir dir;
  const auto store = OpenOrDie(dir);
  std::atomic<bool> done = false;
  std::vector<std::thread> readers;
  readers.reserve(3);
  std::atomic<int> looks = 0;
  for (int i = 0; i < 2; ++i) {
    readers.emplace_back([&] {
      while (!done) {
        const auto snapshot = store->TakeSnapshot();
        CheckConsistent(*snapshot);
        EXPECT_EQ(snapshot->NodeCount("Section"), 60 * snapshot->Units()->size());
        ++looks;
      }
    });
  }
  for (int document = 0; document < 40 || looks < 20; ++document) {
    ASSERT_TRUE(store->Apply(DocumentPart(document, 0, 30), ApplyMode::kStage));
    if (document % 7 == 3) {
      ASSERT_TRUE(store->DiscardStaged());
      continue;
    }
    ASSERT_TRUE(store->Apply(DocumentPart(document, 1, 30)));
    GraphBatch removal;
    removal.removed_units = {"doc" + std::to_string(document - 3)};
    ASSERT_TRUE(store->Apply(removal));
  }
  done = true;
  for (std::thread& reader : readers) reader.join();
}

TEST(RocksStore, OneSnapshotServesManyThreads) {
  const TemporaryDir dir;
  const auto store = OpenOrDie(dir);
  for (int document = 0; document < 5; ++document) ASSERT_TRUE(store->Apply(DocumentPart(document, 0, 50)));
  const auto snapshot = store->TakeSnapshot();
  std::vector<std::thread> readers;
  readers.reserve(3);
  for (int i = 0; i < 3; ++i) readers.emplace_back([&] { CheckConsistent(*snapshot); });
  for (std::thread& reader : readers) reader.join();
}

// Defect 13: without CURRENT, RocksDB takes the folder for a new one.
TEST(RocksStore, LostCurrentIsRefusedAndNothingIsPlantedOverIt) {
  const TemporaryDir dir;
  {
    const auto store = OpenOrDie(dir);
    ASSERT_TRUE(store->Apply(DocumentPart(1, 0, 10)));
  }
  const std::string current = testing::ReadFileOrDie(dir.path() / "CURRENT");
  std::filesystem::remove(dir.path() / "CURRENT");
  for (const OpenMode mode : {OpenMode::kCreateIfMissing, OpenMode::kMustExist, OpenMode::kReadOnly}) {
    const auto store = OpenStore(dir.path(), mode);
    ASSERT_FALSE(store);
    EXPECT_EQ(store.error().code, ErrorCode::kCorrupt) << store.error().message;
  }
  std::ofstream(dir.path() / "CURRENT") << current;
  CheckConsistent(*OpenOrDie(dir, OpenMode::kMustExist)->TakeSnapshot());
  EXPECT_EQ(OpenOrDie(dir, OpenMode::kReadOnly)->TakeSnapshot()->NodeCount("Section"), 10u);
}

// Defect 14: "25 stored", into a folder that nobody can open any more.
TEST(RocksStore, FolderThatIsRemovedUnderWayIsAnError) {
  const TemporaryDir dir;
  const auto store = OpenStore(dir.path() / "store", OpenMode::kCreateIfMissing);
  ASSERT_TRUE(store);
  ASSERT_TRUE((*store)->Apply(DocumentPart(1, 0, 10)));
  std::filesystem::remove_all(dir.path() / "store");
  const auto written = (*store)->Apply(DocumentPart(2, 0, 10));
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, ErrorCode::kStore);
}

// Defect 4: a reader that opened while a writer opened, flushed or closed saw part of the graph, or an error.
// The writer's documents come in order and stay, so a reader never sees fewer than one before it did.
TEST(RocksStore, ReaderThatOpensBesideAnOpeningWriterSeesAllThatWasPublished) {
  CONCORD_NEED_FORK();
  const TemporaryDir dir;
  {
    const auto store = OpenOrDie(dir);
    ASSERT_TRUE(store->Apply(DocumentPart(0, 0, 20)));
  }
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    for (int document = 1;; ++document) {
      auto store = OpenStore(dir.path(), OpenMode::kMustExist);
      if (!store || !(*store)->Apply(DocumentPart(document, 0, 20))) _exit(3);
      // Without closing, one time in three: then the log has it.
      if (document % 3 == 0) {
        for (int more = 0; more < 3; ++more) {
          GraphBatch nothing;
          nothing.fingerprint = "again";
          nothing.unit = "doc" + std::to_string(document);
          if (!(*store)->Apply(nothing)) _exit(3);
        }
      }
    }
  }
  uint64_t seen = 1;
  // On a busy machine the writer may not have had its turn yet.
  for (int look = 0; look < 60 || (seen == 1 && look < 10000); ++look) {
    const auto reader = OpenStore(dir.path(), OpenMode::kReadOnly);
    ASSERT_TRUE(reader) << reader.error().message;
    const auto snapshot = (*reader)->TakeSnapshot();
    const auto units = snapshot->Units();
    ASSERT_TRUE(units);
    EXPECT_GE(units->size(), seen);
    seen = units->size();
    EXPECT_EQ(snapshot->NodeCount("Section"), 20 * seen);
    CheckConsistent(*snapshot);
    if (::testing::Test::HasFailure()) break;
  }
  kill(child, SIGKILL);
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the child could not write";
  EXPECT_GT(seen, 1u);
}

// ---- Wrong bytes ----------------------------------------------------------------------------------

// Every value of every family replaced in turn by garbage: errors, and no crash.
TEST(RocksStore, GarbageInAnyFamilyGivesErrors) {
  std::mt19937 random(3);
  DumpWords words;
  words.keys = {"doc1", "un", "doc1:0.3"};
  words.names = {"Section", "Actor", "HAS_SECTION", "MENTIONS", "curie", "text"};
  words.units = {"doc1"};
  words.values = {"doc1:0.3", 7};
  for (size_t i = 0; i < kFamilyCount; ++i) {
    SCOPED_TRACE(FamilyName(static_cast<Family>(i)));
    const TemporaryDir dir;
    {
      const auto store = OpenOrDie(dir);
      ASSERT_TRUE(store->Apply(DocumentPart(1, 0, 10)));
    }
    std::vector<std::pair<std::string, std::string>> entries;
    for (int round = 0; round < 8; ++round) {
      {
        const auto opened = Database::Open(dir.path(), OpenMode::kMustExist);
        ASSERT_TRUE(opened);
        Database& database = **opened;
        if (entries.empty()) {
          const auto iterator = database.NewIterator(static_cast<Family>(i));
          for (iterator->SeekToFirst(); iterator->Valid(); iterator->Next()) {
            entries.emplace_back(iterator->key().ToString(), iterator->value().ToString());
          }
        }
        rocksdb::WriteBatch batch;
        for (const auto& [key, value] : entries) {
          std::string changed = value;
          if (random() % 3 == 0 && key != kFormatKey) {
            if (changed.empty() || random() % 2 == 0) {
              changed.resize(random() % 12, static_cast<char>(random()));
            } else {
              changed[random() % changed.size()] = static_cast<char>(random());
            }
          }
          batch.Put(database.family(static_cast<Family>(i)), key, changed);
        }
        // A key that no writer makes.
        batch.Put(database.family(static_cast<Family>(i)), std::string(random() % 30, '\1'), "x");
        ASSERT_TRUE(database.Write(&batch, false));
      }
      const auto reader = OpenStore(dir.path(), OpenMode::kReadOnly);
      // Counts and limits may be garbage too: then only what is bounded by the data is asked for.
      if (reader && (*reader)->TakeSnapshot()->NodeIdLimit() < 1000 &&
          (*reader)->TakeSnapshot()->EdgeIdLimit() < 1000) {
        Dump(*(*reader)->TakeSnapshot(), words);
      }
    }
    // Removal and recovery on what is there now: success or an error.
    const auto writer = OpenStore(dir.path(), OpenMode::kMustExist);
    if (!writer) continue;
    GraphBatch removal;
    removal.removed_units = {"doc1"};
    const auto removed = (*writer)->Apply(removal);
    if (!removed) {
      EXPECT_TRUE(removed.error().code == ErrorCode::kCorrupt || removed.error().code == ErrorCode::kStore)
          << removed.error().message;
    }
  }
}

TEST(RocksStore, DamagedFilesGiveErrors) {
  const TemporaryDir dir;
  {
    const auto store = OpenOrDie(dir);
    for (int document = 0; document < 10; ++document)
      ASSERT_TRUE(store->Apply(DocumentPart(document, 0, 100)));
  }
  {
    const auto database = Database::Open(dir.path(), OpenMode::kMustExist);
    ASSERT_TRUE(database);
    for (size_t i = 0; i < kFamilyCount; ++i) {
      ASSERT_TRUE((*database)->rocks()->Flush({}, (*database)->family(static_cast<Family>(i))).ok());
    }
  }
  for (const auto& entry : std::filesystem::directory_iterator(dir.path())) {
    if (entry.path().extension() != ".sst") continue;
    std::fstream file(entry.path(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(entry.file_size() / 3));
    file.write("damage", 6);
  }
  const auto store = OpenStore(dir.path(), OpenMode::kReadOnly);
  if (!store) {
    EXPECT_EQ(store.error().code, ErrorCode::kCorrupt) << store.error().message;
    return;
  }
  const auto snapshot = (*store)->TakeSnapshot();
  const auto edges = snapshot->ForEachEdge([](const Edge&) { return true; });
  ASSERT_FALSE(edges);
  EXPECT_EQ(edges.error().code, ErrorCode::kCorrupt) << edges.error().message;
}

}  // namespace
}  // namespace concord
