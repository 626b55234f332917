// The store on disk against the one in memory: the same random operations, the same answers to everything.
#include <gtest/gtest.h>

#include <random>

#include "graph/store.h"
#include "tests/environment.h"
#include "tests/graph/store_dump.h"

namespace concord {
namespace {

using testing::Dump;
using testing::DumpWords;

// Few words, so that operations meet each other often.
DumpWords Words() {
  DumpWords words;
  for (int i = 0; i < 14; ++i) words.keys.push_back("k" + std::to_string(i));
  words.keys.emplace_back("none");
  words.names = {"Section", "Actor",  "Rare",  "curie", "acronym", "weight",
                 "CITES",   "STATES", "OTHER", "text",  "nothing"};
  words.units = {"u0", "u1", "u2", "absent"};
  words.values = {Value("a"),
                  Value("b"),
                  Value(1),
                  Value(1.0),
                  Value(true),
                  Value(std::string(400, 'x') + "1"),
                  Value(std::string(400, 'x') + "2"),
                  Value(List{Value(1), Value("a")}),
                  Value()};
  return words;
}

class Chooser {
 public:
  explicit Chooser(uint32_t seed) : random_(seed) {}

  size_t Below(size_t limit) { return std::uniform_int_distribution<size_t>(0, limit - 1)(random_); }
  bool OneIn(size_t n) { return Below(n) == 0; }
  template <typename T>
  const T& From(const std::vector<T>& things) {
    return things[Below(things.size())];
  }

  PropertyMap Properties() {
    PropertyMap properties;
    for (size_t n = Below(3); n > 0; --n) properties.Set(From(property_names_), From(words_.values));
    return properties;
  }

  GraphBatch Batch(bool may_remove) {
    GraphBatch batch;
    if (!OneIn(4)) batch.unit = From(units_);
    if (OneIn(2)) batch.fingerprint = "f" + std::to_string(Below(100));
    if (may_remove) {
      while (OneIn(3)) batch.removed_units.push_back(From(words_.units));
      while (OneIn(5)) batch.removed_nodes.push_back(From(words_.keys));
    }
    std::vector<std::string> put;
    for (size_t n = Below(6); n > 0; --n) {
      PutNode node;
      node.key = words_.keys[Below(14)];
      for (size_t labels = Below(3); labels > 0; --labels) node.labels.push_back(From(labels_));
      node.properties = Properties();
      node.lifetime = static_cast<Lifetime>(Below(3));
      put.push_back(node.key);
      batch.nodes.push_back(std::move(node));
    }
    // Most ends exist; some batches are refused because of one that does not.
    const auto end = [&] { return put.empty() || OneIn(25) ? From(words_.keys) : From(put); };
    for (size_t n = Below(3); n > 0 && OneIn(2); --n) {
      batch.blobs.push_back({end(), OneIn(2) ? "text" : "Rare",
                             std::string(Below(3) * 50'000 + Below(3), 'a' + static_cast<char>(Below(26)))});
    }
    for (size_t n = Below(8); n > 0; --n) batch.edges.push_back({From(types_), end(), end(), Properties()});
    return batch;
  }

 private:
  std::mt19937 random_;
  const DumpWords words_ = Words();
  const std::vector<std::string> units_ = {"u0", "u1", "u2"};
  const std::vector<std::string> labels_ = {"Section", "Actor", "Rare"};
  const std::vector<std::string> property_names_ = {"curie", "acronym", "weight"};
  const std::vector<std::string> types_ = {"CITES", "STATES", "OTHER"};
};

struct Held {
  std::unique_ptr<Snapshot> snapshot;
  std::string text;
};

void RunModel(uint32_t seed, int steps) {
  SCOPED_TRACE("seed " + std::to_string(seed));
  const testing::TemporaryDir dir;
  const DumpWords words = Words();
  Chooser choose(seed);
  auto memory = NewMemoryStore();
  auto opened = OpenStore(dir.path(), OpenMode::kCreateIfMissing);
  ASSERT_TRUE(opened) << opened.error().message;
  std::unique_ptr<GraphStore> disk = *std::move(opened);
  std::vector<Held> held;
  bool staged = false;

  for (int step = 0; step < steps; ++step) {
    SCOPED_TRACE("step " + std::to_string(step));
    const size_t kind = choose.Below(20);
    if (kind == 0) {
      // Snapshots do not outlive their store.
      held.clear();
      disk.reset();
      ASSERT_TRUE(memory->DiscardStaged());
      staged = false;
      opened = OpenStore(dir.path(), OpenMode::kMustExist);
      ASSERT_TRUE(opened) << opened.error().message;
      disk = *std::move(opened);
    } else if (kind == 1) {
      ASSERT_TRUE(memory->DiscardStaged());
      ASSERT_TRUE(disk->DiscardStaged());
      staged = false;
    } else if (kind == 2 && choose.OneIn(3)) {
      const std::string label = choose.OneIn(2) ? "Rare" : "Section";
      const auto expected = memory->CreateIndex(label, "weight");
      const auto got = disk->CreateIndex(label, "weight");
      ASSERT_EQ(expected.has_value(), got.has_value());
    } else {
      const auto mode = choose.OneIn(3) ? ApplyMode::kStage : ApplyMode::kPublish;
      const GraphBatch batch = choose.Batch(!staged || choose.OneIn(8));
      const auto expected = memory->Apply(batch, mode);
      const auto got = disk->Apply(batch, mode);
      ASSERT_EQ(expected.has_value(), got.has_value())
          << (got ? expected.error().message : got.error().message);
      if (!expected) {
        ASSERT_EQ(expected.error().code, got.error().code);
        ASSERT_EQ(expected.error().message, got.error().message);
      } else {
        staged = mode == ApplyMode::kStage;
      }
    }
    const auto from_memory = memory->TakeSnapshot();
    auto from_disk = disk->TakeSnapshot();
    std::string text = Dump(*from_disk, words);
    ASSERT_EQ(Dump(*from_memory, words), text);
    if (choose.OneIn(5)) held.push_back({std::move(from_disk), std::move(text)});
  }
  for (const Held& old : held) ASSERT_EQ(Dump(*old.snapshot, words), old.text);
}

TEST(StoreModel, MemoryAndDiskGiveTheSameAnswers) {
  for (uint32_t seed = 1; seed <= 8; ++seed) {
    RunModel(seed, 60);
    if (::testing::Test::HasFatalFailure()) return;
  }
}

}  // namespace
}  // namespace concord
