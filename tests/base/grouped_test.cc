#include "base/grouped.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

TEST(GroupedTest, ThreeDigitsAGroup) {
  EXPECT_EQ(Grouped(0), "0");
  EXPECT_EQ(Grouped(999), "999");
  EXPECT_EQ(Grouped(1000), "1,000");
  EXPECT_EQ(Grouped(12345), "12,345");
  EXPECT_EQ(Grouped(1'234'567), "1,234,567");
}

}  // namespace
}  // namespace concord
