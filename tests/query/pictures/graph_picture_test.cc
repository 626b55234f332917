#include "query/pictures/graph_picture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace concord {
namespace {

constexpr double kWide = 1000, kHigh = 700;

GraphDrawing Star(uint32_t rays, uint32_t alone) {
  GraphDrawing drawing;
  for (uint32_t i = 0; i <= rays + alone; ++i)
    drawing.dots.push_back({"dot " + std::to_string(i), "Thing", {}, false});
  for (uint32_t i = 1; i <= rays; ++i) drawing.lines.push_back({0, i, "JOINS"});
  return drawing;
}

TEST(GraphPictureTest, WhatNothingJoinsDoesNotShrinkTheRestToABlot) {
  for (const uint32_t alone : {0U, 1U, 10U, 40U}) {
    const std::vector<DrawingPoint> points = LayOut(Star(60, alone), kWide, kHigh);
    ASSERT_EQ(points.size(), 61U + alone);
    const auto [left, right] = std::minmax_element(points.begin(), points.begin() + 61,
                                                   [](const auto& a, const auto& b) { return a.x < b.x; });
    EXPECT_GT(right->x - left->x, kWide / 2) << alone;
    double nearest = kWide;
    for (size_t i = 0; i < points.size(); ++i) {
      EXPECT_GE(points[i].x, 0);
      EXPECT_LE(points[i].x, kWide);
      EXPECT_GE(points[i].y, 0);
      EXPECT_LE(points[i].y, kHigh);
      for (size_t j = 0; j < i; ++j)
        nearest = std::min(nearest, std::hypot(points[i].x - points[j].x, points[i].y - points[j].y));
    }
    EXPECT_GT(nearest, 10) << alone << ": dots have radii of at most 9, and most of 5";
  }
}

TEST(GraphPictureTest, OneDotStandsInTheMiddleAndNoneNowhere) {
  const std::vector<DrawingPoint> one = LayOut(Star(0, 0), kWide, kHigh);
  ASSERT_EQ(one.size(), 1U);
  EXPECT_EQ(one[0].x, kWide / 2);
  EXPECT_TRUE(LayOut({}, kWide, kHigh).empty());
}

}  // namespace
}  // namespace concord
