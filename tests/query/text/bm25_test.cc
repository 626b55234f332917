#include "query/text/bm25.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

using Places = std::vector<uint32_t>;

TEST(Bm25, RareWordsCountMore) {
  const std::vector<std::string> texts = {"ropes and nets", "ropes and lamps", "ropes and bells", "bells"};
  const Bm25 bm25(texts);
  EXPECT_EQ(bm25.Rank("the lamp by the ropes"), (Places{1, 0, 2}));
  EXPECT_EQ(bm25.Rank("anchors"), Places{});
  EXPECT_EQ(bm25.Rank("Bells"), (Places{3, 2})) << "of two with the word the shorter one";
}

TEST(Bm25, EndingsDoNotCountAndEqualsKeepTheirOrder) {
  const std::vector<std::string> texts = {"audited", "audits", "auditing"};
  EXPECT_EQ(Bm25(texts).Rank("audit"), (Places{0, 1, 2}));
}

TEST(Bm25, NoTexts) { EXPECT_TRUE(Bm25({}).Rank("ropes").empty()); }

}  // namespace
}  // namespace concord
