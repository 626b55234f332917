#include "base/uuid.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

TEST(Uuid, OfNamesAreThoseOfOtherLibraries) {
  // Python: uuid.uuid5(uuid.NAMESPACE_URL, ...)
  EXPECT_EQ(UuidOfName("https://example.org/sets/one"), "1d7b954f-e4a4-50e8-ac26-047d13012168");
  EXPECT_EQ(UuidOfName(""), "1b4db7eb-4057-5ddf-91e0-36dec72071f5");
}

TEST(Uuid, OnlyVersionsFourAndFive) {
  EXPECT_TRUE(IsUuid(UuidOfName("x")));
  EXPECT_TRUE(IsUuid("B0000000-0000-4000-8000-000000000050"));
  EXPECT_FALSE(IsUuid("b0000000-0000-1000-8000-000000000050"));
  EXPECT_FALSE(IsUuid("b0000000-0000-4000-7000-000000000050"));
  EXPECT_FALSE(IsUuid("b0000000-0000-4000-8000-00000000005"));
  EXPECT_FALSE(IsUuid("b0000000-0000-4000-8000-00000000005g"));
}

}  // namespace
}  // namespace concord
