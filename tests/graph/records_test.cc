#include "graph/records.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

namespace concord {
namespace {

TEST(IdRanges, ActsAsASetOfIds) {
  std::mt19937 random(1);
  for (int round = 0; round < 300; ++round) {
    IdRanges ranges;
    std::set<uint64_t> ids;
    for (int n = 0; n < 12; ++n) {
      const uint64_t first = random() % 60;
      const uint64_t limit = first + random() % 8;
      ranges.Add(first, limit);
      for (uint64_t id = first; id < limit; ++id) ids.insert(id);
    }
    for (uint64_t id = 0; id < 80; ++id) ASSERT_EQ(ranges.Contains(id), ids.contains(id)) << id;
    // As few as can be.
    for (size_t i = 1; i < ranges.ranges().size(); ++i)
      ASSERT_LT(ranges.ranges()[i - 1].limit, ranges.ranges()[i].first);
  }
}

TEST(IdRanges, NothingIsNoRange) {
  IdRanges ranges;
  ranges.Add(5, 5);
  EXPECT_TRUE(ranges.empty());
  EXPECT_FALSE(ranges.Contains(5));
}

TEST(Removal, HidesAnEdgeWithEitherEnd) {
  Removal removal;
  removal.nodes.Add(3);
  removal.edges.Add(100);
  EXPECT_TRUE(removal.Hides(100, 1, 2));
  EXPECT_TRUE(removal.Hides(7, 3, 2));
  EXPECT_TRUE(removal.Hides(7, 2, 3));
  EXPECT_FALSE(removal.Hides(7, 1, 2));
}

TEST(Records, RoundTripAndNothingLess) {
  StoreState state;
  state.node_limit = uint64_t{1} << 40;
  state.edge_limit = 77;
  state.symbol_limit = 12;
  state.nodes = 5;
  state.edges = 6;
  state.labels = {{1, 5}, {300, 0}};
  state.types = {{2, 6}};
  state.indexes = {{1, 3}, {1, 4}, {9, 3}};
  const std::string bytes = EncodeState(state);
  const auto read = DecodeState(bytes);
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, state);
  for (size_t size = 0; size < bytes.size(); ++size) EXPECT_FALSE(DecodeState(bytes.substr(0, size)));

  UnitRecord unit;
  unit.fingerprint = "abc";
  unit.nodes.Add(1, 10);
  unit.nodes.Add(20, 21);
  unit.edges.Add(UINT64_MAX - 5, UINT64_MAX);
  const std::string unit_bytes = EncodeUnit(unit);
  const auto read_unit = DecodeUnit(unit_bytes);
  ASSERT_TRUE(read_unit);
  EXPECT_EQ(read_unit->fingerprint, "abc");
  EXPECT_EQ(read_unit->nodes, unit.nodes);
  EXPECT_EQ(read_unit->edges, unit.edges);
  for (size_t size = 0; size < unit_bytes.size(); ++size)
    EXPECT_FALSE(DecodeUnit(unit_bytes.substr(0, size)));

  Removal removal;
  removal.nodes = unit.nodes;
  const auto read_removal = DecodeRemoval(EncodeRemoval(removal));
  ASSERT_TRUE(read_removal);
  EXPECT_EQ(read_removal->nodes, unit.nodes);
  EXPECT_TRUE(read_removal->edges.empty());
}

}  // namespace
}  // namespace concord
