#include "base/noncharacters.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

TEST(NoncharactersTest, BothBecomeTheReplacementCharacterAndNothingElseChanges) {
  std::string text = "in\xEF\xBF\xBEventory \xEF\xBF\xBF";
  EXPECT_EQ(FindNoncharacter(text), 2U);
  ReplaceNoncharacters(&text);
  EXPECT_EQ(text, "in\uFFFDventory \uFFFD");
  EXPECT_EQ(FindNoncharacter(text), std::string_view::npos);
  // Neighbours: U+FFFC, U+FFFD, U+FFBE, and the two bytes at an end.
  std::string others = "\uFFFC\uFFFD\uFFBE\xEF\xBF";
  const std::string before = others;
  ReplaceNoncharacters(&others);
  EXPECT_EQ(others, before);
}

}  // namespace
}  // namespace concord
