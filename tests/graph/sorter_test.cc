#include "graph/sorter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <utility>

#include "tests/environment.h"

namespace concord {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

TEST(PairSorter, SortsStablyInAnyMemory) {
  std::mt19937_64 random(1);
  for (const uint64_t memory : {uint64_t{1}, uint64_t{2000}, uint64_t{100'000}, uint64_t{1} << 30}) {
    const testing::TemporaryDir folder;
    PairSorter sorter(folder.path(), memory);
    Pairs expected;
    const int count = memory == 1 ? 60 : 5000;
    for (int i = 0; i < count; ++i) {
      // Keys that share their first bytes, are starts of others, and have bytes above 127 and NULs
      std::string key(random() % 12, '\0');
      for (char& c : key) c = "\0a\x80\xff"[random() % 4];
      expected.emplace_back(key, std::to_string(i));
      ASSERT_TRUE(sorter.Add(key, std::to_string(i)));
    }
    std::stable_sort(expected.begin(), expected.end(), [](const auto& a, const auto& b) {
      return std::lexicographical_compare(a.first.begin(), a.first.end(), b.first.begin(), b.first.end(),
                                          [](unsigned char x, unsigned char y) { return x < y; });
    });
    Pairs sorted;
    ASSERT_TRUE(sorter.Finish([&](std::string_view key, std::string_view value) -> Result<void> {
      sorted.emplace_back(key, value);
      return {};
    }));
    EXPECT_EQ(sorted, expected) << memory;
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
  }
}

TEST(PairSorter, StopsAtTheVisitorsFailure) {
  const testing::TemporaryDir folder;
  PairSorter sorter(folder.path(), 1000);
  for (int i = 0; i < 200; ++i) ASSERT_TRUE(sorter.Add(std::to_string(i), ""));
  int visited = 0;
  const Result<void> done = sorter.Finish([&](std::string_view, std::string_view) -> Result<void> {
    if (++visited == 3) return Fail(ErrorCode::kStore, "full");
    return {};
  });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().message, "full");
  EXPECT_EQ(visited, 3);
}

TEST(PairSorter, NoFolderIsAnError) {
  PairSorter sorter("/nonexistent/folder", 100);
  Result<void> done;
  for (int i = 0; i < 100 && done; ++i) done = sorter.Add("key", "value");
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::kIo);
}

TEST(RunSorter, SortsInAnyMemory) {
  std::mt19937_64 random(2);
  for (const uint64_t memory : {uint64_t{10'000}, uint64_t{1} << 30}) {
    for (const uint64_t nodes : {uint64_t{1}, uint64_t{50}, (uint64_t{1} << 40) - 1}) {
      const testing::TemporaryDir folder;
      RunSorter sorter(folder.path(), memory);
      std::vector<RunRecord> expected;
      for (uint64_t edge = 1; edge <= 30'000; ++edge) {
        // The half of the edges hang at one node.
        const uint64_t node = random() % 2 == 0 ? nodes : 1 + random() % nodes;
        const RunRecord record = {node, edge, random() >> 24, static_cast<uint32_t>(random() % 3)};
        expected.push_back(record);
        ASSERT_TRUE(sorter.Add(record));
      }
      std::sort(expected.begin(), expected.end());
      size_t at = 0;
      ASSERT_TRUE(sorter.Finish([&](const RunRecord& record) -> Result<void> {
        if (record.edge != expected[at].edge || record.node != expected[at].node ||
            record.other != expected[at].other || record.type != expected[at].type) {
          return Fail(ErrorCode::kInvalid, "out of order at " + std::to_string(at));
        }
        ++at;
        return {};
      }));
      EXPECT_EQ(at, expected.size());
    }
  }
}

// The numbers of one record share 128 bits: the largest of each must not spill into its neighbours.
TEST(RunSorter, TakesTheLargestNumbersAndNoLarger) {
  const testing::TemporaryDir folder;
  const uint64_t node = (uint64_t{1} << 40) - 1, edge = uint64_t{1} << 60;
  const uint32_t type = (1u << 20) - 1;
  const std::vector<RunRecord> given = {{node, edge, 0, 0},
                                        {0, edge + 1, node, type},
                                        {node, edge + (1u << 28) - 1, node, type},
                                        {0, edge + (1u << 28), 1, type},
                                        {node, edge + (uint64_t{1} << 40), 2, 0}};
  RunSorter sorter(folder.path(), 1 << 20);
  for (const RunRecord& record : given) ASSERT_TRUE(sorter.Add(record));
  EXPECT_EQ(sorter.Add({node + 1, edge, 0, 0}).error().code, ErrorCode::kLimit);
  EXPECT_EQ(sorter.Add({0, edge, node + 1, 0}).error().code, ErrorCode::kLimit);
  EXPECT_EQ(sorter.Add({0, edge, 0, type + 1}).error().code, ErrorCode::kLimit);

  std::vector<RunRecord> expected = given, sorted;
  std::sort(expected.begin(), expected.end());
  ASSERT_TRUE(sorter.Finish([&](const RunRecord& record) -> Result<void> {
    sorted.push_back(record);
    return {};
  }));
  ASSERT_EQ(sorted.size(), expected.size());
  for (size_t i = 0; i < sorted.size(); ++i) {
    EXPECT_EQ(sorted[i].node, expected[i].node);
    EXPECT_EQ(sorted[i].type, expected[i].type);
    EXPECT_EQ(sorted[i].edge, expected[i].edge);
    EXPECT_EQ(sorted[i].other, expected[i].other);
  }
}

}  // namespace
}  // namespace concord
