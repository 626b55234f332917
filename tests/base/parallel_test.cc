#include "base/parallel.h"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <vector>

namespace concord {
namespace {

TEST(RunTasks, EachTaskOnceWithAnyNumberOfThreads) {
  for (const unsigned threads : {0U, 1U, 2U, 7U}) {
    for (const size_t count : {size_t{0}, size_t{1}, size_t{5}, size_t{1000}}) {
      std::vector<std::atomic<int>> runs(count);
      ASSERT_TRUE(RunTasks(threads, count, [&](size_t i) -> Result<void> {
        ++runs[i];
        return {};
      }));
      for (const auto& run : runs) EXPECT_EQ(run, 1);
    }
  }
}

TEST(RunTasks, TheFailureWithTheLowestNumberWins) {
  for (const unsigned threads : {1U, 4U}) {
    const auto done = RunTasks(threads, 100, [](size_t i) -> Result<void> {
      if (i >= 30) return Fail(ErrorCode::kInvalid, std::to_string(i));
      return {};
    });
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().message, "30");
  }
}

TEST(HardwareThreads, AreNeverNone) { EXPECT_GE(HardwareThreads(), 1U); }

}  // namespace
}  // namespace concord
