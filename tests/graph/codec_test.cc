#include "graph/codec.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

namespace concord {
namespace {

Value RandomValue(std::mt19937_64& random, int depth) {
  const std::string letters(random() % 20, static_cast<char>(random() % 256));
  switch (random() % (depth > 0 ? 8 : 6)) {
    case 0:
      return random() % 2 == 0;
    case 1:
      return static_cast<int64_t>(random() >> (random() % 64)) * (random() % 2 == 0 ? 1 : -1);
    case 2:
      return static_cast<double>(random()) * (random() % 2 == 0 ? -1e-9 : 1e100);
    case 3:
    case 4:
      return letters;
    case 5:
      return Date{static_cast<int16_t>(1 + random() % 9999), static_cast<int8_t>(random() % 13),
                  static_cast<int8_t>(random() % 32)};
    case 6: {
      List list(random() % 4);
      for (Value& value : list) value = random() % 5 == 0 ? Value() : RandomValue(random, depth - 1);
      return list;
    }
    default: {
      PropertyMap map;
      for (size_t n = random() % 4; n > 0; --n)
        map.Set("m" + std::to_string(random() % 9), RandomValue(random, depth - 1));
      return map;
    }
  }
}

NodeRecord RandomNode(std::mt19937_64& random, Symbols* symbols) {
  NodeRecord node;
  node.key = "key:" + std::string(random() % 300, 'k');
  node.lifetime = static_cast<Lifetime>(random() % 3);
  for (size_t n = random() % 4; n > 0; --n)
    node.labels.push_back(symbols->Intern("L" + std::to_string(random() % 300)));
  std::sort(node.labels.begin(), node.labels.end());
  node.labels.erase(std::unique(node.labels.begin(), node.labels.end()), node.labels.end());
  for (size_t n = random() % 6; n > 0; --n) {
    const std::string name = "p" + std::to_string(random() % 300);
    symbols->Intern(name);
    node.properties.Set(name, RandomValue(random, 3));
  }
  return node;
}

TEST(Varint, RoundTripAtEveryLength) {
  for (int bits = 0; bits < 64; ++bits) {
    for (const uint64_t number : {(uint64_t{1} << bits) - 1, uint64_t{1} << bits, UINT64_MAX - bits}) {
      std::string bytes;
      AppendVarint(number, &bytes);
      AppendSignedVarint(static_cast<int64_t>(number), &bytes);
      ByteReader reader(bytes);
      EXPECT_EQ(reader.Varint(), number);
      EXPECT_EQ(reader.SignedVarint(), static_cast<int64_t>(number));
      EXPECT_TRUE(reader.ok() && reader.done());
    }
  }
}

TEST(Varint, OverflowAndTruncationAreRefused) {
  const std::string longest = std::string(9, '\xff') + "\x01";
  EXPECT_EQ(ByteReader(longest).Varint(), UINT64_MAX);
  for (const std::string& bytes : {std::string(9, '\xff') + "\x02", std::string(10, '\xff') + "\x01",
                                   std::string(), std::string("\x80"), std::string(9, '\x80')}) {
    ByteReader reader(bytes);
    EXPECT_EQ(reader.Varint(), 0u);
    EXPECT_FALSE(reader.ok());
  }
  std::string bytes;
  AppendVarint(uint64_t{1} << 32, &bytes);
  ByteReader reader(bytes);
  EXPECT_EQ(reader.Varint32(), 0u);
  EXPECT_FALSE(reader.ok());
}

TEST(ByteReader, AbsurdCountsAreRefused) {
  std::string bytes;
  AppendVarint(UINT64_MAX, &bytes);
  bytes += "ab";
  EXPECT_EQ(ByteReader(bytes).Count(1), 0u);
  ByteReader reader(bytes);
  EXPECT_EQ(reader.Sized(), "");
  EXPECT_FALSE(reader.ok());
}

TEST(NodeRecord, RoundTripOfRandomNodes) {
  std::mt19937_64 random(1);
  Symbols symbols;
  for (int i = 0; i < 2000; ++i) {
    const NodeRecord node = RandomNode(random, &symbols);
    std::string bytes;
    AppendNode(node, symbols, &bytes);
    const auto read = DecodeNode(bytes, symbols);
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->key, node.key);
    EXPECT_EQ(read->lifetime, node.lifetime);
    EXPECT_EQ(read->labels, node.labels);
    EXPECT_EQ(read->properties, node.properties);
    const auto head = DecodeNodeHead(bytes);
    ASSERT_TRUE(head);
    EXPECT_EQ(head->labels, node.labels);
  }
}

TEST(NodeRecord, EverySmallerPieceIsCorrupt) {
  std::mt19937_64 random(2);
  Symbols symbols;
  for (int i = 0; i < 50; ++i) {
    const NodeRecord node = RandomNode(random, &symbols);
    std::string bytes;
    AppendNode(node, symbols, &bytes);
    for (size_t size = 0; size < bytes.size(); ++size) {
      const auto read = DecodeNode(std::string_view(bytes).substr(0, size), symbols);
      ASSERT_FALSE(read);
      EXPECT_EQ(read.error().code, ErrorCode::kCorrupt);
    }
    EXPECT_FALSE(DecodeNode(bytes + "x", symbols));
  }
}

// Whatever the bytes are: a record or kCorrupt (the sanitizers watch for more).
TEST(NodeRecord, ChangedBytesGiveARecordOrAnError) {
  std::mt19937_64 random(3);
  Symbols symbols;
  std::vector<RunEdge> edges;
  for (int i = 0; i < 5000; ++i) {
    std::string bytes;
    AppendNode(RandomNode(random, &symbols), symbols, &bytes);
    for (size_t n = 1 + random() % 3; n > 0; --n)
      bytes[random() % bytes.size()] = static_cast<char>(random());
    const auto node = DecodeNode(bytes, symbols);
    if (!node) {
      EXPECT_EQ(node.error().code, ErrorCode::kCorrupt);
    }
    const auto edge = DecodeEdge(bytes, symbols);
    if (!edge) {
      EXPECT_EQ(edge.error().code, ErrorCode::kCorrupt);
    }
    edges.clear();
    const auto run = ReadRun(1, bytes, &edges);
    if (run) {
      EXPECT_TRUE(std::is_sorted(edges.begin(), edges.end()));
    }
  }
}

TEST(NodeRecord, UnknownNumbersAreCorrupt) {
  Symbols symbols;
  const Symbol label = symbols.Intern("Section");
  symbols.Intern("title");
  std::string bytes;
  AppendNode({"key", Lifetime::kOwned, {label}, {{"title", "x"}}}, symbols, &bytes);
  EXPECT_TRUE(DecodeNode(bytes, symbols));
  symbols.Truncate(2);
  EXPECT_FALSE(DecodeNode(bytes, symbols));
}

TEST(Value, DeepestAllowedNestingIsReadAndNoDeeper) {
  for (const int depth : {kMaxValueDepth, kMaxValueDepth + 1}) {
    Value value = 1;
    for (int i = 0; i < depth; ++i)
      value = i % 2 == 0 ? Value(List{value}) : Value(PropertyMap{{"m", value}});
    std::string bytes;
    AppendValue(value, &bytes);
    ByteReader reader(bytes);
    const Value read = ReadValue(&reader);
    EXPECT_EQ(reader.ok(), depth == kMaxValueDepth);
    if (reader.ok()) {
      EXPECT_EQ(read, value);
    }
  }
  // A megabyte of opening lists: no deeper, and no crash.
  std::string bytes;
  for (int i = 0; i < 500'000; ++i) bytes += "\x07\x01";
  ByteReader reader(bytes);
  EXPECT_TRUE(ReadValue(&reader).is_null());
  EXPECT_FALSE(reader.ok());
}

TEST(Value, DoublesKeepTheirBits) {
  for (const double number :
       {0.0, -0.0, std::numeric_limits<double>::denorm_min(), std::numeric_limits<double>::infinity()}) {
    std::string bytes;
    AppendValue(number, &bytes);
    ByteReader reader(bytes);
    const double read = ReadValue(&reader).as_double();
    EXPECT_EQ(std::signbit(read), std::signbit(number));
    EXPECT_EQ(read, number);
  }
}

TEST(EdgeRecord, RoundTrip) {
  Symbols symbols;
  const Symbol type = symbols.Intern("CITES");
  symbols.Intern("start");
  std::string bytes;
  AppendEdge({type, UINT64_MAX, 1, {{"start", -5}}}, symbols, &bytes);
  const auto read = DecodeEdge(bytes, symbols);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->type, type);
  EXPECT_EQ(read->from, UINT64_MAX);
  EXPECT_EQ(read->to, 1u);
  EXPECT_EQ(read->properties, PropertyMap({{"start", -5}}));
}

TEST(Run, RoundTripOfRandomRuns) {
  std::mt19937_64 random(4);
  for (int i = 0; i < 500; ++i) {
    std::vector<RunEdge> edges(1 + random() % kMaxRunEdges);
    const EdgeId first = 1 + (random() >> (random() % 60));
    for (size_t n = 0; n < edges.size(); ++n) edges[n] = {1 + (random() >> (random() % 64)) / 2, first + n};
    std::sort(edges.begin(), edges.end());
    std::string bytes;
    AppendRun(first, edges, &bytes);
    std::vector<RunEdge> read;
    ASSERT_TRUE(ReadRun(first, bytes, &read));
    ASSERT_EQ(read, edges);
  }
}

TEST(Run, WhatIsNotSortedOrBelowItsFirstIsCorrupt) {
  const auto read = [](std::initializer_list<int> numbers) {
    std::string bytes;
    for (const int number : numbers) bytes.push_back(static_cast<char>(number));
    std::vector<RunEdge> edges;
    return ReadRun(10, bytes, &edges).has_value();
  };
  EXPECT_TRUE(read({5, 0, 0, 2}));   // 5#10, 5#11
  EXPECT_FALSE(read({0, 0}));        // the node 0
  EXPECT_FALSE(read({5, 1}));        // the edge 9
  EXPECT_FALSE(read({5, 2, 0, 0}));  // 5#11 twice
  EXPECT_FALSE(read({5, 2, 0, 1}));  // 5#11, 5#10
  EXPECT_FALSE(read({5, 0, 1}));     // half an edge
}

}  // namespace
}  // namespace concord
