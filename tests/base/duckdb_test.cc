#include "base/duckdb.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "tests/environment.h"

namespace concord {
namespace {

TEST(DuckDbTest, TheMessageSaysWhatIsNeeded) {
  const char* before = std::getenv("CONCORD_DUCKDB");
  const std::string kept = before == nullptr ? "" : before;
  setenv("CONCORD_DUCKDB", "/no/such/libduckdb.so", 1);
  const Result<DuckDb> missing = DuckDb::Open();
  setenv("CONCORD_DUCKDB", "libc.so.6", 1);
  const Result<DuckDb> other = DuckDb::Open();
  before == nullptr ? unsetenv("CONCORD_DUCKDB") : setenv("CONCORD_DUCKDB", kept.c_str(), 1);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::kNotFound);
  EXPECT_NE(missing.error().message.find("CONCORD_DUCKDB"), std::string::npos) << missing.error().message;
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, ErrorCode::kUnsupported);
}

TEST(DuckDbTest, WritesAndSaysWhatIsWrong) {
  Result<DuckDb> database = DuckDb::Open();
  if (!database) GTEST_SKIP() << database.error().message;
  const testing::TemporaryDir dir;
  const std::string file = (dir.path() / "it's.csv").string();
  const Result<void> done =
      database->Execute("COPY (SELECT 6 * 7 AS n) TO " + DuckDb::Quoted(file) + " (FORMAT csv)");
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_EQ(testing::ReadFileOrDie(file), "n\n42\n");
  const Result<void> wrong = database->Execute("SELECT nothing FROM nowhere");
  ASSERT_FALSE(wrong);
  EXPECT_NE(wrong.error().message.find("nowhere"), std::string::npos) << wrong.error().message;
}

}  // namespace
}  // namespace concord
