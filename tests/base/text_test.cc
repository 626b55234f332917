#include "base/text.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace concord {
namespace {

TEST(Text, DigitsAreTheTenOfAscii) {
  const std::string_view digits = "0123456789";
  for (int byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    EXPECT_EQ(IsDigit(c), digits.find(c) != std::string_view::npos) << byte;
  }
}

TEST(Trim, BothEnds) {
  EXPECT_EQ(Trim(" \t a b\r\n"), "a b");
  EXPECT_EQ(Trim(" \n "), "");
  EXPECT_EQ(Trim(""), "");
}

TEST(Split, EmptyParts) {
  EXPECT_EQ(Split("a,,b,", ','), (std::vector<std::string_view>{"a", "", "b", ""}));
  EXPECT_EQ(Split("", ','), std::vector<std::string_view>{""});
}

TEST(CollapseSpace, NoBreakSpacesAndEnds) {
  EXPECT_EQ(CollapseSpace("  a\u00A0\u2009 b\r\n\tc "), "a b c");
  EXPECT_EQ(CollapseSpace("\u00A0"), "");
}

TEST(Slug, WordsOfManyKinds) {
  EXPECT_EQ(Slug("AI Act (EU)"), "ai-act-eu");
  EXPECT_EQ(Slug("  Déclaration—Montréal 2018 "), "declaration-montreal-2018");
  EXPECT_EQ(Slug("中国"), "");
  EXPECT_EQ(Slug(""), "");
}

TEST(Slug, CutAtAHyphen) {
  EXPECT_EQ(Slug("alpha beta gamma", 12), "alpha-beta");
  EXPECT_EQ(Slug("alpha beta gamma", 10), "alpha-beta");
  EXPECT_EQ(Slug("alphabetagamma", 5), "alpha");
}

TEST(IgnoreCase, AsciiOnly) {
  EXPECT_TRUE(EqualsIgnoreCase("Shall", "sHALL"));
  EXPECT_FALSE(EqualsIgnoreCase("Shall", "Shal"));
  EXPECT_FALSE(EqualsIgnoreCase("é", "É"));
  EXPECT_TRUE(StartsWithIgnoreCase("WHEREAS the", "whereas"));
  EXPECT_FALSE(StartsWithIgnoreCase("wher", "whereas"));
  EXPECT_EQ(AsciiLower("AbÉ"), "abÉ");
}

// The whole table, as in the definition of the optimal string alignment distance.
size_t WholeTable(std::string_view a, std::string_view b) {
  std::vector<std::vector<size_t>> d(a.size() + 1, std::vector<size_t>(b.size() + 1));
  for (size_t i = 0; i <= a.size(); ++i) {
    for (size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        d[i][j] = i + j;
        continue;
      }
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
      }
    }
  }
  return d[a.size()][b.size()];
}

TEST(EditDistance, AllShortWordsWithEveryLimit) {
  std::vector<std::string> words = {""};
  for (size_t i = 0; i < words.size(); ++i) {
    if (words[i].size() == 4) continue;
    for (const char c : {'a', 'b', 'c'}) words.push_back(words[i] + c);
  }
  for (const std::string& a : words) {
    for (const std::string& b : words) {
      const size_t whole = WholeTable(a, b);
      for (size_t limit = 0; limit <= 5; ++limit) {
        ASSERT_EQ(EditDistance(a, b, limit), std::min(whole, limit + 1)) << a << ' ' << b << ' ' << limit;
      }
    }
  }
}

TEST(DidYouMean, SlipsOfTheFinger) {
  const std::vector<std::string> verbs = {"ingest", "export", "forums", "map", "init"};
  EXPECT_EQ(DidYouMean("ingets", verbs), "ingest");
  EXPECT_EQ(DidYouMean("Exprot", verbs), "export");
  EXPECT_EQ(DidYouMean("mpa", verbs), "map");
  EXPECT_EQ(DidYouMean("subgraph", verbs), "");
  EXPECT_EQ(DidYouMean("", verbs), "");
}

}  // namespace
}  // namespace concord
