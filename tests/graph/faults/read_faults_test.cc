// Every call that reads a file fails in turn, or returns half of what it was asked for, beside a reader and
// beside a writer. The answer is the right one or an error, and nothing is lost.
//
// CONCORD_FAULTS=1 tries every call; without it a sample.
#include <fmt/format.h>
#include <gtest/gtest.h>

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
    // Not solved (docs/durability.md): when RocksDB adds a table of a bulk load and cannot read it once, the
    // load may succeed without the table's keys.
    if (disk.failed_call().find("/bulk/") != std::string::npos) continue;
    EXPECT_EQ(Examine(desk.folder, desk.done), "")
        << disk.failed_call() << "\nin step " << desk.done << ", which said "
        << (failed ? "nothing" : failed.error().message);
    if (!was_reached || HasFailure()) break;
  }
}

INSTANTIATE_TEST_SUITE_P(Every, ReadFaultsTest,
                         ::testing::Values(ReadFault{"ErrorOnce", {.error = EIO}},
                                           ReadFault{"ErrorFromThenOn", {.error = EIO, .lasting = true}},
                                           ReadFault{"HalfARead", {.half = true}}),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace concord::testing
