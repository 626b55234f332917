#include "base/line_reader.h"

#include <gtest/gtest.h>

#include <sstream>

namespace concord {
namespace {

TEST(LineReader, LinesEndAtLineFeedsAndAtTheEnd) {
  std::istringstream in("one\r\n\ntwo");
  LineReader lines(in, 100);
  ASSERT_TRUE(lines.Next());
  EXPECT_EQ(lines.line(), "one");
  ASSERT_TRUE(lines.Next());
  EXPECT_EQ(lines.line(), "");
  EXPECT_EQ(lines.offset(), 5u);
  ASSERT_TRUE(lines.Next());
  EXPECT_EQ(lines.line(), "two");
  EXPECT_EQ(lines.number(), 3u);
  EXPECT_EQ(lines.offset(), 6u);
  EXPECT_FALSE(lines.Next());
}

TEST(LineReader, KeepsTheFrontOfALineThatIsTooLong) {
  std::istringstream in("abcdef\nabc\n");
  LineReader lines(in, 3);
  ASSERT_TRUE(lines.Next());
  EXPECT_TRUE(lines.too_long());
  EXPECT_EQ(lines.line(), "abc");
  ASSERT_TRUE(lines.Next());
  EXPECT_FALSE(lines.too_long());
  EXPECT_EQ(lines.line(), "abc");
  EXPECT_FALSE(lines.Next());
}

}  // namespace
}  // namespace concord
