// Every call that reads a file fails in turn, or returns half of what it was asked for, beside a reader and
// beside a writer. The answer is the right one or an error, and nothing is lost.
//
// CONCORD_FAULTS=1 tries every call; without it a sample.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/try.h"
#include "graph/bulk_load.h"
#include "graph/verify.h"
#include "tests/environment.h"
#include "tests/graph/faults/simulated_disk.h"
#include "tests/graph/faults/workload.h"

namespace concord::testing {
namespace {

struct ReadFault {
  std::string name;
  DiskPlan plan;
};

class ReadFaultsTest : public ::testing::TestWithParam<ReadFault> {
 protected:
  void SetUp() override { std::filesystem::create_directory(dir_.path() / "disk"); }
  // The numbers of the calls that are to fail.
  uint64_t Stride(uint64_t short_stride) const {
    return NumberIn("CONCORD_FAULTS", 0) != 0 ? 1 : short_stride;
  }
  TemporaryDir dir_;
};

TEST_P(ReadFaultsTest, AReaderGivesTheRightAnswerOrAnError) {
  Desk desk{dir_.path() / "disk", nullptr, 0};
  // Something is in tables, and something only in the log of a writer.
  const size_t steps = Steps().size() - 2;
  ASSERT_TRUE(RunSteps(&desk, steps));
  SimulatedDisk disk(desk.folder);
  int errors = 0;
  const uint64_t stride = Stride(7);
  for (uint64_t number = 1;; number += stride) {
    SCOPED_TRACE(fmt::format("{} at read {}", GetParam().name, number));
    DiskPlan plan = GetParam().plan;
    plan.read = number;
    disk.Set(plan);
    std::string seen;
    {
      const auto reader = OpenStore(desk.path(), OpenMode::kReadOnly);
      if (!reader) {
        seen = "error " + reader.error().message;
        EXPECT_NE(reader.error().code, ErrorCode::kNotFound)
            << "a store that cannot be read is there: " << reader.error().message;
      } else {
        seen = DumpOf(**reader);
        static_cast<void>(VerifyFiles(*(*reader)->TakeSnapshot()).has_value());
      }
    }
    if (!HasErrors(seen)) {
      EXPECT_EQ(Compare(seen, steps, steps, "a reader"), "");
    } else {
      ++errors;
      EXPECT_FALSE(GetParam().plan.half && !GetParam().plan.lasting)
          << "half a read is no failure: " << seen.substr(0, 300);
    }
    if (!disk.has_failed() || HasFailure()) break;
  }
  if (!GetParam().plan.half) {
    EXPECT_GT(errors, 0);
  }
}

TEST_P(ReadFaultsTest, AWriterLosesNothing) {
  const uint64_t stride = Stride(307);
  for (uint64_t number = stride == 1 ? 1 : 13;; number += stride) {
    SCOPED_TRACE(fmt::format("{} at read {}", GetParam().name, number));
    std::filesystem::remove_all(dir_.path() / "disk");
    std::filesystem::create_directory(dir_.path() / "disk");
    SimulatedDisk disk(dir_.path() / "disk");
    DiskPlan plan = GetParam().plan;
    plan.read = number;
    disk.Set(plan);
    Desk desk{dir_.path() / "disk", nullptr, 0};
    const Result<void> failed = RunSteps(&desk, Steps().size());
    desk.store.reset();
    const bool was_reached = disk.has_failed();
    disk.Set({});
    EXPECT_EQ(Examine(desk.folder, desk.done), "")
        << disk.failed_call() << "\nin step " << desk.done << ", which said "
        << (failed ? "nothing" : failed.error().message);
    if (!was_reached || HasFailure()) break;
  }
}

constexpr size_t kLoadedNodes = 30;

Result<void> LoadManyBlocks(GraphStore* store) {
  BulkOptions options;
  options.unit = "import";
  options.threads = 1;  // the calls come in the same order each time
  CONCORD_ASSIGN(const auto loader, store->NewBulkLoader(options));
  const std::string long_text(999, 'x');
  std::vector<BulkNode> nodes;
  for (size_t i = 0; i < kLoadedNodes; ++i) {
    CONCORD_ASSIGN(const BulkNode node,
                   loader->AddNode({fmt::format("t{}", i), {"Thing"}, {{"n", long_text}}}));
    nodes.push_back(node);
  }
  for (const BulkNode node : nodes)
    CONCORD_TRY(loader->AddEdge("MAPS", node, nodes.front(), {{"n", long_text}}));
  CONCORD_TRY(loader->Publish());
  return {};
}

// RocksDB took in a file whose first block it could not read, and said nothing; nobody found the entries. The
// files have several blocks, so that the first and the last are read apart.
TEST_P(ReadFaultsTest, ABulkLoadThatCannotReadItsFilesLosesNothing) {
  int errors = 0;
  for (uint64_t number = 1;; number += Stride(7)) {
    SCOPED_TRACE(fmt::format("{} at read {}", GetParam().name, number));
    std::filesystem::remove_all(dir_.path() / "disk");
    std::filesystem::create_directory(dir_.path() / "disk");
    SimulatedDisk disk(dir_.path() / "disk");
    Desk desk{dir_.path() / "disk", nullptr, 0};
    ASSERT_TRUE(RunSteps(&desk, 2));  // a document
    const std::string before = DumpOf(*desk.store);
    DiskPlan plan = GetParam().plan;
    plan.read = number;
    disk.Set(plan);
    const Result<void> loaded = LoadManyBlocks(desk.store.get());
    const bool was_reached = disk.has_failed();
    SCOPED_TRACE(disk.failed_call());
    disk.Set({});
    if (!loaded) {
      ++errors;
      desk.store.reset();
      auto opened = OpenStore(desk.path(), OpenMode::kMustExist);
      ASSERT_TRUE(opened) << opened.error().message;
      desk.store = *std::move(opened);
      // What fails last is the sync of what is published already.
      if (DumpOf(*desk.store) == before) {
        ASSERT_TRUE(LoadManyBlocks(desk.store.get()));
      }
    }
    size_t edges = 0;
    const auto seen = desk.store->TakeSnapshot();
    ASSERT_TRUE(seen->ForEachEdge([&](const Edge& edge) { return edges += edge.type == "MAPS", true; }));
    EXPECT_EQ(edges, kLoadedNodes) << (loaded ? "the load said nothing" : loaded.error().message);
    const auto last = seen->FindNode(fmt::format("t{}", kLoadedNodes - 1));
    ASSERT_TRUE(last && *last);
    EXPECT_TRUE(seen->GetNode(**last));
    if (!was_reached || HasFailure()) break;
  }
  if (!GetParam().plan.half) {
    EXPECT_GT(errors, 0);
  }
}

INSTANTIATE_TEST_SUITE_P(Every, ReadFaultsTest,
                         ::testing::Values(ReadFault{"ErrorOnce", {.error = EIO}},
                                           ReadFault{"ErrorFromThenOn", {.error = EIO, .lasting = true}},
                                           ReadFault{"HalfARead", {.half = true}}),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace concord::testing
