#include "tests/query/cypher/tck.h"

#include <gtest/gtest.h>

#include "tests/environment.h"

namespace concord::testing {
namespace {

// All scenarios count. What fails is listed, so that a change of the number shows which.
TEST(CypherTck, DevelopmentScenariosPass) {
  CONCORD_NEED_SHARED();
  const std::filesystem::path file = SharedDir() / "tck" / "dev.jsonl";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "needs " << file;
  constexpr size_t kKnownFailures = 0;
  const TckSuite suite(file);
  const auto store = NewMemoryStore();
  size_t failed = 0;
  std::string list;
  for (size_t i = 0; i < suite.size(); ++i) {
    const std::string wrong = suite.Run(i, store.get());
    if (wrong.empty()) continue;
    ++failed;
    list += suite.id(i) + ": " + wrong + "\n";
  }
  EXPECT_LE(failed, kKnownFailures) << "of " << suite.size() << ":\n" << list;
}

}  // namespace
}  // namespace concord::testing
