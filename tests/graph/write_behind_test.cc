#include "graph/write_behind.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <random>
#include <utility>
#include <vector>

namespace concord {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

TEST(WriteBehind, KeepsTheOrderInAnyMemory) {
  for (const uint64_t memory : {0, 1, 1 << 20}) {
    std::mt19937_64 random(3);
    Pairs given, written;
    WriteBehind writer(
        [&](std::string_view key, std::string_view value) -> Result<void> {
          written.emplace_back(key, value);
          return {};
        },
        memory);
    for (int i = 0; i < 20'000; ++i) {
      // Empty ones too, and now and then one that is larger than a chunk.
      given.emplace_back(std::string(random() % 9, 'k'),
                         std::string(i % 5000 == 0 ? 1'000'000 : random() % 300, static_cast<char>(i)));
      ASSERT_TRUE(writer.Put(given.back().first, given.back().second));
    }
    ASSERT_TRUE(writer.Finish());
    EXPECT_TRUE(written == given);
  }
}

TEST(WriteBehind, AFailureReachesTheCallerAndEndsTheWriting) {
  for (const uint64_t memory : {0, 1, 1 << 20}) {
    int calls = 0;
    WriteBehind writer(
        [&](std::string_view, std::string_view) -> Result<void> {
          if (++calls == 100) return Fail(ErrorCode::kStore, "the disk is full");
          return {};
        },
        memory);
    Result<void> done;
    for (int i = 0; i < 1'000'000 && done; ++i) done = writer.Put("key", std::string(100, 'x'));
    if (done) done = writer.Finish();
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().message, "the disk is full");
    EXPECT_EQ(calls, 100);
  }
}

TEST(WriteBehind, NothingToWriteIsDone) {
  WriteBehind writer([](std::string_view, std::string_view) -> Result<void> { return {}; }, 1000);
  EXPECT_TRUE(writer.Finish());
}

TEST(WriteBehind, LeftAloneItForgetsWhatWaits) {
  std::atomic<bool> is_gone = false;
  std::atomic<int> late = 0;
  {
    WriteBehind writer(
        [&](std::string_view, std::string_view) -> Result<void> {
          std::this_thread::sleep_for(std::chrono::microseconds(10));
          if (is_gone) ++late;
          return {};
        },
        1 << 24);
    for (int i = 0; i < 10'000; ++i) ASSERT_TRUE(writer.Put("key", std::string(100, 'x')));
  }
  is_gone = true;
  std::this_thread::sleep_for(std::chrono::milliseconds(5));
  EXPECT_EQ(late, 0);
}

}  // namespace
}  // namespace concord
