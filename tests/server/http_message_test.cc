#include "server/http_message.h"

#include <gtest/gtest.h>

namespace concord::testing {
namespace {

TEST(HttpMessage, ATargetIsDecoded) {
  const auto target = ParseTarget("/api/v1/forums?topic=incident%20reports+now&top=2&empty=&flag");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/api/v1/forums");
  const std::vector<std::pair<std::string, std::string>> expected = {
      {"topic", "incident reports now"}, {"top", "2"}, {"empty", ""}, {"flag", ""}};
  EXPECT_EQ(target->parameters, expected);
  EXPECT_EQ(ParseTarget("/a+b")->path, "/a+b");  // a plus is a blank in a query alone
}

TEST(HttpMessage, ABadTargetIsRefused) {
  for (const char* target : {"", "x", "http://other/", "/a%", "/a%2", "/a%zz", "/a%00b", "/../etc/passwd",
                             "/a/%2e%2e/b", "/a?x=%"}) {
    EXPECT_FALSE(ParseTarget(target)) << target;
  }
  EXPECT_TRUE(ParseTarget("/a..b/...")) << "dots within a step are a name";
}

TEST(HttpMessage, WhatIsEncodedIsDecodedToTheSame) {
  std::string all;
  for (int c = 1; c < 256; ++c) all += static_cast<char>(c);
  const auto target = ParseTarget("/p?x=" + PercentEncode(all));
  ASSERT_TRUE(target);
  EXPECT_EQ(target->parameters.at(0).second, all);
}

}  // namespace
}  // namespace concord::testing
