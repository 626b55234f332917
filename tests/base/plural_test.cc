#include "base/plural.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

TEST(PluralTest, OneIsSingular) {
  EXPECT_EQ(Counted(0, "document"), "0 documents");
  EXPECT_EQ(Counted(1, "document"), "1 document");
  EXPECT_EQ(Counted(21, "document"), "21 documents");
  EXPECT_EQ(Counted(12345, "document"), "12,345 documents");
  EXPECT_EQ(Counted(1, "body", "bodies"), "1 body");
  EXPECT_EQ(Counted(2, "body", "bodies"), "2 bodies");
}

}  // namespace
}  // namespace concord
