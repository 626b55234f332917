#include "graph/page_map.h"

#include <gtest/gtest.h>

#include <random>

namespace concord {
namespace {

PageMap RandomMap(std::mt19937* random, int words) {
  const auto pick = [&](int low, int high) { return std::uniform_int_distribution<int>(low, high)(*random); };
  PageMap map;
  uint32_t start = 0, page = 1;
  for (int i = 0; i < words; ++i) {
    start += static_cast<uint32_t>(pick(1, 20));
    page =
        static_cast<uint32_t>(pick(0, 9) == 0 ? pick(1, 1000) : static_cast<int>(page));  // footnotes go back
    const int left = pick(-100, 9000), top = pick(-100, 9000);
    map.Add(start, {page, left, top, left + pick(0, 500), top + pick(0, 200)});
  }
  return map;
}

TEST(PageMapTest, ComesBackFromItsBytes) {
  std::mt19937 random(7);
  for (const int words : {0, 1, 2, 100, 10'000}) {
    const PageMap map = RandomMap(&random, words);
    const auto decoded = PageMap::Decode(map.Encode());
    ASSERT_TRUE(decoded.has_value());
    EXPECT_EQ(*decoded, map);
  }
}

TEST(PageMapTest, OtherBytesAreCorrupt) {
  std::mt19937 random(8);
  const std::string bytes = RandomMap(&random, 50).Encode();
  EXPECT_FALSE(PageMap::Decode("").has_value());
  EXPECT_FALSE(PageMap::Decode("\x02" + bytes.substr(1)).has_value());
  EXPECT_FALSE(PageMap::Decode(bytes + "x").has_value());
  for (size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(PageMap::Decode(bytes.substr(0, size)).has_value());
  // Anything else is refused, or is a map that has bytes of its own.
  for (int round = 0; round < 20'000; ++round) {
    std::string changed = bytes;
    for (int i = 0; i < 3; ++i) changed[random() % changed.size()] = static_cast<char>(random());
    const auto map = PageMap::Decode(changed);
    if (!map) continue;
    const auto again = PageMap::Decode(map->Encode());
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(*again, *map);
  }
}

TEST(PageMapTest, BoxesOfALineAreOne) {
  // "See the rules of / the port." on two lines, then a word of the next page, at the height of the second
  // line
  PageMap map;
  map.Add(0, {3, 100, 200, 150, 210});
  map.Add(4, {3, 155, 201, 190, 211});
  map.Add(8, {3, 195, 200, 240, 210});
  map.Add(14, {3, 100, 212, 130, 222});
  map.Add(18, {3, 135, 212, 180, 222});
  map.Add(24, {4, 100, 212, 130, 222});
  EXPECT_EQ(map.Boxes(0, 24), (std::vector<PageBox>{{3, 100, 200, 240, 211}, {3, 100, 212, 180, 222}}));
  EXPECT_EQ(map.Boxes(5, 6), (std::vector<PageBox>{{3, 155, 201, 190, 211}}));  // inside a word
  EXPECT_EQ(map.Boxes(18, 30).size(), 2U);
  EXPECT_EQ(map.PageOf(23), 3U);
  EXPECT_EQ(map.PageOf(24), 4U);
  EXPECT_EQ(PageMap().PageOf(5), 0U);
  EXPECT_TRUE(PageMap().Boxes(0, 10).empty());
}

}  // namespace
}  // namespace concord
