#include "ingest/language/english_date.h"

#include <gtest/gtest.h>

#include <string>

namespace concord {
namespace {

TEST(EnglishDate, InEitherOrderAndAmongOtherWords) {
  const auto find = [](std::string_view text) {
    const auto date = FindEnglishDate(text);
    return date ? date->ToString() : "";
  };
  EXPECT_EQ(find("of 13 March 2024 laying down"), "2024-03-13");
  EXPECT_EQ(find("Approved March 31, 2017."), "2017-03-31");
  EXPECT_EQ(find("[Sept. 6, 1966]"), "1966-09-06");
  EXPECT_EQ(find("in May 3 keepers met on 4 May 2031"), "2031-05-04");
  EXPECT_EQ(find("March 2024"), "");
  EXPECT_EQ(find("31 February 2024"), "");
  EXPECT_EQ(find("marching 3, 2024"), "");
  EXPECT_EQ(find(""), "");
}

}  // namespace
}  // namespace concord
