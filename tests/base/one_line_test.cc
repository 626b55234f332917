#include "base/one_line.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

TEST(OneLine, ControlCharactersBecomeBlanksAndBlanksOne) {
  EXPECT_EQ(OneLine("A.1\nB"), "A.1 B");
  EXPECT_EQ(OneLine(" \x1b[31mA\x07\r\n\tB \x7f"), "[31mA B");
  EXPECT_EQ(OneLine("c1\xC2\x9B!"), "c1 !");
  EXPECT_EQ(OneLine("café №\xC2\xA0"
                    "7"),
            "café № 7");
  EXPECT_EQ(OneLine("\x01"), "");
}

TEST(OneLine, FindControlTellsTheByte) {
  EXPECT_EQ(FindControl("plain é ж 漢 \xC2\xA0"), std::string_view::npos);
  EXPECT_EQ(FindControl("ab\n"), 2u);
  EXPECT_EQ(FindControl("a\x7f"), 1u);
  EXPECT_EQ(FindControl("é\xC2\x80"), 2u);
  EXPECT_EQ(FindControl("\xC2"), std::string_view::npos);
  EXPECT_EQ(FindControl("\xFF\x80 no UTF-8"), std::string_view::npos);
}

}  // namespace
}  // namespace concord
