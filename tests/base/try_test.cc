#include "base/try.h"

#include <gtest/gtest.h>

#include <memory>

namespace concord {
namespace {

Result<int> Half(int number) {
  if (number % 2 != 0) return Fail(ErrorCode::kInvalid, "odd");
  return number / 2;
}

Result<std::unique_ptr<int>> QuarterOf(int number) {
  CONCORD_ASSIGN(const int half, Half(number));
  CONCORD_ASSIGN(auto quarter, Half(half));
  int again = 0;
  CONCORD_ASSIGN(again, Half(number));
  CONCORD_TRY(Half(again));
  return std::make_unique<int>(quarter);
}

TEST(Try, HandsOnTheValueOrTheError) {
  EXPECT_EQ(**QuarterOf(8), 2);
  EXPECT_EQ(QuarterOf(7).error().message, "odd");
  EXPECT_EQ(QuarterOf(6).error().code, ErrorCode::kInvalid);
}

}  // namespace
}  // namespace concord
