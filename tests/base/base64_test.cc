#include "base/base64.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

// The examples of RFC 4648, section 10.
TEST(Base64, WritesTheExamplesOfTheStandard) {
  EXPECT_EQ(ToBase64(""), "");
  EXPECT_EQ(ToBase64("f"), "Zg==");
  EXPECT_EQ(ToBase64("fo"), "Zm8=");
  EXPECT_EQ(ToBase64("foo"), "Zm9v");
  EXPECT_EQ(ToBase64("foob"), "Zm9vYg==");
  EXPECT_EQ(ToBase64("foobar"), "Zm9vYmFy");
}

TEST(Base64, ReadsWhatItWrites) {
  std::string bytes;
  for (int i = 0; i < 300; ++i) {
    EXPECT_EQ(FromBase64(ToBase64(bytes)), bytes);
    bytes += static_cast<char>(i * 37);
  }
}

TEST(Base64, SkipsLineEndsAndNeedsNoPadding) {
  EXPECT_EQ(FromBase64("Zm9v\r\nYmFy\n"), "foobar");
  EXPECT_EQ(FromBase64("Zm8"), "fo");
}

TEST(Base64, RefusesWhatNoBytesMake) {
  EXPECT_EQ(FromBase64("Zm9v!"), std::nullopt);
  EXPECT_EQ(FromBase64("Z"), std::nullopt);
  EXPECT_EQ(FromBase64("Zg="), std::nullopt);
  EXPECT_EQ(FromBase64("Zg==Zg=="), std::nullopt);
  EXPECT_EQ(FromBase64("Zm-_"), std::nullopt);
}

}  // namespace
}  // namespace concord
