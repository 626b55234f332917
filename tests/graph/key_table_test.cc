#include "graph/key_table.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>

namespace concord {
namespace {

TEST(KeyTable, KnowsWhatAMapKnows) {
  std::mt19937_64 random(1);
  KeyTable table;
  std::map<std::string, uint64_t> expected;
  EXPECT_FALSE(table.Find(""));
  for (uint64_t i = 0; i < 20'000; ++i) {
    // Few enough that half of them come twice; the empty one, long ones and NUL bytes among them.
    std::string key = std::to_string(random() % 10'000);
    if (i % 100 == 0) key += std::string(random() % 3000, '\0');
    if (i == 500) key.clear();
    EXPECT_EQ(table.Insert(key, i), expected.emplace(key, i).second);
    EXPECT_EQ(table.Find(key), expected.at(key));
  }
  EXPECT_EQ(table.size(), expected.size());
  for (const auto& [key, number] : expected) EXPECT_EQ(table.Find(key), number);
  for (int i = 0; i < 1000; ++i) EXPECT_FALSE(table.Find("absent" + std::to_string(i)));
}

TEST(KeyTable, KeepsAKeyLongerThanItsChunks) {
  KeyTable table;
  const std::string large(1 << 20, 'x');
  EXPECT_TRUE(table.Insert("a", 1));
  EXPECT_TRUE(table.Insert(large, 2));
  EXPECT_TRUE(table.Insert("b", 3));
  EXPECT_EQ(table.Find("a"), 1u);
  EXPECT_EQ(table.Find(large), 2u);
  EXPECT_EQ(table.Find("b"), 3u);
}

}  // namespace
}  // namespace concord
