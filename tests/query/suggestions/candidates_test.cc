#include "query/suggestions/candidates.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

Item Named(std::string title, std::string text, std::string path = "", int32_t parent = -1) {
  Item item;
  item.title = std::move(title);
  item.text = std::move(text);
  item.path = std::move(path);
  item.parent = parent;
  return item;
}

// 0 over 1 and 2; 3 and 4 say the same as 1; 5 and 6 have the same name and no text.
Framework Quay() {
  Framework quay;
  quay.items = {Named("Lamps", ""),
                Named("Night", "Lamps burn at night", "Lamps", 0),
                Named("Fog", "Lamps burn in fog", "Lamps", 0),
                Named("Night", "Lamps burn at night"),
                Named("Night", "Lamps burn at night", "Rules"),
                Named("Other", "", "Lamps"),
                Named("Other", "", "Bells")};
  return quay;
}

TEST(Candidates, LeavesHaveNothingBelowThem) {
  const Candidates candidates(Quay(), {}, false);
  EXPECT_FALSE(candidates.IsLeaf(0));
  for (uint32_t i = 1; i < 7; ++i) EXPECT_TRUE(candidates.IsLeaf(i)) << i;
  EXPECT_FALSE(candidates.AreAllLeaves());
}

TEST(Candidates, OfTheSameTextTheBestStays) {
  const Candidates candidates(Quay(), {}, true);
  const std::vector<bool> out = candidates.LeftOut({9, 1, 8, 3, 2, 0, 0});
  EXPECT_EQ(out, (std::vector<bool>{false, true, false, false, true, false, false}))
      << "names alone are alike only under the same headings";
  EXPECT_EQ(candidates.SameAs(3), (std::vector<uint32_t>{1, 4}));
  EXPECT_TRUE(candidates.SameAs(2).empty());
}

// Defect 15: the answer of `map` grew with the square of the parts that say the same.
TEST(Candidates, OfManyThatSayTheSameTheFirstAreNamed) {
  Framework quay;
  quay.items.assign(1000, Named("Reserved", "Nothing stands here"));
  const Candidates candidates(quay, {}, true);
  const std::vector<uint32_t> same = candidates.SameAs(2);
  ASSERT_EQ(same.size(), Candidates::kMostAlike);
  EXPECT_EQ(same.front(), 0u);
  EXPECT_EQ(same[2], 3u);
}

TEST(Candidates, WhatIsNotAskedForIsLeftOut) {
  const Candidates candidates(Quay(), {false, true, true, false, false, true, true}, true);
  EXPECT_EQ(candidates.LeftOut(std::vector<double>(7, 0.0)),
            (std::vector<bool>{true, false, false, true, true, false, false}))
      << "and stands for no other";
}

}  // namespace
}  // namespace concord
