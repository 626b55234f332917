// What needs no server; tests/scale/publish.sh has the rest.
#include "query/publish/publish.h"

#include <gtest/gtest.h>

#include "graph/store.h"
#include "query/publish/postgres_connection.h"

namespace concord {
namespace {

TEST(PublishTest, FieldsOfCopyAreEscaped) {
  std::string line;
  AppendCopyText(std::string_view("a\tb\\N\n\r\0c", 9), &line);
  EXPECT_EQ(line,
            "a\\tb\\\\N\\n\\r\xEF\xBF\xBD"
            "c");
}

TEST(PublishTest, ASchemaHasAPlainName) {
  const std::unique_ptr<GraphStore> store = NewMemoryStore();
  for (const char* name : {"", "2031", "Concord", "a;b", "a b"}) {
    const Result<PublishReport> report =
        Publish(*store->TakeSnapshot(),
                {.url = "postgres://nobody@/none?host=/nowhere", .schema = name, .progress = {}});
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code, ErrorCode::kUsage) << name;
  }
}

TEST(PublishTest, AServerThatIsNotThereIsAnError) {
  const std::unique_ptr<GraphStore> store = NewMemoryStore();
  const Result<PublishReport> report =
      Publish(*store->TakeSnapshot(),
              {.url = "postgres://nobody@/none?host=/nowhere", .schema = "concord", .progress = {}});
  ASSERT_FALSE(report);
  // Or libpq is not installed.
  EXPECT_TRUE(report.error().code == ErrorCode::kIo || report.error().code == ErrorCode::kNotFound)
      << report.error().ToString();
}

}  // namespace
}  // namespace concord
