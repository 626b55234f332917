#include "server/answer_cache.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace concord::testing {
namespace {

std::atomic<int> asked = 0;

Result<Answer> Slow(const Snapshot&, const Arguments& arguments) {
  ++asked;
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  if (arguments.words.front() == "bad") return Fail(ErrorCode::kUsage, "bad");
  Answer answer;
  answer.query = arguments.words.front();
  Row row;
  row.cells = {std::string(1000, 'x')};
  answer.rows.push_back(std::move(row));
  return answer;
}

class AnswerCacheTest : public ::testing::Test {
 protected:
  AnswerCacheTest() {
    asked = 0;
    state_.store = NewMemoryStore();
    state_.snapshot = state_.store->TakeSnapshot();
    state_.tag = "one";
  }
  Result<AnswerCache::Kept> Ask(const std::string& word) {
    return cache_.Ask(state_, *state_.snapshot, query_, {{word}, {}});
  }

  Query query_ = {"slow", "", "WORD", "", {}, Slow};
  PublishedState state_;
  AnswerCache cache_{5000};
};

TEST_F(AnswerCacheTest, AQuestionIsAskedOnceWhoeverAsksIt) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) threads.emplace_back([&] { EXPECT_TRUE(Ask("a")); });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(asked, 1);
}

TEST_F(AnswerCacheTest, AnotherStateIsAskedAnew) {
  ASSERT_TRUE(Ask("a"));
  state_.tag = "two";
  ASSERT_TRUE(Ask("a"));
  EXPECT_EQ(asked, 2);
}

TEST_F(AnswerCacheTest, FailuresAreNotKept) {
  EXPECT_FALSE(Ask("bad"));
  EXPECT_FALSE(Ask("bad"));
  EXPECT_EQ(asked, 2);
}

TEST_F(AnswerCacheTest, WhatNobodyAskedForLongestIsForgotten) {
  for (const char* word : {"a", "b", "c", "d", "a", "e", "f"}) ASSERT_TRUE(Ask(word));
  const int before = asked;
  ASSERT_TRUE(Ask("a"));
  EXPECT_EQ(asked, before);
  ASSERT_TRUE(Ask("b"));
  EXPECT_EQ(asked, before + 1);
}

}  // namespace
}  // namespace concord::testing
