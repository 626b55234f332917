#include "base/result.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

TEST(Error, ErrorAtCountsLinesAndColumns) {
  const std::string text = "one\ntwo\n\nfour";
  const Error error = ErrorAt(ErrorCode::kInvalid, "expected a number", "f.txt", text, 10);
  EXPECT_EQ(error.line, 4U);
  EXPECT_EQ(error.column, 2U);
  EXPECT_EQ(error.offset, 10U);
  EXPECT_EQ(error.ToString(), "f.txt:4:2: expected a number");
  EXPECT_EQ(ErrorAt(ErrorCode::kInvalid, "", "", text, 0).line, 1U);
  EXPECT_EQ(ErrorAt(ErrorCode::kInvalid, "", "", text, 99).offset, text.size());
}

TEST(Error, WithoutAPlace) {
  const Result<int> result = Fail(ErrorCode::kNotFound, "no document 'x'");
  EXPECT_EQ(result.error().ToString(), "no document 'x'");
  EXPECT_EQ(ErrorCodeName(result.error().code), "not found");
}

}  // namespace
}  // namespace concord
