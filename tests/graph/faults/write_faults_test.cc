// Every call that changes a file fails in turn, in each of several ways, while a scripted workload runs. No
// store is lost, nor anything that was confirmed, and no call says that it succeeded when it did not.
//
// CONCORD_FAULTS=1 tries every call; without it a sample. CONCORD_SEED repeats losses of power. A test's
// name and the number of the call repeat a single fault: CONCORD_FAULT_AT.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/environment.h"
#include "tests/graph/faults/simulated_disk.h"
#include "tests/graph/faults/workload.h"

namespace concord::testing {
namespace {

enum class After { kNothing, kPowerLoss };

struct WriteFault {
  std::string name;
  DiskPlan plan;
  After after = After::kNothing;
};

void PrintTo(const WriteFault& fault, std::ostream* out) { *out << fault.name; }

// One run: a fault at the call `number`. False when the run has fewer calls.
bool RunWith(const WriteFault& fault, uint64_t number, uint32_t seed) {
  SCOPED_TRACE(fmt::format("{} at call {}, CONCORD_SEED={}", fault.name, number, seed));
  const TemporaryDir dir;
  std::filesystem::create_directory(dir.path() / "disk");
  SimulatedDisk disk(dir.path() / "disk");
  DiskPlan plan = fault.plan;
  plan.change = number;
  disk.Set(plan);
  Desk desk{dir.path() / "disk", nullptr, 0};
  const Result<void> failed = RunSteps(&desk, Steps().size());
  const size_t done = desk.done;
  desk.store.reset();
  const bool was_reached = disk.has_failed();
  if (!was_reached) {
    EXPECT_TRUE(failed) << "no call failed, and yet: " << failed.error().message;
  }
  const std::string call = disk.failed_call();
  disk.Set({});
  if (fault.after == After::kPowerLoss) disk.LosePower(seed);
  const std::string step = done < Steps().size() ? Steps()[done].name : "the end";
  const std::string wrong = Examine(desk.folder, done);
  EXPECT_EQ(wrong, "") << call << "\nin step " << done << " (" << step << "), which said "
                       << (failed ? "nothing" : failed.error().message);
  return was_reached;
}

class WriteFaultsTest : public ::testing::TestWithParam<WriteFault> {};

TEST_P(WriteFaultsTest, LosesNothingThatWasConfirmed) {
  const bool is_long = NumberIn("CONCORD_FAULTS", 0) != 0;
  const auto seed = static_cast<uint32_t>(NumberIn("CONCORD_SEED", 0));
  if (const uint64_t only = NumberIn("CONCORD_FAULT_AT", 0); only != 0) {
    RunWith(GetParam(), only, seed);
    return;
  }
  // Different calls for each kind of fault.
  const uint64_t step = is_long ? 1 : 131;
  uint64_t number = is_long ? 1 : 1 + std::hash<std::string>()(GetParam().name) % step;
  uint64_t faults = 0;
  for (; RunWith(GetParam(), number, is_long ? seed : static_cast<uint32_t>(number)); number += step) {
    ++faults;
    if (HasFailure() && !is_long) return;
  }
  RecordProperty("faults", static_cast<int>(faults));
  if (is_long) fmt::print("{}: {} faults\n", GetParam().name, faults);
  EXPECT_GT(faults, 0u);
}

INSTANTIATE_TEST_SUITE_P(
    Every, WriteFaultsTest,
    ::testing::Values(
        WriteFault{"NoSpaceOnce", {.error = ENOSPC}},
        WriteFault{"NoSpaceFromThenOn", {.error = ENOSPC, .lasting = true}},
        WriteFault{"ErrorOnce", {.error = EIO}},
        WriteFault{"ErrorOnceThenPowerLoss", {.error = EIO}, After::kPowerLoss},
        WriteFault{"ShortWrite", {.half = true}},
        WriteFault{"HalfAWriteThenNoSpace", {.error = ENOSPC, .lasting = true, .half = true}},
        // Nothing is written from then on: what a killed program leaves.
        WriteFault{"Stop", {.error = EIO, .lasting = true}},
        WriteFault{"PowerLoss", {.error = EIO, .lasting = true}, After::kPowerLoss},
        WriteFault{"PowerLossAmidAWrite", {.error = EIO, .lasting = true, .half = true}, After::kPowerLoss}),
    [](const auto& test) { return test.param.name; });

TEST(Workload, RunsWithoutAFault) {
  const TemporaryDir dir;
  std::filesystem::create_directory(dir.path() / "disk");
  SimulatedDisk disk(dir.path() / "disk");
  Desk desk{dir.path() / "disk", nullptr, 0};
  const Result<void> failed = RunSteps(&desk, Steps().size());
  const size_t done = desk.done;
  desk.store.reset();
  ASSERT_TRUE(failed) << Steps()[done].name << ": " << failed.error().message;
  EXPECT_GT(disk.changes(), 300u) << "the disk sees the calls of RocksDB";
  EXPECT_GT(disk.reads(), 300u);
  fmt::print("{} changes, {} reads\n", disk.changes(), disk.reads());
  EXPECT_EQ(Examine(desk.folder, done), "");
  // Everything was confirmed, so nothing is lost with the power.
  disk.LosePower(0);
  EXPECT_EQ(Examine(desk.folder, done), "");
}

}  // namespace
}  // namespace concord::testing
