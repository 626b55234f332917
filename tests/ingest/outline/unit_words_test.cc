#include "ingest/outline/unit_words.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

TEST(UnitWordsTest, SomeConjunctionsJoinTheFirstAndTheLastOfARange) {
  for (const char* word : {"bis", "BIS", "à", "tot"}) {
    EXPECT_TRUE(IsConjunctionOfNumbers(word)) << word;
    EXPECT_TRUE(IsRangeWord(word)) << word;
  }
  for (const char* word : {"und", "et", "y"}) {
    EXPECT_TRUE(IsConjunctionOfNumbers(word)) << word;
    EXPECT_FALSE(IsRangeWord(word)) << word;
  }
}

}  // namespace
}  // namespace concord
