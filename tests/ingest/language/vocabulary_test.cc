#include "ingest/language/vocabulary.h"

#include <gtest/gtest.h>

#include <vector>

namespace concord {
namespace {

TEST(VocabularyTest, UnknownWordHasNoNumberAndNoClass) {
  Vocabulary vocabulary;
  EXPECT_EQ(vocabulary.Find("board"), 0u);
  EXPECT_EQ(vocabulary.classes(0), 0u);
}

TEST(VocabularyTest, ClassesAddUp) {
  Vocabulary vocabulary;
  const WordId first = vocabulary.Add("set", kVerbBase);
  EXPECT_EQ(vocabulary.Add("set", kVerbPast), first);
  EXPECT_EQ(vocabulary.classes(first), kVerbBase | kVerbPast);
}

class PhraseTableTest : public ::testing::Test {
 protected:
  PhraseTable::Match Longest(const std::vector<WordId>& words) const {
    return table_.Longest([&](size_t i) { return i < words.size() ? words[i] : WordId{0}; });
  }
  PhraseTable table_;
};

TEST_F(PhraseTableTest, LongestPhraseWins) {
  table_.Add(std::vector<WordId>{1, 2}, 10);
  table_.Add(std::vector<WordId>{1, 2, 3, 4}, 20);
  EXPECT_EQ(Longest({1, 2, 3, 4, 5}).value, 20u);
  EXPECT_EQ(Longest({1, 2, 3, 5}).value, 10u) << "falls back to the shorter one";
  EXPECT_EQ(Longest({1, 2, 3, 5}).length, 2u);
  EXPECT_EQ(Longest({2, 3}).length, 0u);
}

TEST_F(PhraseTableTest, FirstOwnerOfAPhraseKeepsIt) {
  table_.Add(std::vector<WordId>{7}, 1);
  table_.Add(std::vector<WordId>{7}, 2);
  EXPECT_EQ(Longest({7}).value, 1u);
  EXPECT_TRUE(table_.CanStart(7));
  EXPECT_FALSE(table_.CanStart(8));
}

TEST_F(PhraseTableTest, UnknownWordEndsEveryPhrase) {
  table_.Add(std::vector<WordId>{1, 2}, 10);
  EXPECT_EQ(Longest({1, 0, 2}).length, 0u);
}

}  // namespace
}  // namespace concord
