#include "ingest/source/offset_map.h"

#include <gtest/gtest.h>

#include <random>

namespace concord {
namespace {

using Pair = std::pair<uint64_t, uint64_t>;
Pair SourceRange(const OffsetMap& map, uint32_t start, uint32_t end) {
  const auto found = map.ToSource({start, end});
  return {found.start, found.end};
}

TEST(OffsetMap, AdjoiningRunsAreOne) {
  OffsetMap map;
  map.Add(5, 10, 5);
  map.Add(3, 15, 3);
  EXPECT_EQ(map.run_count(), 1U);
  map.Add(2, 20, 2);  // two bytes of the source were dropped
  EXPECT_EQ(map.run_count(), 2U);
  map.Add(0, 30, 4);
  EXPECT_EQ(map.run_count(), 2U);
  EXPECT_EQ(map.text_size(), 10U);
}

TEST(OffsetMap, EntitiesAndInsertedBlanks) {
  // "a&amp;b" and "c": the text is "a&b c", its blank is ours.
  OffsetMap map;
  map.Add(1, 0, 1);
  map.Add(1, 1, 5);
  map.Add(1, 6, 1);
  map.Add(1, 7, 0);
  map.Add(1, 12, 1);
  EXPECT_EQ(SourceRange(map, 0, 1), Pair(0, 1));
  EXPECT_EQ(SourceRange(map, 1, 2), Pair(1, 6));
  EXPECT_EQ(SourceRange(map, 0, 3), Pair(0, 7));
  EXPECT_EQ(SourceRange(map, 2, 5), Pair(6, 13));
  EXPECT_EQ(SourceRange(map, 3, 4), Pair(7, 7));
  EXPECT_EQ(SourceRange(map, 2, 2), Pair(6, 6));
  EXPECT_EQ(SourceRange(OffsetMap(), 0, 0), Pair(0, 0));
}

// A text made of random runs, and for each of its bytes the bytes of the source: the plain definition.
struct Example {
  OffsetMap map;
  std::vector<Pair> bytes;
  uint64_t source_size = 0;
};
Example RandomExample(std::mt19937* random) {
  Example example;
  for (size_t runs = 1 + (*random)() % 8; runs > 0; --runs) {
    example.source_size += (*random)() % 3;
    const auto text = static_cast<uint32_t>((*random)() % 5);
    const uint32_t source = (*random)() % 2 == 0 ? text : static_cast<uint32_t>((*random)() % 5);
    const uint64_t start = example.source_size;
    example.map.Add(text, start, source);
    for (uint32_t i = 0; i < text; ++i) {
      example.bytes.push_back(text == source ? Pair(start + i, start + i + 1) : Pair(start, start + source));
    }
    example.source_size += source;
  }
  return example;
}

TEST(OffsetMap, AgreesWithATableOfAllBytes) {
  std::mt19937 random(5);
  for (int round = 0; round < 20'000; ++round) {
    const Example example = RandomExample(&random);
    for (uint32_t start = 0; start < example.bytes.size(); ++start) {
      Pair expected(UINT64_MAX, 0);
      for (uint32_t end = start + 1; end <= example.bytes.size(); ++end) {
        const Pair byte = example.bytes[end - 1];
        if (byte.first < byte.second) {
          expected = {std::min(expected.first, byte.first), std::max(expected.second, byte.second)};
        }
        const Pair found = SourceRange(example.map, start, end);
        if (expected.first > expected.second) {
          ASSERT_EQ(found.first, found.second);
        } else {
          ASSERT_EQ(found, expected);
        }
      }
    }
  }
}

TEST(OffsetMap, ThroughADecodingFirst) {
  std::mt19937 random(6);
  for (int round = 0; round < 20'000; ++round) {
    const Example inner = RandomExample(&random);
    const auto size = static_cast<uint32_t>(inner.bytes.size());
    OffsetMap outer;
    std::vector<Pair> places;  // of each byte of the outer text, in the inner one
    for (uint32_t at = 0; at < size;) {
      at += static_cast<uint32_t>(random() % 2);
      const uint32_t length = std::min<uint32_t>(size - std::min(at, size), 1 + random() % 4);
      if (length == 0) break;
      const bool exact = random() % 2 == 0;
      outer.Add(exact ? length : length + 1, at, length);
      for (uint32_t i = 0; i < (exact ? length : length + 1); ++i) {
        places.push_back(exact ? Pair(at + i, at + i + 1) : Pair(at, at + length));
      }
      at += length;
    }
    const OffsetMap both = outer.After(inner.map);
    ASSERT_EQ(both.text_size(), outer.text_size());
    for (uint32_t i = 0; i < places.size(); ++i) {
      const auto expected = inner.map.ToSource(
          {static_cast<uint32_t>(places[i].first), static_cast<uint32_t>(places[i].second)});
      const auto found = both.ToSource({i, i + 1});
      // Two maps that are no longer one to one may meet in a run of equal lengths; then the place is
      // within what was expected.
      ASSERT_GE(found.start, expected.start);
      ASSERT_LE(found.end, std::max(expected.end, inner.source_size));
      if (expected.end - expected.start == 1) {
        ASSERT_EQ(found.start, expected.start);
      }
    }
  }
}

TEST(OffsetMap, EncodedComesBackAndDamageIsNoticed) {
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    const OffsetMap map = RandomExample(&random).map;
    const std::string bytes = map.Encode();
    const auto back = OffsetMap::Decode(bytes);
    ASSERT_TRUE(back);
    ASSERT_EQ(*back, map);
    for (size_t size = 0; size < bytes.size(); ++size) {
      ASSERT_FALSE(OffsetMap::Decode(std::string_view(bytes).substr(0, size)));
    }
    ASSERT_FALSE(OffsetMap::Decode(bytes + '\0'));
    // Any bytes at all: an error or a map, never worse.
    std::string noise = bytes;
    for (char& c : noise) c = static_cast<char>(random() % 3 == 0 ? random() : static_cast<unsigned char>(c));
    if (const auto map_of_noise = OffsetMap::Decode(noise)) {
      ASSERT_EQ(OffsetMap::Decode(map_of_noise->Encode()).value(), *map_of_noise);
    }
  }
}

TEST(OffsetMap, RunsBehindAndBeforeEachOther) {
  OffsetMap map;  // footnotes move to the end of the text, but not of the source
  map.Add(4, 0, 4);
  map.Add(4, 10, 4);
  map.Add(6, 4, 6);
  EXPECT_EQ(SourceRange(map, 8, 14), Pair(4, 10));
  EXPECT_EQ(SourceRange(map, 2, 10), Pair(2, 14));
  EXPECT_EQ(OffsetMap::Decode(map.Encode()).value(), map);
}

}  // namespace
}  // namespace concord
