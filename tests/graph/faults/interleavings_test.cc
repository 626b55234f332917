// One writer and readers, interleaved call by call in one thread, so that a seed repeats a run. A reader
// sees what was published before it began or something later, whole, and goes on seeing that.
//
// CONCORD_SEED is the first seed and CONCORD_FAULTS the number of them.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

#include "tests/environment.h"
#include "tests/graph/faults/simulated_disk.h"
#include "tests/graph/faults/workload.h"

namespace concord::testing {
namespace {

struct Reader {
  std::unique_ptr<GraphStore> store;
  std::unique_ptr<Snapshot> snapshot;
  size_t sees = 0;  // steps
};

class Interleaving {
 public:
  explicit Interleaving(uint32_t seed) : random_(seed) {
    std::filesystem::create_directory(dir_.path() / "disk");
    desk_.folder = dir_.path() / "disk";
    disk_ = std::make_unique<SimulatedDisk>(desk_.folder);
  }
  ~Interleaving() {
    disk_->SetHook(nullptr);
    readers_.clear();
    desk_.store.reset();
  }

  // Readers come before some of the writer's calls.
  std::string ReadersBesideAWriter() {
    disk_->SetHook([this](bool is_change, uint64_t) {
      if (is_change && random_() % 60 == 0) Look();
      if (is_change && random_() % 60 == 0) LookAgain();
    });
    const Result<void> done = RunSteps(&desk_, Steps().size());
    disk_->SetHook(nullptr);
    if (!done) wrong_ = "the writer fails: " + done.error().message;
    LookAgain();
    return wrong_;
  }

  // The writer does a step before some of the readers' calls.
  std::string AWriterBesideReaders() {
    Result<void> done = RunSteps(&desk_, 2);
    disk_->SetHook([&](bool is_change, uint64_t) {
      if (is_change || random_() % 40 != 0 || !done) return;
      done = RunSteps(&desk_, desk_.done + 1);
    });
    while (done && desk_.done < Steps().size() && wrong_.empty()) Look();
    disk_->SetHook(nullptr);
    if (!done) wrong_ = "the writer fails: " + done.error().message;
    LookAgain();
    return wrong_;
  }

  size_t looks() const { return looks_; }

 private:
  void Look() {
    if (!wrong_.empty()) return;
    const size_t before = desk_.done;
    Reader reader;
    auto opened = OpenStore(desk_.path(), OpenMode::kReadOnly);
    if (!opened) {
      // The first step makes the store.
      if (before > 0) wrong_ = "a reader cannot open the store: " + opened.error().message;
      return;
    }
    reader.store = *std::move(opened);
    reader.snapshot = reader.store->TakeSnapshot();
    ++looks_;
    const std::string text = DumpOf(*reader.store);  // the writer may go on meanwhile
    wrong_ = Compare(text, std::max(before, seen_), desk_.done + 1, "a reader", &reader.sees);
    if (!wrong_.empty()) {
      wrong_ += fmt::format(" after {} of step {}", before, desk_.done);
      return;
    }
    // Steps that change nothing look alike.
    while (seen_ < reader.sees) ++seen_;
    if (random_() % 3 == 0) readers_.push_back(std::move(reader));
  }

  void LookAgain() {
    for (const Reader& reader : readers_) {
      if (!wrong_.empty()) return;
      wrong_ = Compare(DumpOf(*reader.store), reader.sees, reader.sees, "a reader that was there before");
    }
    if (readers_.size() > 3) readers_.clear();
  }

  TemporaryDir dir_;
  Desk desk_;
  std::unique_ptr<SimulatedDisk> disk_;
  std::mt19937 random_;
  std::vector<Reader> readers_;
  std::string wrong_;
  size_t seen_ = 0, looks_ = 0;
};

template <typename Run>
void RunSeeds(const Run& run) {
  const auto first = static_cast<uint32_t>(NumberIn("CONCORD_SEED", 1));
  const auto count = static_cast<uint32_t>(NumberIn("CONCORD_FAULTS", 3));
  size_t looks = 0;
  for (uint32_t seed = first; seed < first + count; ++seed) {
    SCOPED_TRACE(fmt::format("CONCORD_SEED={}", seed));
    Interleaving interleaving(seed);
    EXPECT_EQ(run(&interleaving), "");
    looks += interleaving.looks();
    if (::testing::Test::HasFailure()) return;
  }
  EXPECT_GT(looks, count);
}

TEST(Interleavings, ReadersAtAnyCallOfAWriter) {
  RunSeeds([](Interleaving* run) { return run->ReadersBesideAWriter(); });
}

TEST(Interleavings, AWriterAtAnyCallOfAReader) {
  RunSeeds([](Interleaving* run) { return run->AWriterBesideReaders(); });
}

}  // namespace
}  // namespace concord::testing
